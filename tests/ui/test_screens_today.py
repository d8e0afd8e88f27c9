"""Today: counts with real services, and in the real window of the sample office each line opens the list it counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.read.today import OfficeCare, Task, TaskItem
from kmcase.application.staff import StaffService
from kmcase.application.today import DUTIES, TodayService
from kmcase.application.work import Actor
from kmcase.bootstrap import Offices
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.staff import WORKING_ROLES
from tests.builders import JUNE, STAFF, TestOffice, allot, new_office, register
from tests.clocks import Clocks
from tests.field_builders import a_partner, an_appointment, appointments
from tests.money_builders import a_national_id
from tests.request_builders import TODAY, open_request, requests, settle_all
from tests.sample import sample_copy
from tests.ui.desks import Noted, a_desk, drain
from ui.app import SCREENS, Application
from ui.at_part import AtPart
from ui.ports import Desk, DictMemory, LiveTexts, ManualJobs, Narrowed
from ui.screens.today.places import PLACES, record_for
from ui.screens.today.side_cards import care_state
from ui.screens.today.view import TodayView
from ui.shell.frame import Frame
from ui.tone import Tone
from ui.widgets import Label

Enter = Callable[[str], Frame]


@pytest.fixture
def office(tmp_path: Path) -> TestOffice:
    """An office with money and nothing to do: everybody has said who their relatives are."""
    found = new_office(tmp_path)
    confirm_relatives(found)
    allot(found, 300_000)
    return found


def confirm_relatives(office: TestOffice) -> None:
    """Everybody says so, as each does once a fiscal year."""
    for login, (_, roles) in STAFF.items():
        if roles & WORKING_ROLES:
            StaffService(office.work(login), None).confirm_relatives()  # type: ignore[arg-type]


def desk_of(office: TestOffice, login: str, clocks: Clocks | None = None) -> Desk:
    """A desk of a member of staff over the real service."""
    services = SimpleNamespace(day=TodayService(office.work(login), clocks or Clocks()))
    actor = Actor(staff_id=login, name=STAFF[login][0], roles=STAFF[login][1], workstation="ทดสอบ")
    return a_desk(services, actor=actor, today=lambda: TODAY)


def shown(qtbot: QtBot, desk: Desk) -> TodayView:
    """The screen, with everything counted."""
    view = TodayView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(None)
    drain(desk)
    return view


def lines(view: TodayView) -> dict[Task, str]:
    """What is said, by task."""
    return {one.item.task: one.accessibleName() for one in view.rows}


def a_draft(office: TestOffice, n: int = 1) -> str:
    return open_request(office, register(office, national_id=a_national_id(n), no_id_reason=None))


def test_where_nothing_waits_it_says_so_calmly(qtbot: QtBot, office: TestOffice) -> None:
    view = shown(qtbot, desk_of(office, "officer"))
    assert view.rows == [] and view.nothing.isVisible()
    assert not any(card.isVisible() for card in (view.budget, view.chain, view.care))


def test_a_line_says_how_many_and_what_and_opens_the_list_made_short(qtbot: QtBot, office: TestOffice) -> None:
    a_draft(office, 1)
    a_draft(office, 2)
    desk = desk_of(office, "officer")
    view = shown(qtbot, desk)
    assert lines(view) == {Task.DRAFT: "คำขอที่ยังเขียนไม่เสร็จ 2"}
    view.rows[0].click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("requests", Narrowed(by="draft", typed="นายอาทิตย์ ลงพื้นที่").as_record())]


def test_the_keyboard_is_in_the_first_line_and_goes_up_and_down(qtbot: QtBot, office: TestOffice) -> None:
    first = a_draft(office, 1)
    settle_all(office, first)
    requests(office).submit(first)
    a_draft(office, 2)
    desk = desk_of(office, "officer")
    office.clock.advance(days=200)
    confirm_relatives(office)
    view = shown(qtbot, desk)
    view.setFocus()
    assert [one.item.task for one in view.rows] == [Task.OVERDUE, Task.DRAFT]
    assert view.focusWidget() is view.rows[0]
    QTest.keyClick(view.rows[0], Qt.Key.Key_Down)
    assert view.focusWidget() is view.rows[1]
    QTest.keyClick(view.rows[1], Qt.Key.Key_Down)
    QTest.keyClick(view.rows[1], Qt.Key.Key_Up)
    assert view.focusWidget() is view.rows[0]


def test_a_new_count_keeps_the_line_in_use(qtbot: QtBot, office: TestOffice) -> None:
    a_draft(office, 1)
    desk = desk_of(office, "officer")
    view = shown(qtbot, desk)
    view.rows[0].setFocus()
    one = a_draft(office, 2)
    office.clock.advance(days=200)
    confirm_relatives(office)
    settle_all(office, one)
    requests(office).submit(one)
    view.presenter.changed(in_front=True)
    drain(desk)
    assert [one.item.task for one in view.rows] == [Task.OVERDUE, Task.DRAFT]
    assert view.focusWidget() is view.rows[1]


def test_out_of_sight_nothing_is_counted(qtbot: QtBot, office: TestOffice) -> None:
    desk = desk_of(office, "officer")
    view = shown(qtbot, desk)
    view.presenter.changed(in_front=False)
    assert isinstance(desk.jobs, ManualJobs)
    assert desk.jobs.waiting == 0
    view.presenter.changed(in_front=True)
    view.presenter.changed(in_front=True)
    assert desk.jobs.waiting == 1


def test_a_manager_sees_what_is_left_of_the_half(qtbot: QtBot, office: TestOffice) -> None:
    desk = desk_of(office, "director")
    view = shown(qtbot, desk)
    assert view.budget.isVisible() and "300,000.00" in view.budget.left.plain_text()
    view.budget.way.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("budget", None)]


def test_who_only_reads_is_told_to_look(qtbot: QtBot, office: TestOffice) -> None:
    first = a_draft(office)
    settle_all(office, first)
    requests(office).submit(first)
    office.clock.advance(days=200)
    confirm_relatives(office)
    said = {login: shown(qtbot, desk_of(office, login)).rows[0] for login in ("auditor", "director")}
    assert said["auditor"].accessibleDescription() == "เปิดดูรายการ"
    assert said["director"].accessibleDescription() == "เริ่มจากรายที่รอนานที่สุด"


def test_the_auditor_sees_the_end_of_the_chain(qtbot: QtBot, office: TestOffice) -> None:
    view = shown(qtbot, desk_of(office, "auditor"))
    with office.work("auditor").read("office.read") as reading:
        head = reading.head
    values = {label.plain_text() for label in view.chain.facts.findChildren(Label)}
    assert f"{head[:16]}…" in values


def test_the_administrator_sees_the_back_up_and_no_money(qtbot: QtBot, office: TestOffice) -> None:
    view = shown(qtbot, desk_of(office, "admin", Clocks(backup=timedelta(hours=1))))
    assert view.care.isVisible() and not view.budget.isVisible()
    assert view.care.state.plain_text() == "ถึงเวลาคัดลอกข้อมูลสำรองลงสื่ออื่น"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "today.care.well"),
        ({"medium_due": True}, "today.care.medium_due"),
        ({"medium_due": True, "last_backup": None}, "shell.top.no_backup"),
        ({"last_backup": None, "low_space": 5_000_000}, "shell.problem.low_space"),
        ({"low_space": 5_000_000, "missing_triggers": 2}, "shell.problem.triggers"),
    ],
)
def test_the_gravest_is_said_first(changes: dict[str, object], key: str) -> None:
    well: dict[str, object] = {
        "users": 3, "last_backup": JUNE, "medium_at": JUNE, "medium_due": False, "low_space": None,
        "missing_triggers": 0,
    }  # fmt: skip
    said, tone = care_state(OfficeCare(**{**well, **changes}))  # type: ignore[arg-type]
    assert said.key == key
    assert (tone is Tone.OK) == (not changes)


def test_a_count_that_fails_says_why_and_can_be_tried_again(qtbot: QtBot, office: TestOffice) -> None:
    desk = desk_of(office, "officer")
    working, broken = desk.services.day.page, [True]

    def page() -> object:
        if broken:
            raise EnvironmentProblem("office_files.database_busy")
        return working()

    desk.services.day = SimpleNamespace(page=page)
    view = shown(qtbot, desk)
    assert not view.nothing.isVisible() and view.state.isVisible()
    broken.clear()
    view.state.retry.emit()
    drain(desk)
    assert view.nothing.isVisible()


def test_it_speaks_english_at_once(qtbot: QtBot, office: TestOffice) -> None:
    a_draft(office)
    desk = desk_of(office, "officer")
    view = shown(qtbot, desk)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert lines(view) == {Task.DRAFT: "Requests not yet finished 1"}


@pytest.mark.parametrize("task", list(Task))
def test_every_task_has_its_words_and_its_screen(task: Task) -> None:
    texts, screens = LiveTexts(), {screen.key: screen for screen in SCREENS}
    assert texts.text(f"today.task.{task.value}") and texts.text(f"today.advice.{task.value}")
    assert screens[PLACES[task].screen].use_case == DUTIES[task].shown_by
    record = record_for(TaskItem(task=task, count=1, record_id="r1"), texts, "ก")
    assert AtPart.of(record or "") == AtPart(record_id="r1", part=PLACES[task].part)


def test_a_list_without_a_choice_is_opened_as_it_was_left() -> None:
    assert record_for(TaskItem(task=Task.ROW_WAITING, count=1), LiveTexts(), "ก") is None


@pytest.fixture
def enter(qtbot: QtBot, tmp_path: Path) -> Iterator[Enter]:
    """Sign in to a copy of the sample office in the real window."""
    folder = sample_copy(tmp_path)
    application = Application(Offices(tmp_path / "settings"), DictMemory(), new_offices=tmp_path)
    frame = application.frame
    qtbot.addWidget(frame)
    frame.start(folder)
    frame.show()
    qtbot.waitUntil(lambda: frame.sign_in.door() is not None)

    def go(login: str) -> Frame:
        frame.sign_in.users.choose(login)
        frame.sign_in.password.line.setText("sample")
        with qtbot.waitSignal(frame.arrived):
            frame.sign_in.password.entered.emit()
        calm(qtbot, frame)
        return frame

    yield go
    frame.close()
    application.undress()


def calm(qtbot: QtBot, frame: Frame) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not frame.jobs.busy, timeout=30_000)


LISTS: dict[str, Callable[[object], int]] = {
    "requests": lambda view: len(view.list.items()),  # type: ignore[attr-defined]
    "runs": lambda view: len(view.list.items()),  # type: ignore[attr-defined]
    "followups": lambda view: len(view.list.items()),  # type: ignore[attr-defined]
    "surveys": lambda view: len(view.list.items()),  # type: ignore[attr-defined]
    "receipts": lambda view: len(view.missing.items()),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("login", ["officer1", "social1", "finance1", "director", "auditor"])
def test_each_line_opens_a_list_of_as_many(qtbot: QtBot, enter: Enter, login: str) -> None:
    frame = enter(login)
    workspace = frame.workspace
    assert workspace is not None
    today = workspace.screen_view("today")
    assert frame.focusWidget() is today.rows[0]
    waiting = tuple(one.item for one in today.rows)
    compared = []
    for item in waiting:
        place = PLACES[item.task]
        today.presenter.open(item)
        calm(qtbot, frame)
        if item.task is Task.PREPARE:
            assert workspace.screen_view("runs")._pages.currentWidget() is workspace.screen_view("runs").prepare
        elif item.task is Task.ASK_MONEY:
            assert len(workspace.screen_view("batches").waiting.items()) == item.count
        elif place.screen in LISTS and not item.record_id and (place.by or place.said):
            assert LISTS[place.screen](workspace.screen_view(place.screen)) == item.count, item
            compared.append(item.task)
    assert compared


def test_the_visits_of_the_day_stand_beside_with_place_and_partner_and_open_the_plan(
    qtbot: QtBot, office: TestOffice
) -> None:
    partner_id = a_partner(office)
    later = an_appointment(office, at_time="13:00", place="วัดโนนสวรรค์", partners=(partner_id,))
    first = an_appointment(office, at_time="9.00")
    desk = desk_of(office, "officer")
    view = shown(qtbot, desk)
    assert [line.accessibleName()[:5] for line in view.visits.lines] == ["09:00", "13:00"]
    words = [label.plain_text() for label in view.visits.findChildren(Label)]
    assert any("ที่ วัดโนนสวรรค์ กับ นางแก้ว ใจบุญ" in said for said in words)
    view.visits.lines[1].click()
    view.visits.way.click()
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("plan", later), ("plan", None)]
    appointments(office).done(first, TODAY)
    view.presenter.changed(in_front=True)
    drain(desk)
    assert len(view.visits.lines) == 2
    assert not shown(qtbot, desk_of(office, "officer2")).visits.isVisible()
