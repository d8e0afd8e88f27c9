"""Loops that are closed in the real window: a referral with the service it carries out, a stay with its case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kmcase.application.cases import ReportProgress
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Step
from kmcase.domain.casework import ServiceKind
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, cases, join
from tests.case_ending_builders import (
    TODAY,
    a_proposal,
    a_referral,
    agencies,
    an_agency,
    closings,
    going_out,
    referrals,
    step,
)
from tests.case_plan_builders import agreed, goal, plans, service, write
from tests.contract.test_case_stays import a_stay, stays
from tests.ui.case_desks import case_desk
from tests.ui.case_windows import part_shown, says
from tests.ui.desks import drain, error, send
from ui.ports import Desk
from ui.screens.cases.view import CasesView
from ui.widgets import Button


def desk_of(office: TestOffice, login: str = "social") -> Desk:
    more: dict[str, Any] = {
        "referrals": referrals(office, login),
        "closings": closings(office, login),
        "agencies": agencies(office, login),
        "case_plans": plans(office, login),
    }
    return case_desk(office, login, **more)


def planned(office: TestOffice) -> tuple[str, str, str]:
    """A case with a plan in force: its id, that of a direct service, and that of one that a hospital does."""
    case_id = a_case(office)
    elsewhere = service("+s2", kind=ServiceKind.REFERRAL, text="ส่งตรวจจิตเวช", agency="โรงพยาบาลอุดรธานี")
    write(office, case_id, goals=(goal(),), services=(service(), elsewhere))
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    [direct, other] = plans(office).plan_of(case_id).plan.content.services
    if direct.values.kind is ServiceKind.REFERRAL:
        direct, other = other, direct
    return case_id, direct.line_id, other.line_id


def referred(office: TestOffice) -> tuple[str, str, str]:
    """A case whose hospital service went out as a referral: ids of case, service and referral."""
    case_id, _, service_id = planned(office)
    return case_id, service_id, a_referral(office, case_id, going_out(service_id=service_id))


def refer_buttons(view: CasesView, desk: Desk) -> dict[str, Button]:
    """The keys that refer for a service, by their names."""
    QTest.qWait(1)
    words = desk.texts.text("case_plans.do.refer")
    found = (button for button in view.findChildren(Button) if button.isVisible() and button.text() == words)
    return {button.accessibleName(): button for button in found}


# --- a referral and the service that it carries out ---


def test_one_press_at_a_service_fills_in_the_referral_that_carries_it_out(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _, service_id = planned(office)
    agency_id = an_agency(office)
    desk = desk_of(office)
    view, _ = part_shown(qtbot, desk, case_id, "plan")
    refer_buttons(view, desk)[f"{desk.texts.text('case_plans.do.refer')} ส่งตรวจจิตเวช"].click()
    drain(desk)
    assert view.form is not None
    typed = view.form.form.values()
    assert (typed["service_id"], typed["agency_id"], typed["dimensions"]) == (
        service_id,
        agency_id,
        frozenset({"health"}),
    )
    assert (typed["reason"], typed["asked"]) == ("เป็นเบาหวาน ขาดยามาสามเดือน", "ส่งตรวจจิตเวช")
    send(view, desk, way="spoken")
    assert view.form is None
    [item] = referrals(office).of_case(case_id)
    assert item.referral.values.service_id == service_id
    assert says(view, desk.texts.text("case_plans.referral.none", agency="โรงพยาบาลอุดรธานี", on=TODAY))


def test_each_key_that_refers_keeps_its_name_in_another_language(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _, _ = planned(office)
    desk = desk_of(office)
    view, _ = part_shown(qtbot, desk, case_id, "plan")
    desk.texts.switch("en")
    view.retranslate(desk.texts)
    assert set(refer_buttons(view, desk)) == {"Refer พาไปพบแพทย์", "Refer ส่งตรวจจิตเวช"}


def test_while_another_case_is_read_nothing_of_the_one_before_is_referred_nor_stepped(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id, _, referral_id = referred(office)
    step(office, case_id, referral_id, Step.SENT)
    other = cases(office).page(a_case(office))
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "plan")
    keys = refer_buttons(view, desk)
    assert keys
    part.show_case(other)
    for key in keys.values():
        key.click()
    part.next.click()
    drain(desk)
    assert view.form is None
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.show_case(other)
    assert not part.step.isVisible()
    part.begin_step()
    assert view.form is None


def test_the_service_shows_since_when_nobody_answered(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _, referral_id = referred(office)
    step(office, case_id, referral_id, Step.SENT)
    office.clock.at = JUNE + timedelta(days=3)
    desk = desk_of(office)
    view, _ = part_shown(qtbot, desk, case_id, "plan")
    assert says(view, "ส่งต่อ โรงพยาบาลอุดรธานี · ส่งแล้ว 3 วัน ยังไม่มีคำตอบ")
    step(office, case_id, referral_id, Step.REFUSED, "เตียงเต็ม", on=TODAY + timedelta(days=3))
    view, _ = part_shown(qtbot, desk, case_id, "plan")
    assert says(view, "เตียงเต็ม")


def test_a_service_is_chosen_in_the_form_and_what_was_typed_stays(qtbot: QtBot, office: TestOffice) -> None:
    case_id, direct, elsewhere = planned(office)
    an_agency(office)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.go_out.click()
    drain(desk)
    assert view.form is not None
    form = view.form.form
    choice = form.editor("service_id")
    offered = [choice.box.itemText(at) for at in range(choice.box.count())]
    assert [direct in text or "พาไปพบแพทย์" in text for text in offered] == [False, False, True], "referrals first"
    form.editor("asked").set_value("ขอให้ตรวจ")
    choice.set_value(elsewhere)
    assert (form.values()["asked"], form.values()["reason"]) == ("ขอให้ตรวจ", "เป็นเบาหวาน ขาดยามาสามเดือน")
    choice.set_value("")
    assert (form.values()["reason"], form.values()["dimensions"]) == ("", frozenset())
    form.editor("agency_name").set_value("รพ.สต.")
    assert form.values()["service_id"] == ""
    send(view, desk, agency_name="รพ.สต.", reason="ป่วย", asked="รักษา", way="spoken")
    assert referrals(office).of_case(case_id)[0].referral.values.service_id == ""


def test_services_of_the_agency_that_is_chosen_come_first(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    lines = (service("+s1"), service("+s2", text="ตรวจฟัน", agency="คลินิกฟัน"))
    write(office, case_id, services=lines)
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.go_out.click()
    drain(desk)
    assert view.form is not None
    choice = view.form.form.editor("service_id")
    view.form.form.editor("agency_name").set_value(" คลินิกฟัน ")
    assert "ตรวจฟัน" in choice.box.itemText(1)


def test_the_result_is_offered_to_the_service_and_kept_with_it(qtbot: QtBot, office: TestOffice) -> None:
    case_id, service_id, referral_id = referred(office)
    for what in (Step.SENT, Step.ACCEPTED):
        step(office, case_id, referral_id, what)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    assert says(view, "ส่งตรวจจิตเวช")
    part.step.click()
    assert view.form is not None
    form = view.form.form
    assert form.values()["service_progress"] == Progress.DONE.value
    form.editor("note").set_value("ได้ยาแล้ว")
    assert form.values()["service_result"] == "ได้ยาแล้ว"
    send(view, desk)
    page = plans(office).plan_of(case_id)
    [word] = page.words[service_id]
    assert (word.progress, word.result, word.on) == (Progress.DONE, "ได้ยาแล้ว", TODAY)
    assert referrals(office).of_case(case_id)[0].standing.step is Step.RESULT


def test_a_refusal_offers_that_the_service_is_not_done_and_the_worker_may_leave_it(
    qtbot: QtBot, office: TestOffice
) -> None:
    case_id, service_id, referral_id = referred(office)
    step(office, case_id, referral_id, Step.SENT)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "referrals")
    part.step.click()
    assert view.form is not None
    form = view.form.form
    assert form.values()["service_progress"] == Progress.BEGUN.value, "accepted: it has begun"
    form.editor("step").set_value(Step.REFUSED.value)
    form.editor("note").set_value("ไม่มีเตียง")
    assert (form.values()["service_progress"], form.values()["service_result"]) == (
        Progress.GIVEN_UP.value,
        "ไม่มีเตียง",
    )
    send(view, desk, service_result=" ")
    assert desk.texts.text("case_plans.error.result_missing") in error(view, "service_result")
    assert referrals(office).of_case(case_id)[0].standing.step is Step.SENT, "nothing is half kept"
    send(view, desk, service_progress="keep")
    assert referrals(office).of_case(case_id)[0].standing.step is Step.REFUSED
    assert service_id not in plans(office).plan_of(case_id).words


def test_nothing_is_offered_of_a_service_that_is_finished_or_of_another_team(qtbot: QtBot, office: TestOffice) -> None:
    case_id, service_id, referral_id = referred(office)
    step(office, case_id, referral_id, Step.SENT)
    view, part = part_shown(qtbot, desk_of(office, "officer"), case_id, "referrals")
    part.step.click()
    assert view.form is not None
    assert "service_progress" not in view.form.form.raws()
    join(office, case_id, "officer")
    view, part = part_shown(qtbot, desk_of(office, "officer"), case_id, "referrals")
    part.step.click()
    assert view.form is not None
    assert "service_progress" in view.form.form.raws()
    done = ReportProgress(case_id=case_id, service_id=service_id, progress=Progress.DONE, on=TODAY)
    plans(office).progress(done)
    view, part = part_shown(qtbot, desk_of(office, "officer"), case_id, "referrals")
    part.step.click()
    assert view.form is not None
    assert "service_progress" not in view.form.form.raws()


def test_a_plan_that_is_not_in_force_is_not_referred_for(qtbot: QtBot, office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    desk = desk_of(office)
    view, _ = part_shown(qtbot, desk, case_id, "plan")
    assert refer_buttons(view, desk) == {}


# --- a stay and the closing of its case ---


def test_who_closes_is_told_of_the_bed_and_gives_it_up_with_the_closing(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    a_referral(office, case_id)
    office.clock.at = JUNE + timedelta(days=5)
    desk = desk_of(office)
    view, part = part_shown(qtbot, desk, case_id, "closing")
    part.propose.click()
    assert view.form is not None
    assert says(view, "เรือนชาย 1") and says(view, desk.texts.text("case_closing.form.open_referrals", count=1))
    left, day = view.form.form.editor("left_on"), view.form.form.editor("on")
    assert left.value() == TODAY + timedelta(days=5)
    day.set_value(TODAY + timedelta(days=4))
    assert left.value() == TODAY + timedelta(days=4), "it goes with the day of closing"
    left.set_value(TODAY + timedelta(days=5))
    day.set_value(TODAY + timedelta(days=3))
    assert left.value() == TODAY + timedelta(days=5), "what was typed stays"
    send(view, desk, reason="family", summary="กลับบ้าน", outcome_0="reached")
    assert desk.texts.text("case_closing.error.left_after") in error(view, "left_on")
    send(view, desk, left_on=TODAY + timedelta(days=2))
    assert view.form is None
    assert [line.until for line in stays(office).page(case_id).lines] == [TODAY + timedelta(days=2)]


def test_who_approves_is_told_that_the_closing_ends_the_stay(qtbot: QtBot, office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    a_proposal(office, case_id)
    desk = desk_of(office, "director")
    view, part = part_shown(qtbot, desk, case_id, "closing")
    bed = {"room": "เรือนชาย", "bed": "1", "since": TODAY, "day": TODAY}
    assert says(view, desk.texts.text("case_closing.bed_ends", **bed))
    part.approve.click()
    drain(desk)
    view, _ = part_shown(qtbot, desk_of(office, "director"), case_id, "stay")
    assert says(view, desk.texts.text("case_stays.now.nowhere"))


def test_a_case_without_a_bed_is_closed_without_a_word_of_it(qtbot: QtBot, office: TestOffice) -> None:
    view, part = part_shown(qtbot, desk_of(office), a_case(office), "closing")
    part.propose.click()
    assert view.form is not None
    assert "left_on" not in view.form.form.raws()
