"""Notes and tasks of a case in the real window: written at once, corrected, read whole, drafts kept; tasks done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.cases import CaseNoteService, CaseTaskService
from kmcase.domain.cases.notes import NoteKind, WatchKind
from kmcase.domain.cases.tasks import TaskState
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases
from tests.contract.test_case_notes import note
from tests.contract.test_case_tasks import task
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import shown
from tests.ui.desks import drain, error, hear, send
from ui.ports import Desk
from ui.widgets import Label

DAY = date(2024, 6, 10)


def notes(office: TestOffice) -> CaseNoteService:
    return CaseNoteService(office.work("social"))


def keep(view: Any, desk: Desk, part: Any, **values: object) -> None:
    for name, value in values.items():
        part.write.form.editor(name).set_value(value)
    part.write.keep.click()
    drain(desk)
    hear(view, desk)


def test_a_note_is_written_at_the_top_and_stands_in_the_list(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    part = view.page.part("notes")
    keep(view, desk, part, text="นอนหลับดีขึ้น", kind=NoteKind.TELEPHONE, at_time="9.30")
    [item] = part.list.items()
    assert (item.text, item.kind, item.on, item.at_time) == ("นอนหลับดีขึ้น", NoteKind.TELEPHONE, DAY, "09:30")
    assert part.write.form.editor("text").value() == ""


def test_what_cannot_be_kept_is_said_beside_its_field_and_stays_typed(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    part = view.page.part("notes")
    keep(view, desk, part, text="นอนหลับ", watch="violence")
    editor = part.write.form.editor("next_look")
    assert editor.isVisible()
    assert desk.texts.text("case_notes.error.look_missing") in editor.accessibleDescription()
    assert part.write.form.editor("text").value() == "นอนหลับ"
    keep(view, desk, part, next_look=DAY + timedelta(days=3))
    [watch] = notes(office).page(case_id).watches
    assert watch.kind is WatchKind.VIOLENCE
    keep(view, desk, part, text="ปลอดภัยแล้ว", watch="lower:violence")
    assert notes(office).page(case_id).watches == ()


def test_a_watch_that_restricts_the_case_says_so_before_it_is_kept(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office, "officer")
    view = shown(qtbot, desk, case_id, "notes")
    write = view.page.part("notes").write
    write.more.click()
    write.form.editor("watch").set_value("other")
    assert not write.seals.isVisible()
    write.form.editor("watch").set_value("violence")
    assert write.form.editor("open_reason").isVisible()
    assert write.seals.accessibleName() == desk.texts.text("case_notes.write.seals_from_you")
    keep(view, desk, view.page.part("notes"), text="น้องเล่าให้ฟัง", next_look=DAY, open_reason="ผู้ก่อเหตุเสียชีวิตแล้ว")
    assert not cases(office).page(case_id).head.restricted
    part = view.page.part("notes")
    part.open(part.list.items()[0])
    assert "ผู้ก่อเหตุเสียชีวิตแล้ว" in part.reader.more.plain_text()
    part.back()
    write.form.editor("watch").set_value("violence")
    assert not write.seals.isVisible()
    write.form.editor("watch").set_value("self_harm")
    write.more.click()
    assert write.seals.isVisible()


def test_the_team_restricts_a_case_by_a_watch_unless_somebody_says_why_not(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    part = view.page.part("notes")
    part.write.form.editor("watch").set_value("self_harm")
    assert part.write.seals.accessibleName() == desk.texts.text("case_notes.write.seals")
    keep(view, desk, part, text="พูดว่าไม่อยากอยู่", next_look=DAY)
    assert cases(office).page(case_id).head.restricted_for == ("self_harm",)
    part.write.form.editor("watch").set_value("violence")
    assert not part.write.seals.isVisible()


def test_a_draft_comes_back_when_the_case_is_opened_again(qtbot: QtBot, office: TestOffice) -> None:
    case_id, other = a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    form = view.page.part("notes").write.form
    form.editor("text").set_value("ยังเขียนไม่จบ")
    view.show_record(other)
    drain(desk)
    assert form.editor("text").value() == ""
    view.show_record(case_id)
    drain(desk)
    assert form.editor("text").value() == "ยังเขียนไม่จบ"
    assert notes(office).page(case_id).notes == ()


def test_a_paste_of_fifty_thousand_letters_is_shown_by_its_beginning_and_opens_whole(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    part = view.page.part("notes")
    pasted = "ข้อความยาว\n" * 4_500 + "จบตรงนี้"
    keep(view, desk, part, text=pasted)
    [item] = part.list.items()
    cell = part.list.grid.model().index(0, 3).data()
    assert len(cell) < 200
    part.list.activated.emit(item)
    assert part.reader.text.toPlainText() == pasted
    part.back()
    part.list.set_filter("จบตรงนี้")
    assert len(part.list.items()) == 1
    part.list.set_filter("ไม่มีคำนี้")
    assert len(part.list.items()) == 0


def test_a_note_is_corrected_by_a_new_one_and_the_old_is_struck_through(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    old = notes(office).write(note(case_id, text="แม่มาเยี่ยม")).value
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "notes")
    part = view.page.part("notes")
    part.list.select_key(old)
    part.read.click()
    part.reader.correct.click()
    assert part.write.banner.isVisible()
    keep(view, desk, part, text="ป้ามาเยี่ยม")
    found = {item.text: item for item in part.list.items()}
    assert found["ป้ามาเยี่ยม"].corrects == old
    part.open(found["แม่มาเยี่ยม"])
    assert part.reader.text.font().strikeOut()
    part.reader.banner.action_requested.emit()
    assert part.reader.text.toPlainText() == "ป้ามาเยี่ยม"
    assert not part.reader.text.font().strikeOut()


def test_of_more_notes_than_are_read_at_first_all_can_be_asked_for(
    qtbot: QtBot, office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.cases.parts.notes.MOST_AT_FIRST", 2)
    case_id = a_case(office)
    for number in range(3):
        notes(office).write(note(case_id, text=str(number)))
    desk = case_desk(office)
    part = shown(qtbot, desk, case_id, "notes").page.part("notes")
    assert (len(part.list.items()), part.all.isVisible()) == (2, True)
    counted = {label.plain_text() for label in part.list.findChildren(Label)}
    assert desk.texts.text("tables.count_some", shown=2, count=3) in counted
    part.all.click()
    drain(desk)
    assert (len(part.list.items()), part.all.isVisible()) == (3, False)


def test_an_auditor_reads_notes_and_writes_none(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    notes(office).write(note(case_id))
    part = shown(qtbot, case_desk(office, "auditor"), case_id, "notes").page.part("notes")
    assert (len(part.list.items()), part.write.isVisible()) == (1, False)


def test_a_task_is_planned_put_off_and_done_in_the_window(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "tasks")
    part = view.page.part("tasks")
    part.plan.click()
    drain(desk)
    send(view, desk, what="ถามเรื่องยา", due=DAY)
    [line] = part.list.items()
    assert (line.what, line.responsible) == ("ถามเรื่องยา", "social")
    part.list.select_key(line.task_id)
    part.put_off.click()
    drain(desk)
    send(view, desk, due=DAY - timedelta(days=1), reason="ฝนตก")
    assert desk.texts.text("case_tasks.error.due_passed") in error(view, "due")
    send(view, desk, due=DAY + timedelta(days=2), responsible="officer")
    [line] = part.list.items()
    assert (line.due, line.responsible, line.note) == (DAY + timedelta(days=2), "officer", "ฝนตก")
    part.list.select_key(line.task_id)
    part.done.click()
    send(view, desk, note="กินยาครบ")
    [line] = part.list.items()
    assert (line.state, line.note) == (TaskState.DONE, "กินยาครบ")
    part.list.select_key(line.task_id)
    QTest.qWait(1)
    assert not part.done.isEnabled()


def test_a_task_is_given_up_with_a_reason(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    task_id = CaseTaskService(office.work("social")).plan(task(case_id)).value
    office.clock.at = JUNE + timedelta(days=1)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "tasks")
    part = view.page.part("tasks")
    assert part.list.items()[0].late
    part.list.select_key(task_id)
    part.give_up.click()
    send(view, desk)
    assert desk.texts.text("widgets.form.missing") in error(view, "note")
    send(view, desk, note="ย้ายกลับบ้านเกิดแล้ว")
    assert part.list.items()[0].state is TaskState.GIVEN_UP
