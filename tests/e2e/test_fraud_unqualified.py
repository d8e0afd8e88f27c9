"""Finding 5 through the real window: the payee does not meet the definition, or the visit differs from the survey."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from tests.e2e.fraud_hands import FraudHands, Story, somebody
from tests.money_builders import blocked

RICH = Baht.of(30_000)
OFFICER = "นางสาวชูใจ รักงาน"
COLLEAGUE = somebody(0, first_name="สมคิด", last_name="ดูแล")
KIN = somebody(1, first_name="คำแพง", last_name="รักงาน")


def test_a_poverty_that_only_the_visitor_saw_is_not_approved_unexplained_and_found_afterwards(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    poor = somebody(0)
    rich = replace(poor, monthly_income=RICH, address=replace(poor.address, house_no="88"))
    visit_id, doubted = road.visit(poor, registered=rich)
    _, unseen = road.visit(somebody(1), taken=None)
    _, elsewhere = road.visit(somebody(2), taken="2024:05:20 10:00:00")
    with story.window() as hands:
        hands.sign_in("director")
        _to_request(hands, poor.full_name)
        hands.press("requests_ui.action.find_ready")
        hands.must_read("requests.finding.contradictions_open", count=2)
        assert hands.services.requests.page(doubted).request.status is RequestStatus.IN_REVIEW
        with blocked("requests.contradictions_open"):
            hands.services.requests.find_ready(doubted)

    road.explain_differences(visit_id, "ย้ายบ้านและเลิกกิจการ")
    requests = (doubted, unseen, elsewhere)
    road.find_ready(*requests)
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 9000)
    road.pay(road.prepare(batch_id, requests), 3)
    with story.window() as hands:
        observed = hands.board()
        about = {
            "f5.contradiction": poor.full_name,
            "f5.income": poor.full_name,
            "f5.no_photo": somebody(1).full_name,
            "f4.old_photo": somebody(2).full_name,
        }
        assert {code: observed.get(code) for code in about} == about
        hands.look_into("f5.contradiction")
        assert hands.reads("ย้ายบ้านและเลิกกิจการ")


def test_a_request_without_a_finished_fact_finding_goes_before_no_panel(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    people = story.road.register(somebody(0))
    (request_id,) = story.road.bring_to_review(*people, fact_found_on=None, hardship_cause="", report={})
    with story.window() as hands:
        hands.sign_in("director")
        _to_request(hands, somebody(0).full_name)
        hands.press("requests_ui.action.find_ready")
        hands.must_read("requests_ui.findings.stops", count=3)
        hands.press("requests_ui.findings.show")
        hands.must_read("requests.finding.cause_missing")
        hands.must_read("requests.finding.fact_found_on_missing")
        assert hands.services.requests.page(request_id).request.status is RequestStatus.IN_REVIEW
        assert not hands.services.meetings.candidates()


def test_money_for_the_office_and_its_kin_is_not_paid_by_them_and_seen(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    with story.place.inside("office", "officer") as office:
        office.services.staff.declare_relative(KIN.full_name, None, "พี่สาว")
    requests = road.bring_to_ready(road.register(COLLEAGUE, KIN))
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 6000)
    with story.window() as hands:
        hands.sign_in("finance")
        hands.go("runs")
        hands.press("payments.runs.new_short")
        hands.fill("payments.runs.place", "ที่ทำการนิคม")
        hands.fill("payments.runs.payer", OFFICER)
        hands.fill("payments.runs.committee_first", "นางมานะ ใจดี")
        hands.press("payments.runs.prepare")
        hands.must_read("duties.finding.payee_is_payers_relative", payer=OFFICER)
        assert hands.services.payments.runs() == ()

    road.pay(road.prepare(batch_id, requests, payer="finance2"), 2, recorder="finance2")
    with story.window() as hands:
        observed = hands.board()
        assert observed.get("f5.staff_paid") == COLLEAGUE.full_name
        assert observed.get("f5.relative") == KIN.full_name


def test_kin_that_was_declared_too_late_is_seen_around_the_payments(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story(qtbot, tmp_path)
    neighbour = somebody(2, phone=KIN.phone)
    story.road.register(KIN)
    story.road.to_a_run(neighbour, somebody(3))
    with story.window() as hands:
        hands.sign_in("officer")
        hands.go("paying")
        hands.pay(neighbour.first_name)
        story.place.later(minutes=15)
        hands.call(somebody(3).first_name)
        hands.receive_for(KIN.full_name, "เพื่อนบ้าน", monkeypatch)
        hands.count_and_sign("3,000")
        hands.press("payments.head.pay")
        hands.sign_in("officer2")
        for name in (KIN.full_name, "นางแดง สวนสวย"):
            hands.services.staff.declare_relative(name, None, "พี่สาว")
        observed = hands.board()
        assert {"f5.relative_received", "f5.relative_witnessed"} <= observed.keys()
        assert observed["f5.near_relative"] == neighbour.full_name


def _to_request(hands: FraudHands, name: str) -> None:
    hands.go("requests")
    hands.choose(hands.list("requests_ui.screen"), name)
