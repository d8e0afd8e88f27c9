"""Forms and stages in the real window: a file looked at, refused beside its lines, taken in and saved again."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.casework import CaseworkService
from kmcase.domain.casework import Casework
from kmcase.files.casework_files import read_text
from kmcase.messages import Catalogue
from kmcase.rules.casework import NEWEST, shipped_text
from tests.builders import TestOffice
from tests.case_builders import a_case
from tests.ui.case_desks import case_desk
from tests.ui.desks import drain, hear
from ui.ports import Desk
from ui.screens.casework.columns import CONTENTS, DIFFERENCES, FAULTS, VERSIONS
from ui.screens.casework.view import CaseworkView

OWN = shipped_text().replace(f'version = "{NEWEST}"', 'version = "นิคม.1"').replace("days = 7\n", "days = 10\n", 1)


def shown(qtbot: QtBot, office: TestOffice, login: str = "director") -> tuple[CaseworkView, Desk]:
    """The screen with everything read."""
    desk = case_desk(office, login, casework=CaseworkService(office.work(login), read_text))
    view = CaseworkView(desk)
    qtbot.addWidget(view)
    view.resize(1100, 680)
    view.show()
    view.show_record(None)
    drain(desk)
    return view, desk


def take(view: CaseworkView, desk: Desk, folder: Path, text: str) -> None:
    """Choose a file with this text."""
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    view.ask_file = lambda _parent, _title, _suffixes: path
    view.take.click()
    drain(desk)


def said(columns: object, item: object) -> list[str]:
    """A line as it is read."""
    render = Catalogue("th").render
    cells = [column.getter(item) for column in columns]  # type: ignore[attr-defined]
    return [cell if isinstance(cell, str) else render(getattr(cell, "said", cell)) for cell in cells if cell]


def test_a_sound_file_shows_what_differs_and_leads_new_cases_once_it_is_set(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    a_case(office)
    view, desk = shown(qtbot, office)
    take(view, desk, tmp_path, OWN)
    [found] = view.differences.items()
    assert said(DIFFERENCES, found) == ["กำหนดเวลา reception / days", "7", "10"]
    assert [item.version for item in view.list.items()] == [NEWEST]
    view.set.click()
    drain(desk)
    hear(view, desk)
    assert [item.version for item in view.list.items()] == ["นิคม.1", NEWEST]
    shipped = said(VERSIONS, view.list.items()[1])
    assert shipped == [NEWEST, "มากับโปรแกรม", "น้อยกว่า 5", "น้อยกว่า 5"]
    assert not view.banner.isVisible()


def test_the_main_key_sets_the_file_wherever_the_keyboard_is(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view, desk = shown(qtbot, office)
    take(view, desk, tmp_path, OWN)
    view.activateWindow()
    view.take.setFocus()
    qtbot.waitUntil(view.take.hasFocus)
    QTest.keyClick(view.take, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    drain(desk)
    hear(view, desk)
    assert [item.version for item in view.list.items()] == ["นิคม.1", NEWEST]


def test_what_a_version_holds_is_shown_at_once_and_of_another_when_it_is_chosen(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    CaseworkService(office.work("director"), read_text).set(OWN)
    view, desk = shown(qtbot, office)
    assert view.contents.isVisible() and "นิคม.1" in view.holds.plain_text()
    assert {said(CONTENTS, item)[0] for item in view.contents.items()} >= {"ขั้นตอน", "เอกสารที่ต้องลงนาม", "ตัวอย่างแผน"}
    view.list.select_key(NEWEST)
    view.list.chosen.emit(view.list.items()[1])
    drain(desk)
    assert NEWEST in view.holds.plain_text()
    take(view, desk, tmp_path, OWN.replace("นิคม.1", "นิคม.2"))
    assert view.differences.isVisible() and not view.contents.isVisible()


def test_every_part_of_the_casework_is_named_in_both_languages() -> None:
    parts = [each.name for each in fields(Casework) if each.name != "version"]
    for language in ("th", "en"):
        assert all(Catalogue(language).text(f"casework.part.{part}") for part in parts)


def test_a_file_with_faults_tells_each_beside_its_line_and_cannot_be_set(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    view, desk = shown(qtbot, office)
    take(view, desk, tmp_path, OWN.replace('done_by = "assess"', 'done_by = "later"', 1))
    [fault] = view.faults.items()
    assert said(FAULTS, fault)[1:] == ["ไม่มีขั้นตอน “later” ในไฟล์นี้", 'done_by = "later"']
    assert view.faults.isVisible() and not view.set.isVisible()


def test_what_was_set_meanwhile_is_refused_above_the_differences(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    view, desk = shown(qtbot, office)
    take(view, desk, tmp_path, OWN)
    CaseworkService(office.work("director"), read_text).set(OWN)
    view.set.click()
    drain(desk)
    assert "มีอยู่แล้ว" in view.banner.accessibleName()


def test_who_is_not_the_director_looks_and_sets_nothing(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view, desk = shown(qtbot, office, "social")
    take(view, desk, tmp_path, OWN)
    assert view.differences.items() and not view.set.isVisible()


def test_a_version_is_saved_as_a_file_to_be_changed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view, desk = shown(qtbot, office)
    names = []
    view.ask_target = lambda name: names.append(name) or tmp_path / name  # type: ignore[func-returns-value]
    view.export.click()
    drain(desk)
    assert (tmp_path / f"casework-{NEWEST}.toml").read_text("utf-8") == shipped_text()
    assert names == [f"casework-{NEWEST}.toml"]
