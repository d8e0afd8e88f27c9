"""Rows of survey lists that wait, as a workbook to be mended: a hidden key, cells as text, what to mend at the end."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from kmcase.documents._xlsx import FONT, plain_text
from kmcase.domain.imports.mapping import OF_FORMS, PART_SIGN, SurveyColumn
from kmcase.domain.imports.waiting import WaitingLine, WaitingSheet, column_of
from kmcase.messages import Catalogue

_WIDE = frozenset({SurveyColumn.FULL_NAME, SurveyColumn.ADDRESS, SurveyColumn.PROBLEM, SurveyColumn.REMARK})
_TEXT_FORMAT = "@"
_REASON_WIDTH = 60
_TO_MEND = "FFE9B8"
_HEAD = "E7EEF0"


def write_waiting_list(sheet: WaitingSheet, catalogue: Catalogue) -> bytes:
    """The workbook's bytes; cells that need mending are coloured, and everything is text, so that no id is rounded."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet(plain_text(catalogue.text("imports.outcome.waiting"))[:31])
    page.freeze_panes = "B2"
    page.column_dimensions["A"].hidden = True
    for number, key in enumerate(sheet.columns, 2):
        page.column_dimensions[get_column_letter(number)].width = 32 if column_of(key)[0] in _WIDE else 18
    page.column_dimensions[get_column_letter(len(sheet.columns) + 2)].width = _REASON_WIDTH
    page.append(_head(page, sheet, catalogue))
    font = Font(name=FONT, size=16)
    for line in sheet.lines:
        page.append(_line(page, sheet, line, catalogue, font))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def heading(key: str, catalogue: Catalogue) -> str:
    """The title of a column, which reading back knows again: a mark's meaning, a heading of the file, or the name."""
    column, part = column_of(key)
    if column is SurveyColumn.UNMAPPED:
        return part
    if column in OF_FORMS:
        return f"{catalogue.text(f'imports.column.{column.value}')}{PART_SIGN}{part}"
    if part:
        table = "sex" if column is SurveyColumn.SEX else "problem_kind"
        return catalogue.text(f"imports.{table}.{part}")
    return catalogue.text(f"imports.column.{column.value}")


def _head(page: Any, sheet: WaitingSheet, catalogue: Catalogue) -> list[Any]:
    from openpyxl.styles import Alignment, Font, PatternFill

    first, last = (catalogue.text(f"imports.column.{column}") for column in ("row_key", "reason"))
    cells = []
    for title in (first, *(heading(key, catalogue) for key in sheet.columns), last):
        cell = _text(page, title, Font(name=FONT, size=16, bold=True))
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def _line(page: Any, sheet: WaitingSheet, line: WaitingLine, catalogue: Catalogue, font: Any) -> list[Any]:
    from openpyxl.styles import Alignment, PatternFill

    wrong = {name for finding in line.findings for name in finding.fields}
    cells = [_text(page, line.row_key, font)]
    for key, text in zip(sheet.columns, line.cells, strict=True):
        cell = _text(page, text, font)
        if column_of(key)[0].value in wrong:
            cell.fill = PatternFill("solid", fgColor=_TO_MEND)
        cells.append(cell)
    reasons = (catalogue.text(finding.message_key, **finding.params) for finding in line.findings)
    last = _text(page, "\n".join(reasons), font)
    last.alignment = Alignment(wrap_text=True, vertical="top")
    return [*cells, last]


def _text(page: Any, text: str, font: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=plain_text(text))
    cell.data_type = "s"
    cell.number_format = _TEXT_FORMAT
    cell.font = font
    return cell
