"""Stays as use cases load them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class CaseStayRepository(Protocol):
    """Beds, and stays of cases that the actor may see."""

    def require_bed(self, bed_id: str) -> None:
        """Raise `case_stays.unknown_bed` where the office has no such bed in use."""
        ...

    def occupants(self, bed_id: str, day: date) -> frozenset[str]:
        """Ids of the cases whose client has a bed on a day, those that the actor may not see as well."""
        ...

    def bed_of(self, case_id: str, day: date) -> str:
        """The bed that a client has on a day, empty for none; raises `cases.unknown`."""
        ...

    def open_leave(self, case_id: str) -> tuple[str, date] | None:
        """Id and first day of the leave from which the client did not come back; raises `cases.unknown`."""
        ...
