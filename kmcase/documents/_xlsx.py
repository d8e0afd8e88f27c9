"""Workbooks: a table with a head, dates that Excel shows in B.E., money, and totals; written row by row.

A text that begins like a formula stays a text. Excel shows the date formats as B.E.; other programs keep the date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, Literal

from kmcase.domain.money import Baht

Kind = Literal["text", "money", "date", "datetime", "int"]
DATE_FORMAT = "[$-107041E]d mmm yy"
DATETIME_FORMAT = "[$-107041E]d mmm yy hh:mm"
MONEY_FORMAT = "#,##0.00"
FONT = "TH Sarabun New"
_BANGKOK = timedelta(hours=7)
_STEP = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column: title, kind, width in characters, and whether it is summed."""

    title: str
    kind: Kind = "text"
    width: int = 16
    summed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Bars of some columns of a table (by place, from 0) on top of each other, named by the column `label`."""

    title: str
    label: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet: lines above the head, columns, rows of `Baht`, `date`, aware `datetime`, `int`, `str` or None.

    A `chart` stands at the right of the columns.
    """

    name: str
    above: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[object]]
    total_label: str = ""
    chart: BarChart | None = None


def write_workbook(tables: Sequence[SheetTable], step: Callable[[int, int], None] = lambda done, total: None) -> bytes:
    """The workbook's bytes; `step` hears of every 500 rows and may raise to stop."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book, table, step)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_sheet(book: Any, table: SheetTable, step: Callable[[int, int], None]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(_sheet_name(table.name))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    head_row = len(table.above) + 1
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.freeze_panes = f"A{head_row + 1}"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for line in table.above:
        sheet.append([_text_cell(sheet, line, Font(name=FONT, size=18, bold=True))])
    sheet.append(_head(sheet, table.columns))
    font = Font(name=FONT, size=16)
    for done, row in enumerate(table.rows, 1):
        sheet.append([_cell(sheet, value, font) for value in row])
        if done % _STEP == 0:
            step(done, len(table.rows))
    if table.total_label and table.rows:
        sheet.append(_totals(sheet, table))
    if table.chart is not None:
        _draw(sheet, table, table.chart, head_row)


def _draw(sheet: Any, table: SheetTable, chart: BarChart, head_row: int) -> None:
    from openpyxl.chart import BarChart as Bars
    from openpyxl.chart import Reference
    from openpyxl.utils import get_column_letter

    bars, last = Bars(), head_row + len(table.rows)
    bars.type, bars.grouping, bars.overlap, bars.title = "bar", "stacked", 100, chart.title
    bars.width, bars.height = 24, max(8, len(table.rows) * 0.6)
    for place in chart.values:
        series = Reference(sheet, min_col=place + 1, min_row=head_row, max_row=last)
        bars.add_data(series, titles_from_data=True)
    bars.set_categories(Reference(sheet, min_col=chart.label + 1, min_row=head_row + 1, max_row=last))
    sheet.add_chart(bars, f"{get_column_letter(len(table.columns) + 2)}{head_row}")


def _sheet_name(name: str) -> str:
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:31] or "kmcase"


def _head(sheet: Any, columns: Sequence[SheetColumn]) -> list[Any]:
    from openpyxl.styles import Alignment, Font, PatternFill

    cells = []
    for column in columns:
        cell = _text_cell(sheet, column.title, Font(name=FONT, size=16, bold=True))
        cell.fill = PatternFill("solid", fgColor="E7EEF0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def _text_cell(sheet: Any, text: str, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=plain_text(text))
    cell.data_type = "s"
    cell.font = font
    return cell


def plain_text(text: str) -> str:
    """A text without what no workbook may hold."""
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ")


def _cell(sheet: Any, value: object, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    match value:
        case None:
            return None
        case Baht():
            return _number(sheet, Decimal(value.satang).scaleb(-2), MONEY_FORMAT, font)
        case datetime():
            return _number(sheet, (value.astimezone(UTC) + _BANGKOK).replace(tzinfo=None), DATETIME_FORMAT, font)
        case date():
            return _number(sheet, value, DATE_FORMAT, font)
        case int():
            cell = WriteOnlyCell(sheet, value=value)
            cell.font = font
            return cell
    return _text_cell(sheet, str(value), font)


def _number(sheet: Any, value: Any, number_format: str, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = number_format
    cell.font = font
    return cell


def _totals(sheet: Any, table: SheetTable) -> list[Any]:
    from openpyxl.styles import Font

    bold = Font(name=FONT, size=16, bold=True)
    cells: list[Any] = []
    for number, column in enumerate(table.columns):
        if column.summed:
            amounts = [row[number] for row in table.rows]
            cells.append(_cell(sheet, Baht.total(amount for amount in amounts if isinstance(amount, Baht)), bold))
        else:
            cells.append(_text_cell(sheet, table.total_label if number == 0 else "", bold))
    return cells
