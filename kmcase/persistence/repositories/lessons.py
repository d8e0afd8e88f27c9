"""Lessons as aggregates: their versions."""

from __future__ import annotations

from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.lessons import LessonValues, RoundHead
from kmcase.domain.writings import Writing, newest_first
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.lessons import lesson_version
from kmcase.persistence.statements import Row, Rows
from kmcase.persistence.writings import as_writing


class SqlLessons:
    """`LessonRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def versions(self, lesson_id: str) -> tuple[Writing[LessonValues], ...]:
        """All versions of a lesson, the newest first; raises `lessons.unknown`."""
        rows = self._rows.all(lesson_version, lesson_id=lesson_id)
        if not rows:
            raise DomainError("lessons.unknown")
        return newest_first(as_writing(row, LessonValues) for row in rows)

    def round(self, lesson_id: str) -> RoundHead:
        """The round of a lesson, as its versions copied it; raises `lessons.unknown`."""
        row = self._rows.one(lesson_version, lesson_id=lesson_id)
        if row is None:
            raise DomainError("lessons.unknown")
        return as_round(row)


def as_round(row: Row) -> RoundHead:
    """The round that a version copied."""
    found: RoundHead = build(RoundHead, from_json(row["round"]))
    return found
