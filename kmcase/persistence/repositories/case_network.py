"""Family and resources for somebody; whom a case is hidden from, to him they are unknown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table

from kmcase.domain.cases.network import RelativeValues, ResourceValues
from kmcase.domain.events import build
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows.case_network import case_relative, case_resource
from kmcase.persistence.statements import Row


class SqlCaseNetwork(SqlCases):
    """`CaseNetworkRepository` on rows."""

    def relative_versions(self, case_id: str, entry_id: str) -> tuple[Writing[RelativeValues | None], ...]:
        """All versions of an entry of the family, the newest first; raises `cases.unknown`."""
        return self._versions(case_relative, RelativeValues, case_id, entry_id)

    def resource_versions(self, case_id: str, entry_id: str) -> tuple[Writing[ResourceValues | None], ...]:
        """All versions of a resource, the newest first; raises `cases.unknown`."""
        return self._versions(case_resource, ResourceValues, case_id, entry_id)

    def _versions(self, table: Table, values: type[Any], case_id: str, entry_id: str) -> tuple[Writing[Any], ...]:
        self.require(case_id)
        rows = self._rows.all(table, case_id=case_id, entry_id=entry_id)
        return newest_first(as_entry(row, values) for row in rows)


def as_entry(row: Row, values: type[Any]) -> Writing[Any]:
    """A row as a version of its entry; its values are None where it takes the entry out."""
    return Writing(
        version_id=row["version_id"],
        run_id=row["entry_id"],
        replaces=tuple(from_json(row["replaces"])),
        values=build(values, from_json(row["content"])) if row["content"] is not None else None,
        written_at=datetime.fromisoformat(row["written_at"]),
        written_by=row["written_by"],
    )
