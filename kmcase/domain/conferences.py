"""Case conferences (ประชุมทีมสหวิชาชีพ): when, where, under whose chair, who came, and whether the minutes are ready.

What is here names no client: it goes to every laptop. Which cases are on the agenda, what was heard and what was
decided are events of these cases (`domain.cases.conferences`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event
from kmcase.domain.numbers import number_said


class Presence(StrEnum):
    """Whether somebody came; the words are `conferences.presence.<value>`."""

    INVITED = "invited"
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceValues:
    """The head of the minutes: `chair`, `writer` and `checker` are staff ids, `at_time` is `09:30` or empty."""

    on: date
    at_time: str = ""
    place: str = ""
    chair: str = ""
    writer: str = ""
    checker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody who is to come: of the office (`staff_id`), or of an agency with a profession.

    `why_absent` says why they did not come. `promised`: they promised to keep what they hear (Homeless Act B.E. 2557,
    s. 26). They see no case in the program for having been there.
    """

    attendee_id: str
    name: str
    profession: str = ""
    agency: str = ""
    staff_id: str = ""
    presence: Presence = Presence.INVITED
    why_absent: str = ""
    promised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference as it stands; `closed` tells that its minutes are ready."""

    conference_id: str
    number: str
    values: ConferenceValues
    attendees: tuple[Attendee, ...]
    closed: bool


class _OfConference(Event):
    """Names no client: it goes to every laptop."""

    FIELD: ClassVar[bool] = True
    __slots__ = ()
    conference_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("conference", self.conference_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceCalled(_OfConference):
    """A conference was called. Numbers of an office have no `prefix`, those of a laptop its name."""

    TYPE = "conference.called"
    conference_id: str
    prefix: str
    serial: int
    fiscal_year: int
    values: ConferenceValues

    @property
    def number(self) -> str:
        """What people call it by: `3/2567`."""
        return number_said(self.prefix, self.serial, self.fiscal_year)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceChanged(_OfConference):
    """Another day, place or chair. The newest head stands."""

    TYPE = "conference.changed"
    conference_id: str
    values: ConferenceValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceTold(_OfConference):
    """Who is to come, who came and who did not; of each the newest word stands. `removed` were not meant at all."""

    TYPE = "conference.attendance_told"
    conference_id: str
    attendees: tuple[Attendee, ...]
    removed: tuple[str, ...] = ()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceClosed(_OfConference):
    """The minutes are ready, or (not `closed`) are written on. The newest entry stands."""

    TYPE = "conference.closed"
    conference_id: str
    closed: bool
