"""A workbook as plain cells, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from kmcase.domain.imports.mapping import ColumnUse
from kmcase.domain.imports.submission import Submission

Cell = str | int | float | date | time | timedelta | bool | None
"""What stands in a cell; nothing is None, never an empty text. Whole numbers are `int`."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet without the empty cells behind its rows and the empty rows at its end.

    Merged cells all hold the value of the first. Rows may differ in length; row 0 is row 1 of the file. Where a form
    tells what each column is, `uses` says it and row 0 is the heading.
    """

    name: str
    rows: tuple[Row, ...]
    uses: tuple[ColumnUse, ...] = ()

    @property
    def width(self) -> int:
        """Cells in the longest row."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """All sheets that hold anything, with the file's name and the SHA-256 of its bytes.

    Of a file of submissions: what each row was sent as, and the file, whose pictures are read when they are kept.
    """

    file_name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    submissions: tuple[Submission, ...] = ()
    source: Path | None = None

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name; `KeyError` for another."""
        for each in self.sheets:
            if each.name == name:
                return each
        raise KeyError(name)


def cell_text(cell: Cell) -> str:
    """A cell as it is shown and kept beside what was read from it; dates in ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return repr(cell)
        case date() | time():
            return cell.isoformat().removesuffix("T00:00:00")
        case _:
            return str(cell).strip()
