"""Meetings as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.domain.budgets import BudgetHalf, Claim
from kmcase.domain.meetings import MeetingStatus, MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting with its agenda and what is decided so far (request id to outcome)."""

    meeting_id: str
    values: MeetingValues
    status: MeetingStatus
    agenda: tuple[str, ...]
    decided: dict[str, Outcome]
    has_minutes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The standing decision of a request, with the claims it took."""

    decision_id: str
    meeting_id: str
    request_id: str
    outcome: Outcome
    amount: Baht | None
    half: BudgetHalf | None
    claims: tuple[Claim, ...]
    panel: tuple[PanelMember, ...]
    recorder: str
    resolution_number: str
    decided_on: date
    override: Override | None = None


class MeetingRepository(Protocol):
    """Meetings and decisions."""

    def meeting(self, meeting_id: str) -> Meeting:
        """A meeting; raises `meetings.unknown`."""
        ...

    def with_number(self, number: str) -> str | None:
        """The id of the meeting of this number."""
        ...

    def decision_of(self, request_id: str) -> Decision | None:
        """The newest decision on a request."""
        ...

    def awaiting(self, request_id: str) -> tuple[Meeting, ...]:
        """The open meetings on whose agenda a request stands undecided."""
        ...
