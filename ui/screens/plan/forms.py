"""The forms of the plan, declared."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.domain.appointments import VisitPurpose
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.reason import reason_field
from ui.screens.plan.actions import Action, Ask
from ui.screens.plan.person_picker import PersonPicker
from ui.widgets import BEDateEdit, ChecksEdit, Choice, ChoiceEdit, LineEdit, NumberEdit, TextArea, enum_choices


def spec_of(ask: Ask, today: date) -> FormSpec:
    """The fields of an action."""
    return FormSpec((Section(None, _fields(ask, today)),))


def start_values(ask: Ask, today: date, actor: str) -> dict[str, object]:
    """What stands in the form at first."""
    item = ask.item
    if item is None:
        own = actor if ask.officer_name(actor) else None
        start = {"officer_id": own, "first_day": max(ask.day, today), "purpose": VisitPurpose.FACT_FINDING}
        return {**start, "per_day": ask.per_day} if ask.many else start
    match ask.action:
        case Action.MOVE:
            return {"day": item.day, "at_time": item.at_time}
        case Action.PARTNERS:
            return {"partners": frozenset(one.partner_id for one in item.partners)}
        case Action.DONE:
            return {"done_on": min(item.day, today)}
    return {}


def _fields(ask: Ask, today: date) -> tuple[Field, ...]:
    day = partial(BEDateEdit, today=today)
    reason = reason_field("plan.field.reason", help_key="plan.field.reason_help")
    at_time = Field("at_time", "plan.field.at_time", LineEdit, help_key="plan.field.at_time_help", width=Width.THIRD)
    match ask.action:
        case Action.PLAN:
            return _plan_fields(ask, day, at_time)
        case Action.MOVE:
            return (Field("day", "plan.field.new_day", day, required=True), at_time, reason)
        case Action.HAND_OVER:
            return (_officer(ask), reason)
        case Action.PARTNERS:
            return (_partners(ask),)
        case Action.DONE:
            note = Field("note", "plan.field.note", partial(TextArea, rows=3), width=Width.FULL)
            return (Field("done_on", "plan.field.done_on", day, required=True), note)
    return (reason,)


def _plan_fields(ask: Ask, day: partial[BEDateEdit], at_time: Field) -> tuple[Field, ...]:
    purpose = partial(ChoiceEdit, choices=enum_choices(VisitPurpose, "appointments.purpose"))
    whom = () if ask.people else (
        Field("person_id", "plan.field.person", PersonPicker, required=True, width=Width.FULL),
    )  # fmt: skip
    a_day = (
        Field(
            "per_day", "plan.field.per_day", partial(NumberEdit, least=1, most=50), required=True,
            help_key="plan.field.per_day_help", width=Width.THIRD,
        ),
    ) if ask.many else ()  # fmt: skip
    return (
        *whom,
        _officer(ask),
        Field("first_day", "plan.field.first_day" if ask.many else "plan.field.day", day, required=True),
        *a_day,
        at_time,
        Field("purpose", "plan.field.purpose", purpose, required=True, width=Width.THIRD),
        Field("place", "plan.field.place", LineEdit, help_key="plan.field.place_help"),
        _partners(ask),
        Field("remark", "plan.field.remark", partial(TextArea, rows=2), width=Width.FULL),
    )


def _officer(ask: Ask) -> Field:
    here = ask.item.officer_id if ask.item else ""
    choices = [Choice(value=one.staff_id, said=one.name) for one in ask.officers if one.staff_id != here]
    return Field("officer_id", "plan.field.officer", partial(ChoiceEdit, choices=choices), required=True)


def _partners(ask: Ask) -> Field:
    standing = {one.partner_id for one in ask.item.partners} if ask.item else set()
    choices = [
        Choice(
            value=one.partner_id,
            said=message("plan.field.partner", name=one.name, kind=message(f"partners.kind.{one.kind.value}")),
        )
        for one in ask.partners
        if one.active or one.partner_id in standing
    ]
    help_key = None if choices else "plan.field.no_partners"
    return Field(
        "partners", "plan.field.partners", partial(ChecksEdit, choices=choices), help_key=help_key, width=Width.FULL
    )
