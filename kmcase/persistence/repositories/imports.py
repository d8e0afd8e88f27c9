"""Survey lists."""

from __future__ import annotations

from typing import Any

from kmcase.application.ports.imports import SettledRow
from kmcase.domain.errors import DomainError
from kmcase.domain.surveys import RowOutcome
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows import imports as tables
from kmcase.persistence.statements import Row, Rows


class SqlImports:
    """`ImportRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def import_of_file(self, sha256: str, sheet: str) -> str | None:
        """The import that a file's sheet was read by before."""
        row = self._rows.one(tables.survey_import, sha256=sha256, sheet=sheet)
        return None if row is None else row["import_id"]

    def settled_rows(self, import_id: str) -> frozenset[int]:
        """Row numbers that are settled already."""
        return frozenset(row["row"] for row in self._rows.all(tables.survey_row, import_id=import_id))

    def row(self, import_id: str, row: int) -> SettledRow:
        """A row; raises `imports.unknown_row`."""
        found = self._rows.one(tables.survey_row, import_id=import_id, row=row)
        if found is None:
            raise DomainError("imports.unknown_row")
        return as_settled(found)

    def mapping(self, shape: str) -> dict[str, Any] | None:
        """The remembered mapping of a file shape."""
        found = self._rows.one(tables.column_mapping, shape=shape)
        return None if found is None else from_json(found["mapping"])


def as_settled(row: Row) -> SettledRow:
    """A row of `survey_row`."""
    return SettledRow(
        import_id=row["import_id"],
        row=row["row"],
        outcome=RowOutcome(row["outcome"]),
        person_id=row["person_id"],
        cells=from_json(row["cells"]),
        problems=tuple(from_json(row["problems"])),
    )
