"""How a referral stands by its steps, and when its referrer is to be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kmcase.domain.cases.referrals import (
    Direction,
    ReferralMade,
    ReferralPaper,
    ReferralValues,
    Referrer,
    ReferrerKind,
    Step,
    StepTaken,
    Waits,
    standing_of,
)
from kmcase.domain.events import decode, encode

WRITTEN = date(2024, 6, 10)
VOLUNTEER = Referrer(kind=ReferrerKind.VOLUNTEER, name="บุญมี")


def values(direction: Direction, referrer: Referrer | None = None) -> ReferralValues:
    return ReferralValues(direction=direction, on=WRITTEN, reason="ร", asked="ข", referrer=referrer)


def steps(*taken: Step) -> list[StepTaken]:
    """One a day."""
    more: dict[str, Any] = {"note": "", "by_whom": "", "entered_by": ""}
    return [StepTaken(step=one, on=date(2024, 6, 11 + at), **more) for at, one in enumerate(taken)]


@pytest.mark.parametrize(
    ("taken", "waits", "may_follow"),
    [
        ((), Waits.SENDING, Step.SENT),
        ((Step.SENT,), Waits.ANSWER, Step.RECEIVED),
        ((Step.SENT, Step.RECEIVED), Waits.ANSWER, Step.REFUSED),
        ((Step.SENT, Step.ACCEPTED), Waits.RESULT, Step.RESULT),
    ],
)
def test_a_referral_outwards_goes_its_way(taken: tuple[Step, ...], waits: Waits, may_follow: Step) -> None:
    found = standing_of(values(Direction.OUT), steps(*taken))
    assert found.waits is waits
    assert may_follow in found.next_steps
    assert found.since == (date(2024, 6, 10 + len(taken)) if taken else WRITTEN)


@pytest.mark.parametrize(
    ("taken", "may_follow"),
    [
        ((), (Step.SENT, Step.WITHDRAWN)),
        ((Step.SENT,), (Step.RECEIVED, Step.ACCEPTED, Step.REFUSED, Step.WITHDRAWN)),
        ((Step.SENT, Step.RECEIVED), (Step.ACCEPTED, Step.REFUSED, Step.WITHDRAWN)),
        ((Step.SENT, Step.RECEIVED, Step.ACCEPTED), (Step.RESULT, Step.REFUSED, Step.WITHDRAWN)),
    ],
)
def test_no_step_outwards_goes_back(taken: tuple[Step, ...], may_follow: tuple[Step, ...]) -> None:
    assert standing_of(values(Direction.OUT), steps(*taken)).next_steps == may_follow


@pytest.mark.parametrize("last", [Step.REFUSED, Step.RESULT, Step.WITHDRAWN])
def test_a_referral_outwards_that_nobody_passed_on_ends(last: Step) -> None:
    found = standing_of(values(Direction.OUT), steps(Step.SENT, Step.ACCEPTED, last))
    assert (found.step, found.waits, found.next_steps) == (last, Waits.NOTHING, ())


def test_one_that_came_in_is_answered_and_the_answer_told_and_the_result_told() -> None:
    came = values(Direction.IN, VOLUNTEER)
    assert standing_of(came, ()).waits is Waits.ANSWER
    answered = standing_of(came, steps(Step.ACCEPTED))
    assert (answered.waits, answered.since) == (Waits.TELLING, date(2024, 6, 11))
    assert answered.next_steps == (Step.TOLD, Step.RESULT)
    told = standing_of(came, steps(Step.ACCEPTED, Step.TOLD))
    assert (told.step, told.waits, told.next_steps) == (Step.ACCEPTED, Waits.RESULT, (Step.RESULT,))
    result = standing_of(came, steps(Step.ACCEPTED, Step.TOLD, Step.RESULT))
    assert (result.waits, result.since) == (Waits.TELLING, date(2024, 6, 13))
    assert standing_of(came, steps(Step.ACCEPTED, Step.TOLD, Step.RESULT, Step.TOLD)).waits is Waits.NOTHING


def test_a_telling_waits_since_the_first_thing_that_was_not_told() -> None:
    found = standing_of(values(Direction.IN, VOLUNTEER), steps(Step.ACCEPTED, Step.RESULT))
    assert (found.waits, found.since) == (Waits.TELLING, date(2024, 6, 11))


def test_who_passed_on_what_goes_out_is_told_what_came_of_it_not_that_it_was_accepted() -> None:
    out = values(Direction.OUT, VOLUNTEER)
    assert standing_of(out, steps(Step.SENT, Step.ACCEPTED)).waits is Waits.RESULT
    assert standing_of(out, steps(Step.SENT, Step.REFUSED)).waits is Waits.TELLING


def test_who_came_by_himself_is_told_by_being_helped() -> None:
    came = values(Direction.IN, Referrer(kind=ReferrerKind.SELF, name=""))
    assert standing_of(came, steps(Step.ACCEPTED)).waits is Waits.RESULT


def test_a_paper_opens_where_there_is_a_picture_or_a_signed_paper_behind_it() -> None:
    assert not ReferralPaper(title="ส").opens
    assert ReferralPaper(title="ส", paper_id="p1").opens


def test_a_referral_that_was_written_before_services_were_named_is_read() -> None:
    body = encode(ReferralMade(case_id="c", referral_id="r", values=values(Direction.OUT)))
    assert body["values"].pop("service_id") == ""
    read = decode(ReferralMade.TYPE, body)
    assert isinstance(read, ReferralMade)
    assert read.values.service_id == ""
