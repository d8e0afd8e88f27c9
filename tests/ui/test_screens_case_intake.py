"""Reception and papers in the real window: received in one form, linked while typing, signed, refused, given back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.cases import RecordIntake
from kmcase.domain.cases.heads import ClientValues, Seen
from kmcase.domain.dates import PartialDate
from kmcase.messages import message
from tests.builders import TestOffice, register
from tests.case_builders import a_case, a_sealed_case, cases, client, opening
from tests.case_intake_builders import MARK, facts, intakes, received, things
from tests.ui.case_desks import case_desk, filing_desk
from tests.ui.case_windows import press, says, shown
from tests.ui.desks import Noted, drain, error, hear, send
from tests.ui.gallery_samples import sample_photo
from ui.ports import Desk, LiveTexts
from ui.screens.cases.parts.intake import IntakePart
from ui.screens.cases.receive_view import ReceivePage
from ui.screens.cases.view import CasesView
from ui.widgets import Finger, Hand, IdAnswer, Label, PaperEdit, Picture, ThumbprintEdit

TODAY = date(2024, 6, 10)


def receiving(view: CasesView, desk: Desk) -> ReceivePage:
    """The form of reception, opened by its button."""
    view.new.click()
    drain(desk)
    assert isinstance(view.form, ReceivePage)
    return view.form


NEEDED: dict[str, Any] = {"client_group": "homeless", "source": "citizen", "story": "นอนอยู่หน้าตลาด"}


def intake_part(view: CasesView) -> IntakePart:
    part = view.page.part("intake")
    assert isinstance(part, IntakePart)
    return part


def test_somebody_without_a_name_is_received_by_the_form(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    form = receiving(view, desk)
    assert desk.texts.text("case_intake.form.will_open") in {label.plain_text() for label in form.findChildren(Label)}
    rows = [{"_id": "new:1", "name": "กระเป๋า", "count": 2}, {"_id": "new:2", "name": "ร่ม"}]
    send(view, desk, called="ลุงหน้าตลาด", check_body=frozenset({"wounds"}), belongings=rows, place="ตู้ 1", **NEEDED)
    assert view.form is None
    [item] = cases(office).list().items
    assert view.page.name.plain_text() == "ลุงหน้าตลาด"
    page = intakes(office).page(item.case_id)
    assert page.standing[0].values.checklist("body").found == ("wounds",)
    assert [(thing.name, thing.count) for thing in page.kept] == [("กระเป๋า", 2), ("ร่ม", 1)]


def test_what_is_typed_of_a_reception_outlives_the_form(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    for typed in ("", "ลุงหน้าตลาด"):
        called = receiving(view, desk).form.editor("called")
        drain(desk)
        assert (called.value() or "") == typed
        called.set_value("ลุงหน้าตลาด")
        assert view.form is not None
        view.form.cancelled.emit()
        drain(desk)


def test_what_is_missing_or_wrong_is_said_beside_its_field(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    receiving(view, desk)
    send(view, desk, **{**NEEDED, "story": ""})
    assert desk.texts.text("case_intake.error.story_missing") in error(view, "story")
    send(view, desk, story="เล่าแล้ว", at_time="23.59")
    assert desk.texts.text("cases.error.in_future") in error(view, "opened_at")
    send(view, desk, at_time="ยามเช้า")
    assert error(view, "at_time")
    send(view, desk, at_time="8.30", not_ready=True, story="")
    assert view.form is None


def test_a_birth_year_of_a_child_restricts_and_the_form_says_so(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    form = receiving(view, desk)
    assert not form.form.editor("open_reason").isVisible()
    form.form.editor("birth").set_value(PartialDate(2012))
    assert form.form.editor("open_reason").isVisibleTo(form)
    assert says(view, "แฟ้มนี้จะปกปิด")
    send(view, desk, first_name="แก้ว", **NEEDED)
    [item] = cases(office).list().items
    assert item.restricted


def test_flags_may_be_spoken_against_with_a_reason(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    receiving(view, desk)
    send(view, desk, flags=frozenset({"self_harm"}), open_reason="ทุกคนต้องช่วยเฝ้าระวัง", **NEEDED)
    [item] = cases(office).list().items
    assert not item.restricted


def test_a_person_of_the_register_is_found_while_typing_and_linked_in_one_step(
    qtbot: QtBot, office: TestOffice
) -> None:
    person_id = register(office, birth=PartialDate(1957, 3, 2))
    values = office.people().page(person_id).values
    desk = case_desk(office)
    view = shown(qtbot, desk)
    form = receiving(view, desk)
    for name in ("first_name", "last_name", "birth"):
        form.form.editor(name).set_value(getattr(values, name))
    form.look()
    drain(desk)
    assert [item.person_id for item in form.same.register.items()] == [person_id]
    press(view, "case_intake.same.link")
    assert form.receiving.person_id == person_id
    assert not form.same.isVisible()
    form.lookup.show_found()
    assert not form.same.isVisible(), "an answer that comes late offers nobody"
    form.unlink.click()
    assert form.receiving.person_id == ""
    assert [item.person_id for item in form.same.register.items()] == [person_id]
    assert "อาจเคยมีข้อมูลอยู่แล้ว 1 ราย" in form._sentence.plain_text()
    form.same.person_linked.emit(person_id)
    send(view, desk, **NEEDED)
    [item] = cases(office).list().items
    head = cases(office).page(item.case_id).head
    assert (head.person_id, head.client.national_id) == (person_id, values.national_id)


def test_a_client_of_another_case_is_found_while_typing_and_linked(qtbot: QtBot, office: TestOffice) -> None:
    before = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    form = receiving(view, desk)
    form.form.editor("first_name").set_value("สมหวัง")
    form.form.editor("last_name").set_value("รอดพ้น")
    form.look()
    drain(desk)
    assert [item.case_id for item in form.same.clients()] == [before]
    will = message("case_intake.form.will_open")
    known = desk.texts.render(message("case_intake.form.may_be_known", count=1, will=will))
    assert says(view, known)
    form.same.retranslate(LiveTexts("en"))
    form.same.retranslate(desk.texts)
    press(view, "case_intake.same.open")
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened[-1] == ("cases", before)
    press(view, "case_intake.same.link")
    assert not says(view, known) and says(view, desk.texts.render(will))
    send(view, desk, **NEEDED)
    new = next(item.case_id for item in cases(office).list().items if item.case_id != before)
    assert [item.case_id for item in intakes(office).page(new).same] == [before]


def test_who_is_told_to_be_another_is_not_shown_again(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    desk = case_desk(office)
    form = receiving(shown(qtbot, desk), desk)
    form.form.editor("first_name").set_value("สมหวัง")
    form.form.editor("last_name").set_value("รอดพ้น")
    form.look()
    drain(desk)
    form.same.set_aside.emit(form.same.clients()[0].case_id)
    assert form.same.clients() == ()


def test_a_case_begins_at_a_person_of_the_register(qtbot: QtBot, office: TestOffice) -> None:
    person_id = register(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, f"new:{person_id}")
    assert isinstance(view.form, ReceivePage)
    assert view.form.form.editor("first_name").value() == office.people().page(person_id).values.first_name
    answer = view.form.form.editor("identity").value()
    assert answer is None or (isinstance(answer, IdAnswer) and answer.number is None)
    send(view, desk, **NEEDED)
    [item] = cases(office).list().items
    assert cases(office).page(item.case_id).head.person_id == person_id


def test_a_paste_of_fifty_thousand_letters_is_kept_whole(qtbot: QtBot, office: TestOffice) -> None:
    desk = case_desk(office)
    view = shown(qtbot, desk)
    receiving(view, desk)
    story = "เขาเล่าว่า " * 5_000
    send(view, desk, **{**NEEDED, "story": story})
    [item] = cases(office).list().items
    assert intakes(office).page(item.case_id).standing[0].values.story == story.strip()
    view.page.show_part("intake")
    drain(desk)
    assert says(view, "เขาเล่าว่า เขาเล่าว่า")


def test_an_interview_is_completed_by_a_version_and_the_old_one_is_read(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office, intake=facts(interviewed=False, story=""))
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "intake")
    assert says(view, desk.texts.text("case_intake.page.not_ready"))
    intake_part(view).edit.click()
    drain(desk)
    send(view, desk, not_ready=False, story="มาจากอุบล", risk="watch")
    assert says(view, "มาจากอุบล")
    assert not says(view, desk.texts.text("case_intake.page.not_ready"))
    press(view, "case_intake.page.read")
    assert says(view, desk.texts.text("case_intake.page.old"))


def test_who_received_the_client_and_has_left_stays_named_in_a_correction(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office, intake=facts(received_by="officer"))
    with office.engine.execution_options(write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE staff SET active = 0 WHERE staff_id = 'officer'")
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "intake")
    intake_part(view).edit.click()
    drain(desk)
    send(view, desk, story="มาจากอุบล")
    [version] = intakes(office).page(case_id).standing
    assert (version.values.received_by, version.values.story) == ("officer", "มาจากอุบล")


def test_versions_written_apart_are_told_and_made_one(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office)
    seen = tuple(one.version_id for one in intakes(office).page(case_id).standing)
    for story in ("หนึ่ง", "สอง"):
        intakes(office).record(RecordIntake(case_id=case_id, values=facts(story=story), seen=seen))
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "intake")
    assert says(view, desk.texts.text("case_intake.page.apart", count=2))
    intake_part(view).edit.click()
    drain(desk)
    send(view, desk, story="รวมกัน")
    assert len(intakes(office).page(case_id).standing) == 1


def test_a_case_without_facts_says_so_and_takes_them(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "intake")
    assert says(view, desk.texts.text("case_intake.page.nothing"))
    intake_part(view).edit.click()
    drain(desk)
    send(view, desk, opened_at=TODAY, at_time="8.00", source="alone", story="มาเอง")
    assert len(intakes(office).page(case_id).standing) == 1


def test_belongings_are_listed_signed_given_back_and_printed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    case_id = received(office)
    desk = filing_desk(office, tmp_path)
    view = shown(qtbot, desk, case_id, "intake")
    intake_part(view).bring.click()
    send(view, desk, belongings=[])
    assert desk.texts.text("case_intake.error.belongings_missing") in error(view, "belongings")
    send(view, desk, belongings=[{"_id": "new:1", "name": "เงินสด 200 บาท"}], place="ตู้ 2")
    assert says(view, "เงินสด 200 บาท × 1 · – · เก็บอยู่")
    press(view, "case_intake.page.sign")
    assert view.form is not None
    send(view, desk, signature=None)
    assert desk.texts.text("case_intake.error.signature_missing") in error(view, "way")
    send(view, desk, signature=MARK.signature)
    signed = intakes(office).page(case_id).belongings[0].standing[0].values.signed
    assert signed is not None and (signed.name, signed.signature is not None) == (MARK.name, True)
    press(view, "case_intake.page.change")
    assert says(view, desk.texts.text("case_intake.page.sign_again"))
    view.form.cancelled.emit()
    press(view, "case_intake.page.give_back")
    assert view.form is not None
    pad = view.form.form.editor("thumb")
    assert isinstance(pad, ThumbprintEdit)
    send(view, desk, way="thumb", witness_one="นายหนึ่ง", witness_two="นายสอง")
    assert desk.texts.text("case_intake.error.signature_missing") in error(view, "way")
    pad.pad.well.picked.emit(Picture(name="thumb.jpg", content=sample_photo()))
    pad.pad.choose_finger(Hand.LEFT, Finger.THUMB)
    send(view, desk)
    assert intakes(office).page(case_id).kept == ()
    assert says(view, "คืนแล้ว 10 มิ.ย. 67")
    press(view, "case_intake.page.print")
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.papers[-1][0].startswith(b"%PDF")
    assert (Seen.PRINTED, "intake") in {(sight.how, sight.what) for sight in cases(office).sights(case_id)}


def test_a_childs_photograph_restricts_the_case_and_is_shown(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    case_id = a_case(office, client=client(birth=PartialDate(2012)), restricted_for=())
    desk = filing_desk(office, tmp_path)
    view = shown(qtbot, desk, case_id, "intake")
    intake_part(view).take.click()
    assert says(view, desk.texts.text("case_intake.page.child_photo"))
    send(view, desk)
    assert desk.texts.text("widgets.form.missing") in error(view, "photo")
    assert view.form is not None
    well = view.form.form.editor("photo")
    assert isinstance(well, PaperEdit)
    well.well.picked.emit(Picture(name="face.jpg", content=sample_photo()))
    send(view, desk)
    assert cases(office).page(case_id).head.restricted_for == ("child",)
    assert intake_part(view).photo.is_full


def test_the_client_is_looked_for_later_linked_and_unlinked(qtbot: QtBot, office: TestOffice) -> None:
    person_id, other = register(office, birth=PartialDate(1957, 3, 2)), a_case(office)
    known = office.people().page(person_id).values
    mine = ClientValues(first_name=known.first_name, last_name=known.last_name, birth=known.birth)
    case_id = received(office, opening=opening(client=mine))
    desk = case_desk(office)
    view = shown(qtbot, desk, case_id, "intake")
    intake_part(view).find.click()
    drain(desk)
    press(view, "case_intake.same.link")
    send(view, desk)
    assert cases(office).page(case_id).head.person_id == person_id
    assert says(view, desk.texts.text("case_intake.same.in_register"))
    press(view, "case_intake.same.unlink")
    send(view, desk, reason="คนละคน")
    assert cases(office).page(case_id).head.person_id == ""
    view.show_record(other)
    drain(desk)
    intake_part(view).find.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.notices[-1][0].key == "case_intake.same.nobody"


def test_who_a_client_may_be_is_not_told_of_the_client_of_another_case(qtbot: QtBot, office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, second, "intake")
    intake_part(view).find.click()
    intake_part(view).show_case(cases(office).page(first))
    drain(desk)
    assert intake_part(view).same.clients() == ()


def test_an_answer_that_comes_after_the_form_was_left_is_told_nobody(qtbot: QtBot, office: TestOffice) -> None:
    a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk)
    form = receiving(view, desk)
    form.form.editor("first_name").set_value("สมหวัง")
    form.form.editor("last_name").set_value("รอดพ้น")
    form.look()
    form.cancelled.emit()
    QTest.qWait(1)
    drain(desk)
    assert view.form is None


def test_two_cases_of_one_client_are_linked_later(qtbot: QtBot, office: TestOffice) -> None:
    first, second = a_case(office), a_case(office)
    desk = case_desk(office)
    view = shown(qtbot, desk, second, "intake")
    intake_part(view).find.click()
    drain(desk)
    press(view, "case_intake.same.link")
    send(view, desk)
    assert [item.case_id for item in intakes(office).page(first).same] == [second]
    assert says(view, "มีแฟ้มเลขที่ 1/2567 ด้วย")
    press(view, "case_intake.same.not_same")
    send(view, desk, reason="คนละคน")
    assert intakes(office).page(first).same == ()


def test_an_auditor_reads_reception_and_papers_and_writes_nothing(qtbot: QtBot, office: TestOffice) -> None:
    case_id = received(office, belongings=things("ร่ม"))
    desk = case_desk(office, "auditor")
    view = shown(qtbot, desk, case_id, "intake")
    assert not view.new.isVisible()
    part = intake_part(view)
    assert not any(button.isVisible() for button in (part.edit, part.take, part.bring, part.find))
    assert says(view, "ร่ม × 1")
    view.page.show_part("papers")
    drain(desk)
    assert says(view, "ข้อตกลงการเข้ารับการคุ้มครอง")
    view.show_record("new")
    drain(desk)
    assert view.form is None


def test_a_hidden_case_is_neither_offered_nor_told(qtbot: QtBot, office: TestOffice) -> None:
    a_sealed_case(office)
    desk = case_desk(office, "officer")
    form = receiving(shown(qtbot, desk), desk)
    form.form.editor("first_name").set_value("สมหวัง")
    form.form.editor("last_name").set_value("รอดพ้น")
    form.look()
    drain(desk)
    hear(shown(qtbot, desk), desk)
    assert form.same.clients() == ()
