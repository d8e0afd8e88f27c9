"""The laptops' screen on a real office: enrolled by its form, given another area, revoked, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed
from kmcase.bootstrap import OpenOffice
from kmcase.domain.errors import EnvironmentProblem
from kmcase.messages import Catalogue
from kmcase.sync.files import FileBundles
from kmcase.thai.calendar import bangkok_date
from tests.builders import AREA, CHIANG_PHIN
from tests.laptop_folders import LAPTOP, PASSWORD, Place, a_place, bundle, people_of
from tests.ui.desks import Noted, a_desk, drain, error, hear
from ui.ports import Desk
from ui.screens.laptops.actions import Action
from ui.screens.laptops.columns import state_mark
from ui.screens.laptops.view import LaptopsView

SAID = Catalogue()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office and its laptop."""
    found = a_place(tmp_path)
    yield found
    found.close()


@pytest.fixture
def office(place: Place) -> OpenOffice:
    """Open for its administrator."""
    return place.enter(place.office, "admin")


def shown(qtbot: QtBot, opened: OpenOffice) -> tuple[LaptopsView, Desk]:
    """The screen with everything read, for whoever is signed in."""
    roles = opened.actor.roles
    desk = a_desk(
        opened.services,
        actor=opened.actor,
        today=lambda: bangkok_date(opened.clock.now()),
        may=lambda use_case: allowed(use_case, roles),
    )
    view = LaptopsView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def send(view: LaptopsView, desk: Desk, **values: object) -> None:
    """Type into the open form and press its action; the window hears of what changed."""
    assert view.form is not None
    for name, value in values.items():
        view.form.form.editor(name).set_value(value)
    view.form.action.click()
    drain(desk)
    hear(view, desk)
    QTest.qWait(1)


def officers(opened: OpenOffice, *logins: str) -> frozenset[str]:
    return frozenset(one.staff_id for one in opened.services.staff.list() if one.login in logins)


def filled(opened: OpenOffice, file: Path) -> dict[str, Any]:
    return {"name": "เครื่อง 2", "area": AREA, "officers": officers(opened, "officer2"), "file": str(file)}


def banner(view: LaptopsView) -> str:
    return view.banner.accessibleName() if view.banner.isVisible() else ""


def test_a_laptop_is_enrolled_by_the_form_and_joins_with_the_file(
    qtbot: QtBot, place: Place, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    view.enrol.click()
    assert view.form is not None
    values = filled(office, place.root / "stick-2")
    for name, value in values.items():
        view.form.form.editor(name).set_value(value)
    sentence = view.form._sentence.plain_text()
    assert sentence == (
        "จะให้เครื่อง เครื่อง 2 รับข้อมูล 2 ตำบล เจ้าหน้าที่ 1 คนเปิดได้ด้วยรหัสผ่านของตน และจะเขียนไฟล์ลงทะเบียนที่ stick-2.enrol"
    )
    send(view, desk)
    file = place.root / "stick-2.enrol"
    assert view.form is None and f"นำไฟล์ {file} ไปที่เครื่องนั้น" in banner(view)
    line = next(line for line in view.list.items() if line.laptop.name == "เครื่อง 2")
    assert line.officers == ("นางสาวจันทร์ เยี่ยมบ้าน",) and line.laptop.area == AREA
    assert view.pane.name.plain_text() == "เครื่อง 2"
    assert state_mark(line).said.key == "laptops_ui.state.waiting"  # type: ignore[union-attr]
    place.close()
    door = place.offices.enrolment(file)
    assert (door.laptop, [user.login for user in door.users]) == ("เครื่อง 2", ["officer2"])
    place.offices.join(file, place.root / "second", "officer2", PASSWORD)
    assert len(people_of(place.enter(place.root / "second", "officer2"))) == 3


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, place: Place, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    view.enrol.click()
    send(view, desk, **{**filled(office, place.root / "f"), "name": LAPTOP})
    assert error(view, "name") == f"มีเครื่องชื่อ {LAPTOP} แล้ว"
    send(view, desk, name="เครื่อง 2", file=str(place.root / "gone" / "f"))
    assert "ไม่มีโฟลเดอร์" in error(view, "file")
    send(view, desk, name="")
    assert error(view, "name") and view.form is not None
    assert view.form.form.values()["area"] == AREA
    assert len(view.list.items()) == 1


def test_a_file_that_cannot_be_written_tells_what_became_of_the_laptop(
    qtbot: QtBot, place: Place, office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, desk = shown(qtbot, office)
    view.enrol.click()

    def full(*_: object) -> int:
        raise EnvironmentProblem("office_files.disk_full")

    with monkeypatch.context() as filling:
        filling.setattr(FileBundles, "write", full)
        send(view, desk, **filled(office, place.root / "f"))
    assert view.form is not None
    told = view.form._banner.accessibleName()
    assert told.startswith(SAID.text("office_files.error.disk_full")) and "ให้เพิกถอนแล้วลงทะเบียนใหม่" in told
    assert {line.laptop.name for line in view.list.items()} == {LAPTOP, "เครื่อง 2"}


def test_where_the_file_shall_lie_is_asked_and_its_ending_is_given(
    qtbot: QtBot, place: Place, office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, _ = shown(qtbot, office)
    view.enrol.click()
    assert view.form is not None
    offered: list[str] = []

    def answer(parent: object, title: str, begin: str, kinds: str) -> tuple[str, str]:
        offered.append(begin)
        return str(place.root / "chosen"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    view.form.form.editor("name").set_value("เครื่อง 2")
    editor: Any = view.form.form.editor("file")
    editor._browse.click()
    assert Path(offered[0]).name == "ลงทะเบียน_เครื่อง_2_2567-06-10.enrol"
    assert editor.value() == str(place.root / "chosen.enrol")


def test_another_area_brings_what_is_lacking_with_the_next_bundle(
    qtbot: QtBot, place: Place, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    view.pane.buttons[Action.AREA].click()
    assert view.form is not None and view.form.form.values()["area"] == {CHIANG_PHIN}
    send(view, desk, area=AREA, reason="")
    assert error(view, "reason")
    send(view, desk, reason="ย้ายพื้นที่")
    assert "ทำชุดข้อมูลให้เครื่อง" in banner(view)
    assert view.list.items()[0].laptop.area == AREA
    view.pane.exchange.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("exchange", view.list.items()[0].laptop.laptop_id)]


def test_a_laptop_is_revoked_with_a_reason_after_its_consequences_are_told(
    qtbot: QtBot, place: Place, office: OpenOffice
) -> None:
    laptop = place.enter(place.laptop, "officer1")
    file = bundle(laptop, place.root / "b.kmbundle")
    office.services.exchange.apply(file)
    view, desk = shown(qtbot, office)
    assert state_mark(view.list.items()[0]).said.key == "laptops_ui.state.active"  # type: ignore[union-attr]
    view.pane.buttons[Action.REVOKE].click()
    assert view.form is not None
    told = view.form._sentence.plain_text()
    assert "งาน 1 รายการที่รับไว้แล้วยังอยู่ครบ" in told and "หลังจากนี้จะไม่รับ" in told
    send(view, desk, reason="ถูกขโมย แจ้งความแล้ว")
    assert view.pane.chip.accessibleName() == "เพิกถอนแล้ว"
    assert "ถูกขโมย แจ้งความแล้ว" in view.pane.trouble.plain_text()
    assert not any(button.isVisible() for button in (*view.pane.buttons.values(), view.pane.exchange))
    view.begin("revoke")
    assert view.form is None


def test_one_that_stays_away_is_marked_and_told_what_to_do(qtbot: QtBot, place: Place) -> None:
    place.later(days=8)
    view, _ = shown(qtbot, place.enter(place.office, "admin"))
    assert view.pane.chip.accessibleName() == "เงียบหายไป"
    assert "ติดต่อเจ้าหน้าที่" in view.pane.trouble.plain_text()


def test_who_only_reads_enrols_and_revokes_nothing(qtbot: QtBot, place: Place) -> None:
    view, _ = shown(qtbot, place.enter(place.office, "auditor"))
    assert not view.enrol.isVisible()
    assert not any(button.isVisible() for button in (*view.pane.buttons.values(), view.pane.exchange))
    view.begin("enrol")
    assert view.form is None


def test_it_speaks_english_at_once(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.enrol.text() == "Enrol a laptop" and view.pane.buttons[Action.REVOKE].text() == "Revoke"
