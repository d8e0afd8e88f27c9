"""The plan of a case: where it is on its way, goals with their progress and services, and what may be done next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from kmcase.application.cases import DecideField, ReportProgress, WritePlan
from kmcase.application.changes import Outcome
from kmcase.application.read.case_plans import PlanConflict, PlanPage
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.referrals import Direction
from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.answering import told
from ui.comment_card import CommentCard
from ui.draft_lane import DraftLane
from ui.forms.page import FormPage
from ui.forms.versions import VersionsNote
from ui.ports import Desk, LiveTexts, Progress
from ui.screens.cases.part import CaseHost, PartSpec
from ui.screens.cases.parts.plan import forms
from ui.screens.cases.parts.plan.actions import STEPS, label_key, plan_actions, state_said, step_at
from ui.screens.cases.parts.plan.edit import EditFacts, PlanEdit
from ui.screens.cases.parts.plan.goal_card import LineCalls, LinesMaker, finding_line
from ui.screens.cases.parts.plan.typed import TypedPlan
from ui.screens.cases.parts.plan.versions import VersionsPage
from ui.screens.cases.referring import Referring
from ui.theme import Space
from ui.widgets import (
    Banner,
    Button,
    Label,
    StepBar,
    WrappingRow,
    block,
    bring_into_sight,
    clear_layout,
    column,
    row,
    scrolling,
    stacked,
)

_ICONS = {
    "write": "edit",
    "send": "export",
    "review": "eye",
    "agree": "sign",
    "not_agreed": "close",
    "approve": "ok",
    "comment": "note",
}


class PlanPart(QWidget):
    """The part of a case's page."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_plans
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)
        self._referring = Referring(desk, host)
        self._case: CasePage | None = None
        self.page: PlanPage | None = None
        texts = desk.texts
        self.steps = StepBar(texts, [message(f"case_plans.step.{step}") for step in STEPS])
        self.state = Banner(texts)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(Space.TWO)
        self.buttons = {
            key: Button(texts, message(f"case_plans.do.{key}"), icon_name=name) for key, name in _ICONS.items()
        }
        self.next = Button(texts, "", kind="primary", icon_name="arrow_right")
        self.print = Button(texts, message("case_plans.do.print"), kind="link", icon_name="print")
        self.versions = Button(texts, message("case_plans.do.versions"), kind="link", icon_name="plan")
        self.history = VersionsPage(desk, self._print_version)
        self._build()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        another = self._case is None or self._case.head.case_id != page.head.case_id
        self._case = page
        if another:
            self.page = None
            self._pages.setCurrentWidget(self._plan)
        case_id = page.head.case_id
        self._desk.jobs.database(lambda: self._service.plan_of(case_id), told(self._desk, self._show))

    def retranslate(self, texts: LiveTexts) -> None:
        """Say again what is no label's own."""
        if self.page is not None:
            self._show(self.page)

    # --- inside ---

    def _build(self) -> None:
        head = row(self.steps, self.versions, self.print, stretch=0)
        foot = WrappingRow(*self.buttons.values(), None, self.next)
        self._plan = block(head, self.state, scrolling(block(self.lines, None)), foot, stretch=2)
        self._pages = stacked(self._plan, self.history)
        self.setLayout(column(self._pages))
        self.history.left.connect(lambda: self._pages.setCurrentWidget(self._plan))
        self.next.clicked.connect(self._do_next)
        self.state.action_requested.connect(self._to_conflict)
        self.print.clicked.connect(lambda: self._print_version(0))
        self.versions.clicked.connect(self.begin_versions)
        self.buttons["write"].setShortcut("F2")
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self.begin, key))

    def _show(self, page: PlanPage) -> None:
        if self._case is None or self._case.head.case_id != page.case_id:
            return
        self.page = page
        self.steps.set_current(step_at(page))
        said, tone = state_said(page)
        action = message("case_plans.do.to_conflict") if page.conflicts and not page.closed else ""
        self.state.say(tone, said, action, closable=False)
        self._show_lines(page)
        if self._pages.currentWidget() is self.history:
            self.history.show_page(page)
        actions = plan_actions(page, self._desk.may)
        self.next.setVisible(bool(actions.next))
        if actions.next:
            self.next.say(message(f"case_plans.do.{label_key(page, actions.next)}"))
        for key, button in self.buttons.items():
            button.setVisible(key in actions.others)
            button.say(message(f"case_plans.do.{label_key(page, key)}"))
        self.print.setVisible(not page.plan.content.is_empty)
        self.versions.setVisible(bool(page.plan.steps))

    def _show_lines(self, page: PlanPage) -> None:
        typed = {card.comment_id: card.typed for card in self.findChildren(CommentCard)}
        clear_layout(self.lines)
        calls = LineCalls(
            progress=self.begin_progress, refer=self.begin_refer, answer=self._answer, decide=self._decide
        )
        maker = LinesMaker(self._desk, page, calls, typed)
        for finding in page.findings:
            if not finding.fields and not page.plan.content.is_empty:
                self.lines.addLayout(finding_line(self._desk.texts, finding))
        for number, goal in enumerate(page.plan.content.goals, 1):
            self.lines.addWidget(maker.goal(number, goal))
        if page.plan.content.loose:
            self.lines.addWidget(maker.loose(page.plan.content.loose))
        known = {line.line_id for line in page.plan.content}
        sections = dict.fromkeys(each.section for each in page.comments if each.section not in known)
        if sections:
            self.lines.addWidget(Label(self._desk.texts, message("case_plans.page.on_whole"), role="field"))
        for section in sections:
            for comment in maker.comments(section):
                self.lines.addWidget(comment)

    def _to_conflict(self) -> None:
        """Bring what waits for a decision into sight, and the keyboard to it."""
        notes = [self.lines.itemAt(at).widget() for at in range(self.lines.count())]
        found = [note for card in notes if card is not None for note in card.findChildren(VersionsNote)]
        if found:
            bring_into_sight(found[0])
            found[0].findChild(Button).setFocus()

    # --- what is done ---

    def _do_next(self) -> None:
        if self.page is not None:
            self.begin(plan_actions(self.page, self._desk.may).next)

    def begin(self, key: str, _checked: bool = False) -> None:
        """Begin an action by its key."""
        begun = {
            "write": self.begin_write,
            "send": self.begin_send,
            "review": self.begin_review,
            "agree": self.begin_agree,
            "not_agreed": self.begin_not_agreed,
            "approve": self.begin_approve,
            "comment": self.begin_comment,
        }
        if self.page is not None and key in begun:
            begun[key](self.page)

    def begin_write(self, page: PlanPage) -> None:
        """Write the plan, with the phrase bank at its side."""
        facts = EditFacts(page=page, today=self._desk.today(), writer=self._desk.actor.staff_id)
        form = forms.write_form(self._desk, facts, self._drafts)
        edit = form.form.editor("lines")
        assert isinstance(edit, PlanEdit)
        edit.turned.connect(partial(self._look_over, edit, page.case_id))
        self._look_over(edit, page.case_id)

        def keep(values: dict[str, Any]) -> None:
            typed: TypedPlan = values["lines"]
            command = WritePlan(
                case_id=page.case_id,
                goals=typed.goals,
                services=typed.services,
                seen=typed.seen,
                reason=values.get("reason") or "",
                decision_id=values.get("decision_id") or "",
            )
            self._write(partial(self._service.write, command), "written")

        self._host.fill_in(form, keep)
        form.form.use_draft(f"case_plan:{page.case_id}")

    def begin_send(self, page: PlanPage) -> None:
        """Send it for review."""
        self._ask(
            forms.note_form(self._desk, "send"),
            lambda values: self._write(partial(self._service.send, page.case_id, values["note"]), "sent"),
            forms.says(page, "send"),
        )

    def begin_review(self, page: PlanPage) -> None:
        """Say whether it is in order."""

        def keep(values: dict[str, Any]) -> None:
            passed = values["verdict"] == forms.PASSED
            self._write(partial(self._service.review, page.case_id, passed, values["note"]), "reviewed")

        self._ask(forms.review_form(self._desk), keep)

    def begin_agree(self, page: PlanPage) -> None:
        """The client agrees, by signature, thumbprint or on paper."""
        if self._case is None:
            return
        attachments = self._desk.services.attachments
        name = self._case.head.client.shown_name

        def keep(values: dict[str, Any]) -> None:
            work = partial(forms.agree, self._service, attachments, page.case_id, values)
            self._write(work, "agreed")

        self._ask(forms.agree_form(self._desk, name), keep, forms.says(page, "agree"))

    def begin_not_agreed(self, page: PlanPage) -> None:
        """Why the client does not sign."""
        self._ask(
            forms.not_agreed_form(self._desk),
            lambda values: self._write(
                partial(forms.not_agreed, self._service, page.case_id, values["why_not"]), "agreed"
            ),
        )

    def begin_approve(self, page: PlanPage) -> None:
        """Put it in force."""
        self._ask(
            forms.note_form(self._desk, "approve"),
            lambda values: self._write(partial(self._service.approve, page.case_id, values["note"]), "approved"),
            forms.says(page, "approve"),
        )

    def begin_comment(self, page: PlanPage) -> None:
        """Comment on a line or on the whole."""

        def keep(values: dict[str, Any]) -> None:
            work = partial(self._service.comment, page.case_id, values["line"] or "", values["text"])
            self._write(work, "commented")

        self._ask(forms.comment_form(self._desk, page), keep)

    def begin_progress(self, service_id: str) -> None:
        """Tell how far a service is."""
        page = self.page
        if page is None:
            return

        def keep(values: dict[str, Any]) -> None:
            command = ReportProgress(
                case_id=page.case_id,
                service_id=service_id,
                progress=values["progress"],
                on=values["on"],
                result=values["result"],
            )
            self._write(partial(self._service.progress, command), "progressed")

        self._ask(forms.progress_form(self._desk, page, service_id), keep)

    def begin_refer(self, service_id: str) -> None:
        """Refer the client for a service: the form is filled in from it."""
        if self._case is not None and self.page is not None:
            self._referring.begin(self._case, Direction.OUT, service_id)

    def begin_versions(self) -> None:
        """The versions, and what each changed."""
        if self.page is None:
            return
        self.history.show_page(self.page)
        self._pages.setCurrentWidget(self.history)
        self.history.setFocus()

    def _answer(self, comment_id: str, answer: str) -> None:
        if self.page is not None:
            self._write(partial(self._service.answer, self.page.case_id, comment_id, answer), "answered")

    def _decide(self, conflict: PlanConflict, value: object) -> None:
        if self.page is not None:
            command = DecideField(case_id=self.page.case_id, field=conflict.field, value=value, seen=self.page.seen)
            self._write(partial(self._service.decide, command), "decided")

    def _look_over(self, edit: PlanEdit, case_id: str) -> None:
        typed = edit.value()

        def found(findings: tuple[Finding, ...]) -> None:
            if isValid(edit):  # the form may be closed by now
                edit.take_findings(findings)

        self._desk.jobs.database(
            lambda: self._service.look_over(case_id, typed.goals, typed.services), told(self._desk, found)
        )

    def _print_version(self, version: int) -> None:
        if self.page is None:
            return
        case_id, language = self.page.case_id, self._desk.texts.language

        def make(_progress: Progress) -> bytes:
            return bytes(self._service.paper(case_id, version, language))

        self._host.show_paper(make, message("case_plans.paper.title"), PART.key)

    def _ask(self, form: FormPage, keep: Callable[[dict[str, Any]], None], says: Message | str = "") -> None:
        form.say(says)
        self._host.fill_in(form, keep)

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(message(f"case_plans.said.{said}")))


PART = PartSpec(key="plan", use_case="case_plans.read", make=PlanPart)
