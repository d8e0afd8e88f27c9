"""Family and resources for somebody; whom a case is hidden from, to him they are unknown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from kmcase.domain.cases.network import RelativeValues, ResourceValues
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows.case_network import case_relative, case_resource
from kmcase.persistence.statements import Row
from kmcase.persistence.writings import content, version_of


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
    return version_of(row, content(row, values) if row["content"] is not None else None, row["entry_id"])
