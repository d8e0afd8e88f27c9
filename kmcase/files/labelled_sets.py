"""Labelled sets of persons in the interchange columns: PERSONS.csv and PAIRS.csv, foreign names mapped here.

Columns come in any order, case and number; others are passed over, and each may be missing or empty. Dates are
dd/mm/พ.ศ., C.E. or a year alone. UTF-8 (with or without its mark) or Windows-874.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.imports.words import vocabulary
from kmcase.matching.records import PersonRecord
from kmcase.thai import areas
from kmcase.thai.digits import figures, to_arabic
from kmcase.thai.spellings import skeleton
from kmcase.thai.typed_dates import BE_OFFSET, DateProblem, parse_partial

_FIELDS = {
    "rec_id": "record_id",
    "title": "title",
    "first_name": "first_name",
    "last_name": "last_name",
    "sex": "sex",
    "birth_date": "birth",
    "national_id": "national_id",
    "house_no": "house_no",
    "moo": "moo",
    "tambon_code": "subdistrict_code",
    "tambon": "subdistrict",
    "amphoe": "district",
    "province": "province",
    "house_code": "house_code",
    "phone": "phone",
    "bank_account": "bank_account",
    "father_name": "father",
    "mother_name": "mother",
}
"""Interchange column -> field of `PersonRecord`."""
_NOTHING = frozenset({"", "-", "--", "nan", "NaN", "null", "NULL", "none", "None", "NONE", "n/a", "N/A", "\\N"})
_NUMBERS = re.compile(r"\d+")
_EARLIEST, _LATEST = 1850, 2150


def read_persons(path: Path, today: date) -> Iterator[PersonRecord]:
    """The persons of a file; `today` decides years of two digits. Raises `match.no_column` without `rec_id`."""
    lines = _lines(path)
    heading = _heading(next(lines, []))
    if "rec_id" not in heading:
        raise DomainError("match.no_column", column="rec_id", file=path.name)
    wanted = [(heading.index(column), field) for column, field in _FIELDS.items() if column in heading]
    for cells in filter(None, lines):
        cells.extend([""] * (len(heading) - len(cells)))
        values = {field: text for at, field in wanted if (text := cells[at].strip()) not in _NOTHING}
        birth, sex = values.pop("birth", ""), values.pop("sex", "")
        area = [values.pop(name, "") for name in ("subdistrict_code", "subdistrict", "district", "province")]
        yield PersonRecord(
            **{"record_id": "", **values},
            birth=read_birth(birth, today),
            sex=_sex(sex),
            subdistrict_code=_area_code(*area),
            subdistrict=area[1],
            district=area[2],
            province=area[3],
        )


def read_pairs(path: Path) -> Iterator[tuple[str, str, str]]:
    """The true pairs of a file (label 1) with their kind; raises `match.no_column` where an id's column is missing."""
    lines = _lines(path)
    heading = _heading(next(lines, []))
    for column in ("rec_a", "rec_b"):
        if column not in heading:
            raise DomainError("match.no_column", column=column, file=path.name)
    one, other = heading.index("rec_a"), heading.index("rec_b")
    label = heading.index("label") if "label" in heading else None
    kind = heading.index("kind") if "kind" in heading else None
    for cells in lines:
        if len(cells) > max(one, other) and (label is None or _says_true(cells[label])):
            yield cells[one].strip(), cells[other].strip(), cells[kind].strip() if kind is not None else ""


@lru_cache(maxsize=100_000)
def read_birth(text: str, today: date) -> PartialDate | None:
    """A birth date in either calendar as far as it can be read; day and month are exchanged where only so it is one."""
    if not text:
        return None
    try:
        return PartialDate(*parse_partial(text, today))
    except DateProblem:
        return _loosely([int(number) for number in _NUMBERS.findall(to_arabic(text))])


def _loosely(numbers: list[int]) -> PartialDate | None:
    year = next((number for number in numbers if number >= 1000), None)
    if year is None:
        return None
    year = _ce_year(year)
    if not _EARLIEST <= year <= _LATEST:
        return None
    rest = [number for number in numbers if number < 1000]
    day, month = rest if len(rest) == 2 else (0, 0)
    if numbers[0] >= 1000:
        day, month = month, day
    if month > 12 >= day:
        day, month = month, day
    for parts in ((year, month, day), (year, month), (year,)):
        try:
            return PartialDate(*parts)
        except ValueError:
            continue
    return None


def _ce_year(year: int) -> int:
    """พ.ศ. or C.E., or a year that was converted twice, as C.E."""
    while year > _LATEST:
        year -= BE_OFFSET
    while year < _EARLIEST:
        year += BE_OFFSET
    return year


def _says_true(cell: str) -> bool:
    return cell.strip().lower() in ("1", "1.0", "true", "match")


@lru_cache(maxsize=1_000)
def _sex(text: str) -> str:
    return (text and vocabulary("sex").exact(text)) or ""


@lru_cache(maxsize=50_000)
def _area_code(code: str, subdistrict: str, district: str, province: str) -> str:
    """The official code: as given, else of the names as they are written, else as they sound."""
    digits = figures(code)
    if areas.area(digits) is not None or not (subdistrict and (district or province)):
        return digits
    found = areas.match(subdistrict, district, province)
    if len(found) == 1:
        return found[0].subdistrict_code
    names = (skeleton(subdistrict), skeleton(district), skeleton(province))
    return _sounding().get(names, digits)


@lru_cache(maxsize=1)
def _sounding() -> dict[tuple[str, str, str], str]:
    return {
        (skeleton(each.subdistrict), skeleton(each.district), skeleton(each.province)): each.subdistrict_code
        for province in areas.provinces()
        for district in areas.districts(province.code)
        for each in areas.subdistricts(district.code)
    }


def _heading(cells: list[str]) -> list[str]:
    return [cell.strip().lower() for cell in cells]


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as sample:
        start = sample.read(1 << 16)
    encoding = "utf-8-sig" if _is_utf8(start) else "cp874"
    first = start.split(b"\n", 1)[0]
    delimiter = max((b",", b";", b"\t"), key=first.count).decode()
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield from csv.reader(file, delimiter=delimiter)


def _is_utf8(start: bytes) -> bool:
    """Whether the start of a file is UTF-8; its last line, which may be cut within a letter, is not looked at."""
    try:
        start[: start.rfind(b"\n") + 1].decode()
    except UnicodeDecodeError:
        return False
    return True
