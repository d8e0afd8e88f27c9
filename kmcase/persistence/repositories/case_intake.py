"""Reception and papers of cases for somebody: every reading asks first whether he may see the case."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Table

from kmcase.domain.cases.intake import BelongingsValues, IntakeValues
from kmcase.domain.cases.papers import ComplaintValues
from kmcase.domain.errors import DomainError
from kmcase.domain.writings import Writing, newest_first, standing
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_intake as tables
from kmcase.persistence.statements import Row
from kmcase.persistence.writings import as_writing


class SqlCaseIntake(SqlCases):
    """`CaseIntakeRepository` on rows."""

    def intake(self, case_id: str) -> tuple[Writing[IntakeValues], ...]:
        """All versions of the facts of reception, the newest first."""
        return newest_first(as_writing(row, IntakeValues) for row in self.rows_of(tables.case_intake, case_id))

    def inventory(self, case_id: str, list_id: str) -> tuple[Writing[BelongingsValues], ...]:
        """All versions of an inventory; raises `case_intake.unknown_belongings`."""
        found = self.inventories(case_id).get(list_id)
        if found is None:
            raise DomainError("case_intake.unknown_belongings")
        return found

    def kept(self, case_id: str) -> frozenset[str]:
        """Ids of the things that were listed and not given back."""
        stands = (one for versions in self.inventories(case_id).values() for one in standing(versions))
        listed = {thing.item_id for one in stands for thing in one.values.items}
        back = (from_json(row["item_ids"]) for row in self.rows_of(tables.case_return, case_id))
        return frozenset(listed - {item_id for ids in back for item_id in ids})

    def standing_papers(self, case_id: str) -> frozenset[str]:
        """Ids of the papers that were signed and not taken back."""
        signed = {row["paper_id"] for row in self.rows_of(tables.case_paper, case_id) if row["signed"] is not None}
        return frozenset(signed - {row["paper_id"] for row in self.rows_of(tables.case_paper_end, case_id)})

    def complaint(self, case_id: str, complaint_id: str) -> tuple[Writing[ComplaintValues], ...]:
        """All versions of a complaint; raises `case_intake.unknown_complaint`."""
        found = self.complaints(case_id).get(complaint_id)
        if found is None:
            raise DomainError("case_intake.unknown_complaint")
        return found

    def inventories(self, case_id: str) -> dict[str, tuple[Writing[BelongingsValues], ...]]:
        """The versions of each inventory, the newest first."""
        return self._by("list_id", tables.case_belongings, case_id, BelongingsValues)

    def complaints(self, case_id: str) -> dict[str, tuple[Writing[ComplaintValues], ...]]:
        """The versions of each complaint, the newest first."""
        return self._by("complaint_id", tables.case_complaint, case_id, ComplaintValues)

    def rows_of(self, table: Table, case_id: str) -> list[Row]:
        """Rows of a case; raises `cases.unknown`."""
        self.require(case_id)
        return self._rows.all(table, case_id=case_id)

    def _by(self, name: str, table: Table, case_id: str, kind: type[Any]) -> dict[str, tuple[Writing[Any], ...]]:
        found: dict[str, list[Writing[Any]]] = defaultdict(list)
        for row in self.rows_of(table, case_id):
            found[row[name]].append(as_writing(row, kind))
        return {key: newest_first(versions) for key, versions in found.items()}
