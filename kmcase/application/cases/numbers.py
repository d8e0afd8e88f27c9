"""The next number of a case or a conference, from wherever it is given."""

from __future__ import annotations

from datetime import date

from kmcase.application.work import Unit
from kmcase.domain.numbers import series_of
from kmcase.thai.calendar import fiscal_year


def next_number(unit: Unit, kind: str, day: date) -> tuple[str, int, int]:
    """Prefix (a laptop's name, empty at the office), serial and fiscal year (B.E.) of the next one of a day."""
    prefix, year = unit.laptops.name_of(unit.laptop_id) if unit.laptop_id else "", fiscal_year(day)
    return prefix, unit.budgets.next_number(series_of(kind, prefix, year)), year
