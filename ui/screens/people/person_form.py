"""The form of a person, and the way between its values and the register's."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from kmcase.domain.people import MARITAL_STATUSES, Address, Membership, MembershipKind, PersonValues, Sex
from kmcase.domain.problem_kinds import PROBLEM_KINDS
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets import (
    AddressEdit,
    BahtEdit,
    BEDateEdit,
    CheckEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    IdAnswer,
    LineEdit,
    NationalIdEdit,
    TextArea,
    enum_choices,
)

FIELD_OF = {
    "national_id": "identity",
    "no_id_reason": "identity",
    "id_note": "identity",
    "membership": "member_kind",
}
"""The field of the form at which an error of the register's field stands."""


def person_form(today: date) -> FormSpec:
    """All that the register holds of a person."""
    return FormSpec((_person(today), _address(), _problem(today), _membership(today), _other()))


def _person(today: date) -> Section:
    marital = tuple(Choice(value=name, said=message(f"people.marital.{name}")) for name in MARITAL_STATUSES)
    return Section(
        "people.section.person",
        (
            Field("title", "people.field.title", LineEdit, width=Width.THIRD),
            Field("first_name", "people.field.first_name", LineEdit, required=True, width=Width.THIRD),
            Field("last_name", "people.field.last_name", LineEdit, width=Width.THIRD),
            Field("identity", "people.field.identity", NationalIdEdit, required=True, width=Width.FULL),
            Field(
                "birth",
                "people.field.birth",
                partial(BEDateEdit, today=today, partial=True),
                help_key="people.field.birth_help",
            ),
            Field("sex", "people.field.sex", partial(ChoiceEdit, choices=enum_choices(Sex, "people.sex"))),
            Field("phone", "people.field.phone", LineEdit),
            Field("marital_status", "people.field.marital_status", partial(ChoiceEdit, choices=marital)),
            Field(
                "can_write",
                "people.field.can_write",
                partial(CheckEdit, said=message("people.tick.can_write")),
                width=Width.FULL,
            ),
        ),
    )


def _address() -> Section:
    return Section(
        "people.section.address",
        (Field("address", "people.field.address", AddressEdit, required=True, width=Width.FULL),),
    )


def _problem(today: date) -> Section:
    day = partial(BEDateEdit, today=today)
    kinds = tuple(Choice(value=kind, said=message(f"imports.problem_kind.{kind}")) for kind in PROBLEM_KINDS)
    return Section(
        "people.section.problem",
        (
            Field(
                "problem_kinds",
                "people.field.problem_kinds",
                partial(ChecksEdit, choices=kinds),
                width=Width.FULL,
            ),
            Field("problems_as_of", "people.field.problems_as_of", day, width=Width.THIRD),
            Field("occupation", "people.field.occupation", LineEdit, width=Width.THIRD),
            Field("monthly_income", "people.field.monthly_income", BahtEdit, width=Width.THIRD),
        ),
    )


def _membership(today: date) -> Section:
    day = partial(BEDateEdit, today=today)
    return Section(
        "people.section.membership",
        (
            Field(
                "member_kind",
                "people.field.member_kind",
                partial(ChoiceEdit, choices=enum_choices(MembershipKind, "people.membership")),
            ),
            Field("member_number", "people.field.member_number", LineEdit),
            Field("member_since", "people.field.member_since", day),
            Field("member_until", "people.field.member_until", day),
        ),
    )


def _other() -> Section:
    return Section(
        "people.section.other",
        (
            Field("registered_address", "people.field.registered_address", AddressEdit, width=Width.FULL),
            Field(
                "restricted",
                "people.field.restricted",
                partial(CheckEdit, said=message("people.tick.restricted")),
                width=Width.FULL,
            ),
            Field("remark", "people.field.remark", TextArea, width=Width.FULL),
        ),
    )


def form_values(values: PersonValues) -> dict[str, object]:
    """What the form shows of a person."""
    member = values.membership
    return {
        "title": values.title,
        "first_name": values.first_name,
        "last_name": values.last_name,
        "identity": IdAnswer(number=values.national_id, no_id_reason=values.no_id_reason, note=values.id_note),
        "birth": values.birth,
        "sex": values.sex,
        "phone": values.phone,
        "marital_status": values.marital_status or None,
        "can_write": values.can_write,
        "address": values.address,
        "problem_kinds": values.problem_kinds,
        "problems_as_of": values.problems_as_of,
        "occupation": values.occupation,
        "monthly_income": values.monthly_income,
        "member_kind": member.kind if member else None,
        "member_number": member.member_number if member else "",
        "member_since": member.since if member else None,
        "member_until": member.until if member else None,
        "registered_address": values.registered_address,
        "restricted": values.restricted,
        "remark": values.remark,
    }


def unanswered(typed: dict[str, Any]) -> dict[str, Message]:
    """What must be said before anything is saved, by field: dates and number of a membership want its kind."""
    dated = typed["member_since"] or typed["member_until"] or (typed["member_number"] or "").strip()
    return {"member_kind": message("people.error.member_kind_missing")} if dated and not typed["member_kind"] else {}


def register_values(typed: dict[str, Any]) -> dict[str, Any]:
    """What the register takes from the form, by its own field names."""
    identity = typed["identity"] or IdAnswer()
    kind = typed["member_kind"]
    membership = None
    if kind is not None:
        membership = Membership(
            kind=kind,
            since=typed["member_since"],
            until=typed["member_until"],
            member_number=(typed["member_number"] or "").strip(),
        )
    return {
        "title": (typed["title"] or "").strip(),
        "first_name": (typed["first_name"] or "").strip(),
        "last_name": (typed["last_name"] or "").strip(),
        "national_id": identity.number,
        "no_id_reason": identity.no_id_reason,
        "id_note": identity.note,
        "birth": typed["birth"],
        "sex": typed["sex"] or Sex.UNKNOWN,
        "phone": (typed["phone"] or "").strip(),
        "marital_status": typed["marital_status"] or "",
        "can_write": bool(typed["can_write"]),
        "address": typed["address"] or Address(),
        "problem_kinds": frozenset(typed["problem_kinds"] or ()),
        "problems_as_of": typed["problems_as_of"],
        "occupation": (typed["occupation"] or "").strip(),
        "monthly_income": typed["monthly_income"],
        "membership": membership,
        "registered_address": typed["registered_address"],
        "restricted": bool(typed["restricted"]),
        "remark": (typed["remark"] or "").strip(),
    }
