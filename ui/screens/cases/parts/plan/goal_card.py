"""A goal as a card: need, indicator, progress, its services as lines; what is missing and what was said beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kmcase.application.read.case_plans import ApartValue, PlanConflict, PlanPage, ServiceWord
from kmcase.application.read.requests import CommentLine
from kmcase.domain.cases.plan_lines import Goal, LineKind, Progress, Service
from kmcase.domain.findings import Finding
from kmcase.messages import message
from ui.comment_card import CommentCard
from ui.forms.versions import StandingValue, VersionsNote
from ui.goal_progress import GoalProgress
from ui.ports import Desk, LiveTexts
from ui.screens.cases.parts.plan.actions import due_mark, progress_mark
from ui.screens.cases.parts.plan.words import conflict_said, referral_said, value_said
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, IconMark, Label, column, line, row


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCalls:
    """What lines ask of the part: tell a service's progress, refer for it, answer a comment, decide between values."""

    progress: Callable[[str], None]
    refer: Callable[[str], None]
    answer: Callable[[str, str], None]
    decide: Callable[[PlanConflict, object], None]


class LinesMaker:
    """Makes the widgets of a page's lines."""

    def __init__(self, desk: Desk, page: PlanPage, calls: LineCalls, typed: Mapping[str, str]) -> None:
        """`typed` are answers that were begun, by comment."""
        self._desk = desk
        self._texts = desk.texts
        self._page = page
        self._calls = calls
        self._typed = typed
        self._may_progress = desk.may("case_plans.progress") and page.of_team and not page.closed
        self._may_refer = desk.may("cases.refer") and not page.closed
        self._may_write = desk.may("case_plans.write") and not page.closed
        self._may_answer = desk.may("case_plans.comment")

    def goal(self, number: int, goal: Goal) -> Card:
        """A goal with its services."""
        values, texts = goal.values, self._texts
        card = Card(spacing=Space.ONE)
        head = row(Label(texts, message("case_plans.page.goal", number=number), role="field", wrap=False))
        if values.dimension:
            words = self._page.casework.dimension(values.dimension).words
            head.addWidget(Chip(texts, words, Tone.ACCENT, "flag"))
        head.addStretch(1)
        if values.due:
            due = message("case_plans.page.goal_due", due=values.due)
            head.addWidget(Label(texts, due, role="muted", wrap=False))
        card.body.addLayout(head)
        words = [Label(texts, values.text, role="lead", copyable=True)]
        for name in ("need", "indicator"):
            if value := getattr(values, name):
                words.append(Label(texts, message(f"case_plans.page.{name}", **{name: value}), role="muted"))
        card.body.addLayout(column(*words, spacing=0))
        self._beside(card.body, LineKind.GOAL, goal.line_id)
        card.body.addLayout(self._bar(goal))
        for service in self._page.plan.content.services_of(goal.line_id):
            card.body.addWidget(line())
            card.body.addLayout(self._service(service))
        return card

    def loose(self, services: tuple[Service, ...]) -> Card:
        """Services of no goal."""
        card = Card(spacing=Space.ONE)
        card.body.addWidget(Label(self._texts, message("case_plans.page.loose"), role="field"))
        for service in services:
            card.body.addWidget(line())
            card.body.addLayout(self._service(service))
        return card

    def comments(self, line_id: str) -> list[CommentCard]:
        """What was said of a line."""
        return [self._comment(each) for each in self._page.comments if each.section == line_id]

    # --- inside ---

    def _bar(self, goal: Goal) -> QHBoxLayout:
        found = self._page.bar(goal.line_id)
        bar = GoalProgress(self._texts, goal.values.text, found, Space.ONE)
        key = "bar_begun" if found.begun else "bar"
        said = message(f"case_plans.page.{key}", done=found.done, begun=found.begun, all=found.all)
        words = said if found.all else message("case_plans.page.bar_none")
        return row(bar, Label(self._texts, words, role="muted", wrap=False), stretch=0)

    def _service(self, service: Service) -> QVBoxLayout:
        values, texts, page = service.values, self._texts, self._page
        progress = page.progress(service.line_id)
        chips = [progress_mark(progress), due_mark(service, progress, self._desk.today())]
        shown = [Chip(texts, mark.said, mark.tone, mark.icon) for mark in chips if mark is not None]
        tell = Button(texts, message("case_plans.do.progress"), kind="link", icon_name="edit", of=values.text)
        tell.clicked.connect(partial(self._tell, service.line_id))
        tell.setVisible(self._may_progress)
        refer = Button(texts, message("case_plans.do.refer"), kind="link", icon_name="export", of=values.text)
        refer.clicked.connect(partial(self._refer, service.line_id))
        refer.setVisible(self._may_refer and page.may_be_referred(service.line_id))
        kind = Label(texts, message(f"case_plans.kind.{values.kind.value}"), role="muted", wrap=False)
        found = column(
            row(*shown, kind, None, refer, tell),
            Label(texts, values.text, copyable=True),
            Label(texts, self._who(service), role="muted"),
            spacing=0,
        )
        for word in page.words.get(service.line_id, ())[:1]:
            self._result(found, word)
        for referral in page.referrals.get(service.line_id, ()):
            said = Label(texts, referral_said(referral, self._desk.today()), copyable=True)
            found.addLayout(row(IconMark("export", "muted", 18), said, stretch=1))
        self._beside(found, LineKind.SERVICE, service.line_id)
        return found

    def _who(self, service: Service) -> str:
        """Who does it with whom, from when, measured by what; in one line."""
        values, say = service.values, self._texts.text
        name = self._page.names.get(values.responsible, "")
        key = "left" if values.responsible in self._page.left else "who" if name else "nobody"
        who = say(f"case_plans.page.{key}", name=name)
        parts = [who, values.agency]
        if values.start:
            parts.append(say("case_plans.page.from", start=values.start))
        if values.indicator:
            parts.append(say("case_plans.page.measured", indicator=values.indicator))
        return " · ".join(part for part in parts if part)

    def _result(self, layout: QVBoxLayout, word: ServiceWord) -> None:
        if word.result or word.progress is not Progress.PLANNED:
            result = word.result or message(f"case_plans.progress.{word.progress.value}")
            said = message("case_plans.page.result", on=word.on, by=word.told_by, result=result)
            layout.addLayout(row(IconMark("note", "muted", 18), Label(self._texts, said), stretch=1))

    def _beside(self, layout: QVBoxLayout, kind: LineKind, line_id: str) -> None:
        """Findings, values written apart and comments of a line."""
        start = f"{kind.value}/{line_id}/"
        for finding in self._page.findings:
            if any(name.startswith(start) for name in finding.fields):
                layout.addLayout(finding_line(self._texts, finding))
        for conflict in self._page.conflicts:
            if conflict.field.line_id == line_id:
                layout.addWidget(self._conflict(conflict))
        for comment in self.comments(line_id):
            layout.addWidget(comment)

    def _conflict(self, conflict: PlanConflict) -> VersionsNote:
        name = conflict.field.name
        values = []
        for value in conflict.values:
            removed = conflict.field.says_removed
            said = message("case_plans.page.removed_by") if removed else value_said(self._page, name, value.plain)
            values.append(self._standing(conflict, said, value, False if removed else value.plain))
        if conflict.field.says_removed:
            values = [*values[-1:], self._keep(conflict)]
        return VersionsNote(self._texts, values, conflict_said(conflict.field))

    def _standing(self, conflict: PlanConflict, said: object, value: ApartValue, chosen: object) -> StandingValue:
        written = message("conflicts.written_by", name=value.written_by, at=value.written_at)
        choose = partial(self._calls.decide, conflict, chosen) if self._may_write else None
        return StandingValue(said=self._texts.catalogue.show(said), written=written, choose=choose)

    def _keep(self, conflict: PlanConflict) -> StandingValue:
        choose = partial(self._calls.decide, conflict, True) if self._may_write else None
        return StandingValue(said=message("case_plans.page.keep"), written="", choose=choose)

    def _comment(self, comment: CommentLine) -> CommentCard:
        typed = self._typed.get(comment.comment_id, "")
        card = CommentCard(self._texts, comment, may_answer=self._may_answer, typed=typed)
        card.answered.connect(self._calls.answer)
        return card

    def _refer(self, service_id: str, _checked: bool = False) -> None:
        self._calls.refer(service_id)

    def _tell(self, service_id: str, _checked: bool = False) -> None:
        self._calls.progress(service_id)


def finding_line(texts: LiveTexts, finding: Finding) -> QHBoxLayout:
    """What a rule found, in a line."""
    said = Label(texts, message(finding.message_key, **finding.params), tone=Tone.WARN)
    return row(IconMark("warning", "warn", 18), said, stretch=1)
