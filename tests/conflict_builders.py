"""Builders of values written apart."""

from __future__ import annotations

from kmcase.application.conflicts import ConflictService
from kmcase.application.people import ChangeHousehold, ChangePerson, RegisterHousehold
from kmcase.application.visits import VisitService
from kmcase.bootstrap.forms import shipped_forms
from kmcase.domain.people import Address, HouseholdValues
from tests.builders import CHIANG_PHIN, TestOffice, register

HOUSE = Address(house_no="12/3", moo=4, subdistrict_code=CHIANG_PHIN)


def conflicts(office: TestOffice, login: str = "officer") -> ConflictService:
    work, forms = office.work(login), shipped_forms()
    return ConflictService(work, office.people(login), VisitService(work, forms), forms)


def a_person(office: TestOffice, *phones: str) -> str:
    """Somebody whose telephone two officers wrote apart."""
    person_id = register(office, first_name="คำปอน", phone="0800000000")
    seen = office.people().page(person_id).seen
    for login, phone in zip(("officer", "officer2"), phones, strict=True):
        change = ChangePerson(person_id=person_id, values={"phone": phone}, seen=seen)
        office.people(login).change(change)
    return person_id


def a_household(office: TestOffice, *landmarks: str) -> str:
    values = HouseholdValues(address=HOUSE, landmark="ข้างวัด")
    household_id = office.people().register_household(RegisterHousehold(values=values)).value
    seen = office.people().household(household_id).seen
    for landmark in landmarks:
        change = ChangeHousehold(household_id=household_id, values={"landmark": landmark}, seen=seen)
        office.people().change_household(change)
    return household_id
