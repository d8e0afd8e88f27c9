"""What comes on an agenda and leaves it, and what of a meeting stands once it has decided."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.domain.meetings import AgendaSet, MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestReturned, RequestStatus
from kmcase.persistence.schema import rebuild
from tests.builders import TestOffice, allot, register
from tests.money_builders import approve, drawn_batch, next_day, pay, payments, run_order, voucher_ids
from tests.request_builders import TODAY, diagnose, ready_request, refused, requests
from tests.state import state_of

VALUES = MeetingValues(number="1/2567", held_on=TODAY, panel=(PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),))


def meetings(office: TestOffice) -> MeetingService:
    """The use cases of meetings in the director's name."""
    return MeetingService(office.work("director"))


def called(office: TestOffice, *request_ids: str, number: str = "1/2567") -> str:
    """A meeting with an agenda; gives its id."""
    meeting_id = meetings(office).plan(replace(VALUES, number=number)).value
    meetings(office).set_agenda(meeting_id, request_ids)
    return meeting_id


def status(office: TestOffice, request_id: str) -> RequestStatus:
    """The state of a request."""
    return requests(office).page(request_id).request.status


def agenda(office: TestOffice, meeting_id: str) -> list[str]:
    """The requests of an agenda in order."""
    return [item.request_id for item in meetings(office).page(meeting_id).agenda]


def approval(meeting_id: str, request_id: str) -> RecordDecision:
    """An approval of 3,000 baht."""
    return RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number="1",
        outcome=Outcome.APPROVED,
        amount=Baht.of(3000),
    )


def set_by_force(office: TestOffice, meeting_id: str, *request_ids: str) -> None:
    """An agenda as older versions of the program let it be set: whatever the requests were."""
    with office.work("director").begin("meetings.agenda") as unit:
        unit.record(AgendaSet(meeting_id=meeting_id, request_ids=request_ids))
        unit.commit(None)


def test_what_goes_back_to_the_officer_leaves_the_agenda(office: TestOffice) -> None:
    one, two = (ready_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน"))
    meeting_id = called(office, one, two)
    requests(office, "director").send_back(one, RequestStatus.NEEDS_INFORMATION, "ขอใบรับรองแพทย์")
    assert status(office, one) is RequestStatus.NEEDS_INFORMATION
    assert agenda(office, meeting_id) == [two]
    with refused("requests.wrong_state"):
        meetings(office).set_agenda(meeting_id, (one, two))
    requests(office).withdraw(one, "ไม่ประสงค์รับ")
    meetings(office).set_agenda(meeting_id, (two,))
    assert status(office, one) is RequestStatus.WITHDRAWN


def test_what_went_back_comes_on_another_agenda_after_its_review(office: TestOffice) -> None:
    one = ready_request(office, register(office))
    called(office, one)
    requests(office, "director").send_back(one, RequestStatus.NEEDS_INFORMATION, "ขอใบรับรองแพทย์")
    requests(office).submit(one)
    diagnose(office, one)
    requests(office, "director").find_ready(one)
    called(office, one, number="2/2567")
    assert status(office, one) is RequestStatus.BEFORE_PANEL


def test_an_agenda_of_old_that_kept_what_went_back_brings_no_helped_request_back(office: TestOffice) -> None:
    allot(office, 300_000)
    one, two = (ready_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน"))
    old = called(office, one, two)
    with office.work("director").begin("requests.review") as unit:
        unit.record(RequestReturned(request_id=one, status=RequestStatus.NEEDS_INFORMATION, reason="ขอเอกสาร"))
        unit.commit(None)
    requests(office).submit(one)
    requests(office, "director").find_ready(one)
    approve(office, one, number="2/2567")
    run_id = payments(office).prepare(run_order(drawn_batch(office, (one,)), (one,))).value
    pay(office, voucher_ids(office, run_id)[0])
    with refused("requests.wrong_state"):
        meetings(office).set_agenda(old, (two, one))
    meetings(office).set_agenda(old, (two,))
    assert status(office, one) is RequestStatus.HELPED


def test_a_request_whose_number_still_counts_is_never_numbered_again(office: TestOffice) -> None:
    allot(office, 300_000)
    one = ready_request(office, register(office))
    approve(office, one)
    batch_id = drawn_batch(office, (one,))
    run_id = payments(office).prepare(run_order(batch_id, (one,))).value
    pay(office, voucher_ids(office, run_id)[0])
    again = called(office, number="2/2567")
    set_by_force(office, again, one)
    assert status(office, one) is RequestStatus.BEFORE_PANEL
    meetings(office).decide(approval(again, one))
    with refused("payments.numbered_already"):
        payments(office).prepare(run_order(batch_id, (one,)))
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_the_head_stands_after_the_first_decision(office: TestOffice) -> None:
    allot(office, 300_000)
    one, two = (ready_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน"))
    meeting_id = called(office, one, two)
    meetings(office).plan(replace(VALUES, place="ที่ทำการนิคม"), meeting_id)
    meetings(office).decide(approval(meeting_id, one))
    for change in (replace(VALUES, number="9/2567"), replace(VALUES, panel=()), replace(VALUES, held_on=next_day())):
        with refused("meetings.head_decided"):
            meetings(office).plan(change, meeting_id)
    assert meetings(office).page(meeting_id).values == replace(VALUES, place="ที่ทำการนิคม")


def test_nothing_is_put_before_a_meeting_that_was_held_before_it_was_received(office: TestOffice) -> None:
    one = ready_request(office, register(office))
    early = meetings(office).plan(replace(VALUES, held_on=next_day(-1))).value
    with refused("meetings.held_before_request") as refusal:
        meetings(office).set_agenda(early, (one,))
    assert (refusal.value.field, refusal.value.params["received"]) == ("agenda", TODAY)
    meetings(office).plan(VALUES, early)
    meetings(office).set_agenda(early, (one,))
    with refused("meetings.held_before_request") as refusal:
        meetings(office).plan(replace(VALUES, held_on=next_day(-60)), early)
    assert refusal.value.field == "held_on"


def test_an_agenda_of_old_decides_nothing_before_it_was_received(office: TestOffice) -> None:
    allot(office, 300_000)
    one = ready_request(office, register(office))
    early = meetings(office).plan(replace(VALUES, held_on=next_day(-1))).value
    set_by_force(office, early, one)
    with refused("meetings.held_before_request"):
        meetings(office).decide(approval(early, one))
