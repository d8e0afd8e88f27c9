"""Columns of observations. No Qt."""

from __future__ import annotations

from kmcase.application.read.controls import ObservationItem
from kmcase.domain.controls import ObservationState
from kmcase.domain.findings import Severity
from kmcase.messages import Message, message
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

STATE_MARKS = {
    ObservationState.OPEN: Mark(message("controls.state.open"), Tone.WARN, "flag"),
    ObservationState.EXPLAINED: Mark(message("controls.state.explained"), Tone.OK, "tick"),
    ObservationState.CONFIRMED: Mark(message("controls.state.confirmed"), Tone.ERROR, "error"),
}
RETURNED = Mark(message("controls.state.returned"), Tone.WARN, "undo")
FREEZES = Mark(message("controls.state.freezes"), Tone.ERROR, "lock")


def state_mark(item: ObservationItem) -> Mark:
    """How it stands; one that stops payments, and one that came back, say so."""
    if item.state is ObservationState.OPEN and item.severity is Severity.BLOCK:
        return FREEZES
    return RETURNED if item.returned and item.state is ObservationState.OPEN else STATE_MARKS[item.state]


def name_of(item: ObservationItem) -> Message:
    """The control's name."""
    return message(f"controls.{item.observation.control}.name")


def month_of(item: ObservationItem) -> str:
    """Year and month (B.E.), so that a list is sorted and filtered by it."""
    day = item.observation.day
    return f"{day.year + 543}-{day.month:02}" if day is not None else ""


def place_of(item: ObservationItem) -> Message | str:
    """Village and sub-district."""
    if item.observation.moo is None:
        return item.place
    return message("controls.list.village", moo=item.observation.moo, place=item.place)


def subject_of(item: ObservationItem) -> Message | str:
    """Whom or what it is about, as the first column of its facts says: a payee with how many more, or a batch."""
    told = dict(item.observation.facts)
    payees = told.get("payee", "")
    if isinstance(payees, tuple):
        more = len(item.observation.persons) - 1
        first = str(payees[0])
        return message("controls.list.and_more", name=first, count=more) if more > 0 else first
    return str(payees or told.get("batch", "") or told.get("officer", "") or told.get("month", ""))


COLUMNS = (
    Column(key="control", title_key="controls.list.control", getter=name_of, width=200),
    Column(key="state", title_key="controls.list.state", getter=state_mark, kind=ColumnKind.CHIP, width=116),
    Column(key="subject", title_key="controls.list.subject", getter=subject_of, width=168),
    Column(
        key="day",
        title_key="controls.list.day",
        getter=lambda item: item.observation.day,
        kind=ColumnKind.DATE,
        width=96,
    ),
    Column(key="officer", title_key="controls.list.officer", getter=lambda item: item.officer_name, width=144),
    Column(key="place", title_key="controls.list.place", getter=place_of, width=160),
    Column(key="month", title_key="controls.list.month", getter=month_of, width=88, hidden=True),
    Column(
        key="code", title_key="controls.list.code", getter=lambda item: item.observation.control, width=128, hidden=True
    ),
    Column(
        key="people",
        title_key="controls.list.people",
        getter=lambda item: len(item.observation.persons),
        kind=ColumnKind.INT,
        width=72,
        hidden=True,
    ),
)
