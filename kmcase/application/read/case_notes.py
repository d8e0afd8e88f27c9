"""What pages and lists show of notes and watches. Whoever asks sees only what `domain.cases.secrecy` lets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.ports.case_notes import CaseNoteRepository
from kmcase.domain.cases.note_reviews import ReviewState
from kmcase.domain.cases.notes import Activity, NoteKind, WatchKind, WatchSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteItem:
    """A note, whole. `corrects` is the id of the one that it corrects, `corrected_by` of those that correct it.

    `review` is how an assistant's note stands with who leads the case, None of any other. `open_reason` is why
    the watch did not restrict the case.
    """

    note_id: str
    kind: NoteKind
    on: date
    at_time: str
    minutes: int | None
    text: str
    written_by: str
    written_at: datetime
    corrects: str = ""
    corrected_by: tuple[str, ...] = ()
    watch: WatchSaid | None = None
    activity: Activity | None = None
    review: ReviewState | None = None
    review_comment: str = ""
    open_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """A watch that is raised: by which note, to be looked at again by which day."""

    kind: WatchKind
    next_look: date
    note_id: str
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesPage:
    """Notes of a case, the newest first, perhaps not all of the `count`, and the watches that are raised."""

    notes: tuple[NoteItem, ...]
    count: int
    watches: tuple[WatchItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWaiting:
    """An assistant's note that nobody looked at: in which case, and since when."""

    case_id: str
    note_id: str
    number: str
    name: str
    restricted: bool
    kind: NoteKind
    on: date
    written_by: str
    written_at: datetime


class CaseNoteQueries(CaseNoteRepository, Protocol):
    """Notes of cases that the viewer may see."""

    def page(self, case_id: str, most: int | None = None) -> NotesPage:
        """The newest notes of a case, at most so many; raises `cases.unknown`."""
        ...

    def waiting(self, *, own: bool) -> tuple[NoteWaiting, ...]:
        """Assistants' notes that wait to be looked at, the oldest first: of cases that one leads, or that one sees."""
        ...
