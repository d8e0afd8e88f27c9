"""Which year a payment counts for: that of its day, on both engines, whatever half its money is of."""

from __future__ import annotations

from datetime import date

from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.domain.budgets import ClaimUnit
from kmcase.domain.meetings import MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.thai.calendar import bangkok_date
from tests.builders import SECOND_HALF, TestOffice, allot, late, register
from tests.money_builders import approve, blocked, drawn_batch, pay, payments, run_order, voucher_ids
from tests.request_builders import days_later, ready_request


def allow_late(office: TestOffice) -> None:
    """The second half of 2567 pays until the end of 2567 by the calendar."""
    until = date(2024, 12, 31)
    office.budgets("finance").allow_late(late(SECOND_HALF, until, "director"))


def count(office: TestOffice, person_id: str, year: int) -> int:
    """How often somebody was helped in a year."""
    with office.work("finance").begin("payments.pay") as unit:
        return unit.budgets.taken(ClaimUnit.PERSON, person_id, "low_income", year).count


def test_what_is_paid_late_counts_for_the_year_in_which_it_is_paid(office: TestOffice) -> None:
    allot(office, 300_000)
    person_id = register(office)
    request_id = ready_request(office, person_id)
    approve(office, request_id)
    run_id = payments(office).prepare(run_order(drawn_batch(office, (request_id,)), (request_id,))).value
    allow_late(office)
    days_later(office, 140)
    assert count(office, person_id, 2568) == 0
    pay(office, voucher_ids(office, run_id)[0], paid_on=bangkok_date(office.clock.now()))
    assert count(office, person_id, 2568) == 1


def test_a_half_that_is_over_approves_nothing_without_a_permission(office: TestOffice) -> None:
    allot(office, 300_000)
    one, two = (ready_request(office, register(office, first_name=name)) for name in ("บุญมี", "คำปอน"))
    days_later(office, 140)
    with blocked("limits.half_over"):
        approve(office, one)
    allow_late(office)
    approve(office, two, number="2/2567")


def test_an_approval_from_money_of_the_year_before_counts_for_the_year_of_the_meeting(office: TestOffice) -> None:
    allot(office, 300_000)
    allow_late(office)
    days_later(office, 140)
    day = bangkok_date(office.clock.now())
    person_id = register(office)
    request_id = ready_request(office, person_id, received_on=day, fact_found_on=day)
    meetings = MeetingService(office.work("director"))
    panel = (PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
    meeting_id = meetings.plan(MeetingValues(number="1/2568", held_on=day, panel=panel)).value
    meetings.set_agenda(meeting_id, (request_id,))
    meetings.decide(
        RecordDecision(
            meeting_id=meeting_id,
            request_id=request_id,
            resolution_number="1",
            outcome=Outcome.APPROVED,
            amount=Baht.of(3000),
            half=SECOND_HALF,
        )
    )
    assert (count(office, person_id, 2567), count(office, person_id, 2568)) == (0, 1)
    assert office.budgets().page(SECOND_HALF).budget.reserved == Baht.of(3000)
