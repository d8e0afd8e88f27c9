"""A laptop in the real window: it joins at the door, shows whose it is, offers what works there, and has its clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.read.overview import ExchangeClock
from kmcase.domain.staff import Role
from kmcase.messages import Catalogue
from tests.laptop_folders import CHIANG_PHIN, LAPTOP, PASSWORD, Place, a_place
from tests.ui.fake_office import CARD, FOLDER, FakeOffices
from tests.ui.fake_office import PASSWORD as FAKE_PASSWORD
from tests.ui.test_shell_sign_in import Page, a_door
from ui.app import SCREENS, Application
from ui.ports import DictMemory, LiveTexts, ManualJobs
from ui.shell.frame import Frame
from ui.shell.workspace.presenter import WorkspacePresenter, clock_said
from ui.tone import Tone
from ui.widgets import Label

TODAY = date(2024, 6, 19)
HOME = datetime(2024, 6, 16, 3, 0, tzinfo=UTC)
ENROLMENT = Path("/stick/one.enrol")
SAID = Catalogue()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office and its laptop."""
    found = a_place(tmp_path)
    yield found
    found.close()


@pytest.fixture
def frame(qtbot: QtBot, place: Place) -> Iterator[Frame]:
    """The real window before any office."""
    application = Application(place.offices, DictMemory(), new_offices=place.root)
    qtbot.addWidget(application.frame)
    application.frame.show()
    yield application.frame
    application.frame.close()
    application.undress()


def calm(qtbot: QtBot, frame: Frame) -> None:
    qtbot.waitUntil(lambda: not frame.jobs.busy, timeout=30_000)


def come_in(qtbot: QtBot, frame: Frame, folder: Path) -> None:
    frame.start(folder)
    qtbot.waitUntil(lambda: frame.sign_in.door() is not None)
    frame.sign_in.users.choose("officer1")
    frame.sign_in.password.line.setText(PASSWORD)
    with qtbot.waitSignal(frame.arrived):
        frame.sign_in.password.entered.emit()
    calm(qtbot, frame)


def test_a_new_laptop_joins_at_the_door_and_its_officer_is_inside(
    qtbot: QtBot, place: Place, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = place.enrol("เครื่อง 2", frozenset({CHIANG_PHIN}))
    frame.start(None)
    calm(qtbot, frame)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    frame.sign_in._enrolment.click()
    qtbot.waitUntil(lambda: frame.sign_in.joining is not None)
    sheet = frame.sign_in.joining
    assert sheet is not None and sheet.windowTitle() == "เตรียมเครื่องภาคสนาม เครื่อง 2"
    for name, value in (("into", str(place.root / "second")), ("login", "officer1"), ("password", "ผิดแน่นอน")):
        sheet.form.editor(name).set_value(value)
    sheet._start.click()
    calm(qtbot, frame)
    assert (
        sheet.form.editor("password").accessibleDescription() and not (place.root / "second" / "office.json").exists()
    )
    sheet.form.editor("password").set_value(PASSWORD)
    with qtbot.waitSignal(frame.arrived, timeout=30_000):
        sheet._start.click()
    calm(qtbot, frame)
    assert frame.sign_in.joining is None and frame.workspace is not None
    assert frame.windowTitle().startswith("เครื่อง “เครื่อง 2” – นิคมสร้างตนเองเชียงพิณ")
    assert frame.session is not None and len(frame.session.services.people.persons()) == 3


def test_a_laptop_says_which_it_is_offers_what_works_there_and_tells_what_is_only_read(
    qtbot: QtBot, place: Place, frame: Frame
) -> None:
    frame.start(place.laptop)
    qtbot.waitUntil(lambda: frame.sign_in.door() is not None)
    assert frame.sign_in._laptop.isVisible() and LAPTOP in frame.sign_in._laptop.plain_text()
    come_in(qtbot, frame, place.laptop)
    workspace = frame.workspace
    assert workspace is not None
    keys = {screen.key for screen in workspace.screens()}
    assert {"people", "households", "exchange", "conflicts", "requests", "backup"} <= keys
    assert not keys & {"laptops", "budget", "ledger", "batches", "meetings", "imports"}
    assert any(LAPTOP in each.plain_text() for each in workspace.findChildren(Label) if each.isVisible())
    for key, only_read in (("office", True), ("today", False), ("backup", False)):
        workspace.open(key)
        calm(qtbot, frame)
        assert workspace._only_read.isVisible() is only_read, key
    workspace.open("budget")
    assert workspace._notice.accessibleName() == SAID.text("laptops.error.at_the_office")
    with pytest.raises(KeyError):
        workspace.open("nowhere")
    workspace.open("people")
    calm(qtbot, frame)
    assert not workspace._only_read.isVisible() and workspace.screen_view("people").new.isVisible()
    workspace.open("requests")
    calm(qtbot, frame)
    assert not workspace.screen_view("requests").new.isVisible() and workspace._only_read.isVisible()


def test_the_clock_stands_at_the_top_and_opens_the_exchange(qtbot: QtBot, place: Place, frame: Frame) -> None:
    come_in(qtbot, frame, place.laptop)
    assert frame.workspace is not None
    clock = frame.workspace._top._clock
    assert clock.isVisible() and clock.accessibleName() == "รับส่งล่าสุดวันนี้ ยังไม่ถึงสำนักงาน 1 รายการ"
    clock.click()
    calm(qtbot, frame)
    assert frame.workspace._presenter.here().key == "exchange"  # type: ignore[union-attr]


def test_at_the_office_there_is_no_such_clock_and_all_screens(qtbot: QtBot, place: Place, frame: Frame) -> None:
    come_in(qtbot, frame, place.office)
    workspace = frame.workspace
    assert workspace is not None and not workspace._top._clock.isVisible()
    workspace.open("budget")
    assert not workspace._only_read.isVisible() and "เครื่อง" not in frame.windowTitle()
    assert "laptops" in {screen.key for screen in workspace.screens()}


def clock_of(last_exchange: datetime | None, waiting: int, *, overdue: bool = False) -> ExchangeClock:
    return ExchangeClock(last_exchange=last_exchange, waiting=waiting, overdue=overdue)


@pytest.mark.parametrize(
    ("clock", "when", "waits", "tone"),
    [
        (clock_of(HOME, 17), "รับส่งล่าสุด 3 วันก่อน", "ยังไม่ถึงสำนักงาน 17 รายการ", Tone.PLAIN),
        (clock_of(HOME, 0, overdue=True), "ไม่ได้รับส่ง 3 วันแล้ว", "ถึงสำนักงานครบแล้ว", Tone.WARN),
        (clock_of(None, 2), "ยังไม่เคยรับส่งข้อมูล", "ยังไม่ถึงสำนักงาน 2 รายการ", Tone.WARN),
        (clock_of(HOME.replace(day=19), 0), "รับส่งล่าสุดวันนี้", "ถึงสำนักงานครบแล้ว", Tone.PLAIN),
        (clock_of(HOME.replace(day=18), 0), "รับส่งล่าสุดเมื่อวาน", "ถึงสำนักงานครบแล้ว", Tone.PLAIN),
        (clock_of(HOME.replace(day=25), 0), "รับส่งล่าสุดวันนี้", "ถึงสำนักงานครบแล้ว", Tone.PLAIN),
    ],
)
def test_the_clock_says_how_long_ago_and_how_much_in_words(
    clock: ExchangeClock, when: str, waits: str, tone: Tone
) -> None:
    said = clock_said(clock, TODAY)
    assert said is not None
    assert (SAID.render(said.when), SAID.render(said.waits), said.tone) == (when, waits, tone)


def test_the_office_has_no_clock_in_words() -> None:
    assert clock_said(None, TODAY) is None


def test_what_is_too_long_ago_is_the_offices_own_rule(place: Place) -> None:
    laptop = place.enter(place.laptop, "officer1")
    place.later(days=7)
    status = laptop.status().exchange
    assert status is not None and not status.overdue and laptop.status().half is None
    place.later(days=1)
    status = laptop.status().exchange
    assert status is not None and status.overdue


def test_a_role_on_a_laptop_may_what_laptops_may_enter() -> None:
    session = FakeOffices().sign_in(FOLDER, "manee", FAKE_PASSWORD)
    session.card = replace(CARD, laptop=LAPTOP)
    presenter = WorkspacePresenter(Page(), session, SCREENS, ManualJobs(), LiveTexts())
    assert presenter.may("people.change") and presenter.may("exchange.apply") and presenter.may("requests.read")
    assert not presenter.may("requests.open") and not presenter.may("payments.prepare")
    assert session.actor.roles == {Role.DEVELOPMENT_OFFICER}


def test_who_may_open_a_laptop_is_read_from_its_file_and_trouble_is_told() -> None:
    presenter, page, jobs, _ = a_door()
    presenter.look_at_enrolment(ENROLMENT)
    jobs.drain()
    file, door = page.last("show_enrolment")
    assert (file, door.laptop, len(door.users)) == (ENROLMENT, "เครื่อง 1", 2)
    presenter.look_at_enrolment(Path("/stick/holiday.jpg"))
    jobs.drain()
    assert page.last("show_trouble")[0].code == "laptops.not_an_enrolment"


def test_a_laptop_that_joined_is_entered_with_the_same_password() -> None:
    gateway = FakeOffices()
    presenter, page, jobs, inside = a_door(gateway)
    presenter.join(ENROLMENT, "เครื่อง 1", Path("/laptops/one"), "manee", "wrong")
    presenter.join(ENROLMENT, "เครื่อง 1", Path("/laptops/one"), "manee", FAKE_PASSWORD)
    jobs.drain()
    assert page.last("show_not_joined")[0].field == "password" and gateway.joined == []
    presenter.join(ENROLMENT, "เครื่อง 1", Path("/laptops/one"), "manee", FAKE_PASSWORD)
    jobs.drain()
    assert gateway.joined == [(ENROLMENT, Path("/laptops/one"), "manee")]
    assert [session.actor.staff_id for session in inside] == ["manee"] and presenter.folder == Path("/laptops/one")
