"""Columns of lessons; the whole text is a hidden column, so that the filter searches it. No Qt."""

from __future__ import annotations

from kmcase.application.read.lessons import LessonItem, LessonState
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

STATE_MARKS = {
    LessonState.MISSING: Mark(message("lessons.state.missing"), Tone.WARN, "clock"),
    LessonState.WRITTEN: Mark(message("lessons.state.written"), Tone.OK, "tick"),
    LessonState.APART: Mark(message("lessons.state.apart"), Tone.WARN, "warning"),
}


def _practice(item: LessonItem) -> str:
    return f"{item.adopted}/{item.proposals}" if item.proposals else ""


COLUMNS = (
    Column(key="round", title_key="lessons.list.round", getter=lambda item: item.round.number, width=136),
    Column(key="title", title_key="lessons.list.title", getter=lambda item: item.title, width=0),
    Column(
        key="state",
        title_key="lessons.list.state",
        getter=lambda item: STATE_MARKS[item.state],
        kind=ColumnKind.CHIP,
        width=136,
    ),
    Column(
        key="day",
        title_key="lessons.list.day",
        getter=lambda item: item.round.planned_on,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(
        key="topics",
        title_key="lessons.list.topics",
        getter=lambda item: ", ".join(item.topics),
        width=160,
        hidden=True,
    ),
    Column(key="practice", title_key="lessons.list.practice", getter=_practice, width=96, hidden=True),
    Column(
        key="written_by",
        title_key="lessons.list.written_by",
        getter=lambda item: item.written_by,
        width=144,
        hidden=True,
    ),
    Column(
        key="written_at",
        title_key="lessons.list.written_at",
        getter=lambda item: item.written_at,
        kind=ColumnKind.DATE,
        width=96,
        hidden=True,
    ),
    Column(
        key="participants",
        title_key="lessons.list.participants",
        getter=lambda item: ", ".join(item.participants),
        width=160,
        hidden=True,
    ),
    Column(
        key="contents", title_key="lessons.list.contents", getter=lambda item: item.contents, width=240, hidden=True
    ),
)
