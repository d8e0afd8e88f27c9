from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from kmcase.domain.errors import EnvironmentProblem
from tests.typing_thai import type_thai
from tests.ui.desks import TODAY
from tests.ui.fake_office import CARD, FOLDER, PASSWORD, RECOVERY_KEY, USERS, FakeOffices
from ui.ports import DictMemory, LiveTexts, ManualJobs
from ui.shell.lock.presenter import LockPresenter
from ui.shell.sign_in.presenter import SignInPresenter
from ui.shell.sign_in.view import SignInView


@dataclass
class Page:
    """Notes what the presenter shows, by the name of the method."""

    shown: list[tuple[str, Any]] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("show_"):
            raise AttributeError(name)
        return lambda *values, **named: self.shown.append((name, *values, *named.items()))

    def last(self, name: str) -> Any:
        return next(values for kind, *values in reversed(self.shown) if kind == name)


def a_door(gateway: FakeOffices | None = None) -> tuple[SignInPresenter, Page, ManualJobs, list[Any]]:
    page, jobs, inside = Page(), ManualJobs(), []
    presenter = SignInPresenter(page, gateway or FakeOffices(), jobs, inside.append)
    return presenter, page, jobs, inside


def test_without_an_office_a_newcomer_is_welcomed() -> None:
    presenter, page, jobs, _ = a_door(FakeOffices(known=()))

    presenter.start(None)
    jobs.drain()

    assert page.shown[-1][0] == "show_welcome"


def test_the_office_opened_last_is_offered() -> None:
    presenter, page, jobs, _ = a_door()

    presenter.start(None)
    jobs.drain()

    (door,) = page.last("show_door")
    assert (door.card, presenter.folder) == (CARD, FOLDER)


def test_a_right_password_opens_the_office_once_however_often_enter_is_pressed() -> None:
    presenter, _, jobs, inside = a_door()
    presenter.visit(FOLDER)
    jobs.drain()

    presenter.sign_in("chujai", PASSWORD)
    presenter.sign_in("chujai", PASSWORD)
    jobs.drain()

    assert [session.actor.staff_id for session in inside] == ["chujai"]


def test_a_wrong_password_is_told_beside_its_field() -> None:
    presenter, page, jobs, inside = a_door()
    presenter.visit(FOLDER)
    jobs.drain()

    presenter.sign_in("chujai", "wrong")
    jobs.drain()

    (failure,) = page.last("show_refused")
    assert (failure.code, failure.field, inside) == ("office_files.wrong_password", "password", [])
    assert page.last("show_busy") == [False]


def test_an_empty_password_asks_no_key_to_be_stretched() -> None:
    presenter, page, jobs, _ = a_door()
    presenter.visit(FOLDER)
    jobs.drain()

    presenter.sign_in("chujai", "")

    assert jobs.waiting == 0
    assert page.last("show_refused")[0].code == "shell.no_password"


def test_an_office_in_use_is_told_and_can_be_tried_again() -> None:
    gateway = FakeOffices(trouble=EnvironmentProblem("office_files.in_use_unknown"))
    presenter, page, jobs, _ = a_door(gateway)
    presenter.visit(FOLDER)
    jobs.drain()
    assert page.last("show_trouble")[0].code == "office_files.in_use_unknown"

    gateway.trouble = None
    presenter.start(presenter.folder)
    jobs.drain()

    assert page.shown[-1][0] == "show_door"


def test_a_restored_office_is_visited_at_once() -> None:
    presenter, page, jobs, _ = a_door()
    presenter.look_for_backups(Path("/stick"))
    jobs.drain()
    backup = page.last("show_backups")[0][0]

    presenter.restore(backup, Path("/offices/again.office"), "admin", PASSWORD)
    jobs.drain()

    assert presenter.folder == Path("/offices/again.office")


def test_the_lock_opens_by_the_password_alone() -> None:
    page, jobs, opened = Page(), ManualJobs(), []
    presenter = LockPresenter(page, jobs, lambda: opened.append(True))
    presenter.lock(FakeOffices().sign_in(FOLDER, "manee", PASSWORD))

    presenter.unlock("wrong")
    jobs.drain()
    assert (opened, page.last("show_refused")[0].code) == ([], "office_files.wrong_password")

    presenter.unlock(PASSWORD)
    jobs.drain()
    assert opened == [True]


def a_page(qtbot: QtBot, memory: DictMemory | None = None) -> tuple[SignInView, ManualJobs]:
    view, jobs = SignInView(LiveTexts(), DictMemory() if memory is None else memory), ManualJobs()
    presenter = SignInPresenter(view, FakeOffices(), jobs, lambda _: None)
    view.attach(presenter)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    presenter.visit(FOLDER)
    jobs.drain()
    return view, jobs


def test_the_keyboard_waits_in_the_password(qtbot: QtBot) -> None:
    view, _ = a_page(qtbot)

    assert view.focusWidget() is view.password.line


def test_every_user_stands_in_the_list_with_the_roles(qtbot: QtBot) -> None:
    view, _ = a_page(qtbot)
    model = view.users.model()

    assert model.rowCount() == len(USERS)
    assert model.index(5, 0).data() == "ดวงแก้ว กุญแจดี"


def test_a_password_typed_in_thai_is_pointed_out(qtbot: QtBot) -> None:
    view, _ = a_page(qtbot)

    type_thai(view.password.line, "ฟ")

    assert view.password._words.plain_text() == "แป้นพิมพ์เป็นภาษาไทยอยู่"


def test_who_signed_in_last_is_chosen_the_next_time(qtbot: QtBot) -> None:
    memory = DictMemory()
    view, _ = a_page(qtbot, memory)
    view.users.choose("wira")
    view.password.line.setText(PASSWORD)
    view.password.entered.emit()

    again, _ = a_page(qtbot, memory)

    assert again.users.login() == "wira"


def test_a_refused_password_is_marked_and_selected_to_be_typed_over(qtbot: QtBot) -> None:
    view, jobs = a_page(qtbot)
    view.password.line.setText("wrong")
    view.password.entered.emit()
    jobs.drain()

    assert view.password.line.selectedText() == "wrong"
    assert view.password.line.property("tone") == "error"
    assert "รหัสผ่าน" in view.password.line.accessibleDescription()


def test_the_sample_office_tells_its_password(qtbot: QtBot) -> None:
    view, _ = a_page(qtbot)

    assert view._sample.isVisible()
    assert PASSWORD in view._sample.accessibleName()
    assert view.door().sample_day == TODAY


def test_a_forgotten_password_is_set_anew_by_the_key_of_the_envelope_and_goes_in() -> None:
    gateway = FakeOffices()
    presenter, page, jobs, inside = a_door(gateway)
    presenter.visit(FOLDER)
    jobs.drain()

    presenter.recover(RECOVERY_KEY, "wira", PASSWORD, "เปิดซอง")
    presenter.recover(RECOVERY_KEY, "wira", PASSWORD, "เปิดซอง")
    jobs.drain()

    assert gateway.recovered == [("wira", PASSWORD, "เปิดซอง")]
    assert [name for name, *_ in page.shown if name == "show_recovered"] == ["show_recovered"]
    assert [session.actor.staff_id for session in inside] == ["wira"]


def test_a_wrong_recovery_key_is_told_beside_it_and_nothing_typed_is_lost(qtbot: QtBot) -> None:
    view, jobs = a_page(qtbot)
    view.forgot()
    sheet = view.recovering
    assert sheet is not None
    typed = {"recovery_key": "7K2QM", "password": "ปลาทู-123", "password_again": "ปลาทู-12", "reason": "เปิดซอง"}
    for name, text in typed.items():
        sheet.form.editor(name).set_value(text)

    sheet._start.click()
    assert "ไม่ตรงกัน" in sheet.form.editor("password_again").accessibleDescription()
    sheet.form.editor("password_again").set_value("ปลาทู-123")
    sheet._start.click()
    jobs.drain()

    assert view.recovering is sheet
    assert sheet.form.editor("recovery_key").accessibleDescription() != ""
    assert sheet.form.values()["reason"] == "เปิดซอง"
    sheet.form.editor("recovery_key").set_value(RECOVERY_KEY)
    sheet._start.click()
    jobs.drain()
    assert view.recovering is None
