"""Beds and days of the sample shelter: who stays where, who is there at night, who is away and comes back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import partial

from kmcase.application.cases import BeginLeave, SetBed, TakeBed
from kmcase.cli.sample.shelter.ending import leave_for_good
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.words import LEAVES
from kmcase.domain.cases.stays import Attendance
from kmcase.domain.people import Sex

_SHORTEST_STAY = 6
_ROOMS = ((Sex.MALE, "หอพักชาย", 0.85), (Sex.FEMALE, "หอพักหญิง", 0.65))
"""Beds of each house, as a share of how many stay at a time."""


def set_beds(house: House) -> None:
    """Set the beds up; there are more than are used, for men and women stay apart."""
    for sex, room, share in _ROOMS:
        for number in range(1, max(3, round(house.beds_at_most * share)) + 1):
            house.pass_time()
            bed_id = house.of("officer1").case_stays.set_bed(SetBed(room=room, name=f"เตียง {number}")).value
            house.beds[bed_id] = sex.value


def move_in(house: House, live: Live) -> None:
    """Give a client a bed; where all are taken, who is furthest on the way leaves first."""
    sex = live.client.values.sex.value
    if _staying(house) >= house.beds_at_most:
        _make_room(house, "")
    if _free(house, sex) is None:
        _make_room(house, sex)
    bed = _free(house, sex)
    if bed is None:
        return
    live.bed, live.bed_since = bed, house.today
    house.of(live.manager).case_stays.take_bed(TakeBed(case_id=live.case_id, bed_id=bed, on=house.today))
    live.told.stays.append((house.today, None))
    if live.client.number % 5 == 1:
        house.at(house.today + timedelta(days=house.rand.randint(12, 30)), 9, partial(_go_away, house, live))


def take_back(house: House) -> None:
    """Whose case was opened again comes to stay once more."""
    for live in house.live.values():
        if live.returned:
            live.returned = False
            house.pass_time()
            move_in(house, live)


def _staying(house: House) -> int:
    return sum(1 for live in house.live.values() if live.bed)


def _free(house: House, sex: str) -> str | None:
    taken = {live.bed for live in house.live.values() if live.bed}
    return next((bed for bed, of_sex in house.beds.items() if of_sex == sex and bed not in taken), None)


def _make_room(house: House, sex: str) -> None:
    """Who has stayed longest for what they need leaves; nobody who came this week, or is away."""

    def stayed(live: Live) -> int:
        return (house.today - (live.bed_since or house.today)).days

    ready = [
        live
        for live in house.live.values()
        if live.bed and not live.away and stayed(live) >= _SHORTEST_STAY and sex in ("", live.client.values.sex.value)
    ]
    if ready:
        leave_for_good(house, max(ready, key=lambda live: stayed(live) - live.client.number * 13 % 30))


def _go_away(house: House, live: Live) -> None:
    if not live.bed or live.away:
        return
    until = house.today + timedelta(days=house.rand.randint(2, 5))
    reason = LEAVES[live.client.number % len(LEAVES)]
    house.of(live.manager).case_stays.begin_leave(
        BeginLeave(case_id=live.case_id, on=house.today, until=until, reason=reason)
    )
    live.away = True
    live.told.leaves.append((house.today, None))
    house.at(until + timedelta(days=house.rand.choice((0, 0, 0, 1))), 15, partial(_come_back, house, live))


def _come_back(house: House, live: Live) -> None:
    if not live.away:
        return
    house.of(live.manager).case_stays.end_leave(live.case_id, house.today)
    live.away = False
    live.told.leaves[-1] = (live.told.leaves[-1][0], house.today)


def look_at_beds(house: House) -> None:
    """The evening round: who is there; restricted clients are ticked by their own manager."""
    there: dict[str, list[str]] = defaultdict(list)
    out: list[tuple[str, str]] = []
    for live in house.live.values():
        if not live.bed or live.away:
            continue
        officer = live.manager if live.told.restricted else "officer1"
        if house.rand.random() < 0.01:
            out.append((officer, live.case_id))
        else:
            there[officer].append(live.case_id)
    today: date = house.today
    for officer, case_ids in sorted(there.items()):
        house.pass_time()
        house.of(officer).case_stays.attend(tuple(case_ids), today, Attendance.PRESENT)
        house.diary.attended += [(today, case_id) for case_id in case_ids]
    for officer, case_id in out:
        house.pass_time()
        house.of(officer).case_stays.attend((case_id,), today, Attendance.ABSENT)
