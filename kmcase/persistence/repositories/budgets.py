"""Budgets, claims, permissions, series of numbers."""

from __future__ import annotations

from datetime import date

from kmcase.domain.budgets import Budget, BudgetHalf, ClaimUnit
from kmcase.domain.money import Baht
from kmcase.persistence.rows import budgets as tables
from kmcase.persistence.rows import office as office_tables
from kmcase.persistence.statements import Row, Rows
from kmcase.rules.limits import TimesTaken


class SqlBudgets:
    """`BudgetRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def budget(self, half: BudgetHalf) -> Budget | None:
        """A half as it stands; None where nothing was ever allotted."""
        row = self._rows.one(tables.budget, budget_id=half.budget_id)
        return None if row is None else as_budget(row)

    def taken(self, unit: ClaimUnit, unit_id: str, aid_kind: str, year: int) -> TimesTaken:
        """The claims that a unit holds in a fiscal year."""
        rows = self._rows.all(tables.claim, unit=unit, unit_id=unit_id, aid_kind=aid_kind, fiscal_year=year)
        return TimesTaken(unit=unit, unit_id=unit_id, occurrences=tuple(sorted(row["occurrence"] for row in rows)))

    def late_until(self, half: BudgetHalf) -> date | None:
        """The last day of an approved late payment."""
        days = [row["until"] for row in self._rows.all(tables.late_permission, budget_id=half.budget_id)]
        return date.fromisoformat(max(days)) if days else None

    def opening_entered(self, voucher_number: str) -> bool:
        """Whether history of this voucher number was entered."""
        return bool(self._rows.all(tables.opening_payment, voucher_number=voucher_number))

    def next_number(self, series: str) -> int:
        """One more than the greatest number of a series; its fold bumps `series`."""
        row = self._rows.one(office_tables.series, name=series)
        return 1 if row is None else row["last"] + 1


def as_budget(row: Row) -> Budget:
    """A row of `budget`."""
    return Budget(
        half=BudgetHalf(row["fiscal_year"], row["half"]),
        allotted=Baht(row["allotted"]),
        reserved=Baht(row["reserved"]),
        paid=Baht(row["paid"]),
        returned=Baht(row["returned"]),
    )
