"""The back-up screen on a real office folder: made, checked, copied to another medium, stopped, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kmcase.application.backups import BackupItem, BackupKind, KeptAs
from kmcase.bootstrap import Offices, OpenOffice
from kmcase.domain.errors import EnvironmentProblem
from kmcase.messages import Catalogue
from kmcase.persistence import backups as files
from kmcase.persistence.office_backups import FolderBackups
from tests.sample import CHEAP, open_sample, sample_copy
from tests.ui.desks import Noted, a_desk, drain
from tests.ui.fake_office import FOLDER, FakeOffices
from tests.ui.test_shell_sign_in import Page
from ui.app import SCREENS, Application
from ui.gateway import OfficeGateway
from ui.ports import Desk, DictMemory, LiveTexts, ManualJobs, Progress
from ui.screens.backup.columns import Line, checked_mark, kept_said, megabytes
from ui.screens.backup.view import BackupView
from ui.shell.workspace.presenter import WorkspacePresenter

A_DAY = datetime(2024, 6, 12, 3, 0, tzinfo=UTC)
ITEM = BackupItem(folder=Path("b"), at=A_DAY, kind=BackupKind.DAILY, counts={"entry": 3}, photos=2, size=1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OpenOffice]:
    """The sample office, open for its administrator."""
    opened = open_sample(sample_copy(tmp_path), "admin")
    yield opened
    opened.close()


def shown(qtbot: QtBot, office: OpenOffice) -> tuple[BackupView, Desk]:
    """The screen with everything read."""
    desk = a_desk(office.services, actor=office.actor)
    view = BackupView(desk)
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def said(view: BackupView) -> str:
    """What the banner says; empty where it is put away."""
    return view.banner.accessibleName() if view.banner.isVisible() else ""


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Answer the question for a folder."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))


def test_a_back_up_made_now_stands_first_and_is_in_front(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    before = len(view.list.items())
    view.make.click()
    drain(desk)
    lines = view.list.items()
    assert len(lines) == before + 1
    assert lines[0].item.kind is BackupKind.ASKED and lines[0].item.kept_as == (KeptAs.NEWEST,)
    assert lines[0].item.size > 1_000_000
    assert [line.item.folder for line in view.list.selected()] == [lines[0].item.folder]
    assert said(view).startswith("สำรองข้อมูลแล้วเมื่อ")
    assert isinstance(desk.navigation, Noted) and len(desk.navigation.changes) == 1


def test_while_one_is_made_no_other_is_begun_and_it_can_be_stopped(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    before = len(view.list.items())
    view.make.click()
    assert not view.make.isEnabled() and not view.copy.isEnabled() and view.stop.isVisible()
    view.presenter.check()
    assert isinstance(desk.jobs, ManualJobs) and desk.jobs.waiting == 1
    stopped = desk.jobs._waiting[0][1]
    run, _ = desk.jobs._waiting.popleft()
    view.stop.click()
    assert stopped.cancelled
    run()
    drain(desk)
    assert said(view) == "ยกเลิกแล้ว ข้อมูลสำรองที่มีอยู่เดิมยังครบ"
    assert len(view.list.items()) == before and view.make.isEnabled() and not view.stop.isVisible()


def test_a_copy_on_another_medium_ends_the_nag(
    qtbot: QtBot, office: OpenOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.services.backups.make()
    view, desk = shown(qtbot, office)
    assert view.rule.property("tone") == "warn"
    assert any(one.noun == "backup" for one in office.status().problems)
    choose(monkeypatch, tmp_path / "stick")
    view.copy.click()
    drain(desk)
    assert str(tmp_path / "stick") in said(view)
    assert view.rule.property("tone") == "plain"
    assert not any(one.noun == "backup" for one in office.status().problems)
    assert len(files.list_backups(tmp_path / "stick")) == 1


def test_a_medium_that_is_the_office_itself_is_refused_in_words(
    qtbot: QtBot, office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, desk = shown(qtbot, office)
    choose(monkeypatch, office.folder.path)
    view.copy.click()
    drain(desk)
    assert "อยู่ในโฟลเดอร์ของหน่วยงานเอง" in said(view)
    assert view.copy.isEnabled()


def test_who_leaves_the_question_copies_nothing(
    qtbot: QtBot, office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, desk = shown(qtbot, office)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    view.copy.click()
    assert isinstance(desk.jobs, ManualJobs) and desk.jobs.waiting == 0


def test_a_look_through_a_damaged_back_up_names_its_files(qtbot: QtBot, office: OpenOffice) -> None:
    made = office.services.backups.make()
    (made.folder / "keyring.json").write_bytes(b"worn out")
    view, desk = shown(qtbot, office)
    view.list.select_key(made.folder)
    view.check()
    drain(desk)
    assert said(view).startswith("ข้อมูลสำรองชุดนี้เสียหาย 1 ไฟล์")
    assert "keyring.json" in view.pane.damaged.plain_text()
    marks = {line.item.folder: checked_mark(line).said.key for line in view.list.items()}
    assert marks.pop(made.folder) == "backup.checked.damaged"
    assert set(marks.values()) <= {"backup.checked.not_yet"}


def test_a_look_through_a_whole_one_says_so(qtbot: QtBot, office: OpenOffice) -> None:
    office.services.backups.make()
    view, desk = shown(qtbot, office)
    view.check()
    drain(desk)
    assert said(view) == "ข้อมูลสำรองชุดนี้ครบถ้วนทุกไฟล์"
    assert not view.pane.damaged.isVisible()


def test_a_full_disk_is_said_in_words_and_the_earlier_ones_stay(
    qtbot: QtBot, office: OpenOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.services.backups.make()
    view, desk = shown(qtbot, office)
    before = len(view.list.items())
    monkeypatch.setattr(files, "low_space", lambda *_: 1)
    view.make.click()
    drain(desk)
    assert said(view) == Catalogue().text("office_files.error.disk_full")
    assert len(view.list.items()) == before and view.make.isEnabled()


def test_many_damaged_files_are_named_in_part(qtbot: QtBot, office: OpenOffice) -> None:
    view, _ = shown(qtbot, office)
    view.pane.show_line(Line(ITEM, tuple(f"photos/{n:02d}" for n in range(20))))
    assert view.pane.damaged.plain_text().endswith("และอีก 12 ไฟล์")


def test_an_office_without_a_back_up_says_what_to_do(qtbot: QtBot, office: OpenOffice) -> None:
    for item in office.services.backups.list():
        (item.folder / "manifest.json").unlink()
    view, _ = shown(qtbot, office)
    assert not view.pane.one.isVisible()
    assert not view.list.items()
    assert view.facts.findChildren(type(view.rule))[1].plain_text() == "ยังไม่เคย"


@pytest.mark.parametrize(("size", "shows"), [(0, 0), (1, 1), (1_000_000, 1), (1_000_001, 2)])
def test_sizes_are_rounded_up(size: int, shows: int) -> None:
    assert megabytes(replace(ITEM, size=size)) == shows


def test_what_a_back_up_is_kept_as_is_said() -> None:
    catalogue = Catalogue()
    assert catalogue.render(kept_said(replace(ITEM, kept_as=(KeptAs.DAY, KeptAs.MONTH)))) == "รายวัน, รายเดือน"
    assert catalogue.render(kept_said(ITEM)) == "จะลบในการสำรองครั้งหน้า"


def test_it_speaks_english_at_once(qtbot: QtBot, office: OpenOffice) -> None:
    view, desk = shown(qtbot, office)
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert view.make.text() == "Back up now"


def test_the_daily_back_up_runs_beside_the_work_and_a_failure_blocks_nothing() -> None:
    page, jobs = Page(), ManualJobs()
    session = FakeOffices().sign_in(FOLDER, "admin", "sample")

    def fails(progress: Progress) -> bool:
        raise EnvironmentProblem("office_files.file_trouble", path="/stick")

    session.back_up_daily = fails  # type: ignore[method-assign]
    presenter = WorkspacePresenter(page, session, SCREENS, jobs, LiveTexts())
    presenter.start()
    assert jobs.titles[0].key == "shell.job.backup"
    jobs.drain()
    (failure,) = page.last("show_backup_failed")
    assert failure.code == "office_files.file_trouble"
    presenter.open("backup")
    assert page.last("show_place")[0].key == "backup"


def test_at_sign_in_a_full_disk_is_told_in_the_window_and_the_work_goes_on(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample_copy(tmp_path)
    for item in files.list_backups(folder / "backups"):
        (item.folder / "manifest.json").unlink()

    def full(*_: object, **__: object) -> BackupItem:
        raise EnvironmentProblem("office_files.disk_full")

    monkeypatch.setattr(FolderBackups, "make", full)
    gateway: OfficeGateway = Offices(tmp_path / "settings", cost=CHEAP)
    application = Application(gateway, DictMemory(), new_offices=tmp_path)
    frame = application.frame
    qtbot.addWidget(frame)
    frame.start(folder)
    frame.show()
    qtbot.waitUntil(lambda: frame.sign_in.door() is not None)
    frame.sign_in.users.choose("admin")
    frame.sign_in.password.line.setText("sample")
    with qtbot.waitSignal(frame.arrived):
        frame.sign_in.password.entered.emit()
    qtbot.waitUntil(lambda: not frame.jobs.busy, timeout=30_000)
    assert frame.workspace is not None
    assert "สำรองข้อมูลประจำวันไม่สำเร็จ" in frame.workspace._notice.accessibleName()
    assert "พื้นที่ว่างในดิสก์ไม่พอ" in frame.workspace._notice.accessibleName()
    frame.workspace.open("backup")
    qtbot.waitUntil(lambda: not frame.jobs.busy, timeout=30_000)
    assert not frame.workspace.screen_view("backup").list.items()
    frame.close()
    application.undress()
