"""ONE HOME meetings: agenda, decisions, what blocks them and what lifts a block, minutes and closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kmcase.application.duties import DutyService, GrantException
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import Severity
from kmcase.domain.meetings import MeetingStatus, MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestStatus
from kmcase.persistence.schema import rebuild
from kmcase.rules.duties import Duty
from tests.builders import SECOND_HALF, TestOffice, allot, lifting, register
from tests.money_builders import drawn_batch, payments, run_order
from tests.request_builders import TODAY, attachment, decide, opening, ready_request, refused, requests
from tests.state import state_of

CHAIR = PanelMember(name="นายประธาน ที่ประชุม", agency="พมจ. อุดรธานี", position="พมจ.")
VALUES = MeetingValues(number="1/2567", held_on=TODAY, place="ศาลากลาง", panel=(CHAIR,))
LIFTED = Override(
    codes=("limits.times_person",), reason="ไฟไหม้บ้านทั้งหลัง", document="คำสั่ง 9/2567", second_person="social"
)


def meetings(office: TestOffice, login: str = "director") -> MeetingService:
    """The use cases of meetings in somebody's name."""
    return MeetingService(office.work(login))


def on_agenda(office: TestOffice, *names: str, values: MeetingValues = VALUES) -> tuple[str, list[str]]:
    """A meeting with a ready request of each name; gives its id and theirs."""
    found = [ready_request(office, register(office, first_name=name)) for name in names or ("บุญมี",)]
    meeting_id = meetings(office).plan(values).value
    meetings(office).set_agenda(meeting_id, tuple(found))
    return meeting_id, found


def decision(meeting_id: str, request_id: str, **changes: object) -> RecordDecision:
    """An approval of 3,000 baht."""
    whole = RecordDecision(
        meeting_id=meeting_id,
        request_id=request_id,
        resolution_number="1/2567 ข้อ 1",
        outcome=Outcome.APPROVED,
        amount=Baht.of(3000),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def test_the_agenda_keeps_its_order_and_takes_a_request_once(office: TestOffice) -> None:
    meeting_id, (one, two) = on_agenda(office, "บุญมี", "คำปอน")
    meetings(office).set_agenda(meeting_id, (two, one, two))
    assert [item.request_id for item in meetings(office).page(meeting_id).agenda] == [two, one]


def test_what_is_taken_off_the_agenda_is_ready_again(office: TestOffice) -> None:
    meeting_id, (one, two) = on_agenda(office, "บุญมี", "คำปอน")
    meetings(office).set_agenda(meeting_id, (two,))
    assert requests(office).page(one).request.status is RequestStatus.READY
    assert [item.request_id for item in meetings(office).candidates()] == [one]


def test_a_request_that_is_not_ready_does_not_come_on_an_agenda(office: TestOffice) -> None:
    _, (one,) = on_agenda(office)
    other = meetings(office).plan(replace(VALUES, number="2/2567")).value
    with refused("requests.wrong_state"):
        meetings(office).set_agenda(other, (one,))


@pytest.mark.parametrize(("number", "code"), [(" ", "meetings.number_missing"), ("1/2567", "meetings.number_known")])
def test_a_meeting_has_a_number_of_its_own(office: TestOffice, number: str, code: str) -> None:
    meetings(office).plan(VALUES)
    with refused(code):
        meetings(office).plan(replace(VALUES, number=number))


def test_the_head_is_written_anew_under_its_own_number(office: TestOffice) -> None:
    meeting_id = meetings(office).plan(VALUES).value
    meetings(office).plan(replace(VALUES, place="ที่ทำการนิคม"), meeting_id)
    assert meetings(office).page(meeting_id).values.place == "ที่ทำการนิคม"


def test_approving_reserves_the_money(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    meetings(office).decide(decision(meeting_id, one, amount=Baht.of(2500)))
    page = meetings(office).page(meeting_id)
    assert page.budget is not None
    assert (page.budget.reserved, page.budget.available) == (Baht.of(2500), Baht.of(297_500))
    found = page.agenda[0]
    assert (found.outcome, found.approved, found.resolution_number) == (
        Outcome.APPROVED,
        Baht.of(2500),
        "1/2567 ข้อ 1",
    )
    assert requests(office).page(one).request.status is RequestStatus.APPROVED


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.REJECTED, RequestStatus.NOT_QUALIFIED), (Outcome.DEFERRED, RequestStatus.AWAITING_BUDGET)],
)
def test_rejecting_and_deferring_need_a_reason_and_reserve_nothing(
    office: TestOffice, outcome: Outcome, status: RequestStatus
) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    with refused("meetings.reason_missing"):
        meetings(office).decide(decision(meeting_id, one, outcome=outcome))
    meetings(office).decide(decision(meeting_id, one, outcome=outcome, reason="รอเงินงวดหน้า"))
    assert requests(office).page(one).request.status is status
    assert office.budgets().page(SECOND_HALF).budget.used == Baht.zero()


def test_a_deferred_request_comes_before_the_next_meeting(office: TestOffice) -> None:
    allot(office, 300_000)
    one = ready_request(office, register(office))
    decide(office, one, Outcome.DEFERRED)
    assert [item.request_id for item in meetings(office).candidates()] == [one]
    decide(office, one, Outcome.APPROVED, "2/2567")
    assert requests(office).page(one).request.status is RequestStatus.APPROVED


@pytest.mark.parametrize(
    ("values", "changes", "code"),
    [
        (VALUES, {"resolution_number": ""}, "meetings.resolution_missing"),
        (VALUES, {"amount": None}, "meetings.amount_missing"),
        (VALUES, {"amount": Baht.zero()}, "meetings.amount_missing"),
        (VALUES, {"amount": Baht.of(3001)}, "limits.over_amount"),
        (replace(VALUES, panel=()), {}, "meetings.panel_missing"),
        (replace(VALUES, held_on=TODAY + timedelta(days=1)), {}, "meetings.not_held_yet"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(
    office: TestOffice, values: MeetingValues, changes: dict[str, object], code: str
) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office, values=values)
    with refused(code):
        meetings(office).decide(decision(meeting_id, one, **changes))
    assert office.budgets().page(SECOND_HALF).budget.used == Baht.zero()


def test_more_than_the_half_has_is_refused_and_never_lifted(office: TestOffice) -> None:
    allot(office, 5_000)
    meeting_id, (one, two) = on_agenda(office, "บุญมี", "คำปอน")
    meetings(office).decide(decision(meeting_id, one))
    verdict = meetings(office).judge(meeting_id, two, Baht.of(3000))
    assert verdict.available == Baht.of(2000)
    assert [finding.code for finding in verdict.findings] == ["limits.over_budget"]
    override = replace(LIFTED, codes=("limits.over_budget",))
    with refused("limits.over_budget"):
        meetings(office).decide(decision(meeting_id, two, **lifting(override)))
    meetings(office).decide(decision(meeting_id, two, amount=Baht.of(2000)))


def test_a_half_without_money_approves_nothing(office: TestOffice) -> None:
    meeting_id, (one,) = on_agenda(office)
    with refused("limits.no_budget"):
        meetings(office).decide(decision(meeting_id, one))


def test_judging_decides_nothing(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    findings = meetings(office).judge(meeting_id, one, Baht.of(9000)).findings
    assert [finding.code for finding in findings] == ["limits.over_amount"]
    assert meetings(office).page(meeting_id).agenda[0].outcome is None


def test_the_fact_finder_neither_sits_on_the_panel_nor_records(office: TestOffice) -> None:
    allot(office, 300_000)
    own = PanelMember(name="นายอาทิตย์ ลงพื้นที่", agency="นิคม", staff_id="officer")
    meeting_id, (one,) = on_agenda(office, values=replace(VALUES, panel=(CHAIR, own)))
    with refused("duties.coincide"):
        meetings(office).decide(decision(meeting_id, one))
    with refused("duties.coincide"):
        meetings(office, "officer").decide(
            decision(meeting_id, one, **lifting(replace(LIFTED, codes=("duties.coincide",))))
        )


def test_a_granted_exception_lets_a_small_office_go_on(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    DutyService(office.work("director")).grant(
        GrantException(
            request_id=one, duties=(Duty.RECORDER, Duty.FACT_FINDER), staff_id="officer", reason="มีเจ้าหน้าที่คนเดียว"
        )
    )
    outcome = meetings(office, "officer").decide(decision(meeting_id, one))
    assert [(finding.code, finding.severity) for finding in outcome.findings] == [("duties.excused", Severity.INFORM)]


def helped_three_times(office: TestOffice) -> tuple[str, str]:
    """A request of somebody who got all times of the year, on an agenda: ids of meeting and request."""
    person_id = register(office)
    request_id = ready_request(office, person_id)
    for number in (1, 2, 3):
        office.budgets().enter_opening(opening(person_id, voucher_number=f"เดิม {number}"))
    meeting_id = meetings(office).plan(VALUES).value
    meetings(office).set_agenda(meeting_id, (request_id,))
    return meeting_id, request_id


def test_a_block_is_lifted_by_a_second_person_with_document_and_reason(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, request_id = helped_three_times(office)
    with refused("limits.times_person"):
        meetings(office).decide(decision(meeting_id, request_id))
    meetings(office).decide(decision(meeting_id, request_id, **lifting(LIFTED)))
    assert requests(office).page(request_id).request.status is RequestStatus.APPROVED


def test_an_approval_keeps_of_an_override_what_it_met(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, request_id = helped_three_times(office)
    asked = replace(LIFTED, codes=("limits.over_amount", "limits.outside_half", "limits.times_person"))
    meetings(office).decide(decision(meeting_id, request_id, **lifting(asked)))
    kept = meetings(office).page(meeting_id).agenda[0].override
    assert kept is not None
    assert kept.codes == ("limits.times_person",)
    assert [(met.code, met.params["times"]) for met in kept.met] == [("limits.times_person", 3)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"second_person": ""}, "duties.second_missing"),
        ({"second_person": "director"}, "duties.second_is_first"),
        ({"document": " "}, "meetings.override_undocumented"),
        ({"reason": ""}, "meetings.override_undocumented"),
        ({"codes": ()}, "limits.times_person"),
    ],
)
def test_a_block_is_not_lifted_by_less(office: TestOffice, changes: dict[str, object], code: str) -> None:
    allot(office, 300_000)
    meeting_id, request_id = helped_three_times(office)
    override = replace(LIFTED, **changes)  # type: ignore[arg-type]
    with refused(code):
        meetings(office).decide(decision(meeting_id, request_id, **lifting(override)))


@pytest.mark.parametrize("hours", [0, -1])
def test_the_newest_decision_counts_when_the_clock_stands_still_or_is_set_back(office: TestOffice, hours: int) -> None:
    allot(office, 300_000)
    one = ready_request(office, register(office))
    decide(office, one, Outcome.DEFERRED)
    office.clock.advance(hours=hours)
    decide(office, one, Outcome.APPROVED, "2/2567")
    batch_id = drawn_batch(office, (one,))
    assert [item.resolution_number for item in payments(office).payable(batch_id)] == ["2/2567"]
    assert payments(office).prepare(run_order(batch_id, (one,))).value


def test_a_decision_stands(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    meetings(office).decide(decision(meeting_id, one))
    with refused("meetings.decided_already"):
        meetings(office).decide(decision(meeting_id, one, outcome=Outcome.REJECTED, reason="เปลี่ยนใจ"))
    with refused("meetings.decided_stays"):
        meetings(office).set_agenda(meeting_id, ())


def test_an_agenda_ordered_anew_leaves_what_is_decided_as_it_is(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one, two) = on_agenda(office, "บุญมี", "คำปอน")
    meetings(office).decide(decision(meeting_id, one))
    meetings(office).set_agenda(meeting_id, (two, one))
    assert requests(office).page(one).request.status is RequestStatus.APPROVED
    assert requests(office).page(two).request.status is RequestStatus.BEFORE_PANEL


def test_what_is_not_on_the_agenda_is_not_decided(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, _ = on_agenda(office)
    other = ready_request(office, register(office, first_name="คำปอน"))
    with refused("meetings.not_on_agenda"):
        meetings(office).decide(decision(meeting_id, other))


def test_a_meeting_closes_when_all_is_decided_and_then_stands(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    with refused("meetings.undecided"):
        meetings(office).close(meeting_id)
    meetings(office).decide(decision(meeting_id, one))
    meetings(office).close(meeting_id)
    assert meetings(office).page(meeting_id).status is MeetingStatus.CLOSED
    for change in (
        lambda: meetings(office).plan(VALUES, meeting_id),
        lambda: meetings(office).set_agenda(meeting_id, ()),
        lambda: meetings(office).close(meeting_id),
    ):
        with refused("meetings.closed"):
            change()


def test_a_meeting_without_an_agenda_is_not_closed(office: TestOffice) -> None:
    meeting_id = meetings(office).plan(VALUES).value
    with refused("meetings.agenda_empty"):
        meetings(office).close(meeting_id)


def test_the_minutes_come_after_closing_as_well(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    meetings(office).decide(decision(meeting_id, one))
    meetings(office).close(meeting_id)
    scan = attachment(EvidenceKind.MINUTES, media_type="application/pdf")
    meetings(office).attach_minutes(meeting_id, scan)
    assert meetings(office).page(meeting_id).minutes_stored == scan.stored_sha256
    assert meetings(office).list()[0].has_minutes


def test_closing_without_minutes_is_said_and_stops_nothing(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    meetings(office).decide(decision(meeting_id, one))
    closed = meetings(office).close(meeting_id)
    assert [(found.code, found.severity) for found in closed.findings] == [("meetings.minutes_missing", Severity.WARN)]
    assert meetings(office).page(meeting_id).status is MeetingStatus.CLOSED


def test_minutes_of_a_closed_meeting_are_added_to_and_never_replaced(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    meetings(office).decide(decision(meeting_id, one))
    draft, signed, later = (attachment(EvidenceKind.MINUTES, page, media_type="application/pdf") for page in (1, 2, 3))
    for scan in (draft, signed):
        meetings(office).attach_minutes(meeting_id, scan)
    assert meetings(office).close(meeting_id).findings == ()
    meetings(office).attach_minutes(meeting_id, later)
    assert meetings(office).page(meeting_id).minutes_stored == signed.stored_sha256
    kept = [row for row in state_of(office.engine)["attachment"] if meeting_id in row]
    assert {digest for row in kept for digest in row} >= {found.stored_sha256 for found in (draft, signed, later)}
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_the_list_counts_requests_decisions_and_money(office: TestOffice) -> None:
    allot(office, 300_000)
    meeting_id, (one, _) = on_agenda(office, "บุญมี", "คำปอน")
    meetings(office).decide(decision(meeting_id, one))
    found = meetings(office).list()[0]
    assert (found.requests, found.decided, found.approved) == (2, 1, Baht.of(3000))


def test_the_agenda_shows_what_the_panel_decides_on(office: TestOffice) -> None:
    meeting_id, _ = on_agenda(office)
    found = meetings(office).page(meeting_id).agenda[0]
    assert (found.person_name, found.needed, found.proposed) == ("นางบุญมี ศรีสุข", Baht.of(5000), Baht.of(3000))
    assert (found.problem, found.diagnosis, found.times_this_year) == ("เขียนจากการเยี่ยมบ้าน", "ครอบครัวเดือดร้อนจริง", 0)


@pytest.mark.parametrize("login", ["finance", "auditor", "admin"])
def test_finance_auditor_and_administrator_decide_nothing(office: TestOffice, login: str) -> None:
    allot(office, 300_000)
    meeting_id, (one,) = on_agenda(office)
    with refused("shell.not_permitted"):
        meetings(office, login).decide(decision(meeting_id, one))


def test_an_unknown_meeting_is_said_so(office: TestOffice) -> None:
    for ask in (meetings(office).page, meetings(office).close):
        with pytest.raises(DomainError, check=lambda error: error.code == "meetings.unknown"):
            ask("ไม่มี")
