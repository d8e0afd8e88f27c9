"""Builders of field work: partners and appointments in a real office."""

from __future__ import annotations

from datetime import date
from itertools import count

from kmcase.application.appointments import AppointmentService, PlanVisits
from kmcase.application.partners import PartnerService
from kmcase.domain.partners import PartnerKind, PartnerValues
from tests.builders import CHIANG_PHIN, TestOffice, register
from tests.money_builders import a_national_id

TODAY = date(2024, 6, 10)
_numbers = count(500)


def appointments(office: TestOffice, login: str = "officer") -> AppointmentService:
    """The use cases of appointments in somebody's name."""
    return AppointmentService(office.work(login))


def partners(office: TestOffice, login: str = "officer") -> PartnerService:
    """The use cases of partners in somebody's name."""
    return PartnerService(office.work(login))


def a_person(office: TestOffice, name: str = "บุญมี", **changes: object) -> str:
    """A person of the register, nobody's namesake."""
    return register(office, first_name=name, national_id=a_national_id(next(_numbers)), no_id_reason=None, **changes)


def a_partner(office: TestOffice, name: str = "นางแก้ว ใจบุญ", **changes: object) -> str:
    """A health volunteer of the village."""
    values: dict[str, object] = {
        "kind": PartnerKind.HEALTH_VOLUNTEER,
        "name": name,
        "agency": "รพ.สต.เชียงพิณ",
        "phone": "0812345678",
        "subdistrict_code": CHIANG_PHIN,
    }
    return partners(office).enter(PartnerValues(**{**values, **changes})).value  # type: ignore[arg-type]


def an_appointment(office: TestOffice, day: date = TODAY, officer: str = "officer", **changes: object) -> str:
    """A visit of a new person by an officer on a day."""
    person_id = changes.pop("person_id", None) or a_person(office)
    command = PlanVisits(person_ids=(str(person_id),), officer_id=officer, first_day=day, **changes)  # type: ignore[arg-type]
    return appointments(office).plan(command).value[0]
