"""Columns of the list of visits."""

from __future__ import annotations

from kmcase.application.read.visits import VisitItem
from kmcase.domain.visits import VisitState
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

_S = VisitState
STATE_TONES = {
    _S.DRAFT: (Tone.PLAIN, "edit"),
    _S.SUBMITTED: (Tone.ACCENT, "eye"),
    _S.RETURNED: (Tone.WARN, "undo"),
    _S.REVIEWED: (Tone.OK, "ok"),
    _S.ABANDONED: (Tone.PLAIN, "close"),
}


def state_mark(state: VisitState, *, paused: bool = False) -> Mark:
    """How a visit stands, as a chip."""
    if paused and state is _S.DRAFT:
        return Mark(message("visits_ui.paused"), Tone.WARN, "clock")
    tone, icon = STATE_TONES[state]
    return Mark(message(f"visits.state.{state.value}"), tone, icon)


def house_of(house_no: str, moo: int | None, subdistrict_code: str) -> Message:
    """Where a house is, in one line."""
    found = area(subdistrict_code)
    place = found.subdistrict if found else ""
    return message("visits_ui.house", house=house_no or "–", moo=str(moo or "–"), place=place or "–")


def _village(item: VisitItem) -> str:
    found = area(item.subdistrict_code)
    return found.subdistrict if found else ""


def _open_ends(item: VisitItem) -> Message | str:
    """What is still to be looked at, in words."""
    parts = []
    if item.in_conflict:
        parts.append(message("visits_ui.open.conflicts", count=item.in_conflict))
    if item.open_comments:
        parts.append(message("visits_ui.open.comments", count=item.open_comments))
    if item.request_id is None and item.wished:
        parts.append(message("visits_ui.open.wished"))
    return message("words.own", words=tuple(parts)) if parts else ""


COLUMNS = (
    Column(
        key="state",
        title_key="visits_ui.column.state",
        getter=lambda item: state_mark(item.state, paused=item.paused),
        kind=ColumnKind.CHIP,
        width=212,
    ),
    Column(key="name", title_key="visits_ui.column.name", getter=lambda item: item.person_name, width=180),
    Column(
        key="day",
        title_key="visits_ui.column.day",
        getter=lambda item: item.visited_on,
        kind=ColumnKind.DATE,
        width=104,
    ),
    Column(key="house", title_key="visits_ui.column.house", getter=lambda item: item.house_no, width=84),
    Column(key="moo", title_key="visits_ui.column.moo", getter=lambda item: str(item.moo or ""), width=64),
    Column(key="place", title_key="visits_ui.column.place", getter=_village, width=120),
    Column(key="officer", title_key="visits_ui.column.officer", getter=lambda item: item.officer_name, width=170),
    Column(key="open", title_key="visits_ui.column.open", getter=_open_ends, width=230),
)
