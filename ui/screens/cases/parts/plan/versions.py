"""The versions of a plan below each other, the newest first, each with what it changed and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import LineChange, PlanContent, differences
from kmcase.messages import Message, message
from ui.ports import Desk
from ui.screens.cases.parts.plan.actions import version_said
from ui.screens.cases.parts.plan.words import changes_said
from ui.theme import Space
from ui.widgets import Button, Card, Label, block, clear_layout, column, on_key, row, scrolling

Reasons = tuple[tuple[str, str], ...]


class VersionsPage(QWidget):
    """`left` by Esc or its button; `show` prints a version."""

    left = Signal()

    def __init__(self, desk: Desk, print_version: Callable[[int], None]) -> None:
        super().__init__()
        self._desk = desk
        self._print = print_version
        texts = desk.texts
        self.title = Label(texts, message("case_plans.form.versions_title"), role="lead")
        self.back = Button(texts, message("cases.form.cancel"), icon_name="arrow_left")
        self.cards = QVBoxLayout()
        self.cards.setSpacing(Space.TWO)
        self.setLayout(column(row(self.title, None, self.back), scrolling(block(self.cards, None)), stretch=1))
        self.setFocusProxy(self.back)
        self.back.clicked.connect(self.left)
        on_key(self, "Esc", self.left)

    def show_page(self, page: PlanPage) -> None:
        """The draft where it differs, then the versions."""
        clear_layout(self.cards)
        plan = page.plan
        if plan.changes:
            said = message("case_plans.change.title", number=len(plan.versions))
            self._add(page, said, plan.changes, plan.open_reasons, 0)
        before = PlanContent()
        cards = []
        for version in plan.versions:
            cards.append((version, differences(before, version.content)))
            before = version.content
        for version, changes in reversed(cards):
            self._add(page, version_said(page, version.number), changes, version.reasons, version.number)
        self._add_steps(page)

    def _add(
        self, page: PlanPage, said: Message, changes: tuple[LineChange, ...], reasons: Reasons, number: int
    ) -> None:
        texts = self._desk.texts
        card = Card(spacing=Space.ONE)
        head = row(Label(texts, said, role="strong"), stretch=0)
        if number:
            button = Button(texts, message("case_plans.do.print"), kind="link", icon_name="print", of=str(number))
            button.clicked.connect(partial(self._print_one, number))
            head.addWidget(button)
        card.body.addLayout(head)
        for reason, decision in reasons:
            words = reason or message("case_plans.change.decided")
            card.body.addWidget(Label(texts, message("case_plans.change.reason", reason=words), role="muted"))
            if reason and decision:
                card.body.addWidget(Label(texts, message("case_plans.change.decided"), role="muted"))
        if not changes:
            card.body.addWidget(Label(texts, message("case_plans.change.none"), role="muted"))
        for line, fields in changes_said(page, changes):
            card.body.addWidget(Label(texts, line, copyable=True))
            for field in fields:
                card.body.addLayout(row(Space.TWO, Label(texts, field, role="muted", copyable=True), stretch=1))
        self.cards.addWidget(card)

    def _add_steps(self, page: PlanPage) -> None:
        """What was done with the plan by whom, the newest first."""
        texts = self._desk.texts
        if not page.plan.steps:
            return
        card = Card(spacing=Space.HALF)
        card.body.addWidget(Label(texts, message("case_plans.change.steps"), role="strong"))
        for step in reversed(page.plan.steps):
            note = step.agreement.why_not if step.agreement else step.note
            said = message(
                f"case_plans.change.{'step_note' if note else 'step'}",
                at=datetime.fromisoformat(step.at),
                step=message(f"case_plans.step.{step.step.value}"),
                name=page.names.get(step.by, ""),
                note=note,
            )
            card.body.addWidget(Label(texts, said, role="muted", copyable=True))
        self.cards.addWidget(card)

    def _print_one(self, number: int, _checked: bool = False) -> None:
        self._print(number)
