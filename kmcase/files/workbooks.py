"""Survey lists from .xlsx, .xlsm, .xls, .ods and .csv as plain cells."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kmcase.application.access import Silent, Steps
from kmcase.domain.errors import DomainError
from kmcase.domain.imports.workbook import Cell, Row, Sheet, Workbook
from kmcase.files.delimited import read_delimited
from kmcase.files.kinds import FileKind, kind_of, locked_by_password, require_kind
from kmcase.files.opening import MEGABYTE, read_bytes
from kmcase.files.unpacking import check_ods, check_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGEST_FILE = 100 * MEGABYTE
MOST_FILLED_CELLS = 6_000_000
MOST_MERGED_CELLS = 200_000

_EXPECTED = {
    ".xlsx": frozenset({FileKind.XLSX}),
    ".xlsm": frozenset({FileKind.XLSX}),
    ".xls": frozenset({FileKind.XLS}),
    ".ods": frozenset({FileKind.ODS}),
    ".csv": frozenset({FileKind.TEXT}),
    ".txt": frozenset({FileKind.TEXT}),
}
SUFFIXES = tuple(_EXPECTED)
"""Names that `read_workbook` reads, for the file dialogue."""

_CHECK_EVERY = 2_000
_WHOLE_LIMIT = 2.0**53

Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0, both ends included."""


def read_workbook(path: Path, steps: Steps | None = None) -> Workbook:
    """All filled sheets of a file.

    Raises `DomainError` or `EnvironmentProblem` `files.*`: missing, busy, empty, too large, locked by a password, not
    what its name says, damaged. `steps.check` may raise to cancel.
    """
    steps = steps or Silent()
    expected = _EXPECTED.get(path.suffix.lower())
    if expected is None:
        raise DomainError("files.unknown_kind", "file", name=path.name)
    content = read_bytes(path, LARGEST_FILE)
    if locked_by_password(content):
        raise DomainError("files.password", "file", name=path.name)
    kind = kind_of(content)
    require_kind(path.name, kind, expected)
    sheets = _delimited(path, content, steps) if kind is FileKind.TEXT else _calamine(path.name, content, kind, steps)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise DomainError("files.empty", "file", name=path.name)
    return Workbook(file_name=path.name, sha256=hashlib.sha256(content).hexdigest(), sheets=filled)


def _delimited(path: Path, content: bytes, steps: Steps) -> tuple[Sheet, ...]:
    collector = _Collector(path.name, steps)
    return (collector.sheet(path.stem, read_delimited(path.name, content), ()),)


def _calamine(name: str, content: bytes, kind: FileKind, steps: Steps) -> tuple[Sheet, ...]:
    if kind is FileKind.XLSX:
        check_xlsx(name, content, steps)
    elif kind is FileKind.ODS:
        check_ods(name, content, steps)
    collector = _Collector(name, steps)
    try:
        with _opened(name, content) as book:
            return tuple(_sheet(book, title, collector) for title in _worksheets(book))
    except BaseException as problem:
        if isinstance(problem, MemoryError) or _is_calamines(problem):
            raise DomainError("files.damaged", "file", name=name) from problem
        raise


def _opened(name: str, content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as problem:
        raise DomainError("files.password", "file", name=name) from problem


def _is_calamines(problem: BaseException) -> bool:
    """calamine's own errors, and Rust's panics, which come as a bare `BaseException`."""
    from python_calamine import CalamineError

    return isinstance(problem, CalamineError) or type(problem).__name__ == "PanicException"


def _worksheets(book: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum

    return [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]


def _sheet(book: CalamineWorkbook, title: str, collector: _Collector) -> Sheet:
    sheet = book.get_sheet_by_name(title)
    if not sheet.height:
        return Sheet(name=title, rows=())
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return collector.sheet(title, sheet.iter_rows(), merged)


class _Collector:
    """Gathers rows of one file within the memory allowed to it; equal texts are kept once."""

    def __init__(self, name: str, steps: Steps) -> None:
        self._name = name
        self._steps = steps
        self._filled = 0
        self._texts: dict[str, str] = {}

    def sheet(self, title: str, rows: Iterable[Iterable[Any]], merged: Iterable[Merged]) -> Sheet:
        """A sheet of trimmed rows with merged cells filled."""
        kept: list[Row] = []
        filled_until = 0
        for number, row in enumerate(rows):
            if number % _CHECK_EVERY == 0:
                self._steps.check()
                self._steps.report(number)
            cells = self._trimmed(row)
            kept.append(cells)
            if cells:
                filled_until = number + 1
        del kept[filled_until:]
        _fill_merged(kept, merged)
        return Sheet(name=title, rows=tuple(kept))

    def _trimmed(self, row: Iterable[Any]) -> Row:
        cells = [self._cell(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        self._filled += len(cells)
        if self._filled > MOST_FILLED_CELLS:
            raise DomainError("files.too_many_cells", "file", name=self._name, cells=MOST_FILLED_CELLS)
        return tuple(cells)

    def _cell(self, value: Any) -> Cell:
        if isinstance(value, str):
            if not value or value.isspace():
                return None
            return self._texts.setdefault(value, value)
        if isinstance(value, float):
            return int(value) if value.is_integer() and abs(value) < _WHOLE_LIMIT else value
        if isinstance(value, bool | int | datetime | date | time | timedelta):
            return value
        return None if value is None else str(value)


def _fill_merged(rows: list[Row], merged: Iterable[Merged]) -> None:
    """Write the first cell's value into the empty cells of each merged range, as far as rows reach."""
    left_to_fill = MOST_MERGED_CELLS
    width = max(map(len, rows), default=0)
    for top, left, last_row, last_column in merged:
        bottom, right = min(last_row, len(rows) - 1), min(last_column, width - 1)
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] is None:
            continue
        left_to_fill -= (bottom - top + 1) * (right - left + 1)
        if left_to_fill < 0:
            return
        for number in range(top, bottom + 1):
            rows[number] = _filled(rows[number], left, right, rows[top][left])


def _filled(row: Row, left: int, right: int, value: Cell) -> Row:
    cells = [*row, *([None] * (right + 1 - len(row)))]
    for column in range(left, right + 1):
        if cells[column] is None:
            cells[column] = value
    return tuple(cells)
