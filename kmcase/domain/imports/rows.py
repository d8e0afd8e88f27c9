"""A row of a list read into a `SurveyRow`; nothing is decided here about who it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from kmcase.domain.imports.cells import Cells, amount, clean, is_unknown, kept_text, partial_date, shown, whole_number
from kmcase.domain.imports.identity import read_birth, read_identity, read_name, read_sex
from kmcase.domain.imports.mapping import ColumnMapping, SurveyColumn
from kmcase.domain.imports.places import read_address
from kmcase.domain.imports.survey import Findings, ParsedRow, ReadingContext, SurveyRow
from kmcase.domain.imports.words import says, vocabulary
from kmcase.domain.imports.workbook import Cell, Row
from kmcase.domain.money import Baht
from kmcase.domain.people import MembershipKind
from kmcase.domain.problem_kinds import OTHER
from kmcase.thai.baht import format_baht
from kmcase.thai.digits import to_arabic

MONTHS = 12
MOST_MEMBERS = 40
HOUSE_CODE_LENGTH = 11
_PHONE = re.compile(r"0\d{8,9}")
_PHONE_PARTS = re.compile(r"[,;/]|\s{2,}")
_SIGNS = re.compile(r"[^\d]")
_MEMBERS = re.compile(r"(\d{1,3})\s*\D{0,6}")
_PHONE_WITHOUT_ZERO = 9


def parse_row(number: int, row: Row, mapping: ColumnMapping, context: ReadingContext) -> ParsedRow:
    """Row `number` (from 1) of a file."""
    cells: dict[str, Cell] = {}
    for index, use in enumerate(mapping.uses):
        if use.column not in (SurveyColumn.ROW_KEY, SurveyColumn.REASON):
            cells[use.key] = row[index] if index < len(row) else None
    for index in range(len(mapping.uses), len(row)):
        cells[f"{SurveyColumn.UNMAPPED.value}:{index + 1}"] = row[index]
    return read_cells(number, cells, context)


def read_cells(number: int, by_key: Mapping[str, Cell], context: ReadingContext) -> ParsedRow:
    """A row from its cells by `ColumnUse.key`, as they came or as somebody mended them."""
    cells = Cells(by_key)
    found = Findings()
    survey = _read(cells, context, found)
    if _says_too_little(survey):
        found.block("too_little", SurveyColumn.NATIONAL_ID)
    kept = {key: kept_text(cell) for key, cell in by_key.items()}
    return ParsedRow(number=number, cells=kept, survey=survey, findings=found.all())


def _read(cells: Cells, context: ReadingContext, found: Findings) -> SurveyRow:
    surveyed_on = _surveyed_on(cells, context, found)
    name = read_name(cells, found)
    identity = read_identity(cells, found)
    kinds, problem_text = _problems(cells, found)
    return SurveyRow(
        title=name.title,
        first_name=name.first,
        last_name=name.last,
        national_id=identity.number,
        no_id_reason=identity.no_id_reason,
        id_note=identity.note,
        birth=read_birth(cells, context.today, surveyed_on, found),
        sex=read_sex(cells, name.title, found),
        address=read_address(cells, context, found),
        phone=_phone(cells, found),
        problem_kinds=kinds,
        problem_text=problem_text,
        occupation=cells.text(SurveyColumn.OCCUPATION, found),
        monthly_income=_income(cells, found),
        household_size=_household_size(cells, found),
        membership=_membership(cells, found),
        member_number=cells.text(SurveyColumn.MEMBER_NUMBER, found),
        house_code=_house_code(cells, found),
        surveyor=cells.text(SurveyColumn.SURVEYOR, found) or context.surveyor,
        surveyed_on=surveyed_on,
        remark=cells.text(SurveyColumn.REMARK, found),
    )


def _says_too_little(survey: SurveyRow) -> bool:
    """Whether nothing but a name stands there."""
    address = survey.address
    more = (survey.national_id, survey.birth, survey.problem_kinds, survey.phone, address.house_no, address.moo)
    return not any(more)


def _surveyed_on(cells: Cells, context: ReadingContext, found: Findings) -> date | None:
    column = SurveyColumn.SURVEYED_ON
    parts = partial_date(cells.raw(column), column, context.today, found)
    if parts is None:
        return context.surveyed_on
    year, month, day = parts
    if month is None or day is None:
        found.block("date_unreadable", column, typed=shown(cells.raw(column)))
        return context.surveyed_on
    surveyed_on = date(year, month, day)
    if surveyed_on > context.today:
        found.block("surveyed_in_future", column, typed=shown(cells.raw(column)))
    return surveyed_on


def _problems(cells: Cells, found: Findings) -> tuple[frozenset[str], str]:
    """Kinds by words and by marks, and the words themselves; words of no known kind are kind `other`."""
    kinds: set[str] = set()
    texts: list[str] = []
    for ticked, cell in cells.of_column(SurveyColumn.PROBLEM):
        text = clean(cell)
        if not text or (is_unknown(text) and not says("marked", text)):
            continue
        if ticked:
            kinds |= _ticked(ticked, text, texts)
            continue
        texts.append(cells.shortened(SurveyColumn.PROBLEM, text, found))
        # Line ends part the kinds, so the cell is read as it came.
        known = vocabulary("problem_kind").every(str(cell))
        kinds |= set(known) or {OTHER}
        if not known:
            found.warn("problem_unknown", SurveyColumn.PROBLEM, typed=shown(cell))
    return frozenset(kinds), "; ".join(texts)


def _ticked(kind: str, text: str, texts: list[str]) -> set[str]:
    if says("not_marked", text):
        return set()
    if not says("marked", text):
        texts.append(text)  # more than a mark: what exactly is the matter
    return {kind}


def _phone(cells: Cells, found: Findings) -> str:
    column = SurveyColumn.PHONE
    cell = cells.raw(column)
    text = to_arabic(cells.text(column, found))
    if isinstance(cell, int) and len(text) in (_PHONE_WITHOUT_ZERO - 1, _PHONE_WITHOUT_ZERO):
        text = f"0{text}"  # a number cell drops the zero in front
    numbers = [_SIGNS.sub("", part) for part in _PHONE_PARTS.split(text) if part.strip()]
    if all(map(_PHONE.fullmatch, numbers)):
        return ", ".join(numbers)
    found.warn("phone_odd", column, typed=shown(cell))
    return text


def _income(cells: Cells, found: Findings) -> Baht | None:
    monthly = amount(cells.raw(SurveyColumn.MONTHLY_INCOME), SurveyColumn.MONTHLY_INCOME, found)
    yearly = amount(cells.raw(SurveyColumn.YEARLY_INCOME), SurveyColumn.YEARLY_INCOME, found)
    if monthly is not None or yearly is None:
        return monthly
    month = Baht(yearly.satang // MONTHS)
    found.inform(
        "income_from_year", SurveyColumn.YEARLY_INCOME, year=format_baht(yearly.satang), month=format_baht(month.satang)
    )
    return month


def _household_size(cells: Cells, found: Findings) -> int | None:
    column = SurveyColumn.HOUSEHOLD_SIZE
    cell = cells.raw(column)
    if cell is None:
        return None
    size = whole_number(cell)
    if size is None and (hit := _MEMBERS.fullmatch(to_arabic(clean(cell)))):
        size = int(hit[1])
    if size is None or not 1 <= size <= MOST_MEMBERS:
        found.warn("size_unreadable", column, typed=shown(cell))
        return None
    return size


def _membership(cells: Cells, found: Findings) -> MembershipKind | None:
    column = SurveyColumn.MEMBERSHIP
    text = cells.text(column, found)
    if not text:
        return None
    meaning = vocabulary("membership").exact(text)
    if meaning is None and says("marked", text):
        return MembershipKind.MEMBER
    if meaning is None:
        found.warn("membership_unknown", column, typed=shown(text))
        return None
    return MembershipKind(meaning)


def _house_code(cells: Cells, found: Findings) -> str:
    column = SurveyColumn.HOUSE_CODE
    code = _SIGNS.sub("", to_arabic(cells.text(column, found)))
    if code and len(code) != HOUSE_CODE_LENGTH:
        found.warn("house_code_odd", column, typed=shown(cells.raw(column)))
    return code
