"""Columns of meetings, of what may come on an agenda, and of an agenda."""

from __future__ import annotations

from kmcase.application.read.meetings import AgendaItem, MeetingItem
from kmcase.domain.meetings import MeetingStatus, Outcome
from kmcase.messages import message
from kmcase.thai.areas import area
from ui.ports import ColumnKind
from ui.tables import Column, Mark
from ui.tone import Tone

OUTCOME_MARKS = {
    Outcome.APPROVED: Mark(message("meetings.outcome.approved"), Tone.OK, "ok"),
    Outcome.REJECTED: Mark(message("meetings.outcome.rejected"), Tone.ERROR, "close"),
    Outcome.DEFERRED: Mark(message("meetings.outcome.deferred"), Tone.WARN, "clock"),
    None: Mark(message("meetings.outcome.none"), Tone.PLAIN, "more"),
}
STATUS_MARKS = {
    MeetingStatus.PLANNED: Mark(message("meetings.status.planned"), Tone.ACCENT, "calendar"),
    MeetingStatus.CLOSED: Mark(message("meetings.status.closed"), Tone.OK, "lock"),
}

NO_MINUTES = Mark(message("meetings.status.no_minutes"), Tone.WARN, "warning")


def place_of(item: AgendaItem) -> str:
    """The sub-district's name alone."""
    found = area(item.subdistrict_code)
    return found.subdistrict if found else ""


def _standing(item: MeetingItem) -> Mark:
    lacks_minutes = item.status is MeetingStatus.CLOSED and not item.has_minutes
    return NO_MINUTES if lacks_minutes else STATUS_MARKS[item.status]


def _progress(item: MeetingItem) -> str:
    return f"{item.decided}/{item.requests}"


MEETINGS = (
    Column(key="number", title_key="meetings.column.number", getter=lambda i: i.number, width=80),
    Column(
        key="held_on", title_key="meetings.column.held_on", getter=lambda i: i.held_on, kind=ColumnKind.DATE, width=100
    ),
    Column(
        key="status",
        title_key="meetings.column.status",
        getter=_standing,
        kind=ColumnKind.CHIP,
        width=120,
    ),
    Column(key="decided", title_key="meetings.column.decided", getter=_progress, width=72),
    Column(
        key="approved",
        title_key="meetings.column.approved",
        getter=lambda i: i.approved,
        kind=ColumnKind.MONEY,
        width=120,
        summed=True,
    ),
    Column(key="place", title_key="meetings.column.place", getter=lambda i: i.place, width=160, hidden=True),
)


def _money(key: str, width: int = 96) -> Column:
    return Column(
        key=key,
        title_key=f"meetings.column.{'amount' if key == 'approved' else key}",
        getter=lambda item: getattr(item, key),
        kind=ColumnKind.MONEY,
        width=width,
        summed=True,
    )


_PERSON = Column(key="person", title_key="meetings.column.person", getter=lambda i: i.person_name, width=190)
_REQUEST = Column(key="request", title_key="meetings.column.request", getter=lambda i: i.number, width=88)
_AREA = Column(key="area", title_key="meetings.column.area", getter=place_of, width=104)

AGENDA = (
    _PERSON,
    Column(
        key="outcome",
        title_key="meetings.column.outcome",
        getter=lambda i: OUTCOME_MARKS[i.outcome],
        kind=ColumnKind.CHIP,
        width=124,
    ),
    _money("proposed"),
    _money("approved"),
    _REQUEST,
    _AREA,
    _money("needed"),
    Column(key="resolution", title_key="meetings.column.resolution", getter=lambda i: i.resolution_number, width=120),
    Column(key="reason", title_key="meetings.column.reason", getter=lambda i: i.reason, width=220),
)
READY = (
    _PERSON,
    _AREA,
    _money("proposed"),
    Column(
        key="days", title_key="meetings.column.days", getter=lambda i: i.days_waiting, kind=ColumnKind.INT, width=88
    ),
    _REQUEST,
    Column(
        key="times",
        title_key="meetings.column.times",
        getter=lambda i: i.times_this_year,
        kind=ColumnKind.INT,
        width=96,
    ),
)
CHOSEN = (_PERSON, _AREA, _money("proposed"), _REQUEST)
