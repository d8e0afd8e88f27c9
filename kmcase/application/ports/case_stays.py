"""Stays as use cases load them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class CaseStayRepository(Protocol):
    """Beds, and stays of cases that the actor may see."""

    def require_bed(self, bed_id: str) -> None:
        """Raise `case_stays.unknown_bed` where the office has no such bed in use."""
        ...

    def is_taken(self, bed_id: str, day: date, *, besides: str = "") -> bool:
        """Whether somebody has a bed on a day, also one whom the actor may not see; the case `besides` not counted."""
        ...

    def bed_of(self, case_id: str, day: date) -> str:
        """The bed that a client has on a day, empty for none; raises `cases.unknown`."""
        ...

    def open_leave(self, case_id: str) -> tuple[str, date] | None:
        """Id and first day of the leave from which the client did not come back; raises `cases.unknown`."""
        ...
