"""Progress notes of a case, and the watch on a risk that a note may raise or lower.

A note is never edited: a new note names the one that it corrects, and both stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.errors import require_that
from kmcase.domain.events import event

LONGEST_NOTE = 200_000
"""Letters: what somebody pastes is kept whole; beyond this it is no note, and belongs into a file."""


class NoteKind(StrEnum):
    """How what is noted came about; the words are `case_notes.kind.<value>`."""

    NOTE = "note"
    VISIT = "visit"
    TELEPHONE = "telephone"
    CONTACT = "contact"
    INCIDENT = "incident"
    GROUP = "group"


WRITTEN_BY_HAND = tuple(kind for kind in NoteKind if kind is not NoteKind.GROUP)
"""What a note may be; a group activity writes its own."""


class WatchKind(StrEnum):
    """Which risk is watched; the words are `case_notes.watch.<value>`."""

    VIOLENCE = "violence"
    SELF_HARM = "self_harm"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSaid:
    """A watch is raised, to be looked at again by a day, or (no day) lowered."""

    kind: WatchKind
    next_look: date | None = None

    @property
    def raised(self) -> bool:
        """Whether somebody is to look again."""
        return self.next_look is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A group activity as it stands in the case of one participant: nobody else is named.

    `activity_id` is the same in the cases of all who took part, so that who may see them can count them.
    """

    activity_id: str
    name: str
    place: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(OfCase):
    """A note, known by the id of its entry; `on` and `at_time` (`09:30` or empty) are what the writer says.

    `minutes` is how long it took, None where nobody says. `corrects` is the id of an earlier note of the same case.
    `open_reason` is why the watch that is raised does not restrict the case.
    """

    TYPE = "case.note_written"
    case_id: str
    kind: NoteKind
    on: date
    at_time: str
    text: str
    minutes: int | None = None
    corrects: str = ""
    watch: WatchSaid | None = None
    activity: Activity | None = None
    open_reason: str = ""


def require_note(text: str, on: date, today: date) -> None:
    """Raise `case_notes.empty`, `case_notes.too_long` or `case_notes.in_future`, each beside its field."""
    require_that(bool(text), "case_notes.empty", "text")
    require_that(len(text) <= LONGEST_NOTE, "case_notes.too_long", "text", most=LONGEST_NOTE)
    require_that(on <= today, "case_notes.in_future", "on")
