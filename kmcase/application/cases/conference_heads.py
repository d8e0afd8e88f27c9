"""Heads of case conferences: a number, a day, a chair, and who is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kmcase.application.cases.checks import require_in_case_work
from kmcase.application.cases.numbers import next_number
from kmcase.application.work import Unit
from kmcase.domain.appointments import read_time
from kmcase.domain.cases.secrecy import works_on_cases
from kmcase.domain.conferences import (
    AttendanceTold,
    Attendee,
    Conference,
    ConferenceCalled,
    ConferenceValues,
    Presence,
)
from kmcase.domain.errors import require_that
from kmcase.domain.numbers import CONFERENCE
from kmcase.domain.staff import Role


def call_conference(unit: Unit, told: ConferenceValues, others: Sequence[Attendee]) -> str:
    """Call a conference in somebody's unit, without its agenda; gives its id."""
    values = tidy_head(unit, told)
    prefix, serial, year = next_number(unit, CONFERENCE, values.on)
    conference_id = unit.ids.new()
    unit.record(
        ConferenceCalled(
            conference_id=conference_id,
            prefix=prefix,
            serial=serial,
            fiscal_year=year,
            values=values,
        )
    )
    unit.record(AttendanceTold(conference_id=conference_id, attendees=_invited(unit, values, others)))
    return conference_id


def like_before(unit: Unit, on: date, every: Sequence[Conference]) -> ConferenceValues:
    """The head of a conference that somebody sets up without saying more than its day."""
    here = {member.staff_id: member for member in unit.staff.members() if works_on_cases(member)}
    directors = [staff_id for staff_id, member in here.items() if Role.DIRECTOR in member.roles]
    before = every[0].values if every else ConferenceValues(on=on)
    chairs = (before.chair, *directors, unit.actor.staff_id)
    return ConferenceValues(
        on=on,
        at_time=before.at_time,
        place=before.place,
        chair=next(staff_id for staff_id in chairs if staff_id in here),
        writer=unit.actor.staff_id,
    )


def tidy_head(unit: Unit, values: ConferenceValues) -> ConferenceValues:
    """A head that can be; raises what `ConferenceService.call` raises of it."""
    for name in ("chair", "writer", "checker"):
        staff_id = getattr(values, name)
        if staff_id:
            require_in_case_work(unit, staff_id, name)
    require_that(bool(values.chair), "conferences.chair_missing", "chair")
    apart = not values.checker or values.checker != values.writer
    require_that(apart, "conferences.own_minutes", "checker")
    return replace(values, place=values.place.strip(), at_time=read_time(values.at_time))


def tidy_attendee(unit: Unit, told: Attendee) -> Attendee:
    """Somebody with an id, whose texts are tidy; of staff id and name are the register's."""
    name = unit.staff.member(told.staff_id).name if told.staff_id else told.name.strip()
    require_that(bool(name), "conferences.name_missing", "name")
    require_that(bool(told.staff_id or told.agency.strip()), "conferences.agency_missing", "agency")
    return replace(
        told,
        attendee_id=told.staff_id or told.attendee_id or unit.ids.new(),
        name=name,
        profession=told.profession.strip(),
        agency=told.agency.strip(),
        why_absent=told.why_absent.strip() if told.presence is Presence.ABSENT else "",
    )


def _invited(unit: Unit, values: ConferenceValues, others: Sequence[Attendee]) -> tuple[Attendee, ...]:
    """Chair, writer and checker, and whoever else is to come; each once, as is said of them."""
    own = dict.fromkeys(staff_id for staff_id in (values.chair, values.writer, values.checker) if staff_id)
    every = [Attendee(attendee_id="", name="", staff_id=staff_id) for staff_id in own]
    return tuple({each.attendee_id: each for each in (tidy_attendee(unit, one) for one in (*every, *others))}.values())
