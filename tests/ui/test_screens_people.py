"""Persons in the register of a real office: what is taken, what is refused beside its field, what is found again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QCompleter, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kmcase.application.duplicates import DuplicateService
from kmcase.application.read.people import PersonItem
from kmcase.cli.sample.dirty_lists import national_id, with_dashes
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, Membership, MembershipKind, NoIdReason, PersonValues, Sex
from kmcase.messages import Catalogue
from kmcase.persistence.draft_store import SqlDrafts
from kmcase.persistence.rows import journal
from kmcase.thai.calendar import bangkok_date
from kmcase.thai.national_id import format_id, mask_id
from tests.builders import CHIANG_PHIN, JUNE, TestOffice, register
from tests.conflict_builders import conflicts
from tests.ui.desks import Noted, a_desk
from tests.ui.screen_hands import ScreenHands
from ui.screens.people.view import PeopleView
from ui.standing import in_words

SOMEBODY = national_id(1)
WRONG_CHECK_DIGIT = SOMEBODY[:-1] + str((int(SOMEBODY[-1]) + 1) % 10)


class Register(ScreenHands):
    """The screen in an officer's name."""

    def __init__(self, qtbot: QtBot, office: TestOffice, login: str = "officer") -> None:
        work = office.work(login)
        drafts = SqlDrafts(engine=office.engine, staff_id=login, clock=office.clock)
        people = office.people(login)
        services: Any = SimpleNamespace(people=people, drafts=drafts, conflicts=conflicts(office, login))
        services.duplicates = DuplicateService(work)
        desk = a_desk(services, actor=work.actor, today=lambda: bangkok_date(office.clock.now()))
        view = PeopleView(desk)
        qtbot.addWidget(view)
        super().__init__(qtbot, desk, view)
        view.resize(1100, 680)
        view.show()
        self.show(None)

    def show(self, record_id: str | None) -> None:
        """Come to the screen, perhaps at a person."""
        self.view.show_record(record_id)  # type: ignore[attr-defined]
        self.settle()

    def begin(self, **typed: str) -> None:
        """Somebody new who lives in the office's area, without an id."""
        self.press("people.new_short")
        self.fill("people.field.first_name", typed.get("first_name", "สมหญิง"))
        self.fill("widgets.address.house_no", "12/3", which=0)
        self.fill("widgets.address.moo", "3", which=0)
        self.fill("widgets.address.subdistrict_code", "เชียงพิณ", which=0)

    def without_id(self) -> None:
        """Say why there is no id."""
        self.press("widgets.id.none")
        self.fill("widgets.id.reason_name", self.text("widgets.id.reason.card_lost"))

    def listed(self, typed: str) -> list[str]:
        """The names that the list shows for what is typed into its search."""
        shown = self.list("people.screen")
        shown.set_filter(typed)
        self.settle()
        return [item.name for item in shown.items()]


@pytest.fixture
def desk(qtbot: QtBot, office: TestOffice) -> Register:
    return Register(qtbot, office)


def persons(office: TestOffice) -> tuple[PersonItem, ...]:
    return office.people().persons()


def only(office: TestOffice) -> PersonValues:
    (item,) = persons(office)
    return office.people().page(item.person_id).values


def test_of_a_birth_the_year_is_enough(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.without_id()
    desk.fill("people.field.birth", "2501")
    desk.press("people.save")
    values = only(office)
    assert (values.birth, values.no_id_reason) == (PartialDate(1958), NoIdReason.CARD_LOST)
    assert values.address == Address(house_no="12/3", moo=3, subdistrict_code=CHIANG_PHIN)
    assert desk.says(desk.text("people.identity", number="–", birth=values.birth, age=66))


def test_somebody_new_is_marked_in_the_list_once_saved(desk: Register, office: TestOffice) -> None:
    register(office, first_name="คำปุน")
    desk.show(None)
    shown = desk.list("people.screen")
    shown.select_key(shown.items()[0].person_id)
    desk.settle()
    desk.begin()
    desk.without_id()
    assert shown.selected() == ()
    desk.press("people.save")
    desk.show(None)
    assert [item.name for item in shown.selected()] == ["สมหญิง"]


def test_without_an_id_a_reason_is_asked_for_beside_it_and_nothing_typed_is_lost(
    desk: Register, office: TestOffice
) -> None:
    desk.begin()
    desk.fill("people.field.phone", "0812345678")
    desk.press("people.save")
    assert desk.beside("people.field.identity") == desk.text("widgets.form.missing")
    desk.press("widgets.id.none")
    desk.press("people.save")
    assert desk.beside("people.field.identity") == desk.text("widgets.id.reason_missing")
    assert persons(office) == ()
    desk.fill("widgets.id.reason_name", desk.text("widgets.id.reason.not_known"))
    desk.press("people.save")
    values = only(office)
    assert (values.first_name, values.phone, values.no_id_reason) == ("สมหญิง", "0812345678", NoIdReason.NOT_KNOWN)


def test_a_wrong_check_digit_warns_and_is_taken_with_its_reason(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.type_over("people.field.identity", WRONG_CHECK_DIGIT)
    assert desk.says(desk.text("widgets.id.check_digit"))
    desk.press("people.save")
    assert desk.beside("people.field.identity") == desk.text("widgets.id.note_missing")
    assert persons(office) == ()
    desk.fill("widgets.id.note", "ตรวจกับบัตรแล้ว เลขเป็นดังนี้")
    desk.press("people.save")
    values = only(office)
    assert (values.national_id, values.id_note) == (WRONG_CHECK_DIGIT, "ตรวจกับบัตรแล้ว เลขเป็นดังนี้")


@pytest.mark.parametrize(
    ("typed", "why"), [("1" * 13, "repeated"), ("9" + SOMEBODY[1:], "nine"), (SOMEBODY[:-1], "length")]
)
def test_an_id_that_cannot_be_is_refused_beside_it(desk: Register, office: TestOffice, typed: str, why: str) -> None:
    desk.begin()
    desk.type_over("people.field.identity", typed)
    desk.press("people.save")
    assert desk.beside("people.field.identity") == desk.text(f"widgets.id.{why}", count=len(typed))
    assert persons(office) == ()


def test_an_id_that_somebody_has_is_refused_beside_it(desk: Register, office: TestOffice) -> None:
    register(office, first_name="บุญมา", national_id=SOMEBODY, no_id_reason=None)
    desk.begin()
    desk.fill("people.field.identity", with_dashes(SOMEBODY))
    desk.press("people.save")
    assert desk.beside("people.field.identity") == desk.text("people.finding.id_in_register")
    assert [item.name for item in persons(office)] == ["นางบุญมา ศรีสุข"]
    assert desk.editor("people.field.first_name").value() == "สมหญิง"


def test_what_the_rules_think_stands_beside_its_field_while_one_types(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.without_id()
    desk.fill("people.field.birth", "2401")
    desk.view.page._presenter.typed(desk.view.page.typed())  # type: ignore[attr-defined]
    desk.settle()
    too_old = desk.text("people.finding.birth_too_old", age=166)
    assert desk.beside("people.field.birth") == too_old


def test_membership_has_its_dates(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.without_id()
    desk.fill("people.field.member_kind", desk.text("people.membership.member"))
    desk.fill("people.field.member_number", "ชพ 12")
    desk.fill("people.field.member_since", "1/4/2520")
    desk.fill("people.field.member_until", "31/3/2560")
    desk.press("people.save")
    assert only(office).membership == Membership(
        kind=MembershipKind.MEMBER, since=date(1977, 4, 1), until=date(2017, 3, 31), member_number="ชพ 12"
    )


def test_a_membership_does_not_end_before_it_began(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.without_id()
    desk.fill("people.field.member_kind", desk.text("people.membership.member"))
    desk.fill("people.field.member_since", "1/4/2560")
    desk.fill("people.field.member_until", "31/3/2520")
    desk.press("people.save")
    assert desk.beside("people.field.member_until") == desk.text("people.finding.membership_ends_before")
    assert persons(office) == ()


def test_dates_of_a_membership_without_its_kind_are_asked_about_not_dropped(desk: Register, office: TestOffice) -> None:
    desk.begin()
    desk.without_id()
    desk.fill("people.field.member_since", "1/4/2560")
    desk.press("people.save")
    assert desk.beside("people.field.member_kind") == desk.text("people.error.member_kind_missing")
    assert persons(office) == ()


def test_the_picker_of_places_narrows_from_province_to_subdistrict(desk: Register) -> None:
    desk.press("people.new_short")
    line = desk.editor("widgets.address.subdistrict_code", which=0).inputs()[0]
    assert isinstance(line, QLineEdit)

    def offered(typed: str) -> list[str]:
        desk.type_over("widgets.address.subdistrict_code", typed, which=0)
        completer = line.completer()
        assert isinstance(completer, QCompleter)
        model = completer.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    in_province = offered("จ.อุดรธานี")
    assert len(in_province) == 12 and all("จ.อุดรธานี" in place for place in in_province)
    in_district = offered("จ.อุดรธานี อ.เมือง")
    assert in_district and all("อ.เมืองอุดรธานี" in place for place in in_district)
    assert offered("จ.อุดรธานี อ.เมือง ต.เชียงพิณ") == ["ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี  41000"]


def test_a_place_that_is_none_and_a_moo_with_letters_are_refused_beside_the_address(
    desk: Register, office: TestOffice
) -> None:
    desk.begin()
    desk.without_id()
    desk.type_over("widgets.address.moo", "สาม", which=0)
    desk.press("people.save")
    assert desk.beside("people.field.address") == desk.text("widgets.number.bounds", least=1, most=99)
    desk.type_over("widgets.address.moo", "๓", which=0)
    desk.type_over("widgets.address.subdistrict_code", "ไม่มีที่นี่", which=0)
    desk.press("people.save")
    assert desk.beside("people.field.address") == desk.text("widgets.address.unknown_area", typed="ไม่มีที่นี่")
    assert persons(office) == ()
    desk.fill("widgets.address.subdistrict_code", "เชียงพิณ", which=0)
    desk.press("people.save")
    assert only(office).address.moo == 3


def test_a_whole_id_is_shown_only_when_asked_for_and_that_is_recorded(desk: Register, office: TestOffice) -> None:
    person_id = register(office, national_id=SOMEBODY, no_id_reason=None)
    desk.show(person_id)
    assert desk.says(mask_id(SOMEBODY)) and not desk.says(format_id(SOMEBODY))
    desk.press("people.reveal")
    assert desk.says(format_id(SOMEBODY))
    with office.engine.connect() as connection:
        entry = journal.entry
        query = select(entry.c.head).where(entry.c.type == "person.id_revealed")
        (head,) = connection.execute(query).scalars()
    assert json.loads(head)["actor"] == "officer"


@pytest.mark.parametrize(
    "typed",
    ["หญิง", "ทองดี", SOMEBODY, with_dashes(SOMEBODY), "12/3", "0812345678", "081-234", "081-234-5678"],
)
@pytest.mark.parametrize("phone", ["081-234-5678", "0812345678"])
def test_somebody_is_found_by_part_of_the_name_id_house_or_phone(
    qtbot: QtBot, office: TestOffice, typed: str, phone: str
) -> None:
    home = Address(house_no="12/3", moo=3, subdistrict_code=CHIANG_PHIN)
    register(office, first_name="บุญมา", phone="0899999999", address=Address(house_no="7", subdistrict_code=CHIANG_PHIN))
    register(
        office,
        first_name="สมหญิง",
        last_name="ทองดี",
        national_id=SOMEBODY,
        no_id_reason=None,
        phone=phone,
        address=home,
    )
    assert [item.name for item in office.people().search(typed)] == ["นางสมหญิง ทองดี"]
    assert Register(qtbot, office).listed(typed) == ["นางสมหญิง ทองดี"]


def test_one_changed_field_is_written_alone(desk: Register, office: TestOffice) -> None:
    person_id = register(office, first_name="บุญมา", birth=PartialDate(1958), phone="0811111111")
    before = office.people().page(person_id).seen
    desk.show(person_id)
    desk.fill("people.field.phone", "0822222222")
    desk.press("people.save")
    page = office.people().page(person_id)
    assert (page.values.phone, page.values.birth) == ("0822222222", PartialDate(1958))
    assert {name for name in page.seen if page.seen[name] != before[name]} == {"phone"}


@pytest.fixture
def apart(qtbot: QtBot, office: TestOffice) -> Iterator[Register]:
    """Somebody whose phone, sex, birth and address two officers wrote apart, at the screen of a third."""
    person_id = register(office, first_name="บุญมา", phone="0811111111")
    desks = [Register(qtbot, office, login) for login in ("officer", "officer2")]
    for each in desks:
        each.show(person_id)
    for each, phone, sex, birth, house in zip(
        desks, ("0822222222", "0833333333"), ("female", "male"), ("2501", "2502"), ("21", "22"), strict=True
    ):
        each.fill("people.field.phone", phone)
        each.fill("people.field.sex", each.text(f"people.sex.{sex}"))
        each.fill("people.field.birth", birth)
        each.fill("widgets.address.house_no", house, which=0)
        each.press("people.save")
    desk = Register(qtbot, office)
    desk.show(person_id)
    yield desk


def test_what_two_people_wrote_apart_is_shown_in_words_with_who_wrote_it_and_somebody_decides(
    apart: Register, office: TestOffice
) -> None:
    (item,) = persons(office)
    assert item.in_conflict and apart.says(apart.text("people.conflict"))
    female, home = apart.text("people.sex.female"), "22 หมู่ที่ 3 ต.เชียงพิณ อ.เมืองอุดรธานี จ.อุดรธานี"
    for words in ("0822222222", "0833333333", female, apart.text("people.sex.male"), "2501", "2502", home):
        assert apart.says(words), words
    for name in ("นายอาทิตย์ ลงพื้นที่", "นางสาวจันทร์ เยี่ยมบ้าน"):
        assert apart.says(apart.text("conflicts.written_by", name=name, at=JUNE))
    apart.press_words(apart.text("conflicts.take_value", value=home))
    assert apart.beside("conflicts.reason") and len(office.people().page(item.person_id).conflicts) == 4
    apart.fill("conflicts.reason", "ดูบัตรประชาชนแล้ว")
    for words in ("0822222222", female, "2502", home):
        apart.press_words(apart.text("conflicts.take_value", value=words))
    values = only(office)
    assert (values.phone, values.sex, values.birth) == ("0822222222", Sex.FEMALE, PartialDate(1959))
    assert values.address.house_no == "22"
    assert not persons(office)[0].in_conflict and not apart.says(apart.text("people.conflict"))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("national_id", SOMEBODY, mask_id(SOMEBODY)),
        ("no_id_reason", NoIdReason.CARD_LOST, Catalogue().text("widgets.id.reason.card_lost")),
        ("can_write", False, Catalogue().text("people.ticked.no")),
        ("marital_status", "widowed", Catalogue().text("people.marital.widowed")),
        ("problem_kinds", frozenset({"elderly"}), Catalogue().text("imports.problem_kind.elderly")),
        ("monthly_income", Baht.of(4000), "4,000.00"),
        ("registered_address", None, Catalogue().text("people.no_value")),
        ("address", Address(), Catalogue().text("people.no_value")),
        ("membership", Membership(kind=MembershipKind.RESIDENT, since=date(1977, 4, 1)), "1 เม.ย. 20"),
    ],
)
def test_each_kind_of_value_is_said_as_people_say_it(field: str, value: object, words: str) -> None:
    assert words in Catalogue().show(in_words(field, value))


def test_saving_another_field_decides_no_conflict(apart: Register, office: TestOffice) -> None:
    apart.fill("people.field.occupation", "ทำนา")
    apart.press("people.save")
    (item,) = persons(office)
    assert only(office).occupation == "ทำนา"
    assert set(office.people().page(item.person_id).conflicts) == {"phone", "sex", "birth", "address"}


@pytest.mark.parametrize(("button", "screen"), [("people.request", "requests"), ("people.case", "cases")])
def test_a_request_or_a_case_is_begun_from_the_page(
    desk: Register, office: TestOffice, button: str, screen: str
) -> None:
    person_id = register(office)
    desk.show(person_id)
    desk.press(button)
    noted = desk.desk.navigation
    assert isinstance(noted, Noted) and noted.opened == [(screen, f"new:{person_id}")]
