"""Lists of the window on paper and as workbooks: `Exporter` by the sheet and the workbook writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from kmcase.application.lists import ColumnKind, ExportColumn
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai import calendar
from kmcase.thai.baht import format_baht

if TYPE_CHECKING:
    from kmcase.documents._sheet import Column
    from kmcase.documents._xlsx import SheetColumn

_PIXELS_PER_CHARACTER = 8
_NUMBERS = (ColumnKind.MONEY, ColumnKind.INT)
_WIDE_FROM = 6


class ListExporter:
    """Makes paper and workbooks in the language of a catalogue; reportlab and openpyxl are imported when asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def workbook(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as .xlsx, money summed below."""
        from kmcase.documents._xlsx import SheetTable, write_workbook

        heads = sheet_columns(columns)
        total = self._catalogue.text("documents.list.total") if any(head.summed for head in heads) else ""
        return write_workbook([SheetTable(name=title, above=(title,), columns=heads, rows=rows, total_label=total)])

    def paper(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as PDF, its head on every page, money summed below."""
        from kmcase.documents._sheet import Sheet, render

        say = self._catalogue.text
        heads, cells = paper_columns(columns), paper_cells(rows)

        def write(sheet: Sheet) -> None:
            sheet.title(title, say("documents.list.count", count=len(rows)))
            sheet.table(heads, cells, total=_totals(columns, rows, say("documents.list.total")), size=9.5)

        return render(
            write,
            title=title,
            page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
            wide=len(columns) >= _WIDE_FROM,
        )


def sheet_columns(columns: Sequence[ExportColumn]) -> tuple[SheetColumn, ...]:
    """Columns as a workbook has them."""
    from kmcase.documents._xlsx import SheetColumn

    return tuple(
        SheetColumn(
            title=column.title,
            kind=_sheet_kind(column.kind),
            width=max(8, column.width // _PIXELS_PER_CHARACTER),
            summed=column.kind is ColumnKind.MONEY,
        )
        for column in columns
    )


def paper_columns(columns: Sequence[ExportColumn]) -> list[Column]:
    """Columns as a sheet of paper has them."""
    from kmcase.documents._sheet import Column

    return [
        Column(title=one.title, share=one.width, align="right" if one.kind in _NUMBERS else "left") for one in columns
    ]


def paper_cells(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Cells as they stand on paper."""
    return [[_shown(value) for value in row] for row in rows]


def _sheet_kind(kind: ColumnKind) -> Literal["text", "money", "date", "datetime", "int"]:
    match kind:
        case ColumnKind.MONEY:
            return "money"
        case ColumnKind.DATE:
            return "date"
        case ColumnKind.DATETIME:
            return "datetime"
        case ColumnKind.INT:
            return "int"
        case _:
            return "text"


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case Baht():
            return format_baht(value.satang)
        case datetime():
            return calendar.format_datetime(value)
        case date():
            return calendar.format_short(value)
        case int():
            return f"{value:,}"
        case _:
            return str(value)


def _totals(columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]], label: str) -> list[str] | None:
    """A row of sums under the money; the label stands in the first column that is no money."""
    if not rows or not any(column.kind is ColumnKind.MONEY for column in columns):
        return None
    cells = [
        format_baht(sum(value.satang for row in rows if isinstance(value := row[place], Baht)))
        if column.kind is ColumnKind.MONEY
        else ""
        for place, column in enumerate(columns)
    ]
    free = next((place for place, cell in enumerate(cells) if not cell), None)
    if free is not None:
        cells[free] = label
    return cells
