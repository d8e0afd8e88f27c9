"""Budgets, claims, permissions, series of numbers."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select

from kmcase.domain.budgets import Budget, BudgetHalf, ClaimUnit
from kmcase.domain.money import Baht
from kmcase.persistence.rows import budgets as tables
from kmcase.persistence.rows import office as office_tables
from kmcase.persistence.rows import people as people_tables
from kmcase.persistence.rows.meetings import decision
from kmcase.persistence.rows.payments import payment_receipt, receipt_void, voucher
from kmcase.persistence.statements import Row, Rows
from kmcase.rules.limits import TimesTaken
from kmcase.thai.calendar import bangkok_date, fiscal_year
from kmcase.thai.collation import sort_key
from kmcase.thai.digits import to_arabic

_OWN_NUMBER = re.compile(r"\s*0*(\d{1,9})\s*/\s*(\d{4})\s*")


class SqlBudgets:
    """`BudgetRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def budget(self, half: BudgetHalf) -> Budget | None:
        """A half as it stands; None where nothing was ever allotted."""
        row = self._rows.one(tables.budget, budget_id=half.budget_id)
        return None if row is None else as_budget(row)

    def taken(self, unit: ClaimUnit, unit_id: str, aid_kind: str, year: int) -> TimesTaken:
        """The claims that a unit holds in a fiscal year, and those of the year before that were paid in it."""
        of_unit = {"unit": unit, "unit_id": unit_id, "aid_kind": aid_kind}
        rows = self._rows.all(tables.claim, **of_unit, fiscal_year=year)
        before = self._rows.all(tables.claim, **of_unit, fiscal_year=year - 1)
        return TimesTaken(
            unit=unit,
            unit_id=unit_id,
            occurrences=tuple(sorted(row["occurrence"] for row in rows)),
            late=sum(self._paid_in(row["record_id"], year) for row in before),
        )

    def _paid_in(self, decision_id: str, year: int) -> bool:
        """Whether what a decision approved was paid in a fiscal year, its receipt standing."""
        query = (
            select(payment_receipt.c.paid_on)
            .join(voucher, voucher.c.voucher_id == payment_receipt.c.voucher_id)
            .join(decision, decision.c.request_id == voucher.c.request_id)
            .outerjoin(receipt_void, receipt_void.c.voucher_id == voucher.c.voucher_id)
            .where(decision.c.decision_id == decision_id, voucher.c.decision_id == decision_id)
            .where(receipt_void.c.voucher_id.is_(None))
        )
        days = self._rows.connection.execute(query).scalars()
        return any(fiscal_year(date.fromisoformat(day)) == year for day in days)

    def helped_namesakes(self, person_id: str, year: int, settled: Collection[str] = ()) -> tuple[str, ...]:
        """Names of others with claims in a fiscal year who may be this person: `rules.limits.LimitFacts`."""
        person = self._rows.one(people_tables.person, person_id=person_id)
        if person is None:
            return ()
        first, last = person["first_name"], person["last_name"]
        keys = {sort_key(f"{first} {last}"), sort_key(f"{last} {first}")}
        others = [row for key in sorted(keys) for row in self._rows.all(people_tables.person, sort_key=key)]
        return tuple(
            f"{row['title']}{row['first_name']} {row['last_name']}".strip()
            for row in others
            if row["person_id"] not in (person_id, *settled)
            and not _told_apart(person, row)
            and self._helped(row["person_id"], year)
        )

    def _helped(self, person_id: str, year: int) -> bool:
        return bool(self._rows.all(tables.claim, unit=ClaimUnit.PERSON, unit_id=person_id, fiscal_year=year))

    def late_until(self, half: BudgetHalf) -> date | None:
        """The last day of an approved late payment."""
        days = [row["until"] for row in self._rows.all(tables.late_permission, budget_id=half.budget_id)]
        return date.fromisoformat(max(days)) if days else None

    def opening_entered(self, voucher_number: str) -> bool:
        """Whether history of this voucher number was entered."""
        return bool(self._rows.all(tables.opening_payment, voucher_number=voucher_number))

    def own_vouchers_since(self) -> date | None:
        """The day on which the office issued its first own voucher number; None before that."""
        first = self._rows.connection.execute(select(func.min(voucher.c.issued_at))).scalar()
        return None if first is None else bangkok_date(datetime.fromisoformat(first))

    def voucher_issued(self, number: str) -> bool:
        """Whether the office issued a voucher of this number, however its digits are written."""
        written = _OWN_NUMBER.fullmatch(to_arabic(number))
        if written is None:
            return False
        serial, year = int(written[1]), int(written[2])
        return bool(self._rows.all(voucher, fiscal_year=year, serial=serial))

    def next_number(self, series: str) -> int:
        """One more than the greatest number of a series; its fold bumps `series`."""
        row = self._rows.one(office_tables.series, name=series)
        return 1 if row is None else row["last"] + 1


def _told_apart(one: Row, other: Row) -> bool:
    """Whether two bearers of one name have national ids or years of birth that differ."""
    births = [row["birth"][:4] for row in (one, other) if row["birth"]]
    ids = [row["national_id"] for row in (one, other) if row["national_id"]]
    return len(set(births)) > 1 or len(set(ids)) > 1


def as_budget(row: Row) -> Budget:
    """A row of `budget`."""
    return Budget(
        half=BudgetHalf(row["fiscal_year"], row["half"]),
        allotted=Baht(row["allotted"]),
        reserved=Baht(row["reserved"]),
        paid=Baht(row["paid"]),
        returned=Baht(row["returned"]),
    )
