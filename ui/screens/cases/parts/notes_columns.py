"""Columns of the notes of a case, and the way between the form of a note and its command. No Qt."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from kmcase.application.cases import WriteNote
from kmcase.application.read.case_notes import NoteItem, WatchItem
from kmcase.domain.cases.note_reviews import ReviewState
from kmcase.domain.cases.notes import WatchKind, WatchSaid
from kmcase.domain.errors import require_that
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Mark, Passage, columns_of
from ui.tone import Tone
from ui.widgets import Choice

NO_CHANGE = "none"
_LOWER = "lower:"


def watch_words(kind: WatchKind) -> Message:
    """The risk in words."""
    return message(f"case_notes.watch.{kind.value}")


def watch_choices(raised: Collection[WatchKind]) -> tuple[Choice, ...]:
    """Nothing, raise or look again, and lower what is raised."""
    raising = (
        Choice(value=kind.value, said=message("case_notes.write.raise", watch=watch_words(kind))) for kind in WatchKind
    )
    lowering = (
        Choice(value=f"{_LOWER}{kind.value}", said=message("case_notes.write.lower", watch=watch_words(kind)))
        for kind in WatchKind
        if kind in raised
    )
    return (Choice(value=NO_CHANGE, said=message("case_notes.write.none")), *raising, *lowering)


def is_raising(chosen: object) -> bool:
    """Whether a choice of `watch_choices` asks for a day of the next look."""
    return isinstance(chosen, str) and chosen != NO_CHANGE and not chosen.startswith(_LOWER)


def note_of(case_id: str, values: dict[str, Any], corrects: str) -> WriteNote:
    """The command of what was typed; raises `case_notes.look_missing` beside the day of the next look."""
    return WriteNote(
        case_id=case_id,
        kind=values["kind"],
        on=values["on"],
        at_time=values["at_time"],
        text=values["text"],
        minutes=values["minutes"],
        corrects=corrects,
        watch=_watch_of(values["watch"], values["next_look"]),
        open_reason=values["open_reason"] or "",
    )


def _watch_of(chosen: object, next_look: date | None) -> WatchSaid | None:
    if not isinstance(chosen, str) or chosen == NO_CHANGE:
        return None
    if not is_raising(chosen):
        return WatchSaid(kind=WatchKind(chosen.removeprefix(_LOWER)))
    require_that(next_look is not None, "case_notes.look_missing", "next_look")
    return WatchSaid(kind=WatchKind(chosen), next_look=next_look)


def watch_mark(watch: WatchItem) -> Mark:
    """A raised watch as a chip."""
    said = message(
        f"case_notes.watching.{'late' if watch.late else 'look'}", watch=watch_words(watch.kind), day=watch.next_look
    )
    return Mark(said, Tone.ERROR if watch.late else Tone.WARN, "eye")


def _state(item: NoteItem) -> Mark | None:
    if item.corrected_by:
        return Mark(message("case_notes.state.corrected"), Tone.PLAIN, "undo")
    if item.review is not None and item.review is not ReviewState.TAKEN:
        returned = item.review is ReviewState.RETURNED
        said = message(f"case_notes.review.{item.review.value}")
        return Mark(said, Tone.WARN, "undo" if returned else "clock")
    if item.watch is not None:
        raised = item.watch.raised
        said = message(f"case_notes.state.{'raised' if raised else 'lowered'}")
        return Mark(said, Tone.WARN if raised else Tone.OK, "eye")
    return Mark(message("case_notes.state.corrects"), Tone.PLAIN, "pen") if item.corrects else None


def _text(item: NoteItem) -> Passage:
    activity = f"{item.activity.name} · {item.activity.place}\n" if item.activity else ""
    return Passage(f"{activity}{item.text}", struck=bool(item.corrected_by))


_column = columns_of("case_notes.list")
COLUMNS = (
    _column("on", lambda item: item.on, 96, ColumnKind.DATE),
    _column("at_time", lambda item: item.at_time, 56, hidden=True),
    _column("kind", lambda item: message(f"case_notes.kind.{item.kind.value}"), 112),
    _column("text", _text, 0),
    _column("by", lambda item: item.written_by, 104),
    _column("state", _state, 120, ColumnKind.CHIP),
    _column("minutes", lambda item: item.minutes, 72, ColumnKind.INT, hidden=True),
    _column("written_at", lambda item: item.written_at, 136, ColumnKind.DATETIME, hidden=True),
)
