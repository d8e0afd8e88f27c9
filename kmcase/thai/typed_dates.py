"""Dates as people type them and as cells of a workbook hold them.

Years are พ.ศ.; a year in C.E. is refused with its พ.ศ. beside it, because 2567 and 2024 in one column would be read
apart by nobody. A year of two digits is พ.ศ., unless it could as well be a C.E. year about today.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import INVISIBLE
from kmcase.thai.month_names import MONTHS_SHORT

BE_OFFSET = 543

PartialParts = tuple[int, int | None, int | None]
"""C.E. year, and month and day where they are known."""

_BE_YEARS = range(2400, 2700)
_CE_YEARS = range(1850, 2150)
_CENTURY_AHEAD = 10
"""A two-digit year lies at most so many years ahead of today, else in the century before."""
_CE_SUSPECT = 10
"""A two-digit year that as C.E. lies so near to today could be meant as C.E."""

_ZERO_WIDTH = re.compile(f"[{INVISIBLE}]")
_LEAD = re.compile(r"^(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)?\s*)?(?:ที่\s*)?(?=[\d-])")
_CLOCK = re.compile(r"[ T]\s*0{1,2}:00(?::00(?:\.0+)?)?$")
_BE_MARK = re.compile(r"(?:ปี\s*)?(?:พุทธศักราช|พ\s*\.?\s*ศ\s*\.?)(?=\s*\d)|ปี(?=\s*\d)|B\.?E\.?", re.IGNORECASE)
_CE_MARK = re.compile(r"คริสต์ศักราช|ค\s*\.?\s*ศ\s*\.?(?=\s*\d)|A\.?D\.?|C\.?E\.?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\- ]+(\d{1,2}|-)(?:[/.\- ]+(\d{1,2}|-))?")
_DAY_FIRST = re.compile(r"(\d{1,2}|-)[/.\- ]+(\d{1,2}|-)[/.\- ]+(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"(\d{1,2}|-)[/.\- ]+(\d{4})")
_NAMED = re.compile(r"(\d{1,2}|-)?[/.\- ]*(?:เดือน)?\s*([ก-ฮเ][ก-๎. ]*?)[/.\- ]*(\d{4}|\d{2})")
_MONTH_STEMS = (
    ("มกรา",),
    ("กุมภา",),
    ("มีนา",),
    ("เมษา",),
    ("พฤษภา", "พฤกษภา"),
    ("มิถุนา",),
    ("กรกฎา", "กรกฏา"),
    ("สิงหา",),
    ("กันยา",),
    ("ตุลา",),
    ("พฤศจิกา", "พฤษจิกา"),
    ("ธันวา",),
)
"""How a written-out month begins, with the misspellings that lists are full of."""
_NOTHING = re.compile(r"[-. _/]*")
_DASHES = str.maketrans("‐‑‒–—−", "------")


class DateProblem(ValueError):
    """What was typed is no date: `empty`, `unreadable`, `impossible`, `ce_year` or `ambiguous`.

    `typed` is the text; with `ce_year`, `suggested_year` is the same year in พ.ศ.
    """

    def __init__(self, code: str, typed: str = "", suggested_year: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.typed = typed
        self.suggested_year = suggested_year


class _Reading(NamedTuple):
    """Numbers as typed; the year keeps its digits, None is a part that is not given."""

    year: str
    month: int | None
    day: int | None


def parse_date(text: str, *, today: date) -> date:
    """A typed พ.ศ. date as C.E.; `today` decides two-digit years. Raises `DateProblem`."""
    year, month, day = parse_partial(text, today=today)
    if month is None or day is None:
        raise DateProblem("unreadable", text)
    return date(year, month, day)


def parse_partial(text: str, today: date) -> PartialParts:
    """A typed พ.ศ. date known in part (a year, a month and year, or all) in C.E. Raises `DateProblem`."""
    cleaned = _clean(text)
    if _NOTHING.fullmatch(cleaned):
        raise DateProblem("empty", text)
    without_era, says_ce = _without_era(cleaned)
    reading = _read(without_era, text)
    year = _ce_year(reading, says_ce, today, text)
    month = reading.month or None
    day = reading.day or None
    if day is not None and month is None:
        raise DateProblem("impossible", text)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise DateProblem("impossible", text) from None
    return year, month, day


def date_from_cell(value: object, *, today: date) -> date:
    """A cell's full date: text as `parse_date`; a real date as it is. Raises `DateProblem`."""
    real = _real_date(value)
    return real if real is not None else parse_date(_cell_text(value), today=today)


def partial_from_cell(value: object, *, today: date) -> PartialParts:
    """A cell's date known in part: text or a year as a number as `parse_partial`; a real date as it is."""
    real = _real_date(value)
    return (real.year, real.month, real.day) if real is not None else parse_partial(_cell_text(value), today)


def _real_date(value: object) -> date | None:
    """A real date; one in the 2500s is พ.ศ. that Excel took for C.E."""
    if not isinstance(value, date):
        return None
    day = value.date() if isinstance(value, datetime) else value
    if day.year not in _BE_YEARS:
        return day
    try:
        return day.replace(year=day.year - BE_OFFSET)
    except ValueError:
        raise DateProblem("impossible", day.isoformat()) from None


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    # A number cell drops the zero in front of 01112569.
    return text.zfill(8) if isinstance(value, int) and len(text) == 7 else text


def _clean(text: str) -> str:
    visible = _ZERO_WIDTH.sub("", unicodedata.normalize("NFC", text)).translate(_DASHES)
    cleaned = " ".join(to_arabic(visible).split())
    return _CLOCK.sub("", _LEAD.sub("", cleaned))


def _without_era(text: str) -> tuple[str, bool]:
    """The text without พ.ศ. or ค.ศ., and whether it said ค.ศ."""
    says_ce = _CE_MARK.search(text) is not None
    return " ".join(_CE_MARK.sub(" ", _BE_MARK.sub(" ", text)).split()), says_ce


def _read(text: str, typed: str) -> _Reading:
    if text.isascii() and text.isdigit():
        return _read_solid(text, typed)
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return _Reading(year, _number(month), _number(day))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return _Reading(year, _number(month), _number(day))
    if found := _MONTH_FIRST.fullmatch(text):
        return _Reading(found[2], _number(found[1]), None)
    if found := _NAMED.fullmatch(text):
        day, name, year = found.groups()
        return _Reading(year, _month_named(name, typed), _number(day))
    raise DateProblem("unreadable", typed)


def _read_solid(digits: str, typed: str) -> _Reading:
    """Digits without separators: a year, ddmmyy, ddmmyyyy or yyyymmdd (as on the identity card)."""
    if len(digits) == 4:
        return _Reading(digits, None, None)
    if len(digits) == 6:
        if 1 <= int(digits[4:]) <= 31:  # yymmdd as well
            raise DateProblem("ambiguous", typed)
        return _Reading(digits[4:], int(digits[2:4]), int(digits[:2]))
    if len(digits) == 8:
        # The two readings exclude each other: a year 18xx to 26xx has no month in its first two digits.
        if int(digits[4:]) in _BE_YEARS or int(digits[4:]) in _CE_YEARS:
            return _Reading(digits[4:], int(digits[2:4]), int(digits[:2]))
        return _Reading(digits[:4], int(digits[4:6]), int(digits[6:]))
    raise DateProblem("ambiguous" if len(digits) == 2 else "unreadable", typed)


def _number(text: str | None) -> int | None:
    return None if text is None or text == "-" else int(text)


def _month_named(name: str, typed: str) -> int:
    bare = _bare(name)
    if bare in _SHORT_MONTHS:
        return _SHORT_MONTHS.index(bare) + 1
    for month, stems in enumerate(_MONTH_STEMS, start=1):
        if bare.startswith(stems):
            return month
    raise DateProblem("unreadable", typed)


def _bare(name: str) -> str:
    return name.replace(".", "").replace(" ", "")


_SHORT_MONTHS = tuple(_bare(name) for name in MONTHS_SHORT)


def _ce_year(reading: _Reading, says_ce: bool, today: date, typed: str) -> int:
    number = int(reading.year)
    if len(reading.year) == 2:
        if says_ce:
            raise DateProblem("ambiguous", typed)
        return _ce_of_two_digits(number, today, typed)
    if number in _BE_YEARS and not says_ce:
        return number - BE_OFFSET
    if number in _CE_YEARS:
        raise DateProblem("ce_year", typed, suggested_year=number + BE_OFFSET)
    raise DateProblem("impossible", typed)


def _ce_of_two_digits(number: int, today: date, typed: str) -> int:
    latest = today.year + BE_OFFSET + _CENTURY_AHEAD
    be = latest - (latest - number) % 100
    ce_nearby = today.year + _CE_SUSPECT - (today.year + _CE_SUSPECT - number) % 100
    if today.year - ce_nearby <= _CE_SUSPECT:
        raise DateProblem("ambiguous", typed)
    return be - BE_OFFSET
