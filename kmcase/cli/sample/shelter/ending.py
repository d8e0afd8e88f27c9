"""How cases of the sample shelter end: leaving, closing with an outcome by goal, looks afterwards, coming back."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import DecideClosing, LookAfter, ProposeClosing, ReopenCase, TakeBed
from kmcase.cli.sample.shelter.assessing import assess
from kmcase.cli.sample.shelter.diary import ClosingTold
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.noting import end_watch
from kmcase.cli.sample.shelter.receiving import give_back
from kmcase.cli.sample.shelter.words import CAME_BACK, CLOSED, LOOKED, OUTCOME_NOTES, SENT_BACK
from kmcase.domain.cases.closing import GoalOutcome, ReachedBy

_REASONS = ("independent",) * 5 + ("family",) * 6 + ("referred",) * 3 + ("left",) * 3
_SUDDEN = ("absconded",) * 9 + ("died",)
_REACHED = (ReachedBy.PHONE, ReachedBy.PHONE, ReachedBy.VISIT, ReachedBy.VOLUNTEER, ReachedBy.NOT_REACHED)
_LOOKS = (1, 3, 6)


def leave_for_good(house: House, live: Live) -> None:
    """The client leaves the house today; the case is closed within the next days."""
    if not live.bed or live.away:
        return
    sudden = not live.told.approved_on and live.client.number % 2 == 0
    reason = house.rand.choice(_SUDDEN if sudden else _REASONS)
    live.gone = sudden
    if not sudden:
        house.pass_time()
        give_back(house, live, house.today)
    house.pass_time()
    leave_bed(house, live)
    if live.told.assessed and not sudden:
        house.at(house.today, 15, partial(assess, house, live, 1.0))
    house.at(house.today + timedelta(days=house.rand.randint(1, 6)), 14.5, partial(propose, house, live, reason))


def leave_bed(house: House, live: Live) -> None:
    """The bed is free from today on."""
    house.of(live.manager).case_stays.take_bed(TakeBed(case_id=live.case_id, bed_id="", on=house.today))
    live.bed, live.bed_since = "", None
    live.told.stays[-1] = (live.told.stays[-1][0], house.today)


def propose(house: House, live: Live, reason: str, again: bool = False) -> None:
    """Propose to close the case today."""
    if live.ended or live.bed or live.proposed:
        return
    live.proposed = True
    end_watch(house, live, CLOSED[reason])
    outcomes = _outcomes(house, live, good=reason in ("independent", "family", "referred"))
    command = ProposeClosing(
        case_id=live.case_id, on=house.today, reason=reason, summary=CLOSED[reason], outcomes=outcomes
    )
    closing_id = house.of(live.manager).closings.propose(command).value
    told = ClosingTold(on=house.today, reason=reason, outcomes=tuple((one.dimension, one.outcome) for one in outcomes))
    live.told.closings.append(told)
    back = live.client.number % 17 == 4 and not again
    when = house.today + timedelta(days=house.rand.randint(1, 4))
    house.at(when, 10.25, partial(_decide, house, live, closing_id, told, not back))


def _outcomes(house: House, live: Live, *, good: bool) -> tuple[GoalOutcome, ...]:
    goals = house.of(live.manager).closings.page(live.case_id).goals
    found = [(goal.goal_id, goal.wording, goal.dimension) for goal in goals]
    codes = ("reached",) * 5 + ("partly",) * 3 + ("not_reached",) if good else ("partly", "not_reached", "dropped")
    told = []
    for goal_id, wording, dimension in found or [("", "ความปลอดภัยและปัจจัยสี่เบื้องต้น", "housing")]:
        outcome = house.rand.choice(codes)
        note = house.rand.choice(OUTCOME_NOTES[outcome])
        told.append(GoalOutcome(goal_id=goal_id, goal=wording, dimension=dimension, outcome=outcome, note=note))
    return tuple(told)


def _decide(house: House, live: Live, closing_id: str, told: ClosingTold, approved: bool) -> None:
    comment = "" if approved else SENT_BACK
    command = DecideClosing(case_id=live.case_id, closing_id=closing_id, approved=approved, comment=comment)
    house.of("director").closings.decide(command)
    live.proposed = False
    if not approved:
        again = partial(propose, house, live, told.reason, True)
        house.at(house.today + timedelta(days=house.rand.randint(2, 5)), 11, again)
        return
    told.decided_on = house.today
    live.ended = True
    if told.reason == "died":
        return
    for months in _LOOKS:
        late = house.rand.choice((-2, 0, 1, 3, 9))
        if house.rand.random() < 0.85:
            house.at(
                told.on + timedelta(days=months * 30 + late),
                13.75,
                partial(_look, house, live, closing_id, told, months),
            )


def _look(house: House, live: Live, closing_id: str, told: ClosingTold, months: int) -> None:
    if not live.ended or told.reopened_on is not None:
        return
    reached = house.rand.choice(_REACHED)
    first = not any(closing.reopened_on for closing in live.told.closings)
    back = first and months == 1 and live.client.number % 11 == 3 and live.client.resident
    command = LookAfter(
        case_id=live.case_id,
        closing_id=closing_id,
        months=months,
        on=house.today,
        reached=reached,
        how_they_are=CAME_BACK if back else house.rand.choice(LOOKED[reached.value]),
        needs_reopening=back,
    )
    house.of(live.manager).closings.look(command)
    told.looks.append((months, house.today, reached))
    if back:
        house.at(house.today + timedelta(days=2), 9.75, partial(_reopen, house, live, told))


def _reopen(house: House, live: Live, told: ClosingTold) -> None:
    """The case goes on where it ended: what was closed stays."""
    stage = "serve"
    today: date = house.today
    house.of(live.manager).closings.reopen(ReopenCase(case_id=live.case_id, on=today, stage=stage, reason=CAME_BACK))
    live.ended, live.gone, live.returned = False, False, True
    told.reopened_on = today
    live.told.stages.append((today, stage))
    again = today + timedelta(days=house.rand.randint(25, 60))
    house.at(again, 9, partial(leave_for_good, house, live))
    house.at(again + timedelta(days=8), 15, partial(propose, house, live, "independent", True))
