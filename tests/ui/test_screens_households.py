"""Households on a real office: the house, its families, its members, and whose household somebody belongs to."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QInputDialog
from pytestqt.qtbot import QtBot

from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.application.read.people import HouseholdPage
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdValues
from kmcase.persistence.draft_store import SqlDrafts
from tests.builders import CHIANG_PHIN, TestOffice, person_values, register
from tests.conflict_builders import a_household, conflicts
from tests.ui.desks import office_desk
from tests.ui.screen_hands import ScreenHands
from ui.screens.households.view import HouseholdsView
from ui.widgets import Banner


class Households(ScreenHands):
    """The screen in somebody's name."""

    def __init__(self, qtbot: QtBot, office: TestOffice, login: str = "officer") -> None:
        drafts = SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock)
        people = office.people(login)
        services: Any = SimpleNamespace(people=people, drafts=drafts, conflicts=conflicts(office, login))
        desk = office_desk(office, login, services)
        view = HouseholdsView(desk)
        qtbot.addWidget(view)
        super().__init__(qtbot, desk, view)
        view.resize(1100, 680)
        view.show()
        view.show_record(None)
        self.settle()

    def begin(self, house: str = "12/3") -> None:
        """A new household in the office's area."""
        self.press("households.new")
        self.fill("widgets.address.house_no", house)
        self.fill("widgets.address.moo", "3")
        self.fill("widgets.address.subdistrict_code", "เชียงพิณ")


@pytest.fixture
def desk(qtbot: QtBot, office: TestOffice) -> Households:
    return Households(qtbot, office)


@pytest.fixture
def home(desk: Households) -> Households:
    """A household just entered."""
    desk.begin()
    desk.press("households.save")
    return desk


def only(office: TestOffice) -> HouseholdPage:
    (item,) = office.people().households()
    return office.people().household(item.household_id)


def test_a_household_is_entered_with_its_first_family(desk: Households, office: TestOffice) -> None:
    desk.begin()
    desk.fill("households.field.monthly_income", "4,000")
    desk.fill("households.field.monthly_expenses", "4,500.50")
    desk.press("households.save")
    page = only(office)
    assert page.values.address == Address(house_no="12/3", moo=3, subdistrict_code=CHIANG_PHIN)
    assert (page.values.monthly_income, len(page.families)) == (Baht.of(4000), 1)
    assert desk.says(desk.text("households.family_number", number=1))
    assert desk.says(desk.text("households.balance", left=Baht(-50_050)))


def test_without_an_address_it_is_refused_beside_it_and_nothing_typed_is_lost(
    desk: Households, office: TestOffice
) -> None:
    desk.press("households.new")
    desk.fill("households.field.landmark", "ข้างวัด")
    desk.type_over("households.field.monthly_income", "สี่พัน")
    desk.press("households.save")
    assert desk.beside("households.field.address") == desk.text("widgets.form.missing")
    assert desk.beside("households.field.monthly_income") == desk.text("widgets.baht.letters")
    assert office.people().households() == ()
    assert desk.editor("households.field.landmark").value() == "ข้างวัด"


def test_a_member_is_added_and_taken_off_with_a_reason(
    home: Households, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.press("households.add_member")
    assert home.beside("households.member.name") == home.text("widgets.form.missing")
    home.fill("households.member.name", "เด็กชายปิติ ศรีสุข")
    home.fill("households.member.relation", home.text("households.relation.child"))
    home.fill("households.member.birth", "2555")
    home.press("households.add_member")
    (member,) = only(office).members
    assert (member.name, member.relation, member.birth) == ("เด็กชายปิติ ศรีสุข", "child", PartialDate(2012))
    assert member.family_id == only(office).families[0][0] and home.says("เด็กชายปิติ ศรีสุข")
    assert home.editor("households.member.name").value() == ""

    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("  ", True))
    home.press("households.remove_member")
    assert len(only(office).members) == 1
    assert home.said(Banner) == home.text("people.error.reason_missing")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("ไปอยู่กับยาย", True))
    home.press("households.remove_member")
    assert only(office).members == () and not home.says("เด็กชายปิติ ศรีสุข")


def test_two_families_live_in_one_household_and_a_member_belongs_to_one(home: Households, office: TestOffice) -> None:
    home.press("households.add_family")
    first, second = (home.text("households.family_number", number=number) for number in (1, 2))
    assert [label or first for _, label, _ in only(office).families] == [first, second]
    home.fill("households.member.name", "นางคำปุน ทองดี")
    home.fill("households.member.family", second)
    home.press("households.add_member")
    (member,) = only(office).members
    assert member.family_id == only(office).families[1][0]


def test_what_is_typed_of_a_house_stays_when_a_family_or_member_is_added(home: Households, office: TestOffice) -> None:
    home.fill("households.field.landmark", "ข้างวัด")
    home.press("households.add_family")
    home.fill("households.member.name", "เด็กชายปิติ ศรีสุข")
    home.press("households.add_member")
    assert home.editor("households.field.landmark").value() == "ข้างวัด"
    home.press("households.save")
    assert only(office).values.landmark == "ข้างวัด"


def test_what_is_typed_and_not_saved_is_there_again(qtbot: QtBot, home: Households, office: TestOffice) -> None:
    home.fill("households.field.landmark", "ข้างวัด")
    home.fill("households.member.name", "เด็กชายปิติ ศรีสุข")
    home.begin("99")
    home.settle()
    again = Households(qtbot, office)
    again.choose(again.list("households.screen"), "12/3")
    assert again.editor("households.field.landmark").value() == "ข้างวัด"
    assert again.editor("households.member.name").value() == "เด็กชายปิติ ศรีสุข"


def test_somebody_of_the_register_joins_a_family_and_opens(home: Households, office: TestOffice) -> None:
    person_id = register(office)
    home.press("households.join")
    home.search("households.join_who", "บุญมี")
    assert office.people().page(person_id).household_id == only(office).household_id
    assert not home.view.joining.isVisible()  # type: ignore[attr-defined]
    home.press_words("นางบุญมี ศรีสุข")
    assert home.opened() == [("people", person_id)]


def test_who_lives_in_another_household_moves_with_a_reason_alone(home: Households, office: TestOffice) -> None:
    before = only(office).household_id
    person_id = office.people().register(RegisterPerson(values=person_values(), household_id=before)).value
    home.begin("99")
    home.press("households.save")
    home.press("households.add_family")
    home.press("households.join")
    home.fill("households.member.family", home.text("households.family_number", number=2), which=0)
    home.search("households.join_who", "บุญมี")
    elsewhere = home.text("people.error.in_other_household", house="12/3", moo="3")
    assert home.beside("households.join_reason") == elsewhere
    home.press("households.move_here")
    assert home.beside("households.join_reason") == home.text("widgets.form.missing")
    assert office.people().page(person_id).household_id == before
    home.fill("households.join_reason", "แต่งงานแล้วย้ายมาอยู่กับสามี")
    home.press("households.move_here")
    page = office.people().page(person_id)
    homes = {item.address.house_no: item.household_id for item in office.people().households()}
    new = office.people().household(homes["99"])
    assert (page.household_id, page.values.family_id) == (homes["99"], new.families[1][0])


def test_who_may_only_read_is_offered_nothing_to_change(qtbot: QtBot, office: TestOffice) -> None:
    office.people().register_household(RegisterHousehold(values=HouseholdValues(address=Address(house_no="5"))))
    desk = Households(qtbot, office, "auditor")
    desk.choose(desk.list("households.screen"), "5")
    offered = {button.text() for button in desk.view.findChildren(QAbstractButton) if button.isVisible()}
    changes = {desk.text(f"households.{name}") for name in ("new", "save", "join", "add_family", "add_member")}
    assert offered and not offered & changes


def test_what_two_wrote_apart_of_a_house_is_decided_beside_its_form(qtbot: QtBot, office: TestOffice) -> None:
    household_id = a_household(office, "ข้างวัด 2", "หน้าโรงเรียน")
    reader = Households(qtbot, office, "director")
    reader.view.show_record(household_id)  # type: ignore[attr-defined]
    reader.settle()
    assert reader.says("หน้าโรงเรียน") and reader.says(reader.text("conflicts.who_decides"))
    home = Households(qtbot, office)
    home.view.show_record(household_id)  # type: ignore[attr-defined]
    home.settle()
    home.fill("conflicts.reason", "ไปดูที่บ้านแล้ว")
    home.press_words(home.text("conflicts.take_value", value="ข้างวัด 2"))
    page = office.people().household(household_id)
    assert page.values.landmark == "ข้างวัด 2" and page.conflicts == {}
    assert not home.says(home.text("conflicts.take_value", value="หน้าโรงเรียน"))


def test_a_household_leads_to_its_development_plan(home: Households, office: TestOffice) -> None:
    home.press("households.plan")
    assert home.desk.navigation.opened[-1] == ("household_plans", only(office).household_id)  # type: ignore[attr-defined]
