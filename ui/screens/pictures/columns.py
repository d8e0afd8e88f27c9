"""Columns of observations on evidence used twice. No Qt."""

from __future__ import annotations

from kmcase.application.read.controls import ObservationItem
from kmcase.domain.controls import ObservationState
from kmcase.domain.wording import Message
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Mark, columns_of
from ui.tone import Tone

_LOOKS = {
    ObservationState.OPEN: (Tone.WARN, "eye"),
    ObservationState.EXPLAINED: (Tone.OK, "tick"),
    ObservationState.CONFIRMED: (Tone.ERROR, "warning"),
}


def state_mark(item: ObservationItem) -> Mark:
    """How an observation stands."""
    tone, icon = _LOOKS[item.state]
    return Mark(message(f"pictures.state.{item.state.value}"), tone, icon)


def name_of(item: ObservationItem) -> Message:
    """What was seen, in a few words."""
    return message(f"controls.{item.observation.control}.name")


def persons_of(item: ObservationItem) -> str:
    """Whom it is about, each once."""
    names = dict(item.observation.facts).get("person", ())
    return ", ".join(dict.fromkeys(str(name) for name in names)) if isinstance(names, tuple) else ""


_column = columns_of("pictures.list")
COLUMNS = (
    _column("what", name_of, 168),
    _column("state", state_mark, 120, ColumnKind.CHIP),
    _column("persons", persons_of, 184),
    _column("officer", lambda item: item.officer_name, 136),
    _column("day", lambda item: item.observation.day, 96, ColumnKind.DATE),
    _column("place", lambda item: item.place, 144, hidden=True),
)
