"""Two workers write in one case on two laptops, and no laptop carries what one of its officers may not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.cases import CaseService, ChangeTeam, DescribeClient, MoveCase, RestrictCase
from kmcase.domain.cases.heads import CaseOpened, CaseRestricted, TeamChanged, TeamRole
from kmcase.domain.errors import DomainError
from kmcase.persistence.devices import SqlDevices
from kmcase.persistence.schema import rebuild
from kmcase.sync.bundle import BundleReader
from tests.builders import AREA
from tests.case_builders import client, opening
from tests.case_events import CASE, MAKERS
from tests.exchange_builders import KEY, Star, Station, join, new_star
from tests.secrecy_walk import told, words

WORD, CALLED, PHONE, NATIONAL_ID = "KHWAMLAP", "LUNGLAP", "0945551234", "1101700230708"
MARKS = (WORD, CALLED, PHONE, NATIONAL_ID)


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    """An office, a laptop of each of two officers, and one that both take along."""
    made = new_star(tmp_path, laptops=0)
    for name, officers in (("L1", {"officer"}), ("L2", {"officer2"}), ("L3", {"officer", "officer2"})):
        made.laptops.append(join(made, name, AREA, frozenset(officers)))
    yield made
    made.close()


def at(station: Station, login: str) -> CaseService:
    """Somebody at work in cases."""
    return CaseService(station.work(login))


def joined(star: Star, case_id: str, *logins: str) -> None:
    """They come into the team, told at the office."""
    for login in logins:
        at(star.office, "social").change_team(ChangeTeam(case_id=case_id, staff_id=login, role=TeamRole.WORKER))


def sees(station: Station, login: str, case_id: str) -> bool:
    """Whether the case is shown to somebody there."""
    try:
        at(station, login).page(case_id)
    except DomainError as refused:
        assert refused.code == "cases.unknown"
        return False
    return True


def describe(station: Station, login: str, case_id: str, **values: object) -> None:
    """Fields of the client, by somebody who saw what stands there."""
    station.later()
    seen = at(station, login).page(case_id).head.seen
    at(station, login).describe(DescribeClient(case_id=case_id, values=dict(values), seen=seen))


def bodies(station: Station, path: Path) -> str:
    """All that a bundle says to the laptop that it is sealed for."""
    devices = SqlDevices(engine=station.engine, data_key=KEY)
    with path.open("rb") as file:
        parts = list(BundleReader(file).parts(devices.own(), lambda _signature, _signed: None))
    return words(parts)


def test_two_workers_write_in_one_case_apart_and_all_of_it_stands_or_waits_for_a_decision(star: Star) -> None:
    case_id = at(star.office, "social").open(opening()).value
    joined(star, case_id, "officer", "officer2")
    star.settle()
    one, two = star.laptops[:2]
    describe(one, "officer", case_id, phone="0811111111", called="ลุงแดง")
    describe(two, "officer2", case_id, phone="0822222222", nationality="ไทย")
    one.later()
    at(one, "officer").move(MoveCase(case_id=case_id, stage="screen", on=date(2024, 6, 10), note="พบที่ตลาด"))
    two.later(5)
    at(two, "officer2").move(MoveCase(case_id=case_id, stage="assess", on=date(2024, 6, 10)))
    at(one, "officer").restrict(RestrictCase(case_id=case_id, restricted_for=("asked",)))
    at(two, "officer2").change_team(ChangeTeam(case_id=case_id, staff_id="director", role=TeamRole.SUPERVISOR))
    star.settle()
    places = ((star.office, "social"), (one, "officer"), (two, "officer2"))
    for station, login in places:
        page = at(station, login).page(case_id)
        assert (page.head.client.called, page.head.client.nationality) == ("ลุงแดง", "ไทย")
        assert (page.head.conflicts, page.head.client.phone) == (frozenset({"phone"}), "0822222222")
        assert (page.head.stage, page.head.restricted_for) == ("assess", ("asked",))
        assert {place.staff_id for place in page.head.team} == {"social", "officer", "officer2", "director"}
        assert [step.stage.code for step in at(station, login).steps(case_id)] == ["assess", "screen", "aware"]
    two.later(5)
    describe(two, "officer2", case_id, phone="0811111111")
    star.settle()
    for station, login in places:
        head = at(station, login).page(case_id).head
        assert (head.conflicts, head.client.phone) == (frozenset(), "0811111111")


def test_every_place_numbers_the_cases_that_it_opens_in_its_own_series(star: Star) -> None:
    one, two = star.laptops[:2]
    for station, login in ((star.office, "social"), (one, "officer"), (one, "officer"), (two, "officer2")):
        at(station, login).open(opening())
    star.settle()
    numbers = {item.number for item in at(star.office, "social").list().items}
    assert numbers == {"1/2567", "L1 1/2567", "L1 2/2567", "L2 1/2567"}
    assert at(one, "officer").open(opening()).value
    assert {item.number for item in at(one, "officer").list().items} == {"L1 1/2567", "L1 2/2567", "L1 3/2567"}


def test_bodies_follow_when_the_team_grows_and_stop_when_it_shrinks(star: Star) -> None:
    case_id = at(star.office, "social").open(opening()).value
    one = star.laptops[0]
    star.round(one)
    assert not sees(one, "officer", case_id)
    joined(star, case_id, "officer")
    _, taken = star.round(one)
    assert taken.backfilled
    assert sees(one, "officer", case_id)
    at(star.office, "social").change_team(ChangeTeam(case_id=case_id, staff_id="officer", role=None))
    describe(star.office, "social", case_id, called=CALLED)
    bundle = star.office.bundle(one.name)
    assert told(bodies(one, bundle), MARKS) == set()
    one.take(bundle)
    assert CALLED not in words(at(one, "officer").page(case_id).head)


def test_who_left_the_team_of_a_restricted_case_sees_it_no_more_on_his_laptop_either(star: Star) -> None:
    case_id = at(star.office, "social").open(opening(restricted_for=("asked",))).value
    one = star.laptops[0]
    joined(star, case_id, "officer")
    star.round(one)
    assert sees(one, "officer", case_id)
    at(star.office, "social").change_team(ChangeTeam(case_id=case_id, staff_id="officer", role=None))
    assert not sees(star.office, "officer", case_id)
    star.round(one)
    assert not sees(one, "officer", case_id)


def test_a_case_that_becomes_restricted_is_hidden_where_a_colleague_shares_the_laptop(star: Star) -> None:
    case_id = at(star.office, "social").open(opening()).value
    shared = star.laptops[2]
    joined(star, case_id, "officer")
    star.round(shared)
    assert sees(shared, "officer2", case_id)
    at(star.office, "social").restrict(RestrictCase(case_id=case_id, restricted_for=("asked",), note=WORD))
    describe(star.office, "social", case_id, called=CALLED)
    bundle = star.office.bundle(shared.name)
    assert told(bodies(shared, bundle), MARKS) == set()
    shared.take(bundle)
    assert not sees(shared, "officer2", case_id)
    at(star.office, "social").restrict(RestrictCase(case_id=case_id, restricted_for=(), note="ยินยอม"))
    star.round(shared)
    assert sees(shared, "officer2", case_id)
    assert at(shared, "officer2").page(case_id).head.client.called == CALLED


def test_no_bundle_for_a_laptop_with_an_officer_outside_the_team_says_a_word_of_a_restricted_case(star: Star) -> None:
    """Every event that a case can have, those of parts that come later too."""
    marked = client(first_name=WORD, last_name=WORD, called=CALLED, phone=PHONE, national_id=NATIONAL_ID)
    case_id = at(star.office, "social").open(opening(client=marked, restricted_for=("asked",))).value
    with star.office.work("social").begin("cases.describe") as unit:
        unit.record(MAKERS[CaseOpened](WORD, True))
        for kind, make in MAKERS.items():
            made = make(f"{WORD}{kind.__name__}", True)
            if kind is not CaseOpened and made.case_id == CASE:
                unit.record(made)
        unit.record(TeamChanged(case_id=CASE, staff_id="officer", role=TeamRole.MANAGER))
        unit.record(CaseRestricted(case_id=CASE, restricted_for=("asked",), note=WORD))
        unit.commit(None)
    joined(star, case_id, "officer")
    own, other, shared = star.laptops
    for laptop in (other, shared):
        bundle = star.office.bundle(laptop.name)
        assert told(bodies(laptop, bundle), MARKS) == set(), laptop.name
        laptop.take(bundle)
        for login in ("officer", "officer2"):
            assert at(laptop, login).list().items == ()
    assert told(bodies(own, star.office.bundle(own.name)), MARKS) == set(MARKS)


def test_what_the_tables_say_of_cases_is_what_the_entries_add_up_to_in_every_place(star: Star) -> None:
    case_id = at(star.office, "social").open(opening()).value
    joined(star, case_id, "officer", "officer2")
    star.settle()
    one, two = star.laptops[:2]
    describe(one, "officer", case_id, phone="0811111111")
    describe(two, "officer2", case_id, phone="0822222222")
    at(two, "officer2").restrict(RestrictCase(case_id=case_id, restricted_for=("asked",)))
    at(one, "officer").open(opening())
    star.settle()
    for station in star.all:
        before = station.state()
        rebuild(station.engine)
        assert station.state() == before, station.name
