"""The periods that a control report is made for: halves and their months, the newest first. No Qt."""

from __future__ import annotations

from datetime import date

from kmcase.application.printing.controls import ControlPeriod, period_of
from kmcase.domain.budgets import BudgetHalf
from kmcase.messages import Message, message
from kmcase.thai.calendar import BE_OFFSET, MONTHS, fiscal_months


def periods(today: date) -> tuple[ControlPeriod, ...]:
    """The present half and the one before, each with its months that have begun."""
    now = period_of(today).half
    year, half = now.fiscal_year, now.half
    before = BudgetHalf(year, 1) if half == 2 else BudgetHalf(year - 1, 2)
    found = []
    for one in (now, before):
        begun = [month for year, month in fiscal_months(one.fiscal_year, one.half) if date(year, month, 1) <= today]
        found += [ControlPeriod(half=one), *(ControlPeriod(half=one, month=month) for month in reversed(begun))]
    return tuple(found)


def period_said(period: ControlPeriod) -> Message:
    """A half, or a month with its year, in words."""
    if period.month is None:
        return message(f"controls.board.half{period.half.half}", year=str(period.half.fiscal_year))
    year = str(period.bounds[0].year + BE_OFFSET)
    return message("documents_forms.controls.month", month=MONTHS[period.month - 1], year=year)


def file_name(period: ControlPeriod) -> str:
    """`controls-2567-2.xlsx`, of a month `controls-2567-06.xlsx` (B.E.)."""
    if period.month is None:
        return f"controls-{period.half.fiscal_year}-{period.half.half}.xlsx"
    return f"controls-{period.bounds[0].year + BE_OFFSET}-{period.month:02}.xlsx"
