"""Lessons in the real window: written from a round, found by any word, corrected beside the old, marked, printed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import TestOffice
from tests.round_builders import closed_round, lesson_of, lessons
from tests.ui.desks import Noted, drain, error, hear, opened, send
from tests.ui.round_desks import round_desk
from ui.ports import Desk, LiveTexts
from ui.screens.lessons.view import LessonsView
from ui.widgets import Button, Label


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> LessonsView:
    return opened(qtbot, LessonsView(desk), desk, record_id)


def says(view: LessonsView, words: str) -> bool:
    QTest.qWait(1)
    return any(words in label.plain_text() for label in view.findChildren(Label) if label.isVisible())


def link(view: LessonsView, desk: Desk, key: str) -> Button:
    QTest.qWait(1)
    said = desk.texts.text(key)
    return next(one for one in view.pane.findChildren(Button) if one.text() == said and one.isVisible())


def test_a_round_without_lessons_asks_for_them_and_enter_begins(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = closed_round(office)
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, run_id)
    assert says(view, desk.texts.text("lessons.page.missing_advice"))
    view.list.grid.setFocus()
    QTest.keyClick(view.list.grid, Qt.Key.Key_Return)
    assert view.form is not None
    send(view, desk, title="ฝนตกวันจ่ายเงิน", happened="ถนนขาด ต้องเลื่อนจ่าย", topics="ถนน, ฝน", proposals="ดูพยากรณ์\nย้ายที่จ่าย")
    assert view.form is None
    assert view.pane.title.plain_text() == "ฝนตกวันจ่ายเงิน"
    assert says(view, "ย้ายที่จ่าย")
    assert [item.title for item in lessons(office).list()] == ["ฝนตกวันจ่ายเงิน"]


def test_a_lesson_without_what_happened_is_said_beside_the_field(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, closed_round(office))
    view.missing.action_requested.emit()
    send(view, desk, title="ฝนตก")
    assert desk.texts.text("widgets.form.missing") in error(view, "happened")
    view.form.cancelled.emit()  # type: ignore[union-attr]
    assert lessons(office).list()[0].title == ""


def test_a_lesson_is_found_by_a_word_of_its_text_however_it_is_typed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = closed_round(office)
    lessons(office).write(lesson_of(run_id))
    lessons(office).write(lesson_of(run_id, title="อื่น", happened="ทำสำเร็จ", proposals=()))
    view = shown(qtbot, round_desk(office, tmp_path))
    view.list.set_filter("เก้าอี้ วัด")
    assert [item.title for item in view.list.items()] == ["ผู้สูงอายุรอนาน"]
    view.list.set_filter("ท\u0e4d\u0e32สำเร็จ")
    assert [item.title for item in view.list.items()] == ["อื่น"]


def test_a_correction_keeps_the_old_version_to_be_read(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    desk = round_desk(office, tmp_path, "social")
    view = shown(qtbot, desk, lesson_id)
    view.pane.edit.click()
    send(view, desk, title="แก้ชื่อเรื่องแล้ว")
    assert view.pane.title.plain_text() == "แก้ชื่อเรื่องแล้ว"
    link(view, desk, "lessons.page.read").click()
    assert view.pane.title.plain_text() == "ผู้สูงอายุรอนาน"
    assert view.pane.banner.isVisible()


def test_versions_written_apart_are_both_shown_and_made_one(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = closed_round(office)
    lesson_id = lessons(office).write(lesson_of(run_id)).value
    lessons(office, "social").write(lesson_of(run_id, lesson_id=lesson_id, title="เขียนแยก"))
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, lesson_id)
    assert says(view, desk.texts.text("lessons.page.apart", count=2))
    view.pane.edit.click()
    send(view, desk, title="รวมแล้ว")
    assert not view.pane.banner.isVisible()
    assert len(lessons(office).page(lesson_id).standing) == 1


def test_a_proposal_is_marked_as_practice_and_unmarked(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office), proposals=("นัดเป็นช่วง",))).value
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, lesson_id)
    link(view, desk, "lessons.page.adopt").click()
    send(view, desk, practice="ใบนัดพิมพ์จากโปรแกรม")
    assert says(view, "ใบนัดพิมพ์จากโปรแกรม")
    assert lessons(office).list()[0].adopted == 1
    link(view, desk, "lessons.page.unadopt").click()
    drain(desk)
    hear(view, desk)
    assert lessons(office).list()[0].adopted == 0


def test_the_auditor_reads_and_prints_and_is_offered_no_writing(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    desk = round_desk(office, tmp_path, "auditor")
    view = shown(qtbot, desk, lesson_id)
    assert not view.pane.edit.isVisible()
    assert not view.pane.another.isVisible()
    view.list.activated.emit(view.list.items()[0])
    assert view.form is None
    view.pane.print.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(pdf, title)] = desk.navigation.papers
    assert pdf.startswith(b"%PDF")
    assert "ฎ 1/2567" in title


def test_the_screen_speaks_the_other_language(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    lesson_id = lessons(office).write(lesson_of(closed_round(office))).value
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, lesson_id)
    view.retranslate(LiveTexts("en"))
    assert view.pane.print.text() == "Print"


def test_a_lesson_that_was_typed_and_left_comes_back_until_it_is_saved(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    run_id = closed_round(office)
    desk = round_desk(office, tmp_path)
    view = shown(qtbot, desk, run_id)
    view.missing.action_requested.emit()
    assert view.form is not None
    view.form.form.editor("title").set_value("ฝนตกวันจ่ายเงิน")
    view.form.cancelled.emit()
    drain(desk)
    view.missing.action_requested.emit()
    drain(desk)
    assert view.form.form.editor("title").value() == "ฝนตกวันจ่ายเงิน"
    assert says(view, desk.texts.text("widgets.form.restored"))
    send(view, desk, happened="ถนนขาด")
    drain(desk)
    assert desk.services.drafts.load(f"lesson:of:{run_id}") is None
    assert [item.title for item in lessons(office).list()] == ["ฝนตกวันจ่ายเงิน"]
