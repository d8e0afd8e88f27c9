"""The year of the sample shelter: who comes when, and what is done with each from reception to closing."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from kmcase.cli.sample.shelter.assessing import assess
from kmcase.cli.sample.shelter.conferring import confer
from kmcase.cli.sample.shelter.ending import leave_for_good, propose
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.judging import ask_for_answers, judge_first_half
from kmcase.cli.sample.shelter.noting import hold_activity, plan_notes
from kmcase.cli.sample.shelter.people import client_of
from kmcase.cli.sample.shelter.planning import plan
from kmcase.cli.sample.shelter.receiving import move, receive, sign_list
from kmcase.cli.sample.shelter.referring import come_in, pass_on
from kmcase.cli.sample.shelter.staying import look_at_beds, move_in, take_back

SEED = 2567
_ANSWER_DAYS = (date(2024, 3, 20), date(2024, 6, 12))
_JUDGED_ON = date(2024, 4, 3)
_RUSH = 3
"""So many times as many come in the first weeks, until the house is full."""
_RUSH_DAYS = 20


def live_through(house: House, last: date) -> None:
    """Plan the whole year: arrivals and days; each arrival plans what follows."""
    days = (last - house.first).days + 1
    weights = [_RUSH if day < _RUSH_DAYS else 1 for day in range(days - 1)]
    total, came, reached = sum(weights), 0, 0
    for day in range(days):
        on = house.first + timedelta(days=day)
        house.at(on, 8.1, partial(plan_notes, house, day, days))
        house.at(on, 17, partial(take_back, house))
        house.at(on, 20.5, partial(look_at_beds, house))
        if on.weekday() in (1, 4):
            house.at(on, 9.5, partial(hold_activity, house))
        if on.weekday() == 2 and day // 7 % 2:
            house.at(on, 13.5, partial(confer, house))
        if on in _ANSWER_DAYS:
            house.at(on, 11, partial(ask_for_answers, house))
        if on == _JUDGED_ON:
            house.at(on, 15, partial(judge_first_half, house))
        if day < days - 1:
            reached += weights[day]
            until = round(house.clients * reached / total)
            for number in range(came, until):
                hour = house.rand.choice((8.6, 9.2, 10.4, 11.3, 13.2, 14.1, 15.3, 16.1, 19.2, 21.4))
                house.at(on, hour, partial(_arrive, house, number))
            came = until


def _arrive(house: House, number: int) -> None:
    """Somebody comes; what follows is planned by who they are."""
    live = receive(house, client_of(SEED, number, house.today))
    rand, day = house.rand, house.today
    if live.client.resident:
        house.pass_time()
        move_in(house, live)
    if live.client.things:
        house.at(day + timedelta(days=1), 8.5, partial(sign_list, house, live))
    if live.client.source in ("agency", "volunteer") and number % 2 == 0:
        house.at(day, 16.5, partial(come_in, house, live))
    first = day + timedelta(days=rand.choice((2, 3, 3, 4, 5, 6, 9)))
    house.at(first, 10.2, partial(_first_look, house, live))
    house.at(first + timedelta(days=rand.randint(2, 7)), 14.2, partial(plan, house, live))
    for after in (30, 62, 95):
        house.at(day + timedelta(days=after + rand.randint(-3, 5)), 9.8, partial(_look_again, house, live, after))
    if number % 9 not in (0, 4, 7, 8):
        house.at(day + timedelta(days=rand.randint(8, 30)), 13.4, partial(pass_on, house, live))
    if live.bed and number % 13 == 11:
        house.at(day + timedelta(days=rand.randint(1, 9)), 7.5, partial(_walk_off, house, live))
    if not live.client.resident:
        house.at(day + timedelta(days=rand.randint(60, 200)), 15.1, partial(propose, house, live, "independent"))


def _first_look(house: House, live: Live) -> None:
    assess(house, live, 0.0)
    move(house, live, "assess")


def _look_again(house: House, live: Live, after: int) -> None:
    """A later look, of most; who is followed for long comes to the stage of monitoring."""
    if live.ended or not live.told.assessed or live.client.number % 7 == 3:
        return
    assess(house, live, min(1.0, after / 90))
    if after > 30 and live.told.approved_on:
        move(house, live, "monitor")


def _walk_off(house: House, live: Live) -> None:
    """Somebody is gone in the morning."""
    if live.bed and not live.away:
        leave_for_good(house, live)
