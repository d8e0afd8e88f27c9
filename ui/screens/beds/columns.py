"""Columns of the beds of a day. No Qt."""

from __future__ import annotations

from kmcase.application.read.case_stays import BedLine, StayState
from kmcase.messages import Message, message
from ui.client_names import client_name
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone

_STATES = {
    StayState.FREE: (Tone.PLAIN, "plus"),
    StayState.UNNOTED: (Tone.ACCENT, "clock"),
    StayState.PRESENT: (Tone.OK, "tick"),
    StayState.ABSENT: (Tone.WARN, "close"),
    StayState.AWAY: (Tone.ACCENT, "calendar"),
    StayState.LATE: (Tone.ERROR, "warning"),
    StayState.HIDDEN: (Tone.WARN, "lock"),
}


def _state(item: BedLine) -> Mark:
    tone, icon = _STATES[item.state]
    return Mark(message(f"case_stays.state.{item.state.value}"), tone, icon)


def _bed(item: BedLine) -> Message | str:
    return message("case_stays.list.shared", bed=item.bed) if item.shared else item.bed


def _name(item: BedLine) -> Message | str:
    return client_name(item.name) if item.case_id else item.name


_column = columns_of("case_stays.list")
COLUMNS = (
    _column("room", lambda item: item.room, 112),
    _column("bed", _bed, 96),
    _column("name", _name, 0),
    _column("number", lambda item: item.number, 80),
    _column("state", _state, 148, ColumnKind.CHIP),
    _column("since", lambda item: item.since, 104, ColumnKind.DATE),
    _column("until", lambda item: item.until, 104, ColumnKind.DATE),
    _column("days_away", lambda item: item.days_away or None, 96, ColumnKind.INT),
    _column("reason", lambda item: item.reason, 168),
)
