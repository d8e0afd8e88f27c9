"""Lessons as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.lessons import LessonValues
from kmcase.domain.writings import Writing


class LessonRepository(Protocol):
    """Versions of lessons."""

    def versions(self, lesson_id: str) -> tuple[Writing[LessonValues], ...]:
        """All versions of a lesson, the newest first; raises `lessons.unknown`."""
        ...
