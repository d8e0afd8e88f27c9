"""One batch: asked, drawn, paid, sent back; its papers; and the money to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.payments import BatchPage, MoneyLine
from kmcase.domain.money import Baht
from kmcase.domain.public_lists import ListNoun
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_short
from ui.forms import FormView
from ui.forms.moved_money import money_form, moved_money
from ui.ports import Desk
from ui.public_lists import PublicListButtons
from ui.screens.batches.columns import state_mark
from ui.screens.batches.presenter import BatchesPresenter
from ui.theme import Space
from ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    IconMark,
    Label,
    clear_layout,
    column,
    row,
    scrolling_card,
    stacked,
)


class BatchPane(QWidget):
    """The right side of the screen."""

    def __init__(self, desk: Desk, presenter: BatchesPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._page: BatchPage | None = None
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.about = Label(texts, "", role="muted")
        self.to_answer = Label(texts, "", role="strong")
        self._chain = QHBoxLayout()
        self._chain.setSpacing(Space.ONE)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.HALF)
        self.drawing = FormView(texts, money_form("batches.draw.", "drawn_on", desk.today()))
        self.returning = FormView(texts, money_form("batches.return.", "returned_on", desk.today()))
        self.form = self.drawing
        self.give_back = Button(texts, message("batches.return.button"), icon_name="money")
        self.idle = Label(texts, "", role="strong")
        self.will = Label(texts, "", role="strong")
        self.draw = Button(texts, message("batches.draw.button"), kind="primary", icon_name="money")
        self.to_run = Button(texts, message("batches.draw.to_run"), kind="primary", icon_name="people")
        self.evidence = Button(texts, message("audits.button"), kind="link", icon_name="export")
        self.reconcile = Button(texts, message("batches.page.reconcile"), kind="link", icon_name="bank")
        self.listed = PublicListButtons(desk, ListNoun.BATCH)
        empty = EmptyState(texts, "bank", message("batches.list.choose"), message("batches.list.choose_advice"))
        self._pages = stacked(empty, self._build())
        self.setLayout(column(self._pages))
        self.draw.clicked.connect(self._draw)
        self.drawing.main_action.connect(self._draw)
        self.give_back.clicked.connect(self._give_back)
        self.returning.main_action.connect(self._give_back)
        self.to_run.clicked.connect(lambda: presenter.go("runs"))
        self.evidence.clicked.connect(presenter.bundle)
        self.reconcile.clicked.connect(presenter.reconcile)

    def show_page(self, page: BatchPage | None) -> None:
        """A batch, or nothing chosen."""
        self._page = page
        self._pages.setCurrentIndex(0 if page is None else 1)
        if page is None:
            return
        batch = page.batch
        self.title.say(message("batches.page.title", number=batch.number))
        self.listed.show_record(batch.batch_id, batch.number, made=bool(batch.paid))
        mark = state_mark(batch)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self.about.say(
            message("batches.page.about", on=batch.requested_on, count=batch.requests, half=batch.half.budget_id)
        )
        self._show_chain(page)
        self.to_answer.say(message("batches.page.to_answer", amount=batch.to_answer) if batch.to_answer else "")
        self.to_answer.setVisible(bool(batch.to_answer))
        self._show_lines(page)
        left = batch.to_draw
        draws = left.satang > 0 and self._desk.may("batches.draw")
        self._draw_part.setVisible(draws)
        self.draw.setVisible(draws)
        runs = batch.unallotted.satang > 0 and bool(page.waiting) and self._desk.may("payments.prepare")
        idle = batch.unallotted - batch.waiting
        returns = idle.satang > 0 and self._desk.may("batches.return")
        self._return_part.setVisible(returns)
        self.idle.say(message("batches.return.left", amount=idle) if returns else "")
        self.to_run.setVisible(runs and not draws)
        self.will.say(self._sentence(page, left, draws=draws, runs=runs))

    def main_action(self) -> None:
        """Draw the money."""
        if not self.draw.isHidden() and self._page is not None:
            self._draw()

    def clear(self) -> None:
        """Forget what was typed."""
        for form in (self.drawing, self.returning):
            form.set_values({})

    # --- inside ---

    @staticmethod
    def _sentence(page: BatchPage, left: Baht, *, draws: bool, runs: bool) -> Message | str:
        if runs and not draws:
            return message("batches.draw.ready", amount=page.batch.unallotted, count=len(page.waiting))
        return message("batches.draw.left", amount=left) if draws else ""

    def _build(self) -> QWidget:
        self.reconcile.setVisible(self._desk.may("reconciliation.read"))
        self.evidence.setVisible(self._desk.may("audits.bundle"))
        self._draw_part = QWidget()
        self._draw_part.setLayout(column(self.drawing))
        self._return_part = QWidget()
        self._return_part.setLayout(column(self.returning, row(self.idle, None, self.give_back, spacing=Space.TWO)))
        return scrolling_card(
            column(row(self.title, self.state, None, spacing=Space.TWO), self.about, spacing=0),
            row(self.reconcile, self.evidence, self.listed, None),
            self._chain,
            self.to_answer,
            self._draw_part,
            self._lines,
            self._return_part,
            foot=row(self.will, self.to_run, self.draw, spacing=Space.TWO, stretch=0),
        )

    def _show_chain(self, page: BatchPage) -> None:
        clear_layout(self._chain)
        batch = page.batch
        steps = (
            ("asked", batch.amount),
            ("drawn", batch.drawn),
            ("paid", batch.paid),
            ("returned", batch.returned),
        )
        for number, (name, amount) in enumerate(steps):
            if number:
                self._chain.addWidget(IconMark("arrow_right", "muted"))
            card = Card(spacing=0)
            texts = self._desk.texts
            figure = Label(texts, format_baht(amount.satang), role="lead", wrap=False)
            for label in (Label(texts, Message(f"batches.chain.{name}"), role="muted", wrap=False), figure):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                card.body.addWidget(label)
            self._chain.addWidget(card, 1)

    def _show_lines(self, page: BatchPage) -> None:
        clear_layout(self._lines)
        self._money("batches.page.drawals", page.drawals)
        self._money("batches.page.returns", page.returns)
        texts = self._desk.texts
        if page.runs:
            self._lines.addWidget(Label(texts, message("batches.page.runs"), role="field"))
        for run in page.runs:
            said = message("batches.page.run", number=run.number, day=run.planned_on, paid=run.paid, payees=run.payees)
            button = Button(texts, said, kind="link", icon_name="arrow_right")
            button.clicked.connect(partial(self._presenter.go, "runs", run.run_id))
            self._lines.addLayout(row(button, None, Label(texts, format_baht(run.receipts.satang), wrap=False)))
        if page.waiting:
            self._lines.addWidget(Label(texts, message("batches.page.waiting", count=len(page.waiting)), role="field"))
        for item in page.waiting:
            name = Label(texts, f"{item.person_name}  {item.number}", wrap=False)
            self._lines.addLayout(row(name, None, Label(texts, format_baht(item.amount.satang), wrap=False)))

    def _money(self, title: str, lines: Sequence[MoneyLine]) -> None:
        texts = self._desk.texts
        if lines:
            self._lines.addWidget(Label(texts, Message(title), role="field"))
        for found in lines:
            words = "  ".join(part for part in (format_short(found.on), found.document, found.run_number) if part)
            self._lines.addLayout(
                row(Label(texts, words, wrap=False), None, Label(texts, format_baht(found.amount.satang), wrap=False))
            )

    def _give_back(self) -> None:
        self.form = self.returning
        if (moved := moved_money(self.returning, "returned_on")) is not None:
            self._presenter.give_back(*moved)

    def _draw(self) -> None:
        self.form = self.drawing
        if (moved := moved_money(self.drawing, "drawn_on")) is not None:
            self._presenter.draw(*moved)
