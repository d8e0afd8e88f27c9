"""Cells of one row by column, and how single ones are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.survey import Findings
from kmcase.domain.imports.words import says
from kmcase.domain.imports.workbook import Cell, cell_text
from kmcase.domain.money import Baht
from kmcase.thai.baht import BahtProblem, baht_from_cell
from kmcase.thai.calendar import BE_OFFSET, DateProblem, PartialParts, format_numeric, partial_from_cell
from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import INVISIBLE

LIMITS = {
    SurveyColumn.TITLE: 60,
    SurveyColumn.FIRST_NAME: 100,
    SurveyColumn.LAST_NAME: 100,
    SurveyColumn.FULL_NAME: 200,
    SurveyColumn.HOUSE_NO: 30,
    SurveyColumn.PHONE: 100,
    SurveyColumn.ADDRESS: 500,
    SurveyColumn.PROBLEM: 2_000,
    SurveyColumn.REMARK: 2_000,
}
USUAL_LIMIT = 150
KEPT = 32_767
"""So many letters of a cell are kept beside a waiting row: all that a cell of Excel can hold."""

_FIRST_BE_YEAR = 2400
_UNSEEN = re.compile(rf"[{INVISIBLE}\u0000-\u0008\u000e-\u001f\u007f\ufffe\uffff]")
_WHOLE_NUMBER = re.compile(r"\d{1,9}(?:\.0+)?")
_SHOWN = 60


class Cells:
    """The cells of a row by key, each as text or as it is; what is not there is empty."""

    __slots__ = ("_by_key",)

    def __init__(self, by_key: Mapping[str, Cell]) -> None:
        self._by_key = by_key

    def __contains__(self, column: SurveyColumn) -> bool:
        return column.value in self._by_key

    def as_it_came(self, column: SurveyColumn) -> Cell:
        """Even a word for nothing known; None where nothing stands."""
        return self._by_key.get(column.value)

    def raw(self, column: SurveyColumn) -> Cell:
        """As it came; None where nothing or a word for nothing known stands."""
        cell = self._by_key.get(column.value)
        if isinstance(cell, str) and (not cell.strip() or is_unknown(cell)):
            return None
        return cell

    def text(self, column: SurveyColumn, found: Findings) -> str:
        """A text in one line; too long a one is cut and blocks."""
        return self.shortened(column, clean(self.raw(column)), found)

    def shortened(self, column: SurveyColumn, text: str, found: Findings) -> str:
        """The text within the column's limit."""
        limit = LIMITS.get(column, USUAL_LIMIT)
        if len(text) <= limit:
            return text
        found.block("too_long", column, length=len(text), limit=limit)
        return text[:limit]

    def of_column(self, column: SurveyColumn) -> list[tuple[str, Cell]]:
        """All cells of a column that may stand more than once, with what a mark in them means."""
        start = column.value
        return [
            (key[len(start) :].removeprefix(":").partition("#")[0], cell)
            for key, cell in self._by_key.items()
            if key == start or key.startswith((f"{start}:", f"{start}#"))
        ]


@lru_cache(maxsize=10_000)
def is_unknown(text: str) -> bool:
    """Whether a text only says that nothing is known."""
    return says("unknown", text)


def clean(cell: Cell) -> str:
    """A cell's text in one line without what cannot be seen."""
    if cell is None:
        return ""
    return " ".join(_UNSEEN.sub("", cell_text(cell)).split())


def kept_text(cell: Cell) -> str:
    """A cell as it is kept and mended: dates in พ.ศ. as they would be typed."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        if day.year >= _FIRST_BE_YEAR:
            return f"{day.day:02d}/{day.month:02d}/{day.year}"
        return format_numeric(day)
    return cell_text(cell)[:KEPT]


def shown(cell: Cell) -> str:
    """A cell as a finding quotes it."""
    text = clean(kept_text(cell))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def partial_date(cell: Cell, column: SurveyColumn, today: date, found: Findings) -> PartialParts | None:
    """A date in พ.ศ., known in part; what is no date blocks. A real date typed in พ.ศ. is mended and told."""
    if cell is None:
        return None
    try:
        parts = partial_from_cell(cell, today=today)
    except DateProblem as problem:
        if problem.code != "empty":
            suggested = problem.suggested_year
            extra = {} if suggested is None else {"suggested": str(suggested)}
            found.block(f"date_{problem.code}", column, typed=shown(cell), **extra)
        return None
    if isinstance(cell, date) and cell.year >= _FIRST_BE_YEAR:
        found.inform("real_date_in_be", column, typed=str(cell.year), year=str(cell.year - BE_OFFSET))
    return parts


def amount(cell: Cell, column: SurveyColumn, found: Findings) -> Baht | None:
    """Money; a word for nothing is zero, what is no amount blocks."""
    if cell is None:
        return None
    if isinstance(cell, str) and says("nothing", cell):
        return Baht.zero()
    try:
        return Baht(baht_from_cell(clean(cell) if isinstance(cell, str) else cell))
    except BahtProblem as problem:
        if problem.code != "empty":
            found.block(f"amount_{problem.code}", column, typed=shown(cell))
        return None


def whole_number(cell: Cell) -> int | None:
    """A number without decimals, typed or real; None for anything else."""
    if isinstance(cell, bool) or cell is None:
        return None
    text = to_arabic(clean(cell))
    return int(text.partition(".")[0]) if _WHOLE_NUMBER.fullmatch(text) else None
