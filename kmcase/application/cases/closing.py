"""Closing a case with its outcomes, looking after the client, opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.cases.checks import require_open, require_past, require_reason, require_since_opening
from kmcase.application.cases.stays import give_bed_up
from kmcase.application.changes import Outcome
from kmcase.application.read.case_closing import ClosingPage, LookOwed
from kmcase.application.work import Unit, Work
from kmcase.domain.cases.closing import (
    CaseReopened,
    Closing,
    ClosingDecided,
    ClosingProposed,
    ClosingState,
    GoalOutcome,
    LookedAfter,
    ReachedBy,
)
from kmcase.domain.cases.heads import CaseHead, StageReached
from kmcase.domain.casework import Casework
from kmcase.domain.errors import DomainError, require_that
from kmcase.rules.case_closing import looks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosing:
    """Propose to close a case on a day, with what came of its goals; `reason` is a code of the casework.

    `left_on`: the day on which the client gave up the bed that they have. Without it the closing ends the stay.
    """

    case_id: str
    on: date
    reason: str
    summary: str
    outcomes: tuple[GoalOutcome, ...]
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideClosing:
    """Approve a closing, or send it back with a comment."""

    case_id: str
    closing_id: str
    approved: bool
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAfter:
    """How a former client is, so many months after closing."""

    case_id: str
    closing_id: str
    months: int
    on: date
    reached: ReachedBy
    how_they_are: str
    needs_reopening: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase:
    """Open a closed case again at a stage."""

    case_id: str
    on: date
    stage: str
    reason: str


class ClosingService:
    """Use cases of closing."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def page(self, case_id: str) -> ClosingPage:
        """The closings of a case; raises `cases.unknown`."""
        with self._work.read("cases.read") as reading:
            return reading.case_closings.page(case_id)

    def looks_owed(self) -> tuple[LookOwed, ...]:
        """Whom to look after, the day that passed first at the top."""
        with self._work.read("cases.read") as reading:
            return reading.case_closings.looks_owed()

    def propose(self, command: ProposeClosing) -> Outcome[str]:
        """Propose to close a case; gives the closing's id. What is missing is said beside its field.

        The bed is free from `left_on` on, whatever the supervisor says of the closing. Raises `case_closing.bed_later`
        beside the day, `case_closing.left_after` beside `left_on`, and what `give_bed_up` raises.
        """
        with self._work.begin("cases.close") as unit:
            head = unit.cases.head(command.case_id)
            require_open(head)
            waiting = any(one.state is ClosingState.PROPOSED for one in unit.case_closings.closings(head.case_id))
            require_that(not waiting, "case_closing.already_proposed")
            casework = unit.cases.casework(head.casework)
            casework.closing_reason(command.reason)
            require_since_opening(unit, head, command.on)
            _require_no_later_bed(unit, head, command.on)
            require_that(bool(command.summary.strip()), "case_closing.summary_missing", "summary")
            _require_outcomes(casework, command.outcomes)
            if command.left_on is not None:
                require_that(command.left_on <= command.on, "case_closing.left_after", "left_on")
                give_bed_up(unit, head.case_id, command.left_on, "left_on")
            closing_id = unit.ids.new()
            unit.record(
                ClosingProposed(
                    case_id=head.case_id,
                    closing_id=closing_id,
                    on=command.on,
                    reason=command.reason,
                    summary=command.summary.strip(),
                    outcomes=command.outcomes,
                )
            )
            return unit.commit(closing_id)

    def decide(self, command: DecideClosing) -> Outcome[str]:
        """Approve a closing, which closes the case, or send it back; never who proposed it.

        Raises `case_closing.bed_later` where a client took a bed after the day of closing.
        """
        with self._work.begin("cases.approve_closing") as unit:
            head = unit.cases.head(command.case_id)
            closing = _closing(unit, head, command.closing_id)
            require_that(closing.state is ClosingState.PROPOSED, "case_closing.already_decided")
            require_that(closing.proposed_by != unit.actor.staff_id, "case_closing.own_proposal")
            comment = command.comment.strip()
            require_that(command.approved or bool(comment), "case_closing.comment_missing", "comment")
            if command.approved:
                _require_no_later_bed(unit, head, closing.on)
            unit.record(
                ClosingDecided(
                    case_id=head.case_id, closing_id=closing.closing_id, approved=command.approved, comment=comment
                )
            )
            if command.approved:
                for stage in _ending_stages(unit.cases.casework(head.casework), closing.reason):
                    unit.record(StageReached(case_id=head.case_id, stage=stage, on=closing.on))
            return unit.commit(closing.closing_id)

    def look(self, command: LookAfter) -> Outcome[str]:
        """Keep how a former client is; gives the look's id."""
        with self._work.begin("cases.look_after") as unit:
            head = unit.cases.head(command.case_id)
            closing = _closing(unit, head, command.closing_id)
            due = {one.months for one in looks_of(unit.cases.casework(head.casework), closing)}
            require_that(command.months in due, "case_closing.no_such_look", "months")
            require_past(unit, command.on)
            require_that(command.on >= closing.on, "case_closing.before_closing", "on")
            require_that(bool(command.how_they_are.strip()), "case_closing.how_missing", "how_they_are")
            look_id = unit.ids.new()
            unit.record(
                LookedAfter(
                    case_id=head.case_id,
                    closing_id=closing.closing_id,
                    look_id=look_id,
                    months=command.months,
                    on=command.on,
                    reached=command.reached,
                    how_they_are=command.how_they_are.strip(),
                    needs_reopening=command.needs_reopening,
                )
            )
            return unit.commit(look_id)

    def reopen(self, command: ReopenCase) -> Outcome[str]:
        """Open a closed case again; what was closed stays readable. Gives the case's id."""
        with self._work.begin("cases.reopen") as unit:
            head = unit.cases.head(command.case_id)
            stage = unit.cases.casework(head.casework).stage(command.stage)
            require_that(not stage.ends, "cases.close_instead", "stage")
            closings = unit.case_closings.closings(head.case_id)
            closing = next((one for one in closings if one.state is ClosingState.APPROVED), None)
            if head.closed_on is None or closing is None:
                raise DomainError("case_closing.not_closed")
            reason = require_reason(command.reason)
            require_past(unit, command.on)
            require_that(command.on >= closing.on, "case_closing.before_closing", "on")
            unit.record(CaseReopened(case_id=head.case_id, closing_id=closing.closing_id, on=command.on, reason=reason))
            unit.record(StageReached(case_id=head.case_id, stage=stage.code, on=command.on, note=reason))
            return unit.commit(head.case_id)


def _closing(unit: Unit, head: CaseHead, closing_id: str) -> Closing:
    found = next((one for one in unit.case_closings.closings(head.case_id) if one.closing_id == closing_id), None)
    if found is None:
        raise DomainError("case_closing.unknown")
    return found


def _require_no_later_bed(unit: Unit, head: CaseHead, on: date) -> None:
    """Raise `case_closing.bed_later` where the client took a bed after the day of closing: one of the two is wrong."""
    require_that(not unit.case_stays.begins_after(head.case_id, on), "case_closing.bed_later", "on")


def _require_outcomes(casework: Casework, outcomes: tuple[GoalOutcome, ...]) -> None:
    require_that(bool(outcomes), "case_closing.outcomes_missing", "outcomes")
    known = {outcome.code for outcome in casework.outcomes}
    for one in outcomes:
        casework.dimension(one.dimension)
        require_that(one.outcome in known, "case_closing.outcome_missing", "outcomes")


def _ending_stages(casework: Casework, reason: str) -> tuple[str, ...]:
    """The stage that closes the case, and where the client is looked after, the last one as well."""
    ends = [stage.code for stage in casework.stages if stage.ends]
    looked_after = casework.closing_reason(reason).followed and bool(casework.follow_ups)
    return (ends[0], ends[-1]) if looked_after and len(ends) > 1 else (ends[0],)
