"""Lessons as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.lessons import LessonValues, RoundHead
from kmcase.domain.writings import Writing


class LessonRepository(Protocol):
    """Versions of lessons."""

    def versions(self, lesson_id: str) -> tuple[Writing[LessonValues], ...]:
        """All versions of a lesson, the newest first; raises `lessons.unknown`."""
        ...

    def round(self, lesson_id: str) -> RoundHead:
        """The round of a lesson, as its versions copied it; raises `lessons.unknown`."""
        ...
