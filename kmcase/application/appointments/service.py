"""Use cases of appointments."""

from __future__ import annotations

from datetime import date

from kmcase.application.appointments.commands import AcceptProposal, MoveAppointment, PlanVisits
from kmcase.application.appointments.planning import WorkPlans
from kmcase.application.changes import Outcome
from kmcase.application.permissions import allowed
from kmcase.application.work import Unit
from kmcase.domain.appointments import (
    Appointment,
    AppointmentCancelled,
    AppointmentDone,
    AppointmentHandedOver,
    AppointmentJoined,
    AppointmentLeft,
    AppointmentMade,
    AppointmentMoved,
    AppointmentState,
    read_time,
)
from kmcase.domain.errors import require_that
from kmcase.domain.findings import Finding, once
from kmcase.domain.work_plans import ProposedMove, spread
from kmcase.rules.work_plans import judge_day


class AppointmentService(WorkPlans):
    """Plans visits and notes what came of them; what is shown of them is `WorkPlans`."""

    def plan(self, command: PlanVisits) -> Outcome[tuple[str, ...]]:
        """Visits for one or more persons; gives the ids in the order of the persons, with warnings of full days."""
        at_time = read_time(command.at_time)
        with self._work.begin("appointments.plan") as unit:
            require_that(bool(command.person_ids), "appointments.nobody", "person_ids")
            require_that(command.first_day >= unit.today, "appointments.day_past", "first_day")
            _require_officer(unit, command.officer_id)
            for partner_id in command.partners:
                unit.appointments.partner(partner_id)
            days = spread(len(command.person_ids), command.first_day, command.per_day)
            made = []
            for target, day in zip(unit.appointments.targets(command.person_ids), days, strict=True):
                made.append(unit.ids.new())
                unit.record(
                    AppointmentMade(
                        appointment_id=made[-1],
                        target=target,
                        officer_id=command.officer_id,
                        day=day,
                        at_time=at_time,
                        purpose=command.purpose,
                        place=command.place.strip(),
                        remark=command.remark.strip(),
                        partners=command.partners,
                    )
                )
            return unit.commit(tuple(made), _judge(unit, command.officer_id, *days))

    def move(self, command: MoveAppointment) -> Outcome[str]:
        """Another day or time; raises `appointments.reason_missing`, `day_past`, `unchanged`, `not_open`."""
        at_time = read_time(command.at_time)
        with self._work.begin("appointments.plan") as unit:
            standing = _open(unit, command.appointment_id)
            require_that((command.day, at_time) != (standing.day, standing.at_time), "appointments.unchanged", "day")
            require_that(command.day >= unit.today, "appointments.day_past", "day")
            _move(unit, standing, command.day, at_time, command.reason)
            return unit.commit(standing.appointment_id, _judge(unit, standing.officer_id, command.day))

    def hand_over(self, appointment_id: str, officer_id: str, reason: str) -> Outcome[str]:
        """Another officer goes; raises `appointments.reason_missing`, `not_an_officer`, `unchanged`, `not_open`."""
        with self._work.begin("appointments.plan") as unit:
            standing = _open(unit, appointment_id)
            require_that(officer_id != standing.officer_id, "appointments.unchanged", "officer_id")
            _hand_over(unit, standing, officer_id, reason)
            return unit.commit(appointment_id, _judge(unit, officer_id, standing.day))

    def set_partners(self, appointment_id: str, partners: frozenset[str]) -> Outcome[str]:
        """Who goes along; only who joins and who leaves is written."""
        with self._work.begin("appointments.plan") as unit:
            standing = _open(unit, appointment_id)
            joined, left = sorted(partners - standing.partners), sorted(standing.partners - partners)
            for partner_id in joined:
                unit.appointments.partner(partner_id)
            target = standing.target
            if joined:
                unit.record(AppointmentJoined(appointment_id=appointment_id, target=target, partners=tuple(joined)))
            if left:
                unit.record(AppointmentLeft(appointment_id=appointment_id, target=target, partners=tuple(left)))
            return unit.commit(appointment_id)

    def cancel(self, appointment_id: str, reason: str) -> Outcome[str]:
        """It does not take place; raises `appointments.reason_missing`, `not_open`."""
        with self._work.begin("appointments.plan") as unit:
            standing = _open(unit, appointment_id)
            why = _reason(reason)
            unit.record(AppointmentCancelled(appointment_id=appointment_id, target=standing.target, reason=why))
            return unit.commit(appointment_id)

    def done(self, appointment_id: str, on: date, *, visit_id: str | None = None, note: str = "") -> Outcome[str]:
        """The family was visited on a day; raises `appointments.day_in_future`, `not_open`."""
        with self._work.begin("appointments.plan") as unit:
            standing = unit.appointments.appointment(appointment_id)
            require_that(standing.state is not AppointmentState.DONE, "appointments.not_open")
            require_that(on <= unit.today, "appointments.day_in_future", "done_on")
            unit.record(
                AppointmentDone(
                    appointment_id=appointment_id,
                    target=standing.target,
                    done_on=on,
                    visit_id=visit_id,
                    note=note.strip(),
                )
            )
            return unit.commit(appointment_id)

    def accept(self, command: AcceptProposal) -> Outcome[int]:
        """Carry out a proposal, all of it or nothing; gives how many appointments were moved.

        Raises `appointments.changed_meanwhile` where one does not stand any more as the proposal saw it.
        """
        with self._work.begin("appointments.plan") as unit:
            for move in command.moves:
                _carry_out(unit, move, command.reason)
            touched = ((move.after.officer_id, move.after.day) for move in command.moves)
            findings = (finding for officer, day in touched for finding in _judge(unit, officer, day))
            return unit.commit(len(command.moves), once(findings))


def _carry_out(unit: Unit, move: ProposedMove, reason: str) -> None:
    standing = unit.appointments.appointment(move.before.appointment_id)
    as_seen = (standing.officer_id, standing.day) == (move.before.officer_id, move.before.day)
    require_that(standing.open and as_seen, "appointments.changed_meanwhile")
    if move.other_officer:
        _hand_over(unit, standing, move.after.officer_id, reason)
    if move.other_day:
        _move(unit, standing, move.after.day, standing.at_time, reason)


def _move(unit: Unit, standing: Appointment, day: date, at_time: str, reason: str) -> None:
    unit.record(
        AppointmentMoved(
            appointment_id=standing.appointment_id,
            target=standing.target,
            day=day,
            at_time=at_time,
            reason=_reason(reason),
        )
    )


def _hand_over(unit: Unit, standing: Appointment, officer_id: str, reason: str) -> None:
    _require_officer(unit, officer_id)
    unit.record(
        AppointmentHandedOver(
            appointment_id=standing.appointment_id,
            target=standing.target,
            officer_id=officer_id,
            reason=_reason(reason),
        )
    )


def _reason(reason: str) -> str:
    require_that(bool(reason.strip()), "appointments.reason_missing", "reason")
    return reason.strip()


def _open(unit: Unit, appointment_id: str) -> Appointment:
    standing = unit.appointments.appointment(appointment_id)
    require_that(standing.open, "appointments.not_open")
    return standing


def _require_officer(unit: Unit, staff_id: str) -> None:
    member = unit.staff.member(staff_id)
    may = member.active and allowed("appointments.plan", member.roles)
    require_that(may, "appointments.not_an_officer", "officer_id", name=member.name)


def _judge(unit: Unit, officer_id: str, *days: date) -> tuple[Finding, ...]:
    found = (
        finding
        for day in dict.fromkeys(days)
        for finding in judge_day(unit.appointments.planned_on(officer_id, day), day, unit.regulations)
    )
    return once(found)
