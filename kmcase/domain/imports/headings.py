"""The header of a sheet: where it is, what its columns are called, and which rows below are no data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kmcase.domain.imports.mapping import NAMES, ColumnMapping, SurveyColumn, guess_mapping
from kmcase.domain.imports.words import key_of, says, starts_as
from kmcase.domain.imports.workbook import Cell, Row, Sheet, cell_text

SEARCHED_ROWS = 60
DEEPEST = 3
_FEWEST_KNOWN = 2
_NARROWEST_REPEAT = 3
_CLOSING_CELLS = 2
_SIGNED = re.compile(r"\.{4,}|…{2,}|_{4,}|^\(.*\)$")
_FIRST_WORD = re.compile(r"[\s\d:=(]+")
_LONGEST_HEADING = 120

Label = tuple[str, ...]
"""The lines of a column's heading, upper first, without repetitions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Rows `first` to `first + depth - 1` (from 0) are the heading; `titles` are the lines above it.

    Without a heading depth is 0 and columns are called by their letters.
    """

    first: int
    depth: int
    labels: tuple[Label, ...]
    titles: tuple[str, ...] = ()

    @property
    def data_from(self) -> int:
        """The first row of data, from 0."""
        return self.first + self.depth


def find_header(sheet: Sheet, known: Callable[[Sequence[Label]], int] | None = None) -> Header:
    """The rows whose cells name the most columns; of equals the shallowest, then the uppermost.

    `known` tells how many columns a heading names, where the list is not one of a survey.
    """
    if sheet.uses:
        return Header(first=0, depth=1, labels=tuple((use.label,) for use in sheet.uses))
    best: Header | None = None
    best_rank = (0, 0)
    for first in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for depth in range(1, DEEPEST + 1):
            if first + depth > len(sheet.rows) or not _may_be_heading(sheet.rows[first + depth - 1]):
                break
            header = _header_at(sheet, first, depth)
            rank = ((known or _known)(header.labels), -depth)
            if rank[0] >= _FEWEST_KNOWN and rank > best_rank:
                best, best_rank = header, rank
    return best or _without_heading(sheet)


def why_no_data(row: Row, header: Header, mapping: ColumnMapping) -> str | None:
    """Why a row below the header is no data, or None: `empty`, `repeated_header`, `column_numbers`, `total`,
    `only_number` (numbered in advance, not filled in) or `closing` (signatures, notes)."""
    filled = [(index, cell) for index, cell in enumerate(row) if cell is not None]
    if not filled:
        return "empty"
    names = {index for index, use in enumerate(mapping.uses) if use.column in NAMES}
    if repeats_header(filled, header):
        return "repeated_header"
    if _counts_columns(filled):
        return "column_numbers"
    lead = cell_text(filled[0][1])
    if _is_total(filled, names):
        return "total"
    if all(mapping.uses[index].column is SurveyColumn.SEQUENCE for index, _ in filled if index < len(mapping.uses)):
        return "only_number"
    if _distinct(filled) <= _CLOSING_CELLS and (starts_as("closing_lines", lead) or _SIGNED.search(lead)):
        return "closing"
    return None


def _known(labels: Sequence[Label]) -> int:
    return len(guess_mapping(labels).columns - {SurveyColumn.UNMAPPED})


def _may_be_heading(row: Row) -> bool:
    """A heading holds texts only; a number among three texts is a slip or a year."""
    filled = [cell for cell in row if cell is not None]
    texts = [cell for cell in filled if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING]
    return len(texts) > 3 * (len(filled) - len(texts))


def _header_at(sheet: Sheet, first: int, depth: int) -> Header:
    lines = sheet.rows[first : first + depth]
    labels = tuple(_label(lines, column) for column in range(sheet.width))
    titles = (cell_text(cell) for row in sheet.rows[:first] for cell in dict.fromkeys(row) if cell is not None)
    return Header(first=first, depth=depth, labels=labels, titles=tuple(titles))


def _label(lines: Sequence[Row], column: int) -> Label:
    texts = (" ".join(cell_text(line[column]).split()) for line in lines if column < len(line))
    return tuple(dict.fromkeys(text for text in texts if text))


def _without_heading(sheet: Sheet) -> Header:
    return Header(first=0, depth=0, labels=tuple((column_letters(index),) for index in range(sheet.width)))


def column_letters(index: int) -> str:
    """A, B, … AA, as a spreadsheet calls column `index` (from 0)."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def repeats_header(filled: Sequence[tuple[int, Cell]], header: Header) -> bool:
    """Whether the filled cells of a row, by column, are the heading once more."""
    if len(filled) < _NARROWEST_REPEAT or not header.depth:
        return False
    same = sum(
        isinstance(cell, str) and index < len(header.labels) and key_of(cell) in map(key_of, header.labels[index])
        for index, cell in filled
    )
    return same * 2 > len(filled)


def _counts_columns(filled: Sequence[tuple[int, Cell]]) -> bool:
    """A line `(1) (2) (3) …` under the heading."""
    if len(filled) < _NARROWEST_REPEAT:
        return False
    start = filled[0][0]
    first = key_of(cell_text(filled[0][1]))
    if not first.isdecimal():
        return False
    return all(
        key_of(cell_text(cell)) == str(int(first) + index - start) and not isinstance(cell, date)
        for index, cell in filled
    )


def _is_total(filled: Sequence[tuple[int, Cell]], names: set[int]) -> bool:
    lead = next((cell for _, cell in filled if isinstance(cell, str)), None)
    if lead is None or not says("total_lines", _FIRST_WORD.split(lead.strip(), maxsplit=1)[0]):
        return False
    # Somebody may be called รวม: then more texts stand beside the name, where a total has numbers (`35 ราย`).
    texts = {cell for _, cell in filled if cell != lead and isinstance(cell, str)}
    named = {cell for index, cell in filled if index in names and isinstance(cell, str) and not _counted(cell)}
    return not named - {lead} and not (named and len(texts) > 1)


def _counted(text: str) -> bool:
    return text.strip()[:1].isdigit()


def _distinct(filled: Sequence[tuple[int, Cell]]) -> int:
    return len({cell for _, cell in filled})
