"""How a sheet is read, and what is shown of it before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kmcase.application.read.imports import ImportItem
from kmcase.domain.events import build, encode
from kmcase.domain.imports.headings import Header, column_letters, find_header, why_no_data
from kmcase.domain.imports.mapping import ColumnMapping, ColumnUse, SurveyColumn, guess_mapping, shape_of
from kmcase.domain.imports.places import subdistrict_in
from kmcase.domain.imports.rows import parse_row
from kmcase.domain.imports.survey import ParsedRow, ReadingContext
from kmcase.domain.imports.workbook import Sheet, Workbook, cell_text

SAMPLED_ROWS = 12
_SAMPLES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlan:
    """The columns, and what the list says once for all rows; kept with the list, so that mending reads alike."""

    mapping: ColumnMapping
    subdistrict_code: str = ""
    surveyor: str = ""
    surveyed_on: date | None = None

    def context(self, today: date, area: frozenset[str]) -> ReadingContext:
        """For reading rows of an office on a day."""
        return ReadingContext(
            today=today,
            area=area,
            subdistrict_code=self.subdistrict_code,
            surveyor=self.surveyor,
            surveyed_on=self.surveyed_on,
        )

    def as_plain(self) -> dict[str, Any]:
        """For an event."""
        plain: dict[str, Any] = encode(self)
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> ReadingPlan:
        """`as_plain` undone."""
        plan: ReadingPlan = build(cls, plain)
        return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPreview:
    """A column of a file: its letter and heading, what it is taken for, and the first texts in it."""

    letter: str
    heading: str
    use: ColumnUse
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """A sheet before it is taken in: columns, the first rows read, and whether this file came before.

    `rows` counts those below the header, `remembered` says that the columns are those of an earlier file of this shape.
    """

    file_name: str
    sheets: tuple[str, ...]
    sheet: str
    titles: tuple[str, ...]
    columns: tuple[ColumnPreview, ...]
    plan: ReadingPlan
    remembered: bool
    rows: int
    sample: tuple[ParsedRow, ...]
    known_as: ImportItem | None = None

    @property
    def ready(self) -> bool:
        """Whether the rows can be read: some column holds a name."""
        return self.plan.mapping.complete


def fullest_sheet(book: Workbook) -> Sheet:
    """The sheet with the most rows: lists come with a cover sheet or a legend beside them."""
    return max(book.sheets, key=lambda sheet: len(sheet.rows))


def first_plan(sheet: Sheet, remembered: Mapping[str, Any] | None) -> ReadingPlan:
    """The remembered columns, else the likely ones; the sub-district that the lines above the list name."""
    header = find_header(sheet)
    mapping = ColumnMapping.from_plain(remembered) if remembered else _likely(sheet, header)
    named = SurveyColumn.SUBDISTRICT in mapping.columns
    return ReadingPlan(mapping=mapping, subdistrict_code="" if named else subdistrict_in(header.titles))


def _likely(sheet: Sheet, header: Header) -> ColumnMapping:
    if sheet.uses:
        return ColumnMapping(shape=shape_of(header.labels), uses=sheet.uses)
    return guess_mapping(header.labels)


def with_column(plan: ReadingPlan, index: int, column: SurveyColumn, ticked: str = "") -> ReadingPlan:
    """The plan with one column as something else."""
    return replace(plan, mapping=plan.mapping.with_use(index, column, ticked))


def columns_of(sheet: Sheet, header: Header, mapping: ColumnMapping) -> tuple[ColumnPreview, ...]:
    """Every column with its first different texts."""
    below = sheet.rows[header.data_from : header.data_from + SAMPLED_ROWS]
    columns = []
    for index, use in enumerate(mapping.uses):
        texts = (cell_text(row[index]) for row in below if index < len(row) and row[index] is not None)
        samples = tuple(dict.fromkeys(texts))[:_SAMPLES]
        columns.append(ColumnPreview(letter=column_letters(index), heading=use.label, use=use, samples=samples))
    return tuple(columns)


def sampled(sheet: Sheet, header: Header, mapping: ColumnMapping, context: ReadingContext) -> tuple[ParsedRow, ...]:
    """The first rows of data as they will be read."""
    found: list[ParsedRow] = []
    for index in range(header.data_from, len(sheet.rows)):
        row = sheet.rows[index]
        if why_no_data(row, header, mapping) is None:
            found.append(parse_row(index + 1, row, mapping, context))
        if len(found) == SAMPLED_ROWS:
            break
    return tuple(found)
