"""Partners and appointments.

What a record began with gives way to whatever was said after it, whatever the clocks of two laptops say: it is written
as of the beginning of time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kmcase.domain.appointments import (
    AppointmentCancelled,
    AppointmentDone,
    AppointmentHandedOver,
    AppointmentJoined,
    AppointmentLeft,
    AppointmentMade,
    AppointmentMoved,
)
from kmcase.domain.events import build_fields
from kmcase.domain.partners import PartnerChanged, PartnerListed, PartnerValues, values_of
from kmcase.persistence.fold.newest import put_newest
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.plain import to_json
from kmcase.persistence.rows import appointments as tables
from kmcase.persistence.statements import Rows


def _first(at: At) -> At:
    return replace(at, at="")


@folds(PartnerListed)
def _listed(rows: Rows, at: At, event: PartnerListed) -> None:
    values_of(event.content)
    rows.insert(tables.partner, partner_id=event.partner_id, listed_at=at.at, listed_by=at.actor)
    _put_fields(rows, _first(at), event.partner_id, event.content)


@folds(PartnerChanged)
def _changed(rows: Rows, at: At, event: PartnerChanged) -> None:
    _put_fields(rows, at, event.partner_id, event.content)


def _put_fields(rows: Rows, at: At, partner_id: str, content: dict[str, object]) -> None:
    build_fields(PartnerValues, content)
    for name, value in content.items():
        put_newest(rows, tables.partner_field, at, partner_id=partner_id, name=name, value=to_json(value))


@folds(AppointmentMade)
def _made(rows: Rows, at: At, event: AppointmentMade) -> None:
    key = event.appointment_id
    rows.insert(
        tables.appointment,
        appointment_id=key,
        person_id=event.target.person_id,
        household_id=event.target.household_id,
        purpose=event.purpose,
        place=event.place,
        remark=event.remark,
        made_at=at.at,
        made_by=at.actor,
    )
    _put_day(rows, _first(at), key, event.day, event.at_time)
    put_newest(rows, tables.appointment_officer, _first(at), appointment_id=key, officer_id=event.officer_id)
    _put_partners(rows, _first(at), key, event.partners, joined=True)
    _note(
        rows, at, key, "made", day=event.day, at_time=event.at_time, officer=event.officer_id, partners=event.partners
    )


@folds(AppointmentMoved)
def _moved(rows: Rows, at: At, event: AppointmentMoved) -> None:
    _put_day(rows, at, event.appointment_id, event.day, event.at_time, reason=event.reason, moved=True)
    _note(rows, at, event.appointment_id, "moved", day=event.day, at_time=event.at_time, reason=event.reason)


@folds(AppointmentHandedOver)
def _handed_over(rows: Rows, at: At, event: AppointmentHandedOver) -> None:
    key = event.appointment_id
    put_newest(rows, tables.appointment_officer, at, appointment_id=key, officer_id=event.officer_id)
    _note(rows, at, key, "handed_over", officer=event.officer_id, reason=event.reason)


@folds(AppointmentJoined)
def _joined(rows: Rows, at: At, event: AppointmentJoined) -> None:
    _put_partners(rows, at, event.appointment_id, event.partners, joined=True)
    _note(rows, at, event.appointment_id, "joined", partners=event.partners)


@folds(AppointmentLeft)
def _left(rows: Rows, at: At, event: AppointmentLeft) -> None:
    _put_partners(rows, at, event.appointment_id, event.partners, joined=False)
    _note(rows, at, event.appointment_id, "left", partners=event.partners)


@folds(AppointmentCancelled)
def _cancelled(rows: Rows, at: At, event: AppointmentCancelled) -> None:
    put_newest(rows, tables.appointment_cancel, at, appointment_id=event.appointment_id, reason=event.reason)
    _note(rows, at, event.appointment_id, "cancelled", reason=event.reason)


@folds(AppointmentDone)
def _done(rows: Rows, at: At, event: AppointmentDone) -> None:
    put_newest(
        rows,
        tables.appointment_done,
        at,
        appointment_id=event.appointment_id,
        done_on=event.done_on,
        visit_id=event.visit_id,
        note=event.note,
    )
    _note(rows, at, event.appointment_id, "done", day=event.done_on, reason=event.note)


def _put_day(rows: Rows, at: At, key: str, day: date, at_time: str, *, reason: str = "", moved: bool = False) -> None:
    put_newest(
        rows, tables.appointment_day, at, appointment_id=key, day=day, at_time=at_time, reason=reason, moved=moved
    )


def _put_partners(rows: Rows, at: At, key: str, partners: tuple[str, ...], *, joined: bool) -> None:
    for partner_id in partners:
        put_newest(rows, tables.appointment_partner, at, appointment_id=key, partner_id=partner_id, joined=joined)


def _note(
    rows: Rows,
    at: At,
    key: str,
    change: str,
    *,
    day: date | None = None,
    at_time: str = "",
    officer: str | None = None,
    partners: tuple[str, ...] = (),
    reason: str = "",
) -> None:
    rows.insert(
        tables.appointment_change,
        event_id=at.event_id,
        appointment_id=key,
        change=change,
        day=day,
        at_time=at_time,
        officer_id=officer,
        partners=partners,
        reason=reason,
        made_at=at.at,
        made_by=at.actor,
    )
