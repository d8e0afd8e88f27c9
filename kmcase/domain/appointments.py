"""Appointments (นัดลงพื้นที่): a family is visited by an officer on a day, alone or with partners.

Officers write these on laptops apart. So an appointment is a set of facts, each appended, and what stands is read off
them: of several moves the newest, and all of them in the history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.errors import DomainError
from kmcase.domain.events import Event, Touched, event
from kmcase.thai.digits import to_arabic

_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.:]?(?P<minute>[0-5]\d)")


class AppointmentState(StrEnum):
    """How an appointment stands; the words are `appointments.state.<value>`."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    DONE = "done"
    CANCELLED = "cancelled"


OPEN_STATES = frozenset({AppointmentState.PLANNED, AppointmentState.POSTPONED})


def state_from(*, done: bool, cancelled: bool, moved: bool) -> AppointmentState:
    """What the facts add up to: a visit that happened stands, even where somebody cancelled it apart."""
    if done:
        return AppointmentState.DONE
    if cancelled:
        return AppointmentState.CANCELLED
    return AppointmentState.POSTPONED if moved else AppointmentState.PLANNED


class VisitPurpose(StrEnum):
    """What a visit is for; the words are `appointments.purpose.<value>`."""

    FACT_FINDING = "fact_finding"
    SURVEY = "survey"
    FOLLOW_UP = "follow_up"
    HOME_VISIT = "home_visit"
    OTHER = "other"


def read_time(typed: str) -> str:
    """A time of day as `09:30`, from `9.30`, `9:30` or `0930`; empty stays. Raises `appointments.time_unreadable`."""
    if not typed.strip():
        return ""
    found = _TIME.fullmatch(to_arabic(typed.strip()))
    if found is None:
        raise DomainError("appointments.time_unreadable", "at_time")
    return f"{int(found['hour']):02d}:{found['minute']}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom an appointment concerns: a person of the register, with the household where one is known."""

    person_id: str
    household_id: str | None = None

    @property
    def touches(self) -> tuple[Touched, ...]:
        """The person, and the household if any."""
        home = () if self.household_id is None else (("household", self.household_id),)
        return (("person", self.person_id), *home)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment as it stands; `at_time` is `09:30` in Bangkok or empty."""

    appointment_id: str
    target: Target
    officer_id: str
    day: date
    at_time: str
    state: AppointmentState
    partners: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        """Whether it is still to come."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfAppointment(Event):
    appointment_id: str
    target: Target

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("appointment", self.appointment_id), *self.target.touches)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMade(_OfAppointment):
    """A visit was planned."""

    TYPE = "appointment.made"
    FIELD: ClassVar[bool] = True
    officer_id: str
    day: date
    at_time: str = ""
    purpose: VisitPurpose
    place: str = ""
    remark: str = ""
    partners: tuple[str, ...] = ()


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentMoved(_OfAppointment):
    """It takes place on another day or at another time; the newest move stands."""

    TYPE = "appointment.moved"
    FIELD: ClassVar[bool] = True
    day: date
    at_time: str = ""
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentHandedOver(_OfAppointment):
    """Another officer goes; the newest hand-over stands."""

    TYPE = "appointment.handed_over"
    FIELD: ClassVar[bool] = True
    officer_id: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentJoined(_OfAppointment):
    """Partners will go along; of each partner the newest word stands."""

    TYPE = "appointment.joined"
    FIELD: ClassVar[bool] = True
    partners: tuple[str, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentLeft(_OfAppointment):
    """Partners will not go along after all."""

    TYPE = "appointment.left"
    FIELD: ClassVar[bool] = True
    partners: tuple[str, ...]


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCancelled(_OfAppointment):
    """It does not take place; a visit that happened all the same stands over it."""

    TYPE = "appointment.cancelled"
    FIELD: ClassVar[bool] = True
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentDone(_OfAppointment):
    """The family was visited on a day; `visit_id` names the record of the visit where there is one."""

    TYPE = "appointment.done"
    FIELD: ClassVar[bool] = True
    done_on: date
    visit_id: str | None = None
    note: str = ""
