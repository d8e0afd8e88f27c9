"""What two parts of a case say of one thing is counted once: a referral with its service, a stay with its closing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Direction, Step
from kmcase.domain.casework import ServiceKind
from kmcase.rules.indicators import CaseFacts, Share, Stay
from tests.unit.test_indicator_figures import MAY, TODAY, case, figures, referral, service


def test_a_referral_and_the_service_that_it_carries_out_are_reached_as_one() -> None:
    def both(case_id: str, due: date | None, progress: Progress, step: Step) -> CaseFacts:
        carried = replace(service(ServiceKind.REFERRAL, due, told=progress), service_id="s")
        other = replace(service(ServiceKind.RIGHTS, MAY, told=Progress.DONE), service_id="o")
        sent = replace(referral(Direction.OUT, MAY, step), service_id="s")
        return case(case_id, approved=(MAY,), services=(carried, other), referrals=(sent,))

    later = TODAY + timedelta(days=9)
    found = figures(
        both("refused-done-otherwise", MAY, Progress.DONE, Step.REFUSED),
        both("waits-once", MAY, Progress.BEGUN, Step.SENT),
        both("given-up", MAY, Progress.GIVEN_UP, Step.REFUSED),
        both("not-due", later, Progress.BEGUN, Step.ACCEPTED),
    )
    assert found.reached == Share(met=("given-up", "not-due", "refused-done-otherwise", "waits-once"))
    assert {part.code: len(part.cases) for part in found.referrals_out} == {"accepted": 1, "refused": 2, "waiting": 1}
    two = replace(service(ServiceKind.REFERRAL, MAY, told=Progress.BEGUN), service_id="s")
    waits = replace(referral(Direction.OUT, MAY, Step.SENT), service_id="s")
    alone = replace(referral(Direction.OUT, MAY, Step.SENT), service_id="else")
    right = replace(service(ServiceKind.RIGHTS, MAY, told=Progress.DONE), service_id="o")
    once = case("once", approved=(MAY,), services=(two, right), referrals=(waits,))
    twice = case("twice", approved=(MAY,), services=(two, right), referrals=(alone,))
    assert figures(once, twice).reached == Share(met=("once",), unmet=("twice",))


def test_no_night_is_counted_of_a_closed_case_whose_bed_nobody_gave_up() -> None:
    day = timedelta(days=1)
    stages = ((MAY, "serve"), (MAY + 4 * day, "close"), (MAY + 4 * day, "after"))
    forgotten = case("a", MAY, stages=stages, beds=((MAY, True),), leaves=((MAY + 3 * day, None),))
    later = case("b", MAY, stages=stages, beds=((MAY, True), (MAY + 9 * day, False)))
    earlier = case("c", MAY, stages=stages, beds=((MAY, True), (MAY + 2 * day, False)))
    during = case("d", MAY, stages=stages, beds=((MAY + 6 * day, True),))
    again = case("e", MAY, stages=(*stages, (MAY + 6 * day, "serve")), beds=((MAY, True), (MAY + 8 * day, False)))
    assert figures(forgotten, later, earlier, during, again).stays == (
        Stay(case_id="a", nights=4, away=1),
        Stay(case_id="b", nights=4, away=0),
        Stay(case_id="c", nights=2, away=0),
        Stay(case_id="e", nights=4, away=0),
    )


def test_a_leave_ends_with_the_closing_and_none_of_the_nights_after_a_reopening_is_away() -> None:
    day = timedelta(days=1)
    stages = ((MAY, "serve"), (MAY + 4 * day, "close"), (MAY + 6 * day, "serve"))
    beds = ((MAY, True), (MAY + 6 * day, True), (MAY + 9 * day, False))
    back = case("back", MAY, stages=stages, beds=beds, leaves=((MAY + 3 * day, None),))
    assert figures(back).stays == (Stay(case_id="back", nights=7, away=1),)
