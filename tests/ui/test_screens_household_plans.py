"""Household plans in the real window: a plan written, certified and followed; a house whose book adds up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.read.household_plans import StepState
from kmcase.domain.forms import ROW_ID
from kmcase.domain.household_plans import FoundBy, LineState, Look, NeedState, PlanState, Step, Strand
from kmcase.domain.money import Baht
from tests.builders import TestOffice
from tests.household_builders import a_household, begun_house, building, cement, given, plan_of, planned, plans
from tests.money_builders import payments
from tests.paper import says
from tests.pictures import photograph
from tests.round_builders import closed_round
from tests.ui.desks import Noted, drain, error, hear, opened, send
from tests.ui.household_desks import household_desk
from ui.ports import Desk, LiveTexts, Narrowed
from ui.screens.household_plans.view import HouseholdPlansView
from ui.widgets import Picture


def shown(qtbot: QtBot, desk: Desk, record_id: str | None = None) -> HouseholdPlansView:
    view = opened(qtbot, HouseholdPlansView(desk), desk, record_id)
    QTest.qWait(1)
    return view


def test_what_is_typed_of_a_plan_outlives_the_form(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, planned(office))
    for typed in ("อยู่กันสองคน", "อยู่กันสามคน"):
        view.page.part("plan").edit.click()
        drain(desk)
        assert view.form is not None
        note = view.form.form.editor("note")
        assert note.value() == typed
        note.set_value("อยู่กันสามคน")
        view.form.cancelled.emit()
        drain(desk)


def test_lines_stand_by_the_four_strands_however_they_were_written(
    qtbot: QtBot, office: TestOffice, tmp_path: Path
) -> None:
    household_id = a_household(office)
    plans(office).write(plan_of(household_id, lines=tuple(reversed(plan_of(household_id).lines))))
    view = shown(qtbot, household_desk(office, tmp_path), household_id)
    view.page.show_part("lines")
    assert [one.line.strand for one in view.page.part("lines").list.items()] == list(Strand)


def test_a_plan_is_written_in_the_window_and_versions_follow(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = a_household(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.page.part("plan").empty.action_requested.emit()
    send(view, desk, found_by=FoundBy.RE_XRAY)
    assert view.form is not None
    assert desk.texts.text("household_plans.error.dimensions_missing") in says_above(view)
    lines = [{ROW_ID: "new", "strand": "skill", "what": "ปลูกผัก", "who": "ครัวเรือน", "due": "2024-07-01"}]
    mentors = [{ROW_ID: "m", "name": "นางสมใจ", "kind": "volunteer"}]
    send(view, desk, look_housing=Look.PROBLEM, words_housing="หลังคารั่ว", lines=lines, mentors=mentors)
    assert view.form is None
    assert view.page.part("plan").facts.isVisible()
    view.page.show_part("lines")
    assert [one.line.what for one in view.page.part("lines").list.items()] == ["ปลูกผัก"]
    view.page.show_part("plan")
    view.page.part("plan").edit.click()
    assert view.form is not None
    assert view.form.form.editor("look_housing").value() is Look.PROBLEM
    send(view, desk, note="ตั้งใจดี")
    page = plans(office).page(household_id)
    assert page.values is not None
    assert (page.values.note, page.values.found_by, len(page.versions)) == ("ตั้งใจดี", FoundBy.RE_XRAY, 2)
    assert page.values.mentors[0].name == "นางสมใจ"


def says_above(view: HouseholdPlansView) -> str:
    assert view.form is not None
    return " ".join(label.plain_text() for label in view.form._banner.findChildren(type(view.page.title)))


def test_a_line_without_a_strand_is_said_beside_the_lines(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = a_household(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.forms.write()
    send(view, desk, found_by=FoundBy.TPMAP, look_health=Look.WELL, lines=[{ROW_ID: "x", "what": "อะไร"}])
    assert desk.texts.text("household_plans.error.what_missing") in error(view, "lines")


def test_the_district_centre_certifies_with_a_paper(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = planned(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.page.part("plan").certify.click()
    assert view.form is not None
    path = photograph(tmp_path / "paper.jpg")
    editor = view.form.form.editor("paper")
    editor.well.picked.emit(Picture(name=path.name, content=path.read_bytes()))  # type: ignore[attr-defined]
    send(view, desk, certified_by="นายอำเภอ", document="ศจพ.อ. 1/2567")
    page = plans(office).page(household_id)
    assert page.state is PlanState.CERTIFIED
    assert page.certificate is not None
    assert page.certificate.paper is not None
    assert not view.page.part("plan").certify.isVisible()
    assert view.page.part("plan").paper.isVisible()
    view.page.part("plan").edit.click()
    assert view.form is not None
    send(view, desk, note="แก้หลังรับรอง")
    assert plans(office).page(household_id).state is PlanState.WRITTEN


def test_results_and_needs_are_followed(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = planned(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.page.show_part("lines")
    line = view.page.part("lines").list.items()[0]
    view.page.part("lines").list.activated.emit(line)
    send(view, desk, state=LineState.DONE)
    assert desk.texts.text("household_plans.error.result_missing") in error(view, "result")
    send(view, desk, result="ทำบัญชีทุกวัน")
    assert plans(office).page(household_id).results[line.line.line_id].state is LineState.DONE
    view.page.show_part("needs")
    view.page.part("needs").send.click()
    send(view, desk, what="ส้วม", agency="อบต.")
    [need] = view.page.part("needs").list.items()
    view.page.part("needs").list.activated.emit(need)
    send(view, desk, state=NeedState.ACCEPTED, in_plan="แผนตำบล")
    assert view.page.part("needs").list.items()[0].answer.in_plan == "แผนตำบล"


def test_steps_are_marked_and_taken_back(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = planned(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.page.show_part("road")
    road = view.page.part("road")
    assert len(road.list.items()) == 12
    assert StepState.BEGUN in {line.state for line in road.list.items()}, "the plan has begun it"
    assert view.page.line.plain_text().endswith(desk.texts.text("household_plans.road.progress", done=0, all=12))
    road.list.activated.emit(road.list.items()[2])
    send(view, desk, note="ประชุมแล้ว")
    assert plans(office).list()[0].steps == 1
    assert view.page.line.plain_text().endswith(desk.texts.text("household_plans.road.progress", done=1, all=12))
    road.list.select_key(Step.PLAN.value)
    assert road.unmark.isEnabled()
    road.unmark.click()
    drain(desk)
    hear(view, desk)
    assert plans(office).list()[0].steps == 0


def test_a_house_is_planned_given_to_bought_for_and_counted(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = planned(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    view.page.show_part("book")
    view.page.part("book").empty.action_requested.emit()
    send(view, desk, what="บ้านชั้นเดียว", needed=[{ROW_ID: "c", "name": "ปูน", "unit": "ถุง", "quantity": 10}])
    view.page.part("book").donate.click()
    send(view, desk, donor="กำนัน", money=Baht.of(1000))
    values = plans(office).page(household_id).house.values
    assert values is not None
    item = values.needed[0].item_id
    view.page.part("book").buy.click()
    bag = {ROW_ID: "1", "item": item, "quantity": 4, "amount": 120000}
    send(view, desk, seller="ร้าน", document="บิล 1", lines=[bag])
    assert "1,000.00" in error(view, "lines")
    send(view, desk, lines=[bag | {"amount": 60000}])
    view.page.part("book").issue.click()
    send(view, desk, taken_by="ช่าง", document="เบิก 1", lines=[{ROW_ID: "1", "item": item, "quantity": 1}])
    view.page.part("book").labour.click()
    send(view, desk, who="ชาวบ้าน", persons=10, hours=7)
    kinds = [entry.kind.value for entry in view.page.part("book").list.items()]
    assert sorted(kinds) == ["donation", "issue", "labour", "purchase"]
    director = household_desk(office, tmp_path, "director")
    other = shown(qtbot, director, household_id)
    other.page.show_part("book")
    assert not other.page.part("book").donate.isVisible()
    other.page.part("book").count.click()
    send(other, director, counted=Baht.of(400))
    book = plans(office).page(household_id).house.book
    assert book.adds_up
    assert book.person_hours == 70
    other.page.show_part("materials")
    [line] = other.page.part("materials").list.items()
    assert (line.missing, line.there) == (6, 3)


def test_a_donation_is_printed_and_void_with_a_reason(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id, item = begun_house(office)
    building(office).receive(given(household_id, 21, cement(item, 3, 450)))
    desk = household_desk(office, tmp_path, "finance")
    view = shown(qtbot, desk, household_id)
    view.page.show_part("book")
    entry = view.page.part("book").list.items()[0]
    view.page.part("book").list.select_key(entry.entry_id)
    view.page.part("book").receipt.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(pdf, _)] = desk.navigation.papers
    assert says(pdf, "1/2567", "กำนันทอง", "ยี่สิบเอ็ดบาทถ้วน", "ปูนซีเมนต์", "บ้านชั้นเดียว") == []
    view.page.part("book").void.click()
    send(view, desk, reason="พิมพ์ผิด")
    [entry] = view.page.part("book").list.items()
    assert entry.void_reason == "พิมพ์ผิด"
    assert not view.page.part("book").void.isEnabled()


def test_who_was_paid_and_has_no_plan_is_listed_and_begun(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    run_id = closed_round(office, 1)
    [voucher] = payments(office).run(run_id).vouchers
    other, people = planned(office), office.people()
    household_id = a_household(office, "88")
    [(family_id, _, _)] = people.household(household_id).families
    people.join_family(voucher.person_id, family_id, "")
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, Narrowed(by="missing").as_record())
    assert [item.household_id for item in view.list.items()] == [household_id]
    for choice, expected in (("planned", [other]), ("building", []), ("all", [other, household_id])):
        view.choice.set_value(choice)
        view.choice.changed.emit()
        assert sorted(item.household_id for item in view.list.items()) == sorted(expected)
    view.show_record(household_id)
    drain(desk)
    view.page.show_part("paid")
    [paid] = view.page.part("paid").list.items()
    view.page.part("paid").list.activated.emit(paid)
    assert isinstance(desk.navigation, Noted)
    assert desk.navigation.opened == [("receipts", voucher.voucher_id)]


def test_another_household_of_the_register_is_chosen(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = a_household(office)
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk)
    view.other.click()
    drain(desk)
    send(view, desk, household=household_id)
    assert view.form is None
    assert view.page.part("plan").empty.isVisible()


def test_plans_written_apart_are_both_told_and_made_one(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id = planned(office)
    plans(office, "social").write(plan_of(household_id, note="เขียนแยก"))
    desk = household_desk(office, tmp_path)
    view = shown(qtbot, desk, household_id)
    assert view.page.part("plan").banner.isVisible()
    assert not view.page.part("plan").certify.isVisible(), "which of the two would be certified?"
    view.page.part("plan").edit.click()
    send(view, desk, note="รวมแล้ว")
    assert not view.page.part("plan").banner.isVisible()
    assert view.page.part("plan").certify.isVisible()
    assert len(plans(office).page(household_id).standing) == 1


def test_the_auditor_reads_and_prints_and_writes_nothing(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    household_id, item = begun_house(office)
    building(office).receive(given(household_id, 500, cement(item, 3)))
    desk = household_desk(office, tmp_path, "auditor")
    view = shown(qtbot, desk, household_id)
    for button in (
        view.page.part("plan").edit,
        view.page.part("plan").certify,
        view.page.part("lines").tell,
        view.other,
    ):
        assert not button.isVisible()
    view.list.activated.emit(view.list.items()[0])
    assert view.form is None
    view.page.part("plan").print.click()
    drain(desk)
    assert isinstance(desk.navigation, Noted)
    [(pdf, title)] = desk.navigation.papers
    assert says(pdf, "หลังคารั่ว", "ทัศนคติ", "ทางออก", "นางสมใจ", "บ้านชั้นเดียว", "กระเบื้องหลังคา 200 แผ่น") == []
    assert "12/3" in title
    view.page.show_part("book")
    for button in (view.page.part("book").donate, view.page.part("book").buy, view.page.part("book").count):
        assert not button.isVisible()


def test_the_screen_speaks_the_other_language(qtbot: QtBot, office: TestOffice, tmp_path: Path) -> None:
    view = shown(qtbot, household_desk(office, tmp_path), planned(office))
    view.retranslate(LiveTexts("en"))
    assert view.page.part("plan").print.text() == "Print the plan"
    assert view.page.tabs.tabText(3) == "House"
