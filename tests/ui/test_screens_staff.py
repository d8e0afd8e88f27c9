"""The screen of staff on a real office with its real keyring: who joins, changes, forgets and leaves, and signs in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kmcase.application.permissions import allowed
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.staff import Role
from tests.sample import CHEAP, sample_copy
from tests.ui.desks import Noted, a_desk, drain, error, hear, send
from ui.ports import Desk, LiveTexts, Narrowed
from ui.screens.staff.actions import Action
from ui.screens.staff.view import StaffView


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample office of the test's own."""
    return sample_copy(tmp_path)


@pytest.fixture
def office(folder: Path) -> Iterator[OpenOffice]:
    """Open for its administrator."""
    opened = signed_in(folder, "admin")
    yield opened
    opened.close()


def signed_in(folder: Path, login: str, password: str = "sample") -> OpenOffice:
    """Somebody at the real door, with a cheap cost for passwords set from now on."""
    return Offices(folder.parent / "settings", cost=CHEAP).sign_in(folder, login, password)


def shown(qtbot: QtBot, office: OpenOffice, record_id: str | None = None) -> tuple[StaffView, Desk]:
    """The screen with everything read, for whoever is signed in."""
    desk = a_desk(office.services, actor=office.actor, may=lambda use_case: allowed(use_case, office.actor.roles))
    view = StaffView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view, desk


def id_of(view: StaffView, login: str) -> str:
    """The staff id of the newest who uses a login."""
    return [item.member.staff_id for item in view.list.items() if item.member.login == login][-1]


def bring(view: StaffView, login: str) -> None:
    """Somebody to the front."""
    view.list.select_key(id_of(view, login))


def said(desk: Desk) -> str:
    """The last notice."""
    assert isinstance(desk.navigation, Noted)
    return desk.texts.render(desk.navigation.notices[-1][0])


NEW: dict[str, Any] = {
    "name": "นางสาวมาลี เข้าใหม่",
    "position": "นักพัฒนาสังคม",
    "login": "malee",
    "password": "ปลาทู-12",
    "password_again": "ปลาทู-12",
    "roles": frozenset({Role.DEVELOPMENT_OFFICER}),
}


def add(view: StaffView, desk: Desk, **changes: object) -> None:
    """Somebody new through the form."""
    view.add.click()
    send(view, desk, **{**NEW, **changes})


def test_who_is_signed_in_is_in_front_and_everybody_is_listed(qtbot: QtBot, office: OpenOffice) -> None:
    view, _ = shown(qtbot, office)
    assert len(view.list.items()) == 15
    assert view.pane.name.plain_text() == "นายระบบ ดูแลเครื่อง (ท่าน)"
    assert not view.pane.buttons[Action.REMOVE].isVisible() and not view.pane.buttons[Action.RESET].isVisible()
    bring(view, "officer1")
    assert view.pane.buttons[Action.REMOVE].isVisible() and view.pane.buttons[Action.RESET].isVisible()
    assert [item.change.value for item in view.pane.changes.items()] == ["joined"]


def test_who_is_added_signs_in_at_the_real_door(qtbot: QtBot, folder: Path, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    add(view, desk, login=" Malee ")
    assert said(desk) == "เพิ่ม นางสาวมาลี เข้าใหม่ แล้ว เข้าสู่ระบบได้ทันที"
    assert view.pane.name.plain_text() == "นางสาวมาลี เข้าใหม่"
    office.close()
    signed_in(folder, "malee", "ปลาทู-12").close()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"login": "admin"}, "login", "มีผู้ใช้ชื่อ admin อยู่แล้ว ใส่ชื่ออื่น"),
        ({"login": "มาลี"}, "login", "ใช้อักษรอังกฤษตัวเล็กหรือตัวเลข 2 ถึง 32 ตัว เช่น manee"),
        ({"password": "สั้น", "password_again": "สั้น"}, "password", "รหัสผ่านต้องยาวอย่างน้อย 8 ตัว"),
        ({"password_again": "ปลาทู-21"}, "password_again", "รหัสผ่านสองช่องไม่ตรงกัน"),
    ],
)
def test_what_is_wrong_with_a_new_user_is_said_beside_its_field_and_nothing_typed_is_lost(
    qtbot: QtBot, office: OpenOffice, changes: dict[str, object], field: str, sentence: str
) -> None:
    view, desk = shown(qtbot, office)
    add(view, desk, **changes)
    assert sentence in error(view, field)
    assert view.form is not None and view.form.form.values()["name"] == NEW["name"]
    assert len(view.list.items()) == 15


def test_a_change_of_roles_is_told_with_its_reason_and_holds_from_the_next_sign_in(
    qtbot: QtBot, folder: Path, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "officer1")
    view.pane.buttons[Action.ROLES].click()
    send(view, desk, roles=frozenset({Role.SOCIAL_WORKER}), position="นักสังคมสงเคราะห์", reason="")
    assert error(view, "reason")
    send(view, desk, reason="ย้ายงานตามคำสั่ง 3/2567")
    newest = view.pane.changes.items()[0]
    assert newest.reason == "ย้ายงานตามคำสั่ง 3/2567"
    assert newest.roles_before == {Role.DEVELOPMENT_OFFICER} and newest.roles == {Role.SOCIAL_WORKER}
    office.close()
    again = signed_in(folder, "officer1")
    assert again.actor.roles == {Role.SOCIAL_WORKER}
    again.close()


def test_nobody_finds_a_way_to_change_their_own_roles(qtbot: QtBot, office: OpenOffice) -> None:
    view, _ = shown(qtbot, office)
    assert not any(button.isVisible() for button in view.pane.buttons.values())
    view.begin("roles")
    assert view.form is None


def test_an_administrator_who_should_handle_money_as_well_is_refused_beside_the_roles(
    qtbot: QtBot, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "officer1")
    view.pane.buttons[Action.ROLES].click()
    send(view, desk, roles=frozenset({Role.ADMINISTRATOR, Role.FINANCE}), reason="ย้ายงาน")
    assert (error(view, "roles") or "").startswith("ผู้ดูแลระบบเป็นผู้ให้บทบาท")


def test_who_is_removed_signs_in_no_more_and_everybody_else_still_does(
    qtbot: QtBot, folder: Path, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "officer1")
    view.pane.buttons[Action.REMOVE].click()
    send(view, desk, reason="ลาออก 1 มิ.ย. 2567")
    assert view.pane.chip.accessibleName() == "ออกแล้ว"
    assert not any(button.isVisible() for button in view.pane.buttons.values())
    add(view, desk)
    office.close()
    with pytest.raises(DomainError, match="wrong_password"):
        signed_in(folder, "officer1")
    for login, password in (("malee", "ปลาทู-12"), ("director", "sample"), ("admin", "sample")):
        signed_in(folder, login, password).close()


def test_a_back_up_made_after_a_removal_can_be_restored(
    qtbot: QtBot, folder: Path, office: OpenOffice, tmp_path: Path
) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "officer1")
    view.pane.buttons[Action.REMOVE].click()
    send(view, desk, reason="ลาออก")
    made = office.services.backups.make()
    office.close()
    offices = Offices(tmp_path / "settings", cost=CHEAP)
    offices.restore(made.folder, tmp_path / "restored", "admin", "sample")
    again = offices.sign_in(tmp_path / "restored", "admin", "sample")
    assert sum(item.member.active for item in again.services.staff.items()) == 14
    again.close()


def test_two_are_removed_in_two_sessions_and_the_second_is_told_so(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    for login in ("officer1", "officer2"):
        bring(view, login)
        view.pane.buttons[Action.REMOVE].click()
        send(view, desk, reason="ลาออก")
    assert view.form is not None
    assert "ออกจากระบบแล้วเข้าใหม่ก่อน" in view.form._banner.accessibleName()
    assert [item.member.login for item in view.list.items() if not item.member.active] == ["officer1"]


def test_a_forgotten_password_is_set_anew_by_the_administrator(qtbot: QtBot, folder: Path, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "officer1")
    view.pane.buttons[Action.RESET].click()
    send(view, desk, password="แกงส้ม-21 ", password_again="แกงส้ม-21 ", reason="ลืมรหัสผ่าน")
    assert [item.change.value for item in view.pane.changes.items()] == ["password", "joined"]
    office.close()
    with pytest.raises(DomainError, match="wrong_password"):
        signed_in(folder, "officer1", "แกงส้ม-21")
    signed_in(folder, "officer1", "แกงส้ม-21 ").close()


def test_the_password_of_who_signs_is_set_anew_by_one_who_holds_the_key(
    qtbot: QtBot, folder: Path, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    bring(view, "finance1")
    view.pane.buttons[Action.RESET].click()
    typed = {"password": "แกงส้ม-21", "password_again": "แกงส้ม-21", "reason": "ลืม"}
    send(view, desk, **typed)
    assert view.form is not None and "กุญแจลงลายมือชื่อ" in view.form._banner.accessibleName()
    office.close()
    director = signed_in(folder, "director")
    view, desk = shown(qtbot, director)
    bring(view, "finance1")
    view.pane.buttons[Action.RESET].click()
    send(view, desk, **typed)
    director.close()
    finance = signed_in(folder, "finance1", "แกงส้ม-21")
    assert finance.keys.signing_key is not None
    finance.close()


def test_who_signs_waits_for_the_key_until_one_who_holds_it_hands_it(
    qtbot: QtBot, folder: Path, office: OpenOffice
) -> None:
    view, desk = shown(qtbot, office)
    view.add.click()
    send(view, desk, **{**NEW, "roles": frozenset({Role.FINANCE})})
    assert view.pane.waits.isVisible() and not view.pane.hand_key.isVisible()
    office.close()
    director = signed_in(folder, "director")
    view, desk = shown(qtbot, director)
    bring(view, "malee")
    view.pane.hand_key.click()
    drain(desk)
    hear(view, desk)
    assert not view.pane.waits.isVisible() and not view.pane.hand_key.isVisible()
    assert view.pane.changes.items()[0].change.value == "key"
    director.close()
    again = signed_in(folder, "malee", "ปลาทู-12")
    assert again.keys.signing_key is not None and again.actor.roles == {Role.FINANCE}
    again.close()


def test_everybody_changes_their_own_password_the_auditor_as_well(qtbot: QtBot, folder: Path) -> None:
    auditor = signed_in(folder, "auditor")
    view, desk = shown(qtbot, auditor)
    assert view.own.isVisible() and not view.add.isVisible() and not view.relative.isVisible()
    view.own.click()
    send(view, desk, old_password="ผิดแน่นอน", password="ต้มยำ-333", password_again="ต้มยำ-333")
    assert error(view, "old_password") == "รหัสผ่านปัจจุบันไม่ถูกต้อง"
    send(view, desk, old_password="sample")
    assert said(desk) == "เปลี่ยนรหัสผ่านแล้ว" and view.form is None
    auditor.close()
    signed_in(folder, "auditor", "ต้มยำ-333").close()


def test_an_officer_declares_a_relative_of_their_own(qtbot: QtBot, folder: Path) -> None:
    officer = signed_in(folder, "officer1")
    view, desk = shown(qtbot, officer)
    view.relative.click()
    send(view, desk, name="นางแม่ ของเจ้าหน้าที่", relation="มารดา", national_id="123")
    assert "13 หลัก" in error(view, "national_id")
    send(view, desk, national_id="1-1017-00230-70-5")
    assert [(one.name, one.national_id) for one in view.pane.relatives.items()] == [
        ("นางแม่ ของเจ้าหน้าที่", "1101700230705")
    ]
    assert "1-xxxx-xxxxx-70-5" in view.pane.relatives.grid.shown_columns()[2].shown(
        view.pane.relatives.items()[0], desk.texts
    )
    officer.close()


def test_who_may_not_finds_no_way_to_change_others(qtbot: QtBot, folder: Path) -> None:
    officer = signed_in(folder, "officer1")
    view, _ = shown(qtbot, officer)
    bring(view, "officer2")
    assert not any(button.isVisible() for button in (*view.pane.buttons.values(), view.pane.hand_key, view.add))
    view.presenter.begin(Action.REMOVE)
    view.list.activated.emit(view.list.items()[0])
    assert view.form is None
    officer.close()


def test_what_cannot_be_read_is_said_in_the_list_and_can_be_tried_again(qtbot: QtBot, office: OpenOffice) -> None:
    class Broken:
        def items(self) -> tuple[Any, ...]:
            raise EnvironmentProblem("office_files.database_busy")

    desk = a_desk(replace(office.services, staff=Broken()))  # type: ignore[arg-type]
    view = StaffView(desk)
    qtbot.addWidget(view)
    view.show()
    view.show_record(None)
    drain(desk)
    assert view.list._pages.currentWidget() is view.list._state
    assert view._right.currentWidget() is view.nothing


def test_the_screen_speaks_english_and_is_opened_on_somebody_or_on_words(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    director = id_of(view, "director")
    view.show_record(director)
    drain(desk)
    assert view.pane.name.plain_text() == "นายศุกร์ ปกครองดี"
    english = LiveTexts("en")
    view.retranslate(english)
    assert view.add.text() == "Add a user" and view.pane.tabs.tabText(1) == "Declared relatives"
    view.show_record(Narrowed(typed="จ่ายถ้วน").as_record())
    drain(desk)
    assert [item.member.login for item in view.list.items()] == ["finance1"]


def test_esc_leaves_a_form_and_the_sentence_says_what_will_happen(qtbot: QtBot, office: OpenOffice) -> None:
    view, _ = shown(qtbot, office)
    view.begin("add")
    assert view.form is not None and view.form._sentence.plain_text() == ""
    for name, value in NEW.items():
        view.form.form.editor(name).set_value(value)
    assert view.form._sentence.plain_text() == "นางสาวมาลี เข้าใหม่ เข้าสู่ระบบด้วยชื่อ malee ในบทบาท นักพัฒนาสังคม"
    view.form.cancelled.emit()
    assert view.form is None


def test_who_works_here_confirms_the_relatives_of_the_year_once(qtbot: QtBot, folder: Path) -> None:
    opened = signed_in(folder, "officer1")
    view, desk = shown(qtbot, opened)
    assert view.confirm.isVisible()
    view.confirm.click()
    drain(desk)
    assert said(desk) == "ยืนยันรายชื่อญาติของปีนี้แล้ว"
    hear(view, desk)
    assert not view.confirm.isVisible()
    view.presenter.confirm_relatives()
    drain(desk)
    assert view.banner.isVisible()
    opened.close()


def test_an_administrator_has_no_relatives_to_confirm(qtbot: QtBot, office: OpenOffice) -> None:
    assert not shown(qtbot, office)[0].confirm.isVisible()
