"""A whole sheet read under a mapping: its rows, and what of it is no data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kmcase.domain.imports.headings import Header, why_no_data
from kmcase.domain.imports.mapping import ColumnMapping
from kmcase.domain.imports.reconcile import SkippedRows
from kmcase.domain.imports.rows import parse_row
from kmcase.domain.imports.survey import ParsedRow, ReadingContext
from kmcase.domain.imports.workbook import Sheet

_CHECK_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSheet:
    """Rows of data and rows without; together they are all rows below the header."""

    rows: tuple[ParsedRow, ...]
    skipped: tuple[SkippedRows, ...]


def parse_sheet(
    sheet: Sheet,
    header: Header,
    mapping: ColumnMapping,
    context: ReadingContext,
    *,
    check: Callable[[int], None] | None = None,
) -> ParsedSheet:
    """All rows below the header; `check` is told the row each 500 and may raise to stop."""
    rows: list[ParsedRow] = []
    skipped: list[SkippedRows] = []
    for index in range(header.data_from, len(sheet.rows)):
        if check is not None and index % _CHECK_EVERY == 0:
            check(index)
        row = sheet.rows[index]
        reason = why_no_data(row, header, mapping)
        if reason is None:
            rows.append(parse_row(index + 1, row, mapping, context))
        else:
            _skip(skipped, index + 1, reason)
    return ParsedSheet(rows=tuple(rows), skipped=tuple(skipped))


def _skip(skipped: list[SkippedRows], number: int, reason: str) -> None:
    """One more row; neighbours with one reason are one entry, so that 100,000 empty rows cost nothing."""
    if skipped and skipped[-1].last == number - 1 and skipped[-1].reason == reason:
        skipped[-1] = SkippedRows(first=skipped[-1].first, last=number, reason=reason)
    else:
        skipped.append(SkippedRows(first=number, last=number, reason=reason))
