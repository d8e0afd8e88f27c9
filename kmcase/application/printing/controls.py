"""What stands on the control report: a line a control, the observations themselves, and the numbers of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kmcase.application.access import Steps
from kmcase.application.controls import compute_board, within
from kmcase.application.ports.reading import Reading
from kmcase.application.read.controls import ControlBoard
from kmcase.domain.budgets import BudgetHalf
from kmcase.thai.calendar import fiscal_months, fiscal_year, half_bounds, half_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPeriod:
    """A half-year, or one of its months (1 to 12)."""

    half: BudgetHalf
    month: int | None = None

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day; raises `ValueError` for a month of the other half."""
        if self.month is None:
            return half_bounds(self.half.fiscal_year, self.half.half)
        months = fiscal_months(self.half.fiscal_year, self.half.half)
        year = next((year for year, month in months if month == self.month), None)
        if year is None:
            raise ValueError("the month belongs to the other half")
        after = date(year + self.month // 12, self.month % 12 + 1, 1)
        return date(year, self.month, 1), date.fromordinal(after.toordinal() - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlReport:
    """The board of a period at a moment, in somebody's name."""

    office: str
    period: ControlPeriod
    first: date
    last: date
    board: ControlBoard
    printed_at: datetime
    printed_by: str
    sample: bool = False


def period_of(day: date) -> ControlPeriod:
    """The half that a day falls in."""
    return ControlPeriod(half=BudgetHalf(fiscal_year(day), half_of(day)))


def collect(reading: Reading, period: ControlPeriod, printed_by: str, steps: Steps) -> ControlReport:
    """The report of a period, computed from today's facts; numbers are those of its last day, or of today."""
    first, last = period.bounds
    board = within(compute_board(reading, "", steps), first, last, reading.regulations)
    return ControlReport(
        office=reading.office.name,
        period=period,
        first=first,
        last=last,
        board=board,
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
