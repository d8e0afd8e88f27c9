"""Who a row is: name, national id or the reason for none, birth, sex."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kmcase.domain.dates import PartialDate
from kmcase.domain.imports.cells import Cells, clean, is_unknown, partial_date, shown, whole_number
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.survey import Findings
from kmcase.domain.imports.words import says, vocabulary
from kmcase.domain.imports.workbook import Cell
from kmcase.domain.people import NoIdReason, Sex
from kmcase.thai.digits import to_arabic
from kmcase.thai.names import split_name
from kmcase.thai.national_id import from_cell
from kmcase.thai.titles import FEMALE_TITLES, MALE_TITLES, canonical_title

OLDEST = 120
_AGE_SLIP = 2
"""An age so many years off the birth date is a slip in one of the two."""
_NOT_IN_NAMES = re.compile(r"[\d?\ufffd@#$%&*+=<>{}\[\]|\\~^!]")
_AGE = re.compile(r"\D{0,10}?(\d{1,3})(?:\.\d+)?\s*([^\d\s]{0,6})(?:\s.*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in its parts."""

    title: str
    first: str
    last: str


def read_name(cells: Cells, found: Findings) -> Name:
    """From two columns, or from one with title and all; none at all blocks."""
    column = SurveyColumn.FIRST_NAME if SurveyColumn.FIRST_NAME in cells else SurveyColumn.FULL_NAME
    first = cells.text(column, found)
    last = cells.text(SurveyColumn.LAST_NAME, found)
    if column is SurveyColumn.FIRST_NAME and not first and not last:
        first = cells.text(SurveyColumn.FULL_NAME, found)
    parts = split_name(f"{first} {last}")
    title = cells.text(SurveyColumn.TITLE, found)
    name = Name(
        title=canonical_title(title) if title else parts.title,
        first=parts.first_name,
        last=parts.last_name,
    )
    nameless = column is SurveyColumn.FIRST_NAME and not first
    if nameless or not name.first:
        found.block("name_missing", column)
    elif odd := _NOT_IN_NAMES.search(to_arabic(f"{name.first}{name.last}")):
        found.block("name_odd", column, typed=shown(f"{first} {last}"), sign=odd[0])
    elif not name.last:
        found.warn("last_name_missing", SurveyColumn.LAST_NAME if SurveyColumn.LAST_NAME in cells else column)
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A national id, or why there is none; `note` is the reason for an unusual number."""

    number: str | None = None
    no_id_reason: NoIdReason | None = None
    note: str = ""


def read_identity(cells: Cells, found: Findings) -> Identity:
    """Refused numbers block; doubtful ones block until a reason stands in the reason's column."""
    column = SurveyColumn.NATIONAL_ID
    cell = cells.as_it_came(column)
    reason = cells.text(SurveyColumn.NO_ID_REASON, found)
    if cell is None or (isinstance(cell, str) and _says_none(cell)):
        return _without_number(cells, cell, reason, found)
    verdict = from_cell(clean(cell) if isinstance(cell, str) else cell)
    for code in verdict.refusals:
        found.block(f"id_{code}", column, typed=shown(cell), digits=len(verdict.number))
    if not verdict.accepted:
        return Identity()
    for code in verdict.warnings:
        if reason:
            found.warn("id_doubtful_explained", column, reason=reason)
        else:
            found.block(f"id_{code}", column, typed=verdict.number)
    return Identity(number=verdict.number, note=reason if verdict.warnings else "")


def _says_none(text: str) -> bool:
    if not text.strip() or is_unknown(text):
        return True
    return not any(map(str.isdigit, text)) and vocabulary("no_id_reason").inside(text) is not None


def _without_number(cells: Cells, cell: Cell, reason: str, found: Findings) -> Identity:
    told = vocabulary("no_id_reason").inside(reason or clean(cell)) if reason or cell is not None else None
    if told is not None:
        return Identity(no_id_reason=NoIdReason(told), note=reason)
    if reason:
        return Identity(no_id_reason=NoIdReason.NOT_KNOWN, note=reason)
    if SurveyColumn.NATIONAL_ID not in cells:
        found.inform("no_id_column", SurveyColumn.NATIONAL_ID)
        return Identity(no_id_reason=NoIdReason.NOT_TOLD)
    found.block("id_missing", SurveyColumn.NATIONAL_ID)
    return Identity()


def read_birth(cells: Cells, today: date, surveyed_on: date | None, found: Findings) -> PartialDate | None:
    """The birth date, or the year that an age gives; the two are held against each other."""
    column = SurveyColumn.BIRTH
    parts = partial_date(cells.raw(column), column, today, found)
    age = _age(cells, found)
    asked_on = surveyed_on or today
    if parts is None:
        if age is None:
            return None
        found.inform("birth_from_age", SurveyColumn.AGE, age=age)
        return PartialDate(asked_on.year - age)
    birth = PartialDate(*parts)
    typed = shown(cells.raw(column))
    if birth.year > today.year or (birth.full is not None and birth.full > today):
        found.block("birth_in_future", column, typed=typed)
        return None
    if birth.age_on(today) > OLDEST:
        found.block("birth_too_old", column, typed=typed, age=birth.age_on(today))
        return None
    if age is not None and abs(asked_on.year - birth.year - age) > _AGE_SLIP:
        found.block("age_differs", column, typed=typed, age=age)
    return birth


def read_sex(cells: Cells, title: str, found: Findings) -> Sex:
    """The sex told, by a word or a mark in a column of its own, else what the title tells."""
    from_title = Sex.MALE if title in MALE_TITLES else Sex.FEMALE if title in FEMALE_TITLES else Sex.UNKNOWN
    told = _told_sex(cells, found)
    if Sex.UNKNOWN not in (told, from_title) and told is not from_title:
        found.warn("sex_differs", SurveyColumn.SEX, title=title)
    return from_title if told is Sex.UNKNOWN else told


def _told_sex(cells: Cells, found: Findings) -> Sex:
    for ticked, cell in cells.of_column(SurveyColumn.SEX):
        text = clean(cell)
        if not text or is_unknown(text):
            continue
        if ticked:
            if says("marked", text):
                return Sex(ticked)
            continue
        meaning = vocabulary("sex").exact(text)
        if meaning is None:
            found.warn("sex_unreadable", SurveyColumn.SEX, typed=shown(cell))
            return Sex.UNKNOWN
        return Sex(meaning)
    return Sex.UNKNOWN


def _age(cells: Cells, found: Findings) -> int | None:
    cell = cells.raw(SurveyColumn.AGE)
    if cell is None:
        return None
    number = whole_number(cell)
    if number is None and (hit := _AGE.fullmatch(to_arabic(clean(cell)))):
        number = 0 if says("months", hit[2]) else int(hit[1])
    if number is None or number > OLDEST:
        found.warn("age_unreadable", SurveyColumn.AGE, typed=shown(cell))
        return None
    return number
