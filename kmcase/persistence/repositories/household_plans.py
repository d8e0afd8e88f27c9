"""Household plans and houses as aggregates."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from sqlalchemy import Table

from kmcase.domain.errors import DomainError
from kmcase.domain.house_building import CONTENTS, BookContent, BookEntry, BuildingValues, EntryKind, HouseBook
from kmcase.domain.household_plans import Certificate, Need, PlanValues
from kmcase.domain.versions import event_order
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.rows import household_plans as tables
from kmcase.persistence.statements import Row, Rows
from kmcase.persistence.writings import as_writing, content

V = TypeVar("V")


class SqlHouseholdPlans:
    """`HouseholdPlanRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def versions(self, household_id: str) -> tuple[Writing[PlanValues], ...]:
        """All versions of the plan, the newest first; none where there is no plan."""
        return self._versions(tables.household_plan_version, household_id, PlanValues)

    def certificates(self, household_id: str) -> tuple[Certificate, ...]:
        """All certificates, the newest first."""
        rows = self._rows.all(tables.household_certificate, household_id=household_id)
        newest = sorted(rows, key=lambda row: (row["entered_at"], row["certificate_id"]), reverse=True)
        return tuple(content(row, Certificate) for row in newest)

    def need(self, household_id: str, need_id: str) -> Need:
        """A need that was sent; raises `household_plans.unknown_need`."""
        row = self._rows.one(tables.household_need, need_id=need_id)
        if row is None or row["household_id"] != household_id:
            raise DomainError("household_plans.unknown_need")
        return content(row, Need)

    def building(self, household_id: str) -> tuple[Writing[BuildingValues], ...]:
        """All versions of the building plan, the newest first; none where no house is built."""
        return self._versions(tables.house_version, household_id, BuildingValues)

    def book(self, household_id: str) -> HouseBook:
        """The book of the house, empty where nothing is in it."""
        voids = self._rows.all(tables.house_entry_void, household_id=household_id)
        reasons = {(row["kind"], row["entry_id"]): row["reason"] for row in voids}
        rows = self._rows.all(tables.house_entry, household_id=household_id)
        rows.sort(key=lambda row: event_order(row["entered_at"], row["entered_event"]))
        return HouseBook(entries=tuple(_entry(row, reasons.get((row["kind"], row["entry_id"]), "")) for row in rows))

    def _versions(self, table: Table, household_id: str, kind: type[V]) -> tuple[Writing[V], ...]:
        return newest_first(as_writing(row, kind) for row in self._rows.all(table, household_id=household_id))


def _entry(row: Row, void_reason: str) -> BookEntry:
    kind = EntryKind(row["kind"])
    held: BookContent = content(row, CONTENTS[kind])
    return BookEntry(
        entry_id=row["entry_id"],
        kind=kind,
        content=held,
        entered_at=datetime.fromisoformat(row["entered_at"]),
        void_reason=void_reason,
    )
