"""Stays as use cases load them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class CaseStayRepository(Protocol):
    """Beds, and stays of cases that the actor may see."""

    def require_bed(self, bed_id: str) -> None:
        """Raise `case_stays.unknown_bed` where the office has no such bed in use."""
        ...

    def is_taken(self, bed_id: str, day: date) -> bool:
        """Whether somebody has a bed on a day, also one whom the actor may not see."""
        ...

    def is_taken_between(self, bed_id: str, since: date, until: date | None, *, besides: str) -> bool:
        """Whether somebody has a bed in a night between two days, for ever where there is no last one.

        Also somebody whom the actor may not see; the case `besides` is not counted.
        """
        ...

    def bed_of(self, case_id: str, day: date) -> str:
        """The bed that a client has on a day, empty for none; raises `cases.unknown`."""
        ...

    def closed_from(self, case_id: str, day: date) -> date | None:
        """The first day from a day on on which the case is closed, None for none; raises `cases.unknown`."""
        ...

    def moves_after(self, case_id: str, day: date) -> bool:
        """Whether the client took or left a bed after a day; raises `cases.unknown`."""
        ...

    def begins_after(self, case_id: str, day: date) -> bool:
        """Whether the client took a bed after a day and kept it overnight; raises `cases.unknown`."""
        ...

    def begins_on(self, case_id: str, day: date) -> bool:
        """Whether the client has another bed from a day on; raises `cases.unknown`."""
        ...

    def has_stayed(self, case_id: str, since: date, until: date) -> bool:
        """Whether the client had a bed in a night between two days; raises `cases.unknown`."""
        ...

    def open_leave(self, case_id: str) -> tuple[str, date] | None:
        """Id and first day of the leave from which the client did not come back; raises `cases.unknown`."""
        ...
