"""Columns of entries that may be one person. No Qt."""

from __future__ import annotations

from kmcase.application.read.clusters import ClusterItem, ClusterState
from kmcase.messages import message
from kmcase.thai import areas
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

STATE_MARKS = {
    ClusterState.STOPS: Mark(message("duplicates.state.stops"), Tone.ERROR, "lock"),
    ClusterState.OPEN: Mark(message("duplicates.state.open"), Tone.WARN, "flag"),
    ClusterState.UNDECIDED: Mark(message("duplicates.state.undecided"), Tone.WARN, "clock"),
    ClusterState.LINKED: Mark(message("duplicates.state.linked"), Tone.OK, "tick"),
    ClusterState.APART: Mark(message("duplicates.state.apart"), Tone.PLAIN, "people"),
}


def names_of(item: ClusterItem) -> str:
    """All names, those that are written alike once."""
    return " / ".join(dict.fromkeys(item.names))


def places_of(item: ClusterItem) -> str:
    """Their sub-districts."""
    found = (areas.area(code) for code in item.places)
    return ", ".join(each.subdistrict for each in found if each is not None)


def strength_of(item: ClusterItem) -> str:
    """The score with one decimal, empty where they are not alike any more."""
    return "" if item.strength is None else f"{item.strength / 100:.1f}"


COLUMNS = (
    Column(key="names", title_key="duplicates.list.names", getter=names_of, width=168),
    Column(
        key="state",
        title_key="duplicates.list.state",
        getter=lambda item: STATE_MARKS[item.state],
        kind=ColumnKind.CHIP,
        width=128,
    ),
    Column(
        key="entries",
        title_key="duplicates.list.entries",
        getter=lambda item: len(item.person_ids),
        kind=ColumnKind.INT,
        width=64,
        hidden=True,
    ),
    Column(key="strength", title_key="duplicates.list.strength", getter=strength_of, width=92),
    Column(
        key="reason",
        title_key="duplicates.list.reason",
        getter=lambda item: item.reasons[0] if item.reasons else "",
        width=150,
        hidden=True,
    ),
    Column(key="place", title_key="duplicates.list.place", getter=places_of, width=120, hidden=True),
)
