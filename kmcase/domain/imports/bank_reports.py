"""A bank's report of transfers as a list of lines, whatever its columns are called and in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from kmcase.domain.errors import DomainError
from kmcase.domain.imports.cells import clean
from kmcase.domain.imports.headings import Header, find_header, repeats_header
from kmcase.domain.imports.mapping import shape_of, title_of
from kmcase.domain.imports.words import Vocabulary, bank_words, says, starts_as
from kmcase.domain.imports.workbook import Cell, Row, Sheet, Workbook
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult
from kmcase.domain.reconciliation import BankLine
from kmcase.thai.baht import BahtProblem, baht_from_cell
from kmcase.thai.calendar import BE_OFFSET, DateProblem, date_from_cell
from kmcase.thai.digits import figures, to_arabic

_BANGKOK = ZoneInfo("Asia/Bangkok")
_CLOCK = re.compile(r"[\sT]+(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:\u0e19\.?)?$")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MASKED = re.compile(r"[xX*•]{2,}")
_FIRST_WORD = re.compile(r"[\s\d:=(]+")
_LONGEST = 200
_FIRST_BE_YEAR = 2400
_CLOSING_CELLS = 2


class BankColumn(StrEnum):
    """What a column of a bank's report can hold."""

    REFERENCE = "reference"
    BANK_REFERENCE = "bank_reference"
    ACCOUNT = "account"
    NAME = "name"
    AMOUNT = "amount"
    RESULT = "result"
    REASON = "reason"
    PAID_AT = "paid_at"


NEEDED = (BankColumn.AMOUNT, BankColumn.RESULT)
"""Without these a line says nothing."""
_KNOWN_BY = frozenset({BankColumn.REFERENCE, BankColumn.BANK_REFERENCE, BankColumn.ACCOUNT, BankColumn.NAME})

Columns = Mapping[BankColumn, int]
"""The place of each column, from 0; what the file has not is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReport:
    """A report as it was read: its lines, and how many rows below the heading are no lines."""

    file_name: str
    sha256: str
    shape: str
    headings: tuple[str, ...]
    columns: Columns
    lines: tuple[BankLine, ...]
    skipped: int


def guess_columns(labels: Sequence[Sequence[str]]) -> dict[BankColumn, int]:
    """The likely place of each column by its heading; known as a whole comes before holding a known word."""
    words = bank_words("heading")
    found: dict[BankColumn, int] = {}
    for meaning in (Vocabulary.exact, Vocabulary.inside):
        for place, label in enumerate(labels):
            texts = (title_of(label), *reversed(label))
            meant = next((known for text in texts if text and (known := meaning(words, text))), None)
            if meant is not None and place not in found.values():
                found.setdefault(BankColumn(meant), place)
    return found


def headed_sheet(workbook: Workbook) -> tuple[Sheet, Header]:
    """The sheet whose heading names the most columns, with that heading."""
    headed = [(sheet, find_header(sheet, lambda labels: len(guess_columns(labels)))) for sheet in workbook.sheets]
    return max(headed, key=lambda pair: len(guess_columns(pair[1].labels)))


def titles_of(header: Header) -> tuple[str, ...]:
    """Each column's heading in one line."""
    return tuple(title_of(label) for label in header.labels)


def read_report(
    workbook: Workbook, today: date, remembered: Mapping[str, Columns], chosen: Columns | None = None
) -> BankReport:
    """The sheet whose heading names the most columns, line by line; its columns are those `chosen`, else those
    `remembered` for its shape, else guessed.

    Raises `reconciliation.no_columns` where none says the amount, the result, or whose money it is, and
    `reconciliation.no_lines` where nothing stands below the heading.
    """
    sheet, header = headed_sheet(workbook)
    shape = shape_of(header.labels)
    columns = chosen or remembered.get(shape) or guess_columns(header.labels)
    if any(column not in columns for column in NEEDED) or not _KNOWN_BY & set(columns):
        raise DomainError("reconciliation.no_columns", "file", name=workbook.file_name)
    rows = range(header.data_from, len(sheet.rows))
    lines = tuple(
        _line(row + 1, sheet.rows[row], columns, today) for row in rows if _is_line(sheet.rows[row], header, columns)
    )
    if not lines:
        raise DomainError("reconciliation.no_lines", "file", name=workbook.file_name)
    return BankReport(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        shape=shape,
        headings=titles_of(header),
        columns=dict(columns),
        lines=lines,
        skipped=len(rows) - len(lines),
    )


def _is_line(row: Row, header: Header, columns: Columns) -> bool:
    """A row with anything in it that is neither the heading once more, nor a total, nor a closing word.

    Somebody may be called รวม, so a row with a result is a line whatever it begins with.
    """
    filled = [(index, cell) for index, cell in enumerate(row) if cell is not None]
    if not filled or repeats_header(filled, header):
        return False
    place = columns[BankColumn.RESULT]
    if place < len(row) and _result(clean(row[place])) is not None:
        return True
    lead = next((cell for _, cell in filled if isinstance(cell, str)), "")
    first = _FIRST_WORD.split(lead.strip(), maxsplit=1)[0]
    closing = len(filled) <= _CLOSING_CELLS and starts_as("closing_lines", lead)
    return not (closing or says("total_lines", first))


def _line(number: int, row: Row, columns: Columns, today: date) -> BankLine:
    def cell(column: BankColumn) -> Cell:
        place = columns.get(column, -1)
        return row[place] if 0 <= place < len(row) else None

    def text(column: BankColumn) -> str:
        return clean(cell(column))[:_LONGEST]

    paid_on, paid_at = _moment(cell(BankColumn.PAID_AT), today)
    account = text(BankColumn.ACCOUNT)
    return BankLine(
        number=number,
        reference=to_arabic(text(BankColumn.REFERENCE)),
        bank_reference=to_arabic(text(BankColumn.BANK_REFERENCE)),
        account="" if _MASKED.search(account) else figures(account),
        name=text(BankColumn.NAME),
        amount=_amount(cell(BankColumn.AMOUNT)),
        result=_result(text(BankColumn.RESULT)),
        reason=text(BankColumn.REASON),
        paid_on=paid_on,
        paid_at=paid_at,
    )


def _amount(cell: Cell) -> Baht | None:
    """Money above nothing; None for what is no such amount."""
    try:
        satang = baht_from_cell(clean(cell) if isinstance(cell, str) else cell)
    except BahtProblem:
        return None
    return Baht(satang) if satang > 0 else None


def _result(text: str) -> BankResult | None:
    """037 or 038 by code or by words (`037 - โอนสำเร็จ`); a word for no success holds one for success."""
    words = bank_words("result")
    code = figures(text)
    if code and (known := words.exact(code)):
        return BankResult(known)
    found = words.exact(text) or words.inside(text)
    return BankResult(found) if found else None


def _moment(cell: Cell, today: date) -> tuple[date | None, datetime | None]:
    """The day, and the moment where an hour stands; years of both eras are read, for banks write both."""
    if isinstance(cell, str):
        text = to_arabic(clean(cell))
        hour = _CLOCK.search(text)
        day = _day(text[: hour.start()] if hour else text, today)
        return day, _at(day, int(hour[1]), int(hour[2])) if day and hour else None
    day = _day(cell, today)
    if day is None or not isinstance(cell, datetime) or cell.time() == time():
        return day, None
    return day, _at(day, cell.hour, cell.minute)


def _at(day: date, hour: int, minute: int) -> datetime | None:
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute), _BANGKOK).astimezone(UTC)


def _day(cell: Cell, today: date) -> date | None:
    iso = _ISO.fullmatch(cell) if isinstance(cell, str) else None
    if iso is not None:
        year = int(iso[1])
        try:
            return date(year - BE_OFFSET if year >= _FIRST_BE_YEAR else year, int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    try:
        return date_from_cell(cell, today=today)
    except DateProblem as problem:
        if problem.suggested_year is None or not isinstance(cell, str):
            return None
        return _of_common_era(cell, problem.suggested_year, today)


def _of_common_era(typed: str, suggested_year: int, today: date) -> date | None:
    """`24/01/2024`, which the office would write `24/01/2567`."""
    in_be = typed.replace(str(suggested_year - BE_OFFSET), str(suggested_year))
    try:
        return date_from_cell(in_be, today=today)
    except DateProblem:
        return None
