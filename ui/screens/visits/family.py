"""A family found today: the little that is asked before its visit begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.visits import FoundFamily
from kmcase.domain.people import Address, HouseholdValues, PersonValues, Sex
from kmcase.messages import message
from ui.forms import Field, FormSpec, Section, Width
from ui.widgets import (
    AddressEdit,
    BEDateEdit,
    CheckEdit,
    IdAnswer,
    LineEdit,
    NationalIdEdit,
    RadioEdit,
    enum_choices,
)

FIELD_OF = {"national_id": "identity", "no_id_reason": "identity", "id_note": "identity"}
"""Where an error of the register stands in the form."""


def family_form(today: date) -> FormSpec:
    """Who it is and where; all else belongs to the visit."""
    birth = partial(BEDateEdit, today=today, partial=True)
    can_write = partial(CheckEdit, said=message("people.tick.can_write"))
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("title", "people.field.title", LineEdit, width=Width.THIRD),
                    Field("first_name", "people.field.first_name", LineEdit, required=True, width=Width.THIRD),
                    Field("last_name", "people.field.last_name", LineEdit, width=Width.THIRD),
                    Field("identity", "people.field.identity", NationalIdEdit, required=True, width=Width.FULL),
                    Field("birth", "people.field.birth", birth),
                    Field("sex", "people.field.sex", partial(RadioEdit, choices=enum_choices(Sex, "people.sex"))),
                    Field("phone", "people.field.phone", LineEdit),
                    Field("can_write", "visits_ui.family.writing", can_write, width=Width.FULL),
                    Field("address", "people.field.address", AddressEdit, required=True, width=Width.FULL),
                ),
            ),
        )
    )


def family_of(typed: Mapping[str, Any]) -> FoundFamily:
    """What the form holds, as a family to be registered and visited."""
    identity = typed["identity"] or IdAnswer()
    address = typed["address"] or Address()
    person = PersonValues(
        title=typed["title"],
        first_name=typed["first_name"],
        last_name=typed["last_name"],
        national_id=identity.number,
        no_id_reason=identity.no_id_reason,
        id_note=identity.note,
        birth=typed["birth"],
        sex=typed["sex"] or Sex.UNKNOWN,
        phone=typed["phone"],
        can_write=typed["can_write"],
        address=address,
    )
    return FoundFamily(person=person, household=HouseholdValues(address=address))
