"""A person as it is compared: plain values of a register, a list or a form, whatever was typed."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.domain.dates import PartialDate
from kmcase.domain.people import PersonValues, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What is known of a person for comparing; empty is unknown.

    Names may hold titles, nicknames in brackets, or both names in one cell. `sex` is `male`, `female` or empty (the
    title then tells). `birth` is C.E. `subdistrict_code` has six digits; where it is not known, the names of the area
    stand in its place. `father` and `mother` are names.
    """

    record_id: str
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    sex: str = ""
    birth: PartialDate | None = None
    national_id: str = ""
    phone: str = ""
    bank_account: str = ""
    house_no: str = ""
    moo: str = ""
    subdistrict_code: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    house_code: str = ""
    father: str = ""
    mother: str = ""


COMPARED = frozenset({"title", "first_name", "last_name", "sex", "birth", "national_id", "phone", "address"})
"""The fields of `PersonValues` that `of_person` compares."""


def of_person(person_id: str, values: PersonValues) -> PersonRecord:
    """A person of the register, or one who is being typed, as a record."""
    return PersonRecord(
        record_id=person_id,
        title=values.title,
        first_name=values.first_name,
        last_name=values.last_name,
        sex="" if values.sex is Sex.UNKNOWN else values.sex.value,
        birth=values.birth,
        national_id=values.national_id or "",
        phone=values.phone,
        house_no=values.address.house_no,
        moo=str(values.address.moo or ""),
        subdistrict_code=values.address.subdistrict_code,
    )
