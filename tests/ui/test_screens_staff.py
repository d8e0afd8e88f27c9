"""Users on the sample office and its real keyring: whoever is added, changed or let go meets it at the next sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.domain.staff import Role
from tests.sample import CHEAP, sample_copy
from tests.ui.desks import a_desk
from ui.ports import Desk, ManualJobs
from ui.screens.staff.view import StaffView


class Users:
    """The screen in somebody's name."""

    def __init__(self, qtbot: QtBot, gateway: Offices, folder: Path, login: str) -> None:
        self.office: OpenOffice = gateway.sign_in(folder, login, "sample")
        self.desk: Desk = a_desk(self.office.services, actor=self.office.actor, may=self._may)
        self.view = StaffView(self.desk)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 680)
        self.view.show()
        self.view.show_record(None)
        self.do()

    def _may(self, use_case: str) -> bool:
        from kmcase.application.permissions import allowed

        return allowed(use_case, self.office.actor.roles)

    def do(self) -> None:
        """Let every job run."""
        assert isinstance(self.desk.jobs, ManualJobs)
        self.desk.jobs.drain()

    def choose(self, login: str) -> None:
        """Mark somebody in the list."""
        member = next(one for one in self.view.members.items() if one.login == login)
        self.view.members.select_key(member.staff_id)

    def send(self, action: str, **values: object) -> None:
        """Fill the form of an action and send it."""
        if self.view.form is None:
            self.view.begin(action)
        form = self.view.form
        assert form is not None
        for name, value in values.items():
            form.form.editor(name).set_value(value)
        form.action.click()
        self.do()

    def error(self, name: str) -> str:
        """The code of the sentence beside a field."""
        assert self.view.form is not None
        found = self.view.form.form._boxes[name].error
        return found.key if found is not None else ""


@pytest.fixture
def place(tmp_path: Path) -> tuple[Offices, Path]:
    return Offices(tmp_path / "settings", cost=CHEAP), sample_copy(tmp_path)


@pytest.fixture
def admin(qtbot: QtBot, place: tuple[Offices, Path]) -> Iterator[Users]:
    users = Users(qtbot, *place, "admin")
    yield users
    users.office.close()


def test_a_new_user_signs_in_with_the_password_that_was_typed_twice(admin: Users, place: tuple[Offices, Path]) -> None:
    new = {"name": "นางสาวใหม่ มาแล้ว", "login": "mai", "roles": {Role.AUDITOR}, "password": "ทุ่งนาเขียวขจี"}
    admin.send("add", **new, again="ทุ่งนาเขียว")
    assert admin.error("again") == "staff_ui.error.passwords_differ"
    admin.send("add", again="ทุ่งนาเขียวขจี")
    assert admin.view.form is None
    admin.office.close()
    gateway, folder = place
    opened = gateway.sign_in(folder, "mai", "ทุ่งนาเขียวขจี")
    assert (opened.actor.name, opened.actor.roles) == ("นางสาวใหม่ มาแล้ว", frozenset({Role.AUDITOR}))
    opened.close()


def test_who_signs_is_let_in_by_who_holds_the_signing_key(
    qtbot: QtBot, admin: Users, place: tuple[Offices, Path]
) -> None:
    new = {"name": "นางสาวใหม่ มาแล้ว", "login": "mai", "roles": {Role.FINANCE}, "password": "ทุ่งนาเขียวขจี"}
    admin.send("add", **new, again="ทุ่งนาเขียวขจี")
    assert admin.view.form is not None
    admin.office.close()
    director = Users(qtbot, *place, "director")
    director.send("add", **new, again="ทุ่งนาเขียวขจี")
    assert director.view.form is None
    director.office.close()
    gateway, folder = place
    gateway.sign_in(folder, "mai", "ทุ่งนาเขียวขจี").close()


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(admin: Users) -> None:
    admin.send("add", name="นางสาวใหม่ มาแล้ว", login="mai")
    assert admin.error("roles") == "widgets.form.missing"
    admin.send("add", roles={Role.FINANCE}, password="สั้น", again="สั้น")
    assert admin.error("password") == "staff.error.password_short"
    assert admin.view.form is not None and admin.view.form.form.values()["name"] == "นางสาวใหม่ มาแล้ว"


def test_changed_roles_hold_and_have_their_reason(admin: Users) -> None:
    admin.choose("officer2")
    admin.send("change", roles={Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER}, reason="จบหลักสูตรสังคมสงเคราะห์")
    member = next(one for one in admin.office.services.staff.list() if one.login == "officer2")
    assert member.roles == frozenset({Role.DEVELOPMENT_OFFICER, Role.SOCIAL_WORKER})


def test_the_last_administrator_stays_one(admin: Users) -> None:
    admin.choose("admin")
    admin.send("change", roles={Role.AUDITOR}, reason="ลองดู")
    assert admin.view.form is not None
    member = next(one for one in admin.office.services.staff.list() if one.login == "admin")
    assert Role.ADMINISTRATOR in member.roles


def test_who_is_let_go_cannot_come_in_again(admin: Users, place: tuple[Offices, Path]) -> None:
    admin.choose("finance2")
    admin.send("remove", reason="ย้ายหน่วยงาน")
    assert admin.view.form is None
    admin.choose("finance2")
    assert not admin.view.buttons["change"].isEnabled()
    admin.office.close()
    gateway, folder = place
    with pytest.raises((DomainError, EnvironmentProblem)):
        gateway.sign_in(folder, "finance2", "sample")


def test_a_forgotten_password_is_set_anew(admin: Users, place: tuple[Offices, Path]) -> None:
    admin.choose("officer2")
    admin.send("reset", password="ข้าวเหนียวมะม่วง", again="ข้าวเหนียวมะม่วง")
    assert admin.view.form is None
    admin.office.close()
    gateway, folder = place
    gateway.sign_in(folder, "officer2", "ข้าวเหนียวมะม่วง").close()


def test_an_officer_changes_the_own_password_declares_a_relative_and_nothing_else(
    qtbot: QtBot, place: tuple[Offices, Path]
) -> None:
    gateway, folder = place
    officer = Users(qtbot, gateway, folder, "officer1")
    seen = {action for action, button in officer.view.buttons.items() if not button.isHidden()}
    assert seen == {"own", "declare"}
    officer.view.begin("add")
    assert officer.view.form is None
    officer.send("declare", name="นายพี่ ชายเรา", relation="พี่ชาย")
    assert [line.name for line in officer.view.relatives.items()] == ["นายพี่ ชายเรา"]
    officer.send("own", old="ผิด", password="ลมเย็นสบายดี", again="ลมเย็นสบายดี")
    assert officer.view.form is not None
    officer.send("own", old="sample")
    assert officer.view.form is None
    officer.office.close()
    gateway.sign_in(folder, "officer1", "ลมเย็นสบายดี").close()


def test_the_screen_says_itself_in_english(admin: Users) -> None:
    admin.desk.texts.switch("en")
    admin.view.retranslate(admin.desk.texts)
    assert (admin.view.tabs.tabText(0), admin.view.buttons["add"].text()) == ("Users", "Add a user")


def test_after_somebody_is_let_go_the_next_change_of_the_same_sitting_locks_nobody_out(
    admin: Users, place: tuple[Offices, Path]
) -> None:
    admin.choose("finance2")
    admin.send("remove", reason="ย้ายหน่วยงาน")
    admin.send(
        "add", name="นางสาวใหม่ มาแล้ว", login="mai", roles={Role.AUDITOR}, password="ทุ่งนาเขียวขจี", again="ทุ่งนาเขียวขจี"
    )
    admin.choose("officer2")
    admin.send("reset", password="ข้าวเหนียวมะม่วง", again="ข้าวเหนียวมะม่วง")
    admin.send("own", old="sample", password="ลมเย็นสบายดี", again="ลมเย็นสบายดี")
    assert admin.view.form is None
    admin.office.close()
    gateway, folder = place
    signed_in = {
        "admin": "ลมเย็นสบายดี",
        "mai": "ทุ่งนาเขียวขจี",
        "officer2": "ข้าวเหนียวมะม่วง",
        "director": "sample",
    }
    for login, password in signed_in.items():
        gateway.sign_in(folder, login, password).close()


def test_what_the_keyring_refuses_is_said_beside_its_field(admin: Users) -> None:
    new = {"name": "นางสาวใหม่ มาแล้ว", "roles": {Role.AUDITOR}, "password": "ทุ่งนาเขียวขจี", "again": "ทุ่งนาเขียวขจี"}
    admin.send("add", login=" Officer1", **new)
    assert admin.error("login") == "office_files.error.login_taken"
    admin.view.begin("own")
    admin.send("own", old="ผิด", password="ลมเย็นสบายดี", again="ลมเย็นสบายดี")
    assert (admin.error("old"), admin.error("password")) == ("office_files.error.wrong_password", "")
