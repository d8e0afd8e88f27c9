"""What the page of lessons shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.lessons import LessonRepository
from kmcase.application.read.today import Pending
from kmcase.domain.lessons import LessonValues, RoundHead
from kmcase.domain.writings import Writing


class LessonState(StrEnum):
    """A closed round without lessons, a lesson, or one with versions written apart."""

    MISSING = "missing"
    WRITTEN = "written"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonItem:
    """A line of the list; of a closed round without lessons `lesson_id` is empty. `contents` is what is searched."""

    lesson_id: str
    round: RoundHead
    state: LessonState
    title: str = ""
    topics: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    written_at: datetime | None = None
    written_by: str = ""
    proposals: int = 0
    adopted: int = 0
    contents: str = ""

    @property
    def key(self) -> str:
        """The lesson, or the round that has none."""
        return self.lesson_id or self.round.run_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The newest mark of a proposal: whether it is practice, how it is done now, who said so when."""

    adopted: bool
    practice: str
    marked_at: datetime
    marked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPage:
    """A lesson with all its versions; `standing` has more than one where they were written apart.

    `names` are of staff by id.
    """

    lesson_id: str
    round: RoundHead
    standing: tuple[Writing[LessonValues], ...]
    versions: tuple[Writing[LessonValues], ...]
    practices: Mapping[str, Practice]
    names: Mapping[str, str]

    @property
    def values(self) -> LessonValues:
        """What stands, the newest of them where there are several."""
        return self.standing[0].values


class LessonQueries(LessonRepository, Protocol):
    """Lessons, and rounds that have none."""

    def list(self) -> tuple[LessonItem, ...]:
        """Lessons and closed rounds without one, the newest round first."""
        ...

    def page(self, lesson_id: str) -> LessonPage:
        """A lesson; raises `lessons.unknown`."""
        ...

    def without(self) -> Pending:
        """Closed rounds without lessons, and the oldest of them."""
        ...
