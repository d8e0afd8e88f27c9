"""Finding 3 through the real window: one name stands on receipts again, and more often than it may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from kmcase.domain.dates import PartialDate
from kmcase.domain.payments import VoucherState
from kmcase.domain.people import Address, NoIdReason
from kmcase.domain.requests import RequestStatus
from tests.builders import CHIANG_PHIN
from tests.e2e.fraud_hands import FraudHands, Story, somebody
from tests.money_builders import LIFTED
from tests.request_builders import opening

WITHOUT_ID = {"national_id": None, "no_id_reason": NoIdReason.CARD_LOST}
AGAIN = "ศรีสุข บุญมี"
BORN = PartialDate(1960)


def test_a_name_typed_anew_without_an_id_is_stopped_and_found_where_it_got_through(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    (first,) = story.road.register(somebody(0, birth=BORN, **WITHOUT_ID))
    _helped(story, first, 2)
    _pay(story, first, "ขบ 1/2567")
    with story.window() as hands:
        hands.sign_in("officer")
        _register_again(hands)
        hands.press("people.request")
        hands.must_read("limits.finding.helped_namesake", name=somebody(0).full_name, year="2567")
        hands.press("requests_ui.save")
        assert len(hands.services.requests.list()) == 1, "Nothing was begun for the second entry"

        hands.go("people")
        _write_birth(hands, "2505")
        (second,) = (found.person_id for found in hands.services.people.search(AGAIN, 9) if AGAIN in found.name)

    _pay(story, second, "ขบ 2/2567")
    with story.window() as hands:
        assert "f3.same_name" not in hands.board()
        hands.sign_in("officer")
        hands.go("people")
        _write_birth(hands, "2503")
        assert "f3.same_name" in hands.board()
        hands.look_into("f3.same_name")
        assert hands.reads(somebody(0).full_name)
        assert hands.reads(AGAIN)

        hands.decide_on_duplicates("same", "เจ้าตัวบอกว่าเป็นคนเดียวกัน")
        observed = hands.board()
        assert "f3.person_limit" in observed
        assert "f3.same_name" not in observed


def _pay(story: Story, person_id: str, number: str) -> None:
    """The whole road for one person."""
    requests = story.road.bring_to_ready((person_id,))
    story.road.approve(requests)
    batch_id = story.road.ask_for(requests, number)
    story.road.draw(batch_id, 3000)
    story.road.pay(story.road.prepare(batch_id, requests), 1)


def _register_again(hands: FraudHands) -> None:
    hands.go("people")
    hands.press("people.new_short")
    hands.fill_all(
        {
            "people.field.title": "น.ส.",
            "people.field.first_name": "ศรีสุข",
            "people.field.last_name": "บุญมี",
        }
    )
    for part, words in (("house_no", "99"), ("moo", "5"), ("subdistrict_code", "เชียงพิณ")):
        hands.fill(f"widgets.address.{part}", words, which=0)
    hands.press("widgets.id.none")
    hands.fill("widgets.id.reason_name", hands.text("widgets.id.reason.card_lost"))
    hands.press("people.save")


def _write_birth(hands: FraudHands, year: str) -> None:
    hands.choose(hands.list("people.screen"), f"น.ส.{AGAIN}")
    hands.fill("people.field.birth", year)
    hands.press("people.save")


def test_the_fourth_time_in_a_year_is_stopped_at_the_request_the_approval_and_the_table(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    asks, hopes, waits = road.register(*(somebody(n) for n in range(3)))
    _helped(story, asks, 3)
    _helped(story, hopes, 2)
    _helped(story, waits, 2)
    (hoped,) = road.bring_to_ready((hopes,), repeat_reason="เดือดร้อนซ้ำ")
    requests = road.bring_to_ready((waits,), repeat_reason="เดือดร้อนซ้ำ")
    _helped(story, hopes, 1, since=3)
    road.approve(requests)
    batch_id = road.ask_for(requests)
    road.draw(batch_id, 3000)
    run_id = road.prepare(batch_id, requests)
    _approve_a_fourth(story, waits)
    told = {"times": 3, "most": 3, "year": "2567"}
    with story.window() as hands:
        hands.sign_in("officer2")
        hands.go("requests")
        hands.press("requests_ui.new")
        hands.search("requests_ui.who", "บุญมี")
        hands.must_read("limits.finding.times_person", **told)
        hands.press("requests_ui.save")
        assert not [one for one in hands.services.requests.list() if one.person_id == asks]

        hands.sign_in("director")
        hands.go("meetings")
        hands.press("meetings.new", which=0)
        hands.fill("meetings.field.number", "9/2567")
        hands.fill("meetings.field.outside", "นายประเสริฐ ยุติธรรม, พมจ.อุดรธานี, พมจ.")
        hands.press("meetings.save")
        hands.press("meetings.action.agenda")
        hands.choose(hands.list("meetings.agenda.ready"), somebody(1).full_name)
        hands.press("meetings.action.add")
        hands.press("meetings.save")
        hands.press("meetings.action.decide")
        hands.must_read("limits.finding.times_person", **told)
        assert not hands.can_press("meetings.decision.approve")
        assert hands.services.requests.page(hoped).request.status is RequestStatus.BEFORE_PANEL

        hands.sign_in("officer")
        hands.go("paying")
        hands.call("สมหมาย")
        hands.count_and_sign("3,000")
        assert hands.text("limits.finding.times_person", **told) in hands.findings_of_payee()
        assert not hands.can_press("payments.head.pay")
        (voucher,) = hands.services.payments.run(run_id).vouchers
        assert voucher.state is VoucherState.ISSUED


def _helped(story: Story, person_id: str, times: int, since: int = 1) -> None:
    """History of this year from before the program."""
    with story.place.inside("office", "director") as office:
        for number in range(since, since + times):
            command = opening(person_id, voucher_number=f"เดิม {person_id[-4:]} {number}")
            office.services.budgets.enter_opening(command)


def _approve_a_fourth(story: Story, person_id: str) -> None:
    """Another request of who waits at the table, its limits lifted by a second person."""
    with story.place.inside("office", "officer2") as office:
        staff = {member.login: member.staff_id for member in office.services.staff.list()}
    lifted = {
        "override": replace(LIFTED, second_person=staff["social"]),
        "second_password": story.place.choose_password("social"),
    }
    (fourth,) = story.road.bring_to_ready((person_id,), repeat_reason="เดือดร้อนซ้ำ", lifted=lifted)
    story.road.approve((fourth,), lifted=lifted)


def test_a_family_and_a_household_over_the_limit_need_a_written_reason_and_stay_in_sight(
    qtbot: QtBot, tmp_path: Path
) -> None:
    story = Story(qtbot, tmp_path)
    road = story.road
    parents, children = road.two_families()
    people = [somebody(n, family_id=children if n == 4 else parents) for n in range(5)]
    road.pay(road.to_a_run(*people[:3]), 3)
    (fourth,) = road.draft(*road.register(people[3]))
    with story.window() as hands:
        hands.sign_in("officer2")
        hands.go("requests")
        hands.choose(hands.list("requests_ui.screen"), people[3].full_name)
        hands.press("requests_ui.action.submit")
        hands.must_read("limits.error.repeat_reason_missing", times=3, most=3, year="2567")
        assert hands.services.requests.page(fourth).request.status is RequestStatus.DRAFT
        hands.fill("requests.field.repeat_reason", "คนละปัญหากัน")
        hands.press("requests_ui.save")
        hands.press("requests_ui.action.submit")
    road.diagnose(fourth)
    road.find_ready(fourth)
    requests = (fourth, *road.bring_to_ready(road.register(people[4]), repeat_reason="คนละปัญหากัน"))
    road.approve(requests)
    batch_id = road.ask_for(requests, "ขบ 2/2567")
    road.draw(batch_id, 6000)
    road.pay(road.prepare(batch_id, requests), 2)
    with story.window() as hands:
        observed = hands.board()
        assert "f3.family_limit" in observed
        assert "f3.household_limit" in observed


def test_many_payees_of_one_house_are_seen_whatever_households_they_stand_in(qtbot: QtBot, tmp_path: Path) -> None:
    story = Story(qtbot, tmp_path)
    one_house = Address(house_no="9", moo=3, subdistrict_code=CHIANG_PHIN)
    story.road.pay(story.road.to_a_run(*(somebody(n, address=one_house) for n in range(4))), 4)
    with story.window() as hands:
        assert "f3.place_limit" in hands.board()
        hands.look_into("f3.place_limit")
        assert all(hands.reads(somebody(n).full_name) for n in range(4))
