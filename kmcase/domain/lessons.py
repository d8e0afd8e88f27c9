"""Lessons learned (ถอดบทเรียน) after a round of assistance or from a case, by the questions of an after-action review.

A round is a payment run (รอบจ่ายเงิน): the visits, the meeting and the withdrawal before it end there, publicity and
lessons follow it each time (systems.md §1). Officers write lessons on laptops too: nothing is numbered, a correction is
a new version beside the old one (`kmcase.domain.writings`), and whether a proposal became practice is a fact by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundHead:
    """What a lesson is of, copied, for a lesson goes where that does not.

    A round: the payment run with its number, day and place. A case: no run and no place, the day on which the lesson
    was first written, and for a number the words of the client group; nothing that leads back to the case.
    """

    run_id: str
    number: str
    planned_on: date
    place: str

    @property
    def of_case(self) -> bool:
        """Whether the lesson is of a case."""
        return not self.run_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to do otherwise, known by its id through all versions of the lesson."""

    proposal_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonValues:
    """What was expected, what happened, why, what to do next time; topics are free words to find it by."""

    title: str
    expected: str = ""
    happened: str = ""
    why: str = ""
    next_time: str = ""
    topics: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()


class _OfLesson(Event):
    """Names no person: it goes to every laptop."""

    FIELD: ClassVar[bool] = True
    __slots__ = ()
    lesson_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("lesson", self.lesson_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LessonWritten(_OfLesson):
    """A lesson of a round or of a case, or a version of it that takes the place of those it `replaces`."""

    TYPE = "lesson.written"
    lesson_id: str
    version_id: str
    round: RoundHead
    replaces: tuple[str, ...] = ()
    values: LessonValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMarked(_OfLesson):
    """A proposal became practice, or no longer is; `practice` says how it is done now. The newest mark stands."""

    TYPE = "lesson.proposal_marked"
    lesson_id: str
    proposal_id: str
    adopted: bool
    practice: str = ""
