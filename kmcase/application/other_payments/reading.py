"""A list of another unit read from a workbook: persons as in survey lists, day and amount by their headings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kmcase.domain.imports.cells import clean
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.mapping import guess_mapping
from kmcase.domain.imports.sheets import parse_sheet
from kmcase.domain.imports.survey import ReadingContext, SurveyRow
from kmcase.domain.imports.workbook import Cell, Workbook
from kmcase.domain.money import Baht
from kmcase.thai.baht import BahtProblem, baht_from_cell
from kmcase.thai.calendar import DateProblem, partial_from_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRow:
    """A row that tells who got how much when; `row` is its number in the file."""

    row: int
    person: SurveyRow
    paid_on: date
    amount: Baht
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSheet:
    """The rows of the fullest sheet, and the numbers of those that tell no name, day or amount."""

    file_name: str
    sha256: str
    rows: tuple[OtherRow, ...]
    left_out: tuple[int, ...]

    @property
    def total(self) -> Baht:
        """What was paid in all."""
        return Baht.total(row.amount for row in self.rows)


def read_sheet(book: Workbook, today: date) -> OtherSheet:
    """The rows of a workbook; raises nothing: what cannot be read is left out and counted."""
    sheet = max(book.sheets, key=lambda each: len(each.rows))
    header = find_header(sheet)
    labels = [" ".join(label).lower() for label in header.labels]
    places = {name: _column(labels, words) for name, words in _headings().items()}
    context = ReadingContext(today=today, area=frozenset())
    parsed = parse_sheet(sheet, header, guess_mapping(header.labels), context)
    rows, left_out = [], []
    for each in parsed.rows:
        cells = sheet.rows[each.number - 1]
        day, amount = _day(_cell(cells, places["day"]), today), _amount(_cell(cells, places["amount"]))
        if not each.survey.first_name or day is None or amount is None or amount.satang <= 0:
            left_out.append(each.number)
            continue
        place = clean(_cell(cells, places["place"]))
        rows.append(OtherRow(row=each.number, person=each.survey, paid_on=day, amount=amount, place=place))
    return OtherSheet(file_name=book.file_name, sha256=book.sha256, rows=tuple(rows), left_out=tuple(left_out))


@cache
def _headings() -> dict[str, list[str]]:
    text = files("kmcase.application.other_payments").joinpath("headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _column(labels: list[str], words: list[str]) -> int | None:
    """The first column whose heading says the first of the words that any heading says."""
    return next((at for word in words for at, label in enumerate(labels) if word in label), None)


def _cell(cells: tuple[Cell, ...], at: int | None) -> Cell:
    return cells[at] if at is not None and at < len(cells) else None


def _day(cell: Cell, today: date) -> date | None:
    try:
        year, month, day = partial_from_cell(cell, today=today)
    except DateProblem:
        return None
    found = date(year, month, day) if month is not None and day is not None else None
    return found if found is not None and found <= today else None


def _amount(cell: Cell) -> Baht | None:
    try:
        return Baht(baht_from_cell(clean(cell) if isinstance(cell, str) else cell))
    except BahtProblem:
        return None
