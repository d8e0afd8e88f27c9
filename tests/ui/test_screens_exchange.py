"""The exchange on real folders of an office and its laptop: made, taken, acknowledged, and whatever goes wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.exchange.ports import ExchangeKind
from kmcase.application.permissions import allowed
from kmcase.bootstrap import OpenOffice
from kmcase.messages import Catalogue
from kmcase.thai.calendar import bangkok_date
from tests.laptop_folders import LAPTOP, START, Place, a_place, bundle, people_of, write_phone
from tests.ui.desks import Noted, a_desk
from tests.ui.desks import drain as drain_jobs
from ui.ports import Cancelled, Desk, ManualJob, ManualJobs
from ui.screens.exchange.columns import outcome_mark
from ui.screens.exchange.view import ExchangeView
from ui.tone import Tone
from ui.widgets import Label

SAID = Catalogue()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office and its laptop."""
    found = a_place(tmp_path)
    yield found
    found.close()


def shown(qtbot: QtBot, opened: OpenOffice, record_id: str | None = None) -> tuple[ExchangeView, Desk]:
    """The screen with everything read, for whoever is signed in."""
    roles = opened.actor.roles
    desk = a_desk(
        opened.services,
        actor=opened.actor,
        today=lambda: bangkok_date(opened.clock.now()),
        may=lambda use_case: allowed(use_case, roles),
    )
    view = ExchangeView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(record_id)
    drain(desk)
    return view, desk


def drain(desk: Desk) -> None:
    """Run what waits; the window lays out what came of it."""
    drain_jobs(desk)
    QTest.qWait(1)


def take(view: ExchangeView, desk: Desk, file: Path) -> None:
    """A bundle is dropped on its place."""
    view.presenter.take(file)
    drain(desk)


def head(view: ExchangeView) -> str:
    """What came of the last bundle, in a sentence."""
    return view.told.head.accessibleName() if view.told.isVisible() else ""


def tone(view: ExchangeView) -> object:
    return view.told.head.property("tone")


def says(view: ExchangeView, words: str) -> bool:
    return any(words in each.plain_text() for each in view.findChildren(Label) if each.isVisible())


def from_laptop(place: Place, name: str = "home.kmbundle", phone: str = "0899999999") -> Path:
    """Work of the laptop on its way to the office."""
    laptop = place.enter(place.laptop, "officer1")
    write_phone(laptop, people_of(laptop)[0], phone)
    made = bundle(laptop, place.root / name)
    place.close()
    return made


def test_a_laptop_writes_its_work_under_a_name_that_says_whose_and_when(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = place.enter(place.laptop, "officer1")
    write_phone(laptop, people_of(laptop)[0], "0899999999")
    view, desk = shown(qtbot, laptop)
    assert says(view, "ยังไม่ถึงสำนักงาน 2 รายการ") and not view.make.receiver.isVisible()
    offered: list[str] = []

    def answer(parent: object, title: str, begin: str, kinds: str) -> tuple[str, str]:
        offered.append(begin)
        return str(place.root / "stick"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    view.make.button.click()
    drain(desk)
    assert Path(offered[0]).name == "ชุดข้อมูล_จาก_เครื่อง_1_2567-06-10.kmbundle"
    assert (place.root / "stick.kmbundle").exists()
    assert head(view).startswith(f"เขียนชุดข้อมูล {place.root / 'stick.kmbundle'} แล้ว")
    assert says(view, "นำไฟล์ไปสำนักงาน แล้วขอชุดตอบกลับ")
    (line,) = [one for one in view.list.items() if one.kind is ExchangeKind.MADE]
    assert (line.file, line.by, outcome_mark(line).said.key) == (  # type: ignore[union-attr]
        "stick.kmbundle",
        "นายอาทิตย์ ลงพื้นที่",
        "exchange_ui.outcome.made",
    )
    view.make.button.click()
    assert Path(offered[1]).parent == place.root, "the folder that was chosen before"


def test_the_office_takes_it_and_the_answer_says_what_the_office_has(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = from_laptop(place)
    office = place.enter(place.office, "officer2")
    view, desk = shown(qtbot, office)
    take(view, desk, file)
    assert head(view) == f"รับชุดข้อมูลจาก{LAPTOP}ครบแล้ว" and tone(view) == "ok"
    assert says(view, "บันทึกใหม่ 2 รายการ") and says(view, f"ทำชุดตอบกลับให้เครื่อง {LAPTOP}")
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.changes[-1].of("person") == {people_of(office)[0]}
    answer = place.root / "answer.kmbundle"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(answer), ""))
    view.told.answer.click()
    drain(desk)
    assert says(view, f"นำไฟล์ไปที่เครื่อง {LAPTOP}")
    place.close()
    laptop = place.enter(place.laptop, "officer1")
    view, desk = shown(qtbot, laptop)
    assert says(view, SAID.text("exchange_ui.standing_none"))
    take(view, desk, answer)
    assert head(view) == "รับคำตอบรับของสำนักงานแล้ว ไม่มีข้อมูลใหม่ในชุดนี้" and tone(view) == "ok"
    assert says(view, "สำนักงานได้รับข้อมูลบุคคลแล้ว 1 จาก 1 คน")
    assert says(view, "ยังไม่ถึงสำนักงาน 0 รายการ")
    clock = laptop.status().exchange
    assert clock is not None and (clock.waiting, clock.last_exchange) == (0, START)


def test_a_file_is_dropped_or_chosen(qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    file = from_laptop(place)
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.take.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, keys))
    drain(desk)
    assert "ครบแล้ว" in head(view)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    view.take.button.click()
    drain(desk)
    assert head(view) == "ชุดข้อมูลนี้เคยรับแล้ว ทุกอย่างอยู่ครบ ไม่มีอะไรถูกบันทึกซ้ำ" and tone(view) == "accent"
    assert says(view, "มีอยู่แล้ว 2 รายการ")


def test_an_old_bundle_is_told_as_one_and_takes_nothing_back(qtbot: QtBot, place: Place) -> None:
    old = from_laptop(place, "old.kmbundle", "0811111111")
    place.later(hours=1)
    new = from_laptop(place, "new.kmbundle", "0822222222")
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    take(view, desk, new)
    take(view, desk, old)
    assert "เก่ากว่าชุดที่รับไปแล้ว" in head(view) and tone(view) == "warn"
    assert office.services.people.page(people_of(office)[0]).values.phone == "0822222222"


def changed(file: Path, how: str) -> Path:
    """The file as a stick, a copy or a stranger left it."""
    content = file.read_bytes()
    match how:
        case "cut_short":
            file.write_bytes(content[: len(content) - 40])
        case "damaged":
            file.write_bytes(content[:-90] + bytes([content[-90] ^ 1]) + content[-89:])
        case "not_a_bundle":
            file.write_bytes(b"PK" + content)
        case "newer_bundle":
            file.write_bytes(b"KMCB9\n" + content[6:])
        case "no_file":
            file.unlink()
    return file


@pytest.mark.parametrize(
    ("how", "told", "advice"),
    [
        ("cut_short", "ชุดข้อมูลขาดตอนท้าย", "คัดลอกไฟล์ใหม่"),
        ("damaged", "ชุดข้อมูลเสียหายบางส่วน", "คัดลอกไฟล์ใหม่"),
        ("not_a_bundle", "ไม่ใช่ชุดรับส่งข้อมูล", "เลือกไฟล์ชุดข้อมูล"),
        ("newer_bundle", "รุ่นใหม่กว่า", "ปรับปรุงโปรแกรม"),
        ("no_file", "เปิดไฟล์", "เสียบใหม่"),
    ],
)
def test_a_file_that_is_not_whole_is_told_with_what_to_do_next(
    qtbot: QtBot, place: Place, how: str, told: str, advice: str
) -> None:
    file = changed(from_laptop(place), how)
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    take(view, desk, file)
    assert told in head(view) and advice in head(view) and tone(view) == "error"
    assert view.make.button.isEnabled() and not view.stop.isVisible()


def test_a_bundle_for_another_laptop_is_refused_with_what_to_do(qtbot: QtBot, place: Place) -> None:
    place.enrol("เครื่อง 2")
    office = place.enter(place.office, "officer1")
    file = bundle(office, place.root / "b.kmbundle", "เครื่อง 2")
    place.close()
    view, desk = shown(qtbot, place.enter(place.laptop, "officer1"))
    take(view, desk, file)
    assert "ทำให้เครื่องอื่น" in head(view) and "ขอชุดที่ทำให้เครื่องนี้" in head(view)


def test_a_revoked_laptop_is_told_by_its_name_and_its_earlier_work_stays(qtbot: QtBot, place: Place) -> None:
    first = from_laptop(place)
    late = from_laptop(place, "late.kmbundle", "0877777777")
    admin = place.enter(place.office, "admin")
    admin.services.exchange.apply(first)
    admin.services.laptops.revoke(LAPTOP, "ถูกขโมย")
    place.close()
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    assert says(view, "ยังไม่มีเครื่องภาคสนามที่ใช้งานอยู่") and not view.make.button.isEnabled()
    take(view, desk, late)
    assert f"เครื่อง {LAPTOP} ถูกเพิกถอนแล้ว" in head(view)
    assert office.services.people.page(people_of(office)[0]).values.phone == "0899999999"


def test_a_chain_that_split_is_told_and_shown_from_then_on(qtbot: QtBot, place: Place) -> None:
    shutil.copytree(place.laptop, place.root / "twin")
    file = from_laptop(place)
    twin = place.enter(place.root / "twin", "officer1")
    write_phone(twin, people_of(twin)[1], "0866666666")
    forked = bundle(twin, place.root / "twin.kmbundle")
    place.close()
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    take(view, desk, file)
    take(view, desk, forked)
    assert "ถูกคัดลอกจากเครื่องอื่น" in head(view) and "ลงทะเบียนเครื่องใหม่" in head(view)
    assert says(view, "แยกเป็นสองสาย")
    assert outcome_mark(view.list.items()[0]).tone is Tone.ERROR


def test_a_stick_that_is_pulled_out_is_told_and_taking_it_again_goes_on(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = from_laptop(place)
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    opening = Path.open

    class Pulled:
        """A file whose stick is gone after its first reads."""

        def __init__(self, file: Any) -> None:
            self._file, self._left = file, 8

        def read(self, count: int) -> bytes:
            self._left -= 1
            if self._left < 0:
                raise OSError(5, "gone")
            content: bytes = self._file.read(count)
            return content

        def __enter__(self) -> Pulled:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

    with monkeypatch.context() as pulling:
        pulling.setattr(
            Path,
            "open",
            lambda path, *how, **more: Pulled(opening(path, *how)) if path == file else opening(path, *how, **more),
        )
        take(view, desk, file)
        assert "สื่อบันทึกอาจถูกถอดออก" in head(view) and "เสียบใหม่" in head(view)
    take(view, desk, file)
    assert "ครบแล้ว" in head(view)
    assert office.services.people.page(people_of(office)[0]).values.phone == "0899999999"


def test_who_stops_in_the_middle_keeps_what_was_taken_and_goes_on_later(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = from_laptop(place)
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    checks: list[None] = []

    def check(job: ManualJob) -> None:
        checks.append(None)
        if len(checks) == 3:
            raise Cancelled

    with monkeypatch.context() as stopping:
        stopping.setattr(ManualJob, "check", check)
        take(view, desk, file)
    assert head(view) == SAID.text("exchange.stopped.cancelled") and tone(view) == "warn"
    assert says(view, "บันทึกใหม่ 2 รายการ")
    assert office.services.people.page(people_of(office)[0]).values.phone == "0899999999"
    assert isinstance(desk.navigation, Noted) and desk.navigation.changes[-1].of("person")
    take(view, desk, file)
    assert "มีอยู่แล้ว" in head(view) and not office.services.exchange.status().forks


def test_while_one_is_taken_no_other_is_begun_and_a_stopped_making_leaves_no_file(qtbot: QtBot, place: Place) -> None:
    office = place.enter(place.office, "officer1")
    view, desk = shown(qtbot, office)
    assert isinstance(desk.jobs, ManualJobs)
    out = place.root / "b.kmbundle"
    view.presenter.make(out)
    assert view.stop.isVisible() and not view.make.button.isEnabled() and not view.take.acceptDrops()
    view.presenter.make(place.root / "second.kmbundle")
    assert desk.jobs.waiting == 1
    run, job = desk.jobs._waiting.popleft()
    view.stop.click()
    assert job.cancelled
    run()
    drain(desk)
    assert head(view) == SAID.text("exchange_ui.done.cancelled")
    assert not out.exists() and not list(place.root.glob("*b.kmbundle*"))
    assert view.make.button.isEnabled() and view.take.acceptDrops()


def test_a_folder_that_is_gone_is_told_before_anything_is_made(qtbot: QtBot, place: Place) -> None:
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    view.presenter.make(place.root / "stick" / "b.kmbundle")
    assert isinstance(desk.jobs, ManualJobs) and desk.jobs.waiting == 0
    assert "แฟลชไดรฟ์อาจถูกถอดออก" in head(view)


def test_another_receiver_is_chosen_here_or_by_who_sends_one_here(qtbot: QtBot, place: Place) -> None:
    place.enrol("เครื่อง 2")
    office = place.enter(place.office, "officer1")
    ids = {
        each.enrolled.laptop.name: each.enrolled.laptop.laptop_id for each in office.services.exchange.status().laptops
    }
    view, _ = shown(qtbot, office, ids["เครื่อง 2"])
    assert view.presenter.name_of_file() == "ชุดข้อมูล_ถึง_เครื่อง 2"
    view.make.receiver.set_value(ids[LAPTOP])
    assert view.presenter.name_of_file() == f"ชุดข้อมูล_ถึง_{LAPTOP}"
    view.standing.to_laptops.click()
    assert isinstance(view._desk.navigation, Noted)
    assert view._desk.navigation.opened == [("laptops", None)]


def test_conflicts_that_came_along_are_counted_and_lead_to_their_list(qtbot: QtBot, place: Place) -> None:
    file = from_laptop(place)
    office = place.enter(place.office, "officer2")
    write_phone(office, people_of(office)[0], "0855555555")
    view, desk = shown(qtbot, office)
    take(view, desk, file)
    assert says(view, "ค่าที่ขัดกันรอตัดสิน 1 ระเบียน")
    view.standing.to_conflicts.click()
    assert isinstance(desk.navigation, Noted) and desk.navigation.opened == [("conflicts", None)]


def test_the_auditor_sees_how_things_stand_and_exchanges_nothing(qtbot: QtBot, place: Place) -> None:
    view, _ = shown(qtbot, place.enter(place.office, "auditor"))
    assert not view.make.isVisible() and not view.take.isVisible()
    assert says(view, f"{LAPTOP}: รับล่าสุด ยังไม่เคย")


def test_after_too_many_days_it_is_said_on_the_laptop_too(qtbot: QtBot, place: Place) -> None:
    place.later(days=8)
    view, _ = shown(qtbot, place.enter(place.laptop, "officer1"))
    assert says(view, SAID.text("exchange_ui.overdue")) and view.make.waits.property("tone") == "warn"


def test_it_speaks_english_at_once(qtbot: QtBot, place: Place) -> None:
    view, desk = shown(qtbot, place.enter(place.office, "officer1"))
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.make.button.text() == "Make a bundle" and view.take.button.text() == "Take a bundle"
