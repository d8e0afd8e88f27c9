"""What the meeting pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.budgets import Budget, BudgetHalf
from kmcase.domain.meetings import MeetingStatus, MeetingValues, Outcome, Override
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingItem:
    """A line of the list of meetings."""

    meeting_id: str
    number: str
    held_on: date
    place: str
    status: MeetingStatus
    requests: int
    decided: int
    approved: Baht
    has_minutes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """A request before the panel, with what is decided of it."""

    request_id: str
    number: str
    person_id: str
    person_name: str
    subdistrict_code: str
    status: RequestStatus
    hardship_cause: str
    problem: str
    diagnosis: str
    needed: Baht | None
    proposed: Baht | None
    times_this_year: int
    days_waiting: int
    decision_id: str = ""
    outcome: Outcome | None = None
    approved: Baht | None = None
    reason: str = ""
    resolution_number: str = ""
    recorder: str = ""
    override: Override | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """A meeting with its agenda and the budget that it decides on."""

    meeting_id: str
    values: MeetingValues
    status: MeetingStatus
    agenda: tuple[AgendaItem, ...]
    half: BudgetHalf
    budget: Budget | None
    minutes_stored: str | None


class MeetingQueries(Protocol):
    """Meetings."""

    def list(self) -> tuple[MeetingItem, ...]:
        """Meetings, the newest first."""
        ...

    def page(self, meeting_id: str) -> MeetingPage:
        """A meeting; raises `meetings.unknown`."""
        ...

    def candidates(self) -> tuple[AgendaItem, ...]:
        """Requests that are ready or were deferred, the longest waiting first."""
        ...
