"""The list of conflicts on an office and its laptop in real folders: compared, decided once, decided everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.people import ChangeHousehold
from kmcase.application.permissions import allowed
from kmcase.application.read.today import Task
from kmcase.bootstrap import OpenOffice
from tests.laptop_folders import LAPTOP, Place, a_place, bundle, people_of, write_phone
from tests.ui.desks import Noted, a_desk, drain, hear
from ui.ports import Desk
from ui.screens.conflicts.view import ConflictsView
from ui.screens.today.places import PLACES
from ui.widgets import Button, Label


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Somebody's telephone and a house were written apart, and the laptop's bundle came home."""
    found = a_place(tmp_path)
    laptop, office = found.enter(found.laptop, "officer1"), found.enter(found.office, "officer2")
    for opened, phone, landmark in ((laptop, "0811111111", "ข้างวัด"), (office, "0822222222", "หน้าโรงเรียน")):
        found.later(minutes=1)
        write_phone(opened, people_of(opened)[0], phone)
        people = opened.services.people
        home = people.household(people.households()[0].household_id)
        change = ChangeHousehold(household_id=home.household_id, values={"landmark": landmark}, seen=home.seen)
        people.change_household(change)
    office.services.exchange.apply(bundle(laptop, found.root / "home.kmbundle"))
    found.close()
    yield found
    found.close()


def shown(qtbot: QtBot, opened: OpenOffice) -> tuple[ConflictsView, Desk]:
    """The screen with everything read, for whoever is signed in."""
    roles = opened.actor.roles
    desk = a_desk(opened.services, actor=opened.actor, may=lambda use_case: allowed(use_case, roles))
    view = ConflictsView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(None)
    drain(desk)
    QTest.qWait(1)
    return view, desk


def says(view: ConflictsView, words: str) -> bool:
    return any(words in each.plain_text() for each in view.findChildren(Label) if each.isVisible())


def bring(view: ConflictsView, noun: str) -> None:
    """The person or the household to the front."""
    keys = [(page.item.noun, page.item.record_id) for page in view.list.items()]
    view.list.select_key(next(key for key in keys if key[0] == noun))
    QTest.qWait(1)


def take(view: ConflictsView, desk: Desk, words: str) -> None:
    """Press what takes a value; the window hears of what changed."""
    name = desk.texts.text("conflicts.take_value", value=words)
    next(each for each in view.findChildren(Button) if each.isVisible() and each.accessibleName() == name).click()
    drain(desk)
    hear(view, desk)
    QTest.qWait(1)


def test_both_values_stand_side_by_side_with_who_when_and_from_which_device(qtbot: QtBot, place: Place) -> None:
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    assert {page.item.noun for page in view.list.items()} == {"person", "household"}
    bring(view, "person")
    for words in ("0811111111", "0822222222", f"จาก {LAPTOP}", "จากสำนักงาน", "นางสาวจันทร์ เยี่ยมบ้าน · 10 มิ.ย. 67 09:02"):
        assert says(view, words), words
    view.way.click()
    bring(view, "household")
    assert says(view, "บ้านเลขที่ 12/3 หมู่ที่ 4") and says(view, "หน้าโรงเรียน")
    view.way.click()
    assert isinstance(desk.navigation, Noted)
    assert [screen for screen, _ in desk.navigation.opened] == ["people", "households"]


def test_what_is_decided_once_with_a_reason_is_decided_everywhere(qtbot: QtBot, place: Place) -> None:
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    bring(view, "person")
    take(view, desk, "0811111111")
    assert view.panel.form.editor("reason").accessibleDescription() and len(view.list.items()) == 2
    view.panel.form.editor("reason").set_value("โทรถามแล้ว")
    take(view, desk, "0811111111")
    assert [page.item.noun for page in view.list.items()] == ["household"]
    assert view.panel.form.values()["reason"] == "", "another record has reasons of its own"
    view.panel.form.editor("reason").set_value("ไปดูแล้ว")
    take(view, desk, "หน้าโรงเรียน")
    assert not view.list.items() and view.nothing.isVisible()
    answer = bundle(office, place.root / "answer.kmbundle", LAPTOP)
    place.close()
    laptop = place.enter(place.laptop, "officer1")
    laptop.services.exchange.apply(answer)
    person_id = people_of(laptop)[0]
    assert laptop.services.conflicts.list() == ()
    assert laptop.services.people.page(person_id).values.phone == "0811111111"
    assert laptop.services.exchange.status().conflicts == 0


def test_it_is_decided_on_the_laptop_as_well(qtbot: QtBot, place: Place) -> None:
    office = place.enter(place.office, "officer2")
    answer = bundle(office, place.root / "answer.kmbundle", LAPTOP)
    place.close()
    laptop = place.enter(place.laptop, "officer1")
    laptop.services.exchange.apply(answer)
    view, desk = shown(qtbot, laptop)
    bring(view, "person")
    view.panel.form.editor("reason").set_value("เจ้าตัวยืนยัน")
    take(view, desk, "0822222222")
    home = bundle(laptop, place.root / "second.kmbundle")
    place.close()
    office = place.enter(place.office, "officer2")
    office.services.exchange.apply(home)
    assert office.services.people.page(people_of(office)[0]).values.phone == "0822222222"
    assert [page.item.noun for page in office.services.conflicts.list()] == ["household"]


def test_who_may_not_write_the_register_compares_and_is_told_who_decides(qtbot: QtBot, place: Place) -> None:
    view, desk = shown(qtbot, place.enter(place.office, "director"))
    bring(view, "person")
    assert says(view, "0811111111") and says(view, desk.texts.text("conflicts.who_decides"))
    assert not view.panels[True].isVisible()


def test_one_that_a_colleague_decided_meanwhile_is_told(qtbot: QtBot, place: Place) -> None:
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    other, other_desk = shown(qtbot, office)
    for each in (view, other):
        bring(each, "person")
        each.panel.form.editor("reason").set_value("โทรถามแล้ว")
    take(other, other_desk, "0811111111")
    take(view, desk, "0822222222")
    assert view.banner.accessibleName() == "ช่องนี้ไม่มีค่าที่ขัดกันแล้ว"


def test_today_counts_them_and_opens_the_list(qtbot: QtBot, place: Place) -> None:
    office = place.enter(place.office, "officer1")
    counted = {task.task: task.count for task in office.services.day.page().tasks}
    assert counted[Task.CONFLICT] == 2 and Task.SILENT_LAPTOP not in counted
    assert PLACES[Task.CONFLICT].screen == "conflicts" and PLACES[Task.SILENT_LAPTOP].screen == "laptops"
    place.close()
    place.later(days=8)
    admin = place.enter(place.office, "admin")
    assert {task.task: task.count for task in admin.services.day.page().tasks}[Task.SILENT_LAPTOP] == 1


def test_it_speaks_english_at_once(qtbot: QtBot, place: Place) -> None:
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    QTest.qWait(1)
    assert says(view, "from the office") and says(view, "Reason for the choice")
