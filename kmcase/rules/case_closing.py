"""When a former client is looked after, by the casework's months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from kmcase.domain.cases.closing import Closing, ClosingState, LookDue
from kmcase.domain.casework import Casework


def looks_of(casework: Casework, closing: Closing) -> tuple[LookDue, ...]:
    """The looks of an approved closing in their order; none where the reason says that nobody is to be looked after.

    A case that was opened again owes none from that day on: what was due before and not made stays unmade.
    """
    return tuple(_looks(casework, closing))


def owed(casework: Casework, closing: Closing, today: date) -> LookDue | None:
    """The first look that is due today and was not made."""
    if closing.state is not ClosingState.APPROVED:
        return None
    return next((one for one in _looks(casework, closing) if one.look is None and one.due <= today), None)


def _looks(casework: Casework, closing: Closing) -> Iterator[LookDue]:
    approved = closing.state in (ClosingState.APPROVED, ClosingState.REOPENED)
    if not approved or not casework.closing_reason(closing.reason).followed:
        return
    made = {look.months: look for look in closing.looks}
    for months in sorted(after.months for after in casework.follow_ups):
        due = months_after(closing.on, months)
        if closing.reopened_on is None or months in made or due < closing.reopened_on:
            yield LookDue(months=months, due=due, look=made.get(months))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, else its last day (Civil and Commercial Code, s. 193/5)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
