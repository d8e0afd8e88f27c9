"""The Thai calendar: Bangkok days, พ.ศ., the fiscal year and its halves, and dates as they are printed.

Inside the program a day is a C.E. `date` and an instant an aware UTC `datetime`. The fiscal year runs from 1 October to
30 September and has the พ.ศ. number of the year in which it ends. Reading of typed dates is in `typed_dates`, whose
names are offered here as well.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from kmcase.thai.digits import to_thai
from kmcase.thai.month_names import MONTHS, MONTHS_SHORT
from kmcase.thai.typed_dates import (
    BE_OFFSET,
    DateProblem,
    PartialParts,
    date_from_cell,
    parse_date,
    parse_partial,
    partial_from_cell,
)

__all__ = [
    "BANGKOK",
    "BE_OFFSET",
    "MONTHS",
    "MONTHS_SHORT",
    "DateProblem",
    "PartialParts",
    "bangkok_date",
    "be_year",
    "date_from_cell",
    "fiscal_months",
    "fiscal_year",
    "fiscal_year_bounds",
    "format_datetime",
    "format_long",
    "format_numeric",
    "format_official",
    "format_partial",
    "format_short",
    "format_time",
    "half_bounds",
    "half_of",
    "parse_date",
    "parse_partial",
    "partial_from_cell",
    "start_of_day_utc",
]

# A fixed offset, not ZoneInfo: Thailand is UTC+7 without summer time since 1920, and Windows brings no zone data.
BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")

_FIRST_MONTH = 10
_SECOND_HALF_MONTHS = range(4, 10)


def bangkok_date(instant: datetime) -> date:
    """The day in Bangkok at an aware instant."""
    return _in_bangkok(instant).date()


def start_of_day_utc(day: date) -> datetime:
    """The instant at which a day begins in Bangkok, in UTC."""
    return datetime.combine(day, time.min, BANGKOK).astimezone(UTC)


def be_year(day: date) -> int:
    """The calendar year in พ.ศ."""
    return day.year + BE_OFFSET


def fiscal_year(day: date) -> int:
    """The fiscal year in พ.ศ.: 1 October 2566 to 30 September 2567 is 2567."""
    return be_year(day) + (day.month >= _FIRST_MONTH)


def half_of(day: date) -> int:
    """1 for October to March, 2 for April to September."""
    return 2 if day.month in _SECOND_HALF_MONTHS else 1


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (พ.ศ.)."""
    return half_bounds(year, 1)[0], half_bounds(year, 2)[1]


def half_bounds(year: int, half: int) -> tuple[date, date]:
    """First and last day of half 1 or 2 of a fiscal year (พ.ศ.)."""
    ends = year - BE_OFFSET
    if half == 1:
        return date(ends - 1, 10, 1), date(ends, 3, 31)
    if half == 2:
        return date(ends, 4, 1), date(ends, 9, 30)
    raise ValueError("a fiscal year has halves 1 and 2")


def fiscal_months(year: int, half: int | None = None) -> tuple[tuple[int, int], ...]:
    """The months of a fiscal year (พ.ศ.) or of one half, in order, as (C.E. year, month)."""
    first, last = fiscal_year_bounds(year) if half is None else half_bounds(year, half)
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple((number // 12, number % 12 + 1) for number in numbers)


def format_long(day: date) -> str:
    """`15 มกราคม 2567`."""
    return f"{day.day} {MONTHS[day.month - 1]} {be_year(day)}"


def format_short(day: date) -> str:
    """`15 ม.ค. 67`."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {be_year(day) % 100:02d}"


def format_numeric(day: date) -> str:
    """`15/01/2567`."""
    return f"{day.day:02d}/{day.month:02d}/{be_year(day)}"


def format_official(day: date) -> str:
    """`๑๕ มกราคม ๒๕๖๗`, as in official letters."""
    return to_thai(format_long(day))


def format_partial(year: int, month: int | None = None, day: int | None = None) -> str:
    """A date known in part, from C.E. numbers: `2500`, `ม.ค. 2500` or `15 ม.ค. 2500`."""
    parts = [str(year + BE_OFFSET)]
    if month is not None:
        parts.insert(0, MONTHS_SHORT[month - 1])
        if day is not None:
            parts.insert(0, str(day))
    return " ".join(parts)


def format_time(instant: datetime) -> str:
    """`09:05` in Bangkok, from an aware instant."""
    return f"{_in_bangkok(instant):%H:%M}"


def format_datetime(instant: datetime) -> str:
    """`15 ม.ค. 67 09:05` in Bangkok, from an aware instant."""
    return f"{format_short(bangkok_date(instant))} {format_time(instant)}"


def _in_bangkok(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(BANGKOK)
