"""Closing a case: outcomes and approval, looks afterwards, opening again; what was closed before stays below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.cases import DecideClosing, LookAfter, ProposeClosing, ReopenCase
from kmcase.application.changes import Outcome
from kmcase.application.lessons import LearnFromCase, WriteLesson
from kmcase.application.read.case_closing import ClosingPage, Goal
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.closing import Closing, ClosingState, GoalOutcome, Look, LookDue, ReachedBy
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_short
from ui.answering import told
from ui.forms import FormSpec
from ui.forms.case import case_form
from ui.forms.following import follow
from ui.forms.lesson import LESSON_SPEC
from ui.forms.page import FormPage
from ui.forms.reason import reason_form
from ui.ports import Desk, LiveTexts
from ui.screens.cases.closing_forms import (
    closing_spec,
    goal_said,
    goals_of,
    look_spec,
    outcomes_of,
    reopen_spec,
)
from ui.screens.cases.part import CaseHost, PartSpec
from ui.theme import Space
from ui.tone import Tone
from ui.typed_lessons import lesson_fields
from ui.widgets import (
    Button,
    Chip,
    EmptyState,
    Fact,
    IconMark,
    KeyFacts,
    Label,
    WrappingRow,
    block,
    clear_layout,
    column,
    row,
    scrolling,
    stacked,
)

_STATES = {
    ClosingState.PROPOSED: (Tone.WARN, "clock"),
    ClosingState.RETURNED: (Tone.WARN, "undo"),
    ClosingState.APPROVED: (Tone.OK, "tick"),
    ClosingState.REOPENED: (Tone.PLAIN, "undo"),
}


class ClosingPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.closings
        self._page: CasePage | None = None
        self._closings: ClosingPage | None = None
        texts = desk.texts
        self.nothing = EmptyState(texts, "flag", message("case_closing.none"), message("case_closing.none_advice"))
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.TWO)
        self._shown = stacked(self.nothing, scrolling(block(self.body, None)))
        self.send_back = Button(texts, message("case_closing.send_back"), icon_name="undo")
        self.approve = Button(texts, message("case_closing.approve"), kind="primary", icon_name="tick")
        self.reopen = Button(texts, message("case_closing.reopen"), icon_name="undo")
        self.learn = Button(texts, message("case_closing.learn"), icon_name="note")
        self.look = Button(texts, message("case_closing.look"), kind="primary", icon_name="phone")
        self.propose = Button(texts, message("case_closing.propose"), kind="primary", icon_name="flag")
        foot = WrappingRow(self.send_back, self.reopen, self.learn, None, self.approve, self.look, self.propose)
        self.setLayout(column(self._shown, foot, stretch=0))
        self.send_back.clicked.connect(self.begin_send_back)
        self.approve.clicked.connect(self.approve_closing)
        self.reopen.clicked.connect(self.begin_reopen)
        self.learn.clicked.connect(self.begin_learn)
        self.look.clicked.connect(self.begin_look)
        self.propose.clicked.connect(self.begin_propose)
        self._show_buttons()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if self._page is None or self._page.head.case_id != page.head.case_id:
            self._closings = None
        self._page = page
        case_id = page.head.case_id
        self._desk.jobs.database(lambda: self._service.page(case_id), told(self._desk, self._show))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- forms ---

    def begin_propose(self) -> None:
        """Propose to close the case: why, and what came of each goal."""
        if self._page is None or self._closings is None:
            return
        page, today = self._page, self._desk.today()
        goals = goals_of(page, self._closings.goals)

        def keep(values: dict[str, Any]) -> None:
            command = ProposeClosing(
                case_id=page.head.case_id,
                on=values["on"],
                reason=values["reason"],
                summary=values["summary"],
                outcomes=outcomes_of(goals, values),
                left_on=values.get("left_on"),
            )
            self._write(partial(self._service.propose, command), "proposed")

        bed = self._closings.bed
        spec = closing_spec(page, goals, today, has_bed=bed is not None)
        form = self._ask("propose", spec, {"on": today, "left_on": today}, keep)
        if bed is not None:
            follow(form.form, "left_on", ("on",), lambda values: values["on"])
        if warning := _warned_of(self._closings):
            form.warn(warning)

    def approve_closing(self) -> None:
        """Approve what was proposed."""
        closing = self._newest(ClosingState.PROPOSED)
        if closing is not None:
            command = DecideClosing(case_id=closing.case_id, closing_id=closing.closing_id, approved=True)
            self._write(partial(self._service.decide, command), "approved")

    def begin_send_back(self) -> None:
        """Send back what was proposed, with a comment."""
        closing = self._newest(ClosingState.PROPOSED)
        if closing is None:
            return
        case_id, closing_id = closing.case_id, closing.closing_id

        def keep(values: dict[str, Any]) -> None:
            command = DecideClosing(case_id=case_id, closing_id=closing_id, approved=False, comment=values["comment"])
            self._write(partial(self._service.decide, command), "sent_back")

        self._ask("send_back", reason_form("case_closing.field.comment", name="comment"), {}, keep)

    def begin_look(self) -> None:
        """Say how the former client is: of the first look that was not made."""
        closing, due = self._newest(ClosingState.APPROVED), self._next_look()
        if closing is None or due is None:
            return
        case_id, closing_id, months = closing.case_id, closing.closing_id, due.months

        def keep(values: dict[str, Any]) -> None:
            reached = ReachedBy(values["reached"])
            command = LookAfter(case_id=case_id, closing_id=closing_id, months=months, **{**values, "reached": reached})
            self._write(partial(self._service.look, command), "looked")

        form = self._ask("look", look_spec(self._desk.today()), {"on": self._desk.today()}, keep)
        form.say(message("case_closing.form.look_of", months=months, due=format_short(due.due)))

    def begin_reopen(self) -> None:
        """Open the case again."""
        if self._page is None:
            return
        case_id = self._page.head.case_id

        def keep(values: dict[str, Any]) -> None:
            self._write(partial(self._service.reopen, ReopenCase(case_id=case_id, **values)), "reopened")

        values: dict[str, object] = {"on": self._desk.today()}
        self._ask("reopen", reopen_spec(self._page, self._desk.today()), values, keep)

    def begin_learn(self) -> None:
        """Write what was learned, without the client."""
        if self._page is None:
            return
        case_id, lessons = self._page.head.case_id, self._desk.services.lessons

        def keep(values: dict[str, Any]) -> None:
            command = LearnFromCase(case_id=case_id, lesson=WriteLesson(run_id="", **lesson_fields(values)))
            self._write(partial(lessons.learn, command), "learned")

        form = self._ask("learn", LESSON_SPEC, {}, keep)
        form.warn(message("case_closing.form.learn_without_names"))

    # --- inside ---

    def _show(self, closings: ClosingPage) -> None:
        self._closings = closings
        clear_layout(self.body)
        self._shown.setCurrentIndex(1 if closings.closings else 0)
        for closing in closings.closings:
            self.body.addWidget(self._closing(closing, closings))
        self._show_buttons()

    def _show_buttons(self) -> None:
        proposed, approved = self._newest(ClosingState.PROPOSED), self._newest(ClosingState.APPROVED)
        closed = self._page is not None and self._page.head.closed_on is not None
        own = proposed is not None and proposed.proposed_by == self._desk.actor.staff_id
        may_decide = proposed is not None and not own and self._desk.may("cases.approve_closing")
        self.approve.setVisible(may_decide)
        self.send_back.setVisible(may_decide)
        known = self._closings is not None
        self.propose.setVisible(known and not closed and proposed is None and self._desk.may("cases.close"))
        self.reopen.setVisible(closed and approved is not None and self._desk.may("cases.reopen"))
        self.learn.setVisible(known and self._desk.may("lessons.learn"))
        self.look.setVisible(self._next_look() is not None and self._desk.may("cases.look_after"))

    def _newest(self, state: ClosingState) -> Closing | None:
        every = self._closings.closings if self._closings else ()
        return next((closing for closing in every if closing.state is state), None)

    def _next_look(self) -> LookDue | None:
        closing = self._newest(ClosingState.APPROVED)
        if closing is None or self._closings is None:
            return None
        return next((look for look in self._closings.looks[closing.closing_id] if look.look is None), None)

    def _closing(self, closing: Closing, page: ClosingPage) -> QWidget:
        texts = self._desk.texts
        tone, icon = _STATES[closing.state]
        decided = closing.state in (ClosingState.APPROVED, ClosingState.REOPENED)
        key = "closed_on" if decided else "proposed_for"
        title = Label(texts, message(f"case_closing.{key}", day=closing.on), role="lead")
        state = Chip(texts, message(f"case_closing.state.{closing.state.value}"), tone, icon)
        facts = KeyFacts(texts, self._facts(closing, page.names))
        outcomes = KeyFacts(texts, [self._outcome(one) for one in closing.outcomes])
        looks = page.looks[closing.closing_id]
        parts: list[Any] = [row(title, state, stretch=0)]
        if closing.state is ClosingState.PROPOSED and page.bed is not None:
            bed = page.bed
            ends = message("case_closing.bed_ends", room=bed.room, bed=bed.bed, since=bed.since, day=closing.on)
            parts.append(row(IconMark("warning", "warn", 18), Label(texts, ends, tone=Tone.WARN), stretch=1))
        parts.append(facts)
        parts += [Label(texts, message("case_closing.outcomes"), role="strong"), outcomes]
        if looks:
            told_of = KeyFacts(texts, [self._looked(look, page.names) for look in looks])
            parts += [Label(texts, message("case_closing.looks"), role="strong"), told_of]
        return block(*parts)

    def _facts(self, closing: Closing, names: Any) -> list[Fact]:
        reason: Message | str = closing.reason
        if self._page is not None:
            reason = self._page.casework.closing_reason(closing.reason).words
        by = message("case_closing.by", name=names.get(closing.proposed_by, ""))
        decided = message("case_closing.by", name=names.get(closing.decided_by, "")) if closing.decided_by else ""
        again = closing.reopened_on
        shown: tuple[tuple[str, Message | str], ...] = (
            ("reason", reason),
            ("summary", closing.summary),
            ("proposed_by", by),
            ("decided_by", decided),
            ("comment", closing.comment),
            ("reopened", message("case_closing.again", day=again, why=closing.reopening_reason) if again else ""),
        )
        return [Fact(label=message(f"case_closing.field.{name}"), value=value) for name, value in shown if value]

    def _outcome(self, one: GoalOutcome) -> Fact:
        goal: Message | str = one.goal
        outcome: Message | str = one.outcome
        if self._page is not None:
            goal = goal_said(self._page, Goal(goal_id=one.goal_id, dimension=one.dimension, wording=one.goal))
            known = (entry.words for entry in self._page.casework.outcomes if entry.code == one.outcome)
            outcome = next(known, one.outcome)
        said = message("case_closing.outcome_noted", outcome=outcome, note=one.note) if one.note else outcome
        return Fact(label=goal, value=said)

    def _looked(self, due: LookDue, names: Any) -> Fact:
        label = message("case_closing.look_due", months=due.months, due=format_short(due.due))
        return Fact(label=label, value=_look_said(due.look, names) if due.look else message("case_closing.not_looked"))

    def _ask(
        self, name: str, spec: FormSpec, values: dict[str, object], keep: Callable[[dict[str, Any]], None]
    ) -> FormPage:
        form = case_form(self._desk.texts, message(f"case_closing.form.{name}"), spec, values)
        self._host.fill_in(form, keep)
        return form

    def _write(self, work: Callable[[], Outcome[Any]], said: str) -> None:
        self._desk.jobs.database(work, self._host.recorded(message(f"case_closing.said.{said}")))


def _warned_of(page: ClosingPage) -> Message | None:
    """What is not ended yet of a case that is to be closed."""
    bed, count = page.bed, page.open_referrals
    held = message("case_closing.form.bed", room=bed.room, bed=bed.bed, since=bed.since) if bed else None
    waiting = message("case_closing.form.open_referrals", count=count) if count else None
    if held and waiting:
        return message("case_closing.form.both", held=held, waiting=waiting)
    return held or waiting


def _look_said(look: Look, names: Any) -> Message:
    key = "case_closing.looked_needs" if look.needs_reopening else "case_closing.looked"
    reached = message(f"case_closing.reached.{look.reached.value}")
    name = names.get(look.looked_by, "")
    return message(key, day=look.on, reached=reached, how=look.how_they_are, name=name)


PART = PartSpec(key="closing", use_case="cases.read", make=ClosingPart)
