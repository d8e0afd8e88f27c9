"""Columns of observations on evidence used twice. No Qt."""

from __future__ import annotations

from kmcase.application.read.controls import ObservationItem
from kmcase.domain.controls import ObservationState
from kmcase.domain.wording import Message
from kmcase.messages import message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
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


COLUMNS = (
    Column(key="what", title_key="pictures.list.what", getter=name_of, width=168),
    Column(key="state", title_key="pictures.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=120),
    Column(key="persons", title_key="pictures.list.persons", getter=persons_of, width=184),
    Column(key="officer", title_key="pictures.list.officer", getter=lambda item: item.officer_name, width=136),
    Column(
        key="day",
        title_key="pictures.list.day",
        getter=lambda item: item.observation.day,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(key="place", title_key="pictures.list.place", getter=lambda item: item.place, width=144, hidden=True),
)
