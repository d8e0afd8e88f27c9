"""What stands on the page of a lesson."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.application.ports.reading import Reading
from kmcase.application.read.lessons import LessonPage


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSnapshot:
    """A lesson with its marks, as it stands."""

    office: str
    page: LessonPage
    sample: bool = False


def collect(reading: Reading, lesson_id: str) -> LessonSnapshot:
    """A lesson; raises `lessons.unknown`."""
    return LessonSnapshot(
        office=reading.office.name, page=reading.lessons.page(lesson_id), sample=reading.office.sample
    )
