"""Notes of case assistants are looked at by who leads the case: taken, or returned with a comment.

A returned note is not edited: the assistant corrects it by a new one, which is looked at in its turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kmcase.domain.cases.heads import OfCase
from kmcase.domain.events import event


class ReviewState(StrEnum):
    """Where an assistant's note stands; the words are `case_notes.review.<value>`."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    TAKEN = "taken"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReviewed(OfCase):
    """A note of an assistant was taken, or returned with a comment. The newest word stands."""

    TYPE = "case.note_reviewed"
    case_id: str
    note_id: str
    taken: bool
    comment: str = ""
