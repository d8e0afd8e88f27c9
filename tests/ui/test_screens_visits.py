"""The screen of visits on a real office: begun, written, signed, sent, sent back, passed, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kmcase.application.visits import SubmitVisit
from kmcase.domain.dates import PartialDate
from kmcase.domain.people import Address, NoIdReason
from tests.builders import CHIANG_PHIN, TestOffice, register
from tests.pictures import thumbprint_paper
from tests.ui.gallery_samples import sample_ink
from tests.ui.visiting import VisitHands
from tests.visit_builders import begun_visit, submitted_visit, visits, whole_visit, written
from ui.ports import Narrowed
from ui.widgets import Button, Finger, Hand, IdAnswer


def opened(qtbot: QtBot, office: TestOffice, folder: Path, visit_id: str, login: str = "officer") -> VisitHands:
    hands = VisitHands(qtbot, office, folder, login)
    hands.show(visit_id)
    return hands


# --- beginning ---


def test_a_visit_is_begun_to_somebody_of_the_register_found_by_a_few_letters(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    register(office, first_name="สมหญิง")
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show(None)
    hands.press("visits_ui.new")
    hands.search("visits_ui.who", "สมหญิง")
    assert hands.page.person_name == "นางสมหญิง ศรีสุข"
    assert hands.says("กำลังสอบข้อเท็จจริง")
    hands.view.page.leave()
    hands.settle()
    assert [item.person_name for item in hands.view.list.items()] == ["นางสมหญิง ศรีสุข"]


def test_beginning_again_goes_on_with_the_visit_that_is_not_finished(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    person_id = register(office)
    visit_id = begun_visit(office, person_id)
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show(f"new:{person_id}")
    assert hands.page.visit.visit_id == visit_id
    assert len(visits(office).list()) == 1


def test_a_visit_after_an_appointment_is_begun_for_it(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    person_id = register(office)
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show(f"appointment:a1:{person_id}")
    assert hands.page.visit.appointment_id == "a1"
    assert hands.says(hands.text("visits_ui.appointed"))


def test_a_family_found_today_is_registered_and_visited_in_one_sitting(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show("family:")
    hands.send(first_name="คำมูล")
    assert hands.view.family is not None, "an id or a reason, and an address are wanted"
    hands.send(
        title="นาย",
        last_name="ใหม่มา",
        identity=IdAnswer(no_id_reason=NoIdReason.CARD_LOST),
        birth=PartialDate(1950),
        address=Address(house_no="99", moo=5, subdistrict_code=CHIANG_PHIN),
    )
    assert hands.view.family is None
    assert hands.page.person_name == "นายคำมูล ใหม่มา"
    assert hands.page.visit.household_id is not None
    assert "house_no" not in hands.answers.answers()
    hands.press("visits_ui.from_register")
    assert hands.answers.answers()["house_no"] == "99"


def test_a_visit_shows_what_the_register_says_and_nothing_of_it_is_an_answer_before_it_is_confirmed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    asked = hands.page.person_name
    assert str(hands.answers.editor("last_name").value()) in asked
    assert "last_name" in hands.answers.offered()
    hands.answers.editor("first_name").set_value("สมหญิง")
    QTest.keyClick(hands.answers.nav, Qt.Key.Key_Down)
    hands.settle()
    assert hands.stored().answers == {"first_name": "สมหญิง"}
    hands.press("visits_ui.from_register")
    QTest.keyClick(hands.answers.nav, Qt.Key.Key_Up)
    hands.settle()
    assert hands.stored().answers["last_name"] in asked
    assert hands.stored().answers["first_name"] == "สมหญิง"
    assert not hands.view.page.head.register.isVisible()


def test_what_the_register_refuses_of_a_found_family_stands_beside_its_field(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show("family:")
    outside = Address(house_no="1", moo=1, subdistrict_code=CHIANG_PHIN)
    hands.send(first_name="คำมูล", identity=IdAnswer(number="1234567890123", note=""), address=outside)
    assert hands.view.family is not None
    assert visits(office).list() == ()


# --- writing ---


def test_what_is_typed_is_in_the_visit_as_soon_as_another_section_is_turned_to(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.answers.editor("first_name").set_value("สมหญิง")
    assert hands.says(hands.text("visits_ui.typing"))
    QTest.keyClick(hands.answers.nav, Qt.Key.Key_Down)
    hands.settle()
    assert hands.stored().answers["first_name"] == "สมหญิง"
    assert hands.says(hands.text("visits_ui.written"))


def test_typing_after_the_section_was_turned_is_not_lost_when_the_visit_is_read_again(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.answers.editor("first_name").set_value("สมหญิง")
    hands.view.page.go("addresses")
    hands.answers.editor("house_no").set_value("12/1")
    hands.settle()
    assert hands.answers.answers()["house_no"] == "12/1"
    hands.view.page.write()
    hands.settle()
    assert hands.stored().answers == {"first_name": "สมหญิง", "house_no": "12/1"}


def test_leaving_for_the_list_writes_what_is_typed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    visit_id = begun_visit(office, register(office))
    hands = opened(qtbot, office, tmp_path, visit_id)
    hands.answers.editor("first_name").set_value("สมหญิง")
    QTest.keyClick(QApplication.focusWidget() or hands.view.page, Qt.Key.Key_Escape)
    hands.settle()
    assert hands.view.list.isVisible()
    assert visits(office).page(visit_id).answers == {"first_name": "สมหญิง"}


def test_what_the_service_refuses_is_said_and_stays_typed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    visit_id = whole_visit(office, register(office))
    hands = opened(qtbot, office, tmp_path, visit_id)
    hands.answers.editor("first_name").set_value("อื่น")
    visits(office).submit(SubmitVisit(visit_id=visit_id))
    hands.view.page.write()
    hands.settle()
    assert hands.says(hands.text("visits.error.not_writable"))
    assert hands.answers.answers()["first_name"] == "อื่น"


def test_what_another_wrote_meanwhile_comes_in_beside_what_is_typed_here(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    visit_id = begun_visit(office, register(office))
    hands = opened(qtbot, office, tmp_path, visit_id)
    hands.answers.editor("first_name").set_value("สมหญิง")
    written(office, visit_id, "social", last_name="ศรีสุข", first_name="สมชาย")
    hands.view.apply_changes(visits(office).pause(visit_id, "ฝนตก").changes)
    hands.settle()
    assert hands.answers.answers() == {"first_name": "สมหญิง", "last_name": "ศรีสุข"}
    hands.view.page.write()
    hands.settle()
    assert list(hands.page.conflicts) == ["first_name"]
    assert hands.says("สมชาย")
    hands.press("forms_ui.versions.take", 0)
    assert hands.page.conflicts == {}
    assert hands.stored().answers["first_name"] in ("สมหญิง", "สมชาย")
    assert hands.answers.answers()["first_name"] == hands.stored().answers["first_name"]


def test_findings_lead_to_what_mends_them(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    by_code = {finding.code: finding for finding in hands.page.findings}
    for code, place in (
        ("visits.informant_missing", "signing"),
        ("visits.evidence_missing", "photos"),
        ("visits.answers_missing", "person"),
    ):
        hands.view.page.side.findings.mend_requested.emit(by_code[code])
        assert hands.answers.current() == place


# --- signing ---


def test_the_informant_signs_under_what_is_written_and_again_after_a_change(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.answers.editor("informant").set_value("นางบุญมี ศรีสุข")
    hands.turn("signing")
    hands.press("visits_ui.signing.sign")
    assert hands.says(hands.text("visits_ui.signing.no_mark"))
    hands.view.page.signing.pad.set_ink(sample_ink())
    hands.press("visits_ui.signing.sign")
    (informant,) = hands.stored().visit.informants
    assert (informant.name, informant.signature is not None) == ("นางบุญมี ศรีสุข", True)
    assert hands.view.page.signing.is_signed()
    assert not hands.view.page.signing.pad.is_signed(), "a fresh sheet for the next"
    hands.answers.editor("background").set_value("อยู่คนเดียว")
    hands.view.page.write()
    hands.settle()
    assert not hands.view.page.signing.is_signed()


def test_the_informant_who_is_answered_later_is_who_signs_unless_another_is_typed_in_signing(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    proposed = hands.view.page.signing.who.editor
    assert proposed("name").value() == "นางบุญมี ศรีสุข"
    hands.answers.editor("informant").set_value("นางแก้ว ใจบุญ")
    hands.answers.editor("informant_relation").set_value("เพื่อนบ้าน")
    hands.turn("signing")
    assert (proposed("name").value(), proposed("relation").value()) == ("นางแก้ว ใจบุญ", "เพื่อนบ้าน")
    proposed("name").set_value("นายทอง ดีงาม")
    hands.answers.editor("informant").set_value("นางสาวคำ ใจดี")
    hands.turn("photos")
    assert proposed("name").value() == "นายทอง ดีงาม"


def test_who_cannot_write_gives_a_thumbprint_before_two_witnesses(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.turn("signing")
    signing = hands.view.page.signing
    signing.ways.set_value("thumb")
    print_ = thumbprint_paper(tmp_path / "thumb.png")
    signing.thumb.well.offered.emit((print_,))
    qtbot.waitUntil(
        lambda: signing.thumb.problem() is not None and signing.thumb.problem().key == "widgets.thumb.which"
    )
    signing.thumb.choose_finger(Hand.RIGHT, Finger.THUMB)
    hands.press("visits_ui.signing.sign")
    assert hands.stored().visit.informants == ()
    signing.witnesses.set_values({"one": "นายพยาน หนึ่ง", "two": "นางพยาน สอง"})
    hands.press("visits_ui.signing.sign")
    (informant,) = hands.stored().visit.informants
    assert informant.thumbprint is not None
    assert [witness.name for witness in informant.thumbprint.witnesses] == ["นายพยาน หนึ่ง", "นางพยาน สอง"]


def test_partners_who_joined_sign_beside_the_informant(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.turn("signing")
    signing = hands.view.page.signing
    signing.partner.set_values({"partner_name": "นางอสม ใจดี", "role": "health_volunteer", "agency": "รพ.สต."})
    signing.partner_pad.set_ink(sample_ink())
    hands.press("visits_ui.signing.join")
    (partner,) = hands.stored().visit.partners
    assert (partner.name, partner.role, partner.signature is not None) == ("นางอสม ใจดี", "health_volunteer", True)
    assert hands.says("ร่วมกับ นางอสม ใจดี")
    assert signing.partner.editor("partner_name").value() == ""


# --- the list ---


def test_the_list_is_narrowed_from_the_first_screen(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    begun_visit(office, register(office, first_name="หนึ่ง"))
    submitted_visit(office, register(office, first_name="สอง"))
    hands = VisitHands(qtbot, office, tmp_path)
    hands.show(Narrowed(by="submitted").as_record())
    assert [item.person_name for item in hands.view.list.items()] == ["นางสอง ศรีสุข"]
    hands.show(Narrowed(by="unfinished").as_record())
    assert [item.person_name for item in hands.view.list.items()] == ["นางหนึ่ง ศรีสุข"]


def test_who_only_reads_finds_nothing_to_press(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    visit_id = begun_visit(office, register(office))
    hands = opened(qtbot, office, tmp_path, visit_id, "auditor")
    assert hands.says(hands.text("visits_ui.read_only"))
    words = {button.text() for button in hands.view.findChildren(Button) if button.isVisible()}
    assert hands.text("visits_ui.action.submit") not in words
    hands.view.page.leave()
    hands.settle()
    assert not hands.view.new.isVisible()


def test_another_screen_in_front_writes_what_is_typed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.answers.editor("first_name").set_value("สมหญิง")
    hands.view.hide()
    hands.settle()
    assert hands.stored().answers == {"first_name": "สมหญิง"}


def test_all_of_the_page_follows_the_language_and_keeps_what_is_typed(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    hands = VisitHands(qtbot, office, tmp_path)
    hands.desk.texts.switch("en")
    hands.view.retranslate(hands.desk.texts)
    hands.show(begun_visit(office, register(office)))
    hands.answers.editor("first_name").set_value("สมหญิง")
    for section, words in (("signing", "Who told"), ("photos", "Photographs"), ("house", "Housing")):
        hands.turn(section)
        assert hands.says(words)
    hands.desk.texts.switch("th")
    hands.view.retranslate(hands.desk.texts)
    for section, words in (("signing", "ผู้ให้ข้อมูล"), ("photos", "ภาพถ่าย"), ("house", "ที่อยู่อาศัย")):
        hands.turn(section)
        assert hands.says(words)
    assert hands.answers.answers()["first_name"] == "สมหญิง"


def test_a_signature_needs_no_more_room_than_its_own_page(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    hands = opened(qtbot, office, tmp_path, begun_visit(office, register(office)))
    hands.turn("signing")
    signing = hands.view.page.signing
    by_signature = signing.minimumSizeHint().width()
    signing.ways.set_value("thumb")
    hands.settle()
    assert signing.minimumSizeHint().width() > by_signature
