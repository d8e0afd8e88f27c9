"""What the page of closing shows, and whom to look after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.ports.case_closing import CaseClosingRepository
from kmcase.domain.cases.closing import Closing, LookDue


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What an outcome is given to: a goal of the plan, or (no `goal_id`) a dimension."""

    goal_id: str
    dimension: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BedHeld:
    """The bed that a client has today, and since when."""

    room: str
    bed: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """The closings of a case, the newest first, with the looks of each; names are of staff by id.

    `goals` are those of the plan in force; none where there is no plan. `bed` is what a closing takes away.
    """

    closings: tuple[Closing, ...]
    looks: Mapping[str, tuple[LookDue, ...]]
    names: Mapping[str, str]
    goals: tuple[Goal, ...] = ()
    open_referrals: int = 0
    bed: BedHeld | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookOwed:
    """A former client who is to be looked after today or was before."""

    case_id: str
    case_number: str
    client: str
    closing_id: str
    look: LookDue
    restricted: bool = False


class CaseClosingQueries(CaseClosingRepository, Protocol):
    """Closings as the viewer may see them."""

    def page(self, case_id: str) -> ClosingPage:
        """The closings of a case; raises `cases.unknown`."""
        ...

    def looks_owed(self) -> tuple[LookOwed, ...]:
        """Whom to look after, the day that passed first at the top."""
        ...

    def proposed(self) -> tuple[Closing, ...]:
        """Closings that wait for a supervisor's word, the oldest first."""
        ...
