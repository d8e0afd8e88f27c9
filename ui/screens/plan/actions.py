"""What is done to appointments: use case, command and words of each. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kmcase.application.appointments import AppointmentService, MoveAppointment, PlanVisits
from kmcase.application.changes import Outcome
from kmcase.application.read.appointments import Affected, AppointmentItem, PartnerItem, UnvisitedItem
from kmcase.domain.staff import StaffMember
from kmcase.domain.work_plans import spread
from kmcase.messages import Message, message

Values = Mapping[str, Any]


class Action(StrEnum):
    """What a form of the plan asks for; the words are `plan.action.<value>`."""

    PLAN = "plan"
    MOVE = "move"
    HAND_OVER = "hand_over"
    PARTNERS = "partners"
    DONE = "done"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A form to be shown: for an appointment, or for persons to be planned; with what can be chosen."""

    action: Action
    officers: tuple[StaffMember, ...]
    partners: tuple[PartnerItem, ...]
    per_day: int
    day: date
    item: AppointmentItem | None = None
    people: tuple[UnvisitedItem, ...] = field(default_factory=tuple)

    @property
    def many(self) -> bool:
        """Whether several persons are planned in one step."""
        return len(self.people) > 1

    def officer_name(self, staff_id: object) -> str:
        """An officer's name, or nothing."""
        return next((member.name for member in self.officers if member.staff_id == staff_id), "")


def work_of(ask: Ask, values: Values, services: AppointmentService) -> Callable[[], Outcome[Any]]:
    """The use case of a filled form."""
    item = ask.item
    if item is None:
        command = _plan(ask, values)
        return lambda: services.plan(command)
    key = item.appointment_id
    match ask.action:
        case Action.MOVE:
            move = MoveAppointment(
                appointment_id=key, day=values["day"], at_time=values["at_time"], reason=values["reason"]
            )
            return lambda: services.move(move)
        case Action.HAND_OVER:
            return lambda: services.hand_over(key, values["officer_id"], values["reason"])
        case Action.PARTNERS:
            return lambda: services.set_partners(key, frozenset(values["partners"]))
        case Action.DONE:
            return lambda: services.done(key, values["done_on"], note=values["note"] or "")
        case _:
            return lambda: services.cancel(key, values["reason"])


def _plan(ask: Ask, values: Values) -> PlanVisits:
    people = tuple(one.person_id for one in ask.people) or (values["person_id"],)
    return PlanVisits(
        person_ids=people,
        officer_id=values["officer_id"],
        first_day=values["first_day"],
        per_day=values.get("per_day") or 1,
        at_time=values["at_time"],
        purpose=values["purpose"],
        place=values["place"],
        remark=values["remark"] or "",
        partners=tuple(sorted(values["partners"])),
    )


def told(ask: Ask, values: Values) -> Message | None:
    """What the form's main action will do; None while that is not known."""
    item = ask.item
    if item is None:
        return _told_plan(ask, values)
    name = item.person_name
    match ask.action:
        case Action.MOVE if isinstance(values["day"], date) and values["day"] != item.day:
            return message("plan.told.move", name=name, before=item.day, after=values["day"])
        case Action.HAND_OVER if values["officer_id"]:
            return message("plan.told.hand_over", name=name, officer=ask.officer_name(values["officer_id"]))
        case Action.PARTNERS:
            return message("plan.told.partners", name=name, count=len(values["partners"]))
        case Action.DONE if isinstance(values["done_on"], date):
            return message("plan.told.done", name=name, day=values["done_on"])
        case Action.CANCEL:
            return message("plan.told.cancel", name=name, day=item.day)
    return None


def _told_plan(ask: Ask, values: Values) -> Message | None:
    day, officer = values["first_day"], ask.officer_name(values["officer_id"])
    count = len(ask.people) or bool(values["person_id"])
    if not isinstance(day, date) or not officer or not count:
        return None
    days = spread(count, day, values.get("per_day") or 1)
    if not ask.many:
        return message("plan.told.one", officer=officer, day=day)
    return message("plan.told.many", count=count, officer=officer, days=len(set(days)), first=days[0], last=days[-1])


def affected_said(affected: Affected) -> Message:
    """Whom a move touches, in a sentence."""
    item = affected.item
    family = message("plan.affected.phone", phone=item.phone) if item.phone else message("plan.affected.no_phone")
    partners = tuple(message("plan.affected.partner", name=one.name, phone=one.phone or "-") for one in item.partners)
    others = tuple(f"{one.at_time} {one.person_name}".strip() for one in affected.others)
    return message(
        "plan.affected.whom",
        name=item.person_name,
        family=family,
        partners=message("plan.affected.partners", names=partners) if partners else "",
        others=message("plan.affected.others", officer=item.officer_name, day=affected.day, count=len(others),
                       names=others) if others else message("plan.affected.free", officer=item.officer_name,
                                                            day=affected.day),
    )  # fmt: skip
