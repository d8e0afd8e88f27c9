"""Columns of the lists on the page of survey lists."""

from __future__ import annotations

from kmcase.application.imports.submissions import CAME_AGAIN, KNOWN
from kmcase.application.read.imports import ImportItem, RowItem
from kmcase.domain.findings import Severity
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone


def state_of(item: ImportItem) -> Mark:
    """How far a list is: broken off, with rows that wait, or done."""
    waiting = item.counts[RowOutcome.WAITING]
    if not item.complete:
        return Mark(message("survey_lists.state.broken"), Tone.ERROR, "error")
    if waiting:
        return Mark(message("survey_lists.state.waiting", count=waiting), Tone.WARN, "warning")
    return Mark(message("survey_lists.state.done"), Tone.OK, "ok")


LISTS = (
    Column(
        key="received_on", title_key="survey_lists.column.received_on", getter=lambda item: item.received_on,
        kind=ColumnKind.DATE, width=104,
    ),
    Column(key="agency", title_key="survey_lists.column.agency", getter=lambda item: item.agency, width=220),
    Column(key="file", title_key="survey_lists.column.file", getter=lambda item: item.file_name, width=0),
    Column(
        key="imported", title_key="imports.outcome.imported", getter=lambda item: item.counts[RowOutcome.IMPORTED],
        kind=ColumnKind.INT, width=96, summed=True,
    ),
    Column(
        key="matched", title_key="survey_lists.column.matched", getter=lambda item: item.counts[RowOutcome.MATCHED],
        kind=ColumnKind.INT, width=112, summed=True,
    ),
    Column(
        key="waiting", title_key="imports.outcome.waiting", getter=lambda item: item.counts[RowOutcome.WAITING],
        kind=ColumnKind.INT, width=88, summed=True,
    ),
    Column(key="state", title_key="survey_lists.column.state", getter=state_of, kind=ColumnKind.CHIP, width=152),
    Column(key="by", title_key="survey_lists.column.by", getter=lambda item: item.received_by, width=160, hidden=True),
)  # fmt: skip


def name_in(row: RowItem) -> str:
    """The name as the list has it, for rows that are nobody of the register yet."""
    parts = (row.cells.get(key.value, "") for key in _NAMES)
    return row.person_name or " ".join(part for part in parts if part)


def first_reason(row: RowItem) -> Message | str:
    """The gravest thing about a row."""
    graver = sorted(row.findings, key=lambda finding: _GRAVITY[finding.severity])
    return message(graver[0].message_key, **graver[0].params) if graver else ""


def _concerned(row: RowItem) -> Message | None:
    graver = sorted(row.findings, key=lambda finding: _GRAVITY[finding.severity])
    if not graver or not graver[0].fields:
        return None
    column = graver[0].fields[0].partition(":")[0]
    return message(f"imports.column.{column}") if column in set(SurveyColumn) else None


def _numbers(row: RowItem) -> str:
    return str(row.row) if row.last == row.row else f"{row.row:,}–{row.last:,}"


def _why_skipped(row: RowItem) -> Message | str:
    return message(f"imports.skipped.{row.reason}") if row.reason in _SKIPPED else row.reason


_NAMES = (SurveyColumn.TITLE, SurveyColumn.FIRST_NAME, SurveyColumn.LAST_NAME, SurveyColumn.FULL_NAME)
_GRAVITY = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFORM: 2}
_SKIPPED = frozenset({"empty", "repeated_header", "column_numbers", "total", "only_number", "closing"}) | {
    KNOWN,
    CAME_AGAIN,
}
_NUMBER = Column(
    key="row", title_key="survey_lists.column.row", getter=lambda row: row.row, kind=ColumnKind.INT, width=64
)
_NAME = Column(key="name", title_key="survey_lists.column.name", getter=name_in, width=220)

ROWS: dict[RowOutcome, tuple[Column, ...]] = {
    RowOutcome.IMPORTED: (
        _NUMBER,
        _NAME,
        Column(key="id", title_key="imports.column.national_id", kind=ColumnKind.MASK, width=168,
               getter=lambda row: row.cells.get(SurveyColumn.NATIONAL_ID.value, "")),
        Column(key="note", title_key="survey_lists.column.note", getter=first_reason, width=0),
    ),
    RowOutcome.MATCHED: (
        _NUMBER,
        Column(key="written", title_key="survey_lists.column.written", width=220,
               getter=lambda row: " ".join(filter(None, (row.cells.get(key.value, "") for key in _NAMES)))),
        Column(key="known", title_key="survey_lists.column.known", getter=lambda row: row.person_name, width=220),
        Column(key="note", title_key="survey_lists.column.note", getter=first_reason, width=0),
    ),
    RowOutcome.WAITING: (
        _NUMBER,
        Column(key="name", title_key="survey_lists.column.name", getter=name_in, width=168),
        Column(key="cell", title_key="survey_lists.column.cell", getter=_concerned, width=160),
        Column(key="reason", title_key="imports.column.reason", getter=first_reason, width=0),
    ),
    RowOutcome.SKIPPED: (
        Column(key="rows", title_key="survey_lists.column.row", getter=_numbers, width=120),
        Column(key="why", title_key="survey_lists.column.why", getter=_why_skipped, width=240),
        Column(key="text", title_key="survey_lists.column.text", width=0,
               getter=lambda row: row.cells.get("text", "") or name_in(row)),
    ),
}  # fmt: skip
