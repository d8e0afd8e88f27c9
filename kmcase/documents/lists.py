"""Lists of the window on paper and as workbooks: `Exporter` by the sheet and the workbook writer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from kmcase.application.lists import ColumnKind, ExportColumn
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue
from kmcase.thai import calendar
from kmcase.thai.baht import format_baht

_PIXELS_PER_CHARACTER = 8
_NUMBERS = (ColumnKind.MONEY, ColumnKind.INT)
_WIDE_FROM = 6


class ListExporter:
    """Makes paper and workbooks in the language of a catalogue; reportlab and openpyxl are imported when asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def workbook(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as .xlsx, money summed below."""
        from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook

        heads = tuple(
            SheetColumn(
                title=column.title,
                kind=_sheet_kind(column.kind),
                width=max(8, column.width // _PIXELS_PER_CHARACTER),
                summed=column.kind is ColumnKind.MONEY,
            )
            for column in columns
        )
        total = self._catalogue.text("documents.list.total") if any(head.summed for head in heads) else ""
        return write_workbook([SheetTable(name=title, above=(title,), columns=heads, rows=rows, total_label=total)])

    def paper(self, title: str, columns: Sequence[ExportColumn], rows: Sequence[Sequence[object]]) -> bytes:
        """The list as PDF, its head on every page, money summed below."""
        from kmcase.documents._sheet import Column, Sheet, render

        say = self._catalogue.text
        heads = [
            Column(title=one.title, share=one.width, align="right" if one.kind in _NUMBERS else "left")
            for one in columns
        ]
        cells = [[_shown(value) for value in row] for row in rows]

        def write(sheet: Sheet) -> None:
            sheet.title(title, say("documents.list.count", count=len(rows)))
            sheet.table(heads, cells, total=_totals(columns, rows, say("documents.list.total")), size=9.5)

        return render(
            write,
            title=title,
            page_text=lambda page, pages: say("documents.page", page=page, pages=pages),
            wide=len(columns) >= _WIDE_FROM,
        )


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
