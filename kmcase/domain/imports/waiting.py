"""Waiting rows laid out as a table to be mended in Excel, and read back from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding
from kmcase.domain.imports.headings import find_header, why_no_data
from kmcase.domain.imports.mapping import ColumnMapping, SurveyColumn, guess_mapping
from kmcase.domain.imports.workbook import Cell, Row, Workbook, cell_text

_ORDER = {column.value: place for place, column in enumerate(SurveyColumn)}
_KEY_SIGN = ":"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A row that waits: whose it is, its cells by `ColumnUse.key`, and why."""

    import_id: str
    number: int
    cells: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def row_key(self) -> str:
        """What finds the row again; stands in a hidden column."""
        return f"{self.import_id}{_KEY_SIGN}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A line to write: the hidden key, the cells of `WaitingSheet.columns`, and the reasons for its last column."""

    row_key: str
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSheet:
    """Columns by `ColumnUse.key` (titles: `imports.column.<key>`, see `column_of`), and their lines."""

    columns: tuple[str, ...]
    lines: tuple[WaitingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedRow:
    """A line that came back: cells by `ColumnUse.key`, as somebody mended them."""

    import_id: str
    number: int
    cells: Mapping[str, Cell]


def column_of(key: str) -> tuple[SurveyColumn, str]:
    """The column of a key, and what a mark in it means (or, unmapped, its own heading)."""
    name, _, part = key.partition(_KEY_SIGN)
    return SurveyColumn(name.partition("#")[0]), part.rpartition("#")[0] or part


def waiting_sheet(rows: Iterable[WaitingRow]) -> WaitingSheet:
    """The rows under one set of columns: those that they have, and those in which something is missing."""
    rows = tuple(rows)
    keys = {key for row in rows for key in row.cells}
    keys |= {name for row in rows for finding in row.findings for name in finding.fields}
    if SurveyColumn.NATIONAL_ID.value in keys:
        keys.add(SurveyColumn.NO_ID_REASON.value)
    columns = tuple(sorted(keys, key=_place))
    lines = (
        WaitingLine(row_key=row.row_key, cells=tuple(row.cells.get(key, "") for key in columns), findings=row.findings)
        for row in rows
    )
    return WaitingSheet(columns=columns, lines=tuple(lines))


def mended_rows(workbook: Workbook) -> tuple[MendedRow, ...]:
    """The lines of a mended workbook, by the hidden key.

    Raises `imports.no_row_keys` where that column is gone, and `imports.row_key_broken` for a line without a good one.
    """
    for sheet in workbook.sheets:
        header = find_header(sheet)
        mapping = guess_mapping(header.labels)
        if SurveyColumn.ROW_KEY in mapping.columns:
            return tuple(
                _mended(index + 1, sheet.rows[index], mapping)
                for index in range(header.data_from, len(sheet.rows))
                if why_no_data(sheet.rows[index], header, mapping) is None
            )
    raise DomainError("imports.no_row_keys", "file", name=workbook.file_name)


def is_mended_workbook(workbook: Workbook) -> bool:
    """Whether a file is one that waiting rows were saved in."""
    mappings = (guess_mapping(find_header(sheet).labels) for sheet in workbook.sheets)
    return any(SurveyColumn.ROW_KEY in mapping.columns for mapping in mappings)


def _mended(number: int, row: Row, mapping: ColumnMapping) -> MendedRow:
    cells: dict[str, Cell] = {}
    row_key = ""
    for index, use in enumerate(mapping.uses):
        cell = row[index] if index < len(row) else None
        if use.column is SurveyColumn.ROW_KEY:
            row_key = cell_text(cell)
        elif use.column is not SurveyColumn.REASON:
            cells[use.key] = cell
    import_id, _, row_number = row_key.rpartition(_KEY_SIGN)
    if not import_id or not row_number.isdecimal():
        raise DomainError("imports.row_key_broken", "file", row=number)
    return MendedRow(import_id=import_id, number=int(row_number), cells=cells)


def _place(key: str) -> tuple[int, str]:
    column, _ = column_of(key)
    return _ORDER[column.value], key
