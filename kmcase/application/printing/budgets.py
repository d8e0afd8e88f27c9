"""What stands on the budget report: a half by month, and the gap between what was needed and what was approved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.ports.reading import Reading
from kmcase.application.read.budgets import BudgetPage
from kmcase.domain.budgets import BudgetHalf


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReport:
    """The budget page of a half at a moment, in somebody's name."""

    office: str
    page: BudgetPage
    printed_at: datetime
    printed_by: str
    sample: bool = False


def collect(reading: Reading, half: BudgetHalf, printed_by: str) -> BudgetReport:
    """The report of a half as it stands now."""
    return BudgetReport(
        office=reading.office.name,
        page=reading.budgets.page(half),
        printed_at=reading.now,
        printed_by=printed_by,
        sample=reading.office.sample,
    )
