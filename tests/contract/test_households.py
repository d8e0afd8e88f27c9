"""Households, their families and members (ปสค.2), on both engines: what is written is what the page shows."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.people import ChangeHousehold, RegisterHousehold, RegisterPerson
from kmcase.application.read.people import HouseholdPage
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.persistence import schema
from tests.builders import CHIANG_PHIN, TestOffice, person_values
from tests.request_builders import refused
from tests.state import state_of

VALUES = HouseholdValues(
    house_code="41011300123", address=Address(house_no="12", moo=3, subdistrict_code=CHIANG_PHIN), housing="own"
)


def at_home(office: TestOffice) -> str:
    """A household with its first family; gives the id."""
    return office.people().register_household(RegisterHousehold(values=VALUES, family_label="ครอบครัวแรก")).value


def page(office: TestOffice, household_id: str) -> HouseholdPage:
    """What the window shows, which is also what the journal adds up to."""
    shown = office.people().household(household_id)
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == before
    assert office.people().household(household_id) == shown
    return shown


def test_a_field_written_anew_shows_its_new_value_and_leaves_the_others(office: TestOffice) -> None:
    household_id = at_home(office)
    before = office.people().household(household_id)
    written = office.people().change_household(
        ChangeHousehold(household_id=household_id, values={"rent": Baht.of(800), "housing": "rent"}, seen=before.seen)
    )
    assert written.changes.of("household") == {household_id}
    assert page(office, household_id).values == replace(VALUES, rent=Baht.of(800), housing="rent")


def test_writing_what_stands_already_changes_nothing(office: TestOffice) -> None:
    household_id = at_home(office)
    written = office.people().change_household(
        ChangeHousehold(household_id=household_id, values={"housing": "own"}, seen={})
    )
    assert "household" not in written.changes


def test_one_house_holds_several_families_each_with_its_persons(office: TestOffice) -> None:
    household_id = at_home(office)
    command = RegisterPerson(values=person_values(), household_id=household_id)
    person_id = office.people().register(command).value
    formed = office.people().form_family(household_id, "ครอบครัวของลูกสาว")
    assert formed.changes.of("household") == {household_id}
    families = {label: [one.person_id for one in persons] for _, label, persons in page(office, household_id).families}
    assert families == {"ครอบครัวแรก": [person_id], "ครอบครัวของลูกสาว": []}


def test_a_member_is_listed_listed_anew_and_taken_off_with_a_reason(office: TestOffice) -> None:
    household_id = at_home(office)
    child = HouseholdMember(
        member_id="", household_id=household_id, name="เด็กชายดี ศรีสุข", birth=PartialDate(2015), relation="บุตร"
    )
    listed = office.people().list_member(child)
    assert listed.changes.of("household") == {household_id}
    grown = replace(child, member_id=listed.value, occupation="นักเรียน")
    assert office.people().list_member(grown).value == listed.value
    assert page(office, household_id).members == (grown,)
    gone = office.people().remove_member(household_id, listed.value, "ย้ายไปอยู่กับย่า")
    assert gone.changes.of("household") == {household_id}
    assert page(office, household_id).members == ()


def test_a_member_without_a_name_and_a_removal_without_a_reason_are_refused(office: TestOffice) -> None:
    household_id = at_home(office)
    with refused("people.member_without_name"):
        office.people().list_member(HouseholdMember(member_id="", household_id=household_id, name=" "))
    with refused("people.reason_missing"):
        office.people().remove_member(household_id, "m", " ")


def test_asking_for_a_whole_id_is_recorded_and_changes_no_row(office: TestOffice) -> None:
    command = RegisterPerson(values=person_values(national_id="1101700230708", no_id_reason=None))
    person_id = office.people().register(command).value
    before = state_of(office.engine)
    shown = office.people().reveal_id(person_id, "ทำใบสำคัญรับเงิน")
    assert shown.value == "1101700230708"
    assert shown.changes.touched == frozenset()
    assert state_of(office.engine) == before
    with office.engine.connect() as connection:
        recorded = "SELECT count(*) FROM entry WHERE type = 'person.id_revealed'"
        assert connection.exec_driver_sql(recorded).scalar() == 1


def test_somebody_joins_a_family_and_leaves_another_household_with_a_reason_alone(office: TestOffice) -> None:
    first, second = at_home(office), at_home(office)
    person_id = office.people().register(RegisterPerson(values=person_values())).value
    (first_family, _, _), (second_family, _, _) = (
        office.people().household(household_id).families[0] for household_id in (first, second)
    )
    assert office.people().join_family(person_id, first_family).changes.of("person") == {person_id}
    assert "person" not in office.people().join_family(person_id, first_family).changes
    with refused("people.in_other_household"):
        office.people().join_family(person_id, second_family, "  ")
    with refused("people.unknown_household"):
        office.people().join_family(person_id, "nowhere", "ย้าย")
    grown = office.people().form_family(first, "ครอบครัวของลูกสาว").value
    office.people().join_family(person_id, grown)
    assert office.people().page(person_id).values.family_id == grown
    office.people().join_family(person_id, second_family, "แต่งงาน")
    (shown,) = page(office, second).families
    assert [person.person_id for person in shown[2]] == [person_id]
    assert not office.people().page(person_id).conflicts
