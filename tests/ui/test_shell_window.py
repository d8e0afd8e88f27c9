from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QTextBrowser
from pytestqt.qtbot import QtBot

from kmcase import __version__
from kmcase.application.changes import Changes
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Severity
from kmcase.messages import message
from tests.typing_thai import type_thai
from tests.ui.fake_office import FOLDER, PASSWORD, STATUS, FakeOffices
from tests.ui.plain_screens import SCREENS
from ui import tour
from ui.app import Application, SettingsMemory
from ui.gateway import Problem
from ui.ports import DictMemory, Tone
from ui.shell.frame import Frame
from ui.shell.idle import IdleWatch
from ui.shell.qt_words import QtWords
from ui.widgets import Button, Label

Enter = Callable[[str], Frame]


@pytest.fixture
def gateway() -> FakeOffices:
    return FakeOffices()


@pytest.fixture
def application(qtbot: QtBot, gateway: FakeOffices) -> Iterator[Application]:
    made = Application(gateway, DictMemory(), new_offices=Path("/offices"), screens=SCREENS)
    qtbot.addWidget(made.frame)
    made.frame.start(FOLDER)
    made.frame.show()
    qtbot.waitUntil(lambda: made.frame.sign_in.door() is not None)
    yield made
    made.frame.close()
    made.undress()


@pytest.fixture
def enter(qtbot: QtBot, application: Application) -> Enter:
    def go(login: str) -> Frame:
        frame = application.frame
        frame.sign_in.users.choose(login)
        frame.sign_in.password.line.setText(PASSWORD)
        with qtbot.waitSignal(frame.arrived):
            frame.sign_in.password.entered.emit()
        qtbot.waitUntil(lambda: not frame.jobs.busy)
        return frame

    return go


def nameless(root: QAccessibleInterface, path: str = "") -> list[str]:
    """Controls that can take the keyboard and say nothing to a screen reader."""
    found = []
    here = f"{path}/{root.role().name}:{root.text(QAccessible.Text.Name)}"
    state = root.state()
    if state.focusable and not state.invisible and not root.text(QAccessible.Text.Name):
        found.append(f"{here} {root.object()}")
    for number in range(min(root.childCount(), 40)):
        child = root.child(number)
        if child is not None and child.isValid():
            found += nameless(child, here)
    return found


def test_the_window_opens_on_the_first_screen_with_the_keyboard_in_it(enter: Enter) -> None:
    frame = enter("chujai")

    assert frame.workspace is not None
    assert frame.workspace.screen_view("today").records == [None]
    assert frame.focusWidget() is frame.workspace.screen_view("today").line
    assert "นิคม" in frame.windowTitle()


def test_no_control_is_without_a_name(enter: Enter, application: Application, qtbot: QtBot) -> None:
    offenders = nameless(QAccessible.queryAccessibleInterface(application.frame))
    frame = enter("admin")
    assert frame.workspace is not None
    frame.workspace.search_for("สม")
    qtbot.waitUntil(lambda: not frame.jobs.busy)
    offenders += nameless(QAccessible.queryAccessibleInterface(frame))
    frame.workspace.close_search()
    frame.lock()
    offenders += nameless(QAccessible.queryAccessibleInterface(frame))
    frame.leave()
    frame.sign_in.new_office.emit()
    offenders += nameless(QAccessible.queryAccessibleInterface(frame))

    assert offenders == []


def test_what_was_typed_is_still_there_under_the_lock(enter: Enter, qtbot: QtBot) -> None:
    frame = enter("manee")
    assert frame.workspace is not None
    line = frame.workspace.screen_view("today").line
    type_thai(line, "พิมพ์ค้างไว้")

    frame.lock()
    assert not line.isVisible()
    frame.lock_page.password.line.setText(PASSWORD)
    with qtbot.waitSignal(frame.arrived):
        frame.lock_page.password.entered.emit()

    assert (line.isVisible(), line.text()) == (True, "พิมพ์ค้างไว้")


def test_a_wrong_password_leaves_the_lock_closed(enter: Enter, qtbot: QtBot) -> None:
    frame = enter("manee")
    frame.lock()

    frame.lock_page.password.line.setText("wrong")
    frame.lock_page.password.entered.emit()
    qtbot.waitUntil(lambda: frame.lock_page.password.line.property("tone") == "error")

    assert frame.lock_page.isVisible()


def test_ctrl_l_locks_and_ctrl_k_searches(enter: Enter, qtbot: QtBot) -> None:
    frame = enter("manee")
    assert frame.workspace is not None
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)

    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.focusWidget().accessibleName().startswith("ค้นหา")
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_Escape)
    assert frame.focusWidget() is frame.workspace.screen_view("today").line
    QTest.keyClick(frame.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert frame.lock_page.isVisible()


def test_idle_minutes_without_a_sign_of_life_are_noticed(qtbot: QtBot) -> None:
    watch = IdleWatch(QApplication.instance())
    watch.start(1)
    watch._timer.setInterval(1)
    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "a"))

    with qtbot.waitSignal(watch.idle, timeout=1000):
        watch._timer.start()


def test_a_sign_of_life_starts_the_minutes_again(qtbot: QtBot) -> None:
    watch = IdleWatch(QApplication.instance())
    watch._timer.setTimerType(Qt.TimerType.PreciseTimer)
    watch.start(10)
    before = watch._timer.remainingTime()
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < before - 20)
    less = watch._timer.remainingTime()

    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "a"))

    assert watch._timer.remainingTime() > less


def test_the_language_switches_while_the_program_runs(enter: Enter, application: Application) -> None:
    frame = enter("manee")
    assert frame.workspace is not None
    view = frame.workspace.screen_view("today")
    view.line.setText("ค้างไว้")

    application.texts.switch("en")
    assert (view.title.plain_text(), view.line.text()) == ("Register", "ค้างไว้")
    assert frame.workspace._side.accessibleName() == "Work areas"
    application.texts.switch("th")

    assert view.title.plain_text() == "ทะเบียน"


def test_changes_reach_every_live_screen(enter: Enter) -> None:
    frame = enter("chujai")
    workspace = frame.workspace
    assert workspace is not None
    workspace.open("people")
    changes = Changes(frozenset({("person", "p1")}))

    workspace.desk.announce(changes)

    assert [workspace.screen_view(key).changes for key in ("today", "people")] == [[changes], [changes]]


def test_a_notice_stays_until_one_goes_elsewhere(enter: Enter) -> None:
    frame = enter("chujai")
    workspace = frame.workspace
    assert workspace is not None

    workspace.desk.notices.notice(message("tables.saved", file="a.xlsx"), Tone.OK)
    assert workspace._notice.isVisible()
    workspace.open("people")

    assert not workspace._notice.isVisible()


def test_what_was_done_is_no_more_said_over_what_is_refused_next(enter: Enter, qtbot: QtBot) -> None:
    frame = enter("chujai")
    workspace = frame.workspace
    assert workspace is not None
    answers: list[object] = []

    def ask(work: Callable[[], None]) -> None:
        workspace.desk.jobs.database(work, answers.append)
        count = len(answers) + 1
        qtbot.waitUntil(lambda: len(answers) == count)

    def refuse() -> None:
        raise DomainError("payments.nobody", "request_ids")

    workspace.desk.notices.notice(message("tables.saved", file="a.xlsx"), Tone.OK)
    ask(lambda: None)
    assert workspace._notice.isVisible()
    ask(refuse)
    assert not workspace._notice.isVisible()
    workspace.desk.notices.notice(message("payments.error.nobody"), Tone.ERROR)
    ask(refuse)
    assert workspace._notice.isVisible()


def test_a_standing_problem_shows_the_way_to_mend_it(enter: Enter) -> None:
    frame = enter("admin")
    workspace = frame.workspace
    assert workspace is not None
    assert "14 มิ.ย. 67" in workspace._standing.accessibleName()

    problem = Problem(said=message("shell.top.no_backup"), severity=Severity.WARN, noun="staff")
    workspace.show_status(replace(STATUS, problems=(problem,)))
    workspace._standing.action_requested.emit()

    assert workspace._standing.accessibleName() == "ยังไม่เคยสำรอง"
    assert workspace.screen_view("staff").isVisible()


def test_about_shows_version_licence_and_what_it_is_made_of(enter: Enter, qtbot: QtBot) -> None:
    frame = enter("manee")
    assert frame.workspace is not None

    frame.workspace.show_about()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    texts = {browser.accessibleName(): browser.toPlainText() for browser in sheet.findChildren(QTextBrowser)}
    notices, licence = texts["แบบอักษร ข้อมูล และไลบรารีที่ใช้"], texts["ข้อความสัญญาอนุญาต"]
    labels = [label.plain_text() for label in sheet.findChildren(Label)]

    assert "Sarabun" in notices and "CC BY 4.0" in notices and "sqlcipher3" in notices
    assert "Apache License" in licence and "END OF TERMS AND CONDITIONS" in licence
    assert any(__version__ in said for said in labels)
    sheet.close()


def test_a_problem_report_is_saved_where_it_was_asked_for(
    enter: Enter, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = enter("manee")
    workspace = frame.workspace
    assert workspace is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.zip"), ""))
    workspace.show_about()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None

    next(button for button in sheet.findChildren(Button) if "รายงานปัญหา" in button.text()).click()
    qtbot.waitUntil((tmp_path / "report.zip").exists)

    assert (tmp_path / "report.zip").read_bytes() == b"report"
    sheet.close()


def test_signing_out_closes_the_office(enter: Enter, gateway: FakeOffices, qtbot: QtBot) -> None:
    frame = enter("manee")

    frame.leave()
    qtbot.waitUntil(lambda: gateway.sessions[0].closed)

    assert (frame.session, frame.workspace) == (None, None)
    assert frame.sign_in.isVisible()


def test_closing_asks_nothing_and_lets_the_office_go(enter: Enter, gateway: FakeOffices) -> None:
    frame = enter("manee")

    assert frame.close()

    assert gateway.sessions[0].closed


def test_closing_asks_where_a_job_is_running(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = enter("manee")
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    gate = threading.Event()
    frame.jobs.background(lambda _: gate.wait(30), lambda _: None, title=message("shell.jobs.work"))

    closed = frame.close()
    gate.set()

    assert not closed
    assert "งานเบื้องหลัง" in asked[0]


def test_the_banner_says_a_bug_with_its_number(enter: Enter, application: Application) -> None:
    frame = enter("manee")
    assert frame.workspace is not None

    application._bug(ValueError, ValueError("somebody's name"), None)

    said = frame.workspace._notice.accessibleName()
    assert "เลขที่" in said
    assert "somebody" not in said


def test_qts_own_words_are_thai(application: Application) -> None:
    words = QtWords(application.texts)

    assert words.translate("QPlatformTheme", "&Yes") == "ใช่"
    assert words.translate("QFileDialog", "Something else") is None
    assert QCoreApplication.translate("QShortcut", "%1+%2") == "%1+%2"


def test_the_window_remembers_in_an_ini_file(tmp_path: Path) -> None:
    first = SettingsMemory(tmp_path / "window.ini")
    first.put("list/people", '{"a": [1, 2]}')
    assert first.get("unknown") is None
    del first

    assert SettingsMemory(tmp_path / "window.ini").get("list/people") == '{"a": [1, 2]}'


@pytest.mark.slow
def test_the_tour_photographs_every_screen(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tour, "_CALM_MS", 30)

    def documents(session: object, out: Path) -> list[Path]:
        (out / "ledger.pdf").write_bytes(b"%PDF")
        return [out / "ledger.pdf"]

    written = tour.run(FakeOffices(), FOLDER, tmp_path, documents, screens=SCREENS)

    names = [path.name.partition("-")[2] for path in written if path.suffix == ".png"]
    assert {f"{screen.key}-typed.png" for screen in SCREENS} <= {name.partition("-")[2] for name in names}
    assert {"sign-in.png", "sign-in-refused.png", "first-run.png", "search.png", "locked.png"} <= set(names)
    assert all(path.stat().st_size for path in written)
    assert tmp_path / "ledger.pdf" in written
