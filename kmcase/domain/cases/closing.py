"""Closing a case: proposed with its outcomes, approved by somebody else, looked at afterwards, opened again.

Nothing is taken away: a proposal sent back, an approval and a re-opening all stay, and the next closing is one more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOutcome:
    """What came of a goal of the plan, or of a dimension where there is no plan (`goal_id` empty).

    `goal` is its wording when the case was closed; `outcome` is a code of the casework.
    """

    goal_id: str = ""
    goal: str
    dimension: str
    outcome: str
    note: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingProposed(OfCase):
    """Somebody of the team proposes to close the case on a day; `reason` is a code of the casework."""

    TYPE = "case.closing_proposed"
    case_id: str
    closing_id: str
    on: date
    reason: str
    summary: str
    outcomes: tuple[GoalOutcome, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingDecided(OfCase):
    """A supervisor approved a closing or sent it back with a comment. The newest word stands."""

    TYPE = "case.closing_decided"
    case_id: str
    closing_id: str
    approved: bool
    comment: str = ""


class ReachedBy(StrEnum):
    """How a former client was reached; the words are `case_closing.reached.<value>`."""

    VISIT = "visit"
    PHONE = "phone"
    VOLUNTEER = "volunteer"
    AGENCY = "agency"
    NOT_REACHED = "not_reached"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAfter(OfCase):
    """A look at how a client is, so many months after closing."""

    TYPE = "case.looked_after"
    case_id: str
    closing_id: str
    look_id: str
    months: int
    on: date
    reached: ReachedBy
    how_they_are: str
    needs_reopening: bool = False


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(OfCase):
    """A closed case was opened again on a day, for a reason."""

    TYPE = "case.reopened"
    case_id: str
    closing_id: str
    on: date
    reason: str


class ClosingState(StrEnum):
    """How a closing stands; the words are `case_closing.state.<value>`."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look that was made, by whom (staff id)."""

    look_id: str
    months: int
    on: date
    reached: ReachedBy
    how_they_are: str
    needs_reopening: bool
    looked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookDue:
    """A look so many months after closing: the day, and the newest look that was made of it."""

    months: int
    due: date
    look: Look | None = None


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LessonLearned(OfCase):
    """A lesson came of the case: the case knows it, so that later versions are read for its client; not the lesson."""

    TYPE = "case.lesson_learned"
    case_id: str
    lesson_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A closing with all that followed; times are UTC, who are staff ids."""

    closing_id: str
    case_id: str
    on: date
    reason: str
    summary: str
    outcomes: tuple[GoalOutcome, ...]
    state: ClosingState
    proposed_at: datetime
    proposed_by: str
    decided_by: str = ""
    decided_at: datetime | None = None
    comment: str = ""
    reopened_on: date | None = None
    reopened_by: str = ""
    reopening_reason: str = ""
    looks: tuple[Look, ...] = ()
