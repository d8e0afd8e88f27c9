"""Cases on both engines: opened, described by two apart, moved, restricted; seen by whom they may be seen by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kmcase.application.cases import BreakGlass, ChangeTeam, DescribeClient, LinkClient, MoveCase, RestrictCase
from kmcase.application.read.cases import Due
from kmcase.domain.cases.heads import Seen, TeamPlace, TeamRole
from kmcase.domain.cases.secrecy import Viewer, may_see
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, STAFF, TestOffice, register
from tests.case_builders import a_case, a_sealed_case, cases, client, join
from tests.state import state_of


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def test_a_case_is_numbered_in_its_fiscal_year_and_led_by_who_opened_it(office: TestOffice) -> None:
    first, second = a_case(office), a_case(office, manager="officer")
    head = cases(office).page(first).head
    assert (head.number, head.stage, head.casework) == ("1/2567", "aware", "2567.1")
    assert head.team == (TeamPlace(staff_id="social", role=TeamRole.MANAGER),)
    other = cases(office).page(second).head
    assert other.number == "2/2567"
    assert other.team == (
        TeamPlace(staff_id="officer", role=TeamRole.MANAGER),
        TeamPlace(staff_id="social", role=TeamRole.WORKER),
    )


def test_a_client_without_a_name_is_called_something(office: TestOffice) -> None:
    case_id = a_case(office, client=client(title="", first_name="", last_name="", called="ลุงหน้าตลาด"))
    [item] = cases(office).list().items
    assert (item.case_id, item.name, item.own) == (case_id, "ลุงหน้าตลาด", True)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"legal_basis": "none"}, "cases.unknown_basis", "legal_basis"),
        ({"client_group": "none"}, "cases.unknown_group", "client_group"),
        ({"opened_at": JUNE + timedelta(hours=1)}, "cases.in_future", "opened_at"),
        ({"manager": "finance"}, "cases.not_in_case_work", "manager"),
        ({"person_id": "nobody"}, "people.unknown", None),
    ],
)
def test_a_case_that_cannot_be_is_not_opened(
    office: TestOffice, wrong: dict[str, object], code: str, field: str | None
) -> None:
    with refused(code, field):
        a_case(office, **wrong)
    assert cases(office).list().items == ()


def test_deadlines_run_from_the_day_of_opening_until_their_stage_is_reached(office: TestOffice) -> None:
    case_id = a_case(office)
    reception, protection = cases(office).page(case_id).clocks
    assert (reception.until, reception.due) == (date(2024, 6, 17), Due.AHEAD)
    assert protection.until == date(2024, 6, 25)
    office.clock.at = JUNE + timedelta(days=5)
    assert [clock.due for clock in cases(office).page(case_id).clocks] == [Due.SOON, Due.AHEAD]
    office.clock.at = JUNE + timedelta(days=8)
    assert cases(office).page(case_id).clocks[0].due is Due.LATE
    cases(office).move(MoveCase(case_id=case_id, stage="assess", on=date(2024, 6, 18)))
    assert [clock.deadline.code for clock in cases(office).page(case_id).clocks] == ["protection"]
    assert [(step.stage.code, step.on) for step in cases(office).steps(case_id)] == [
        ("assess", date(2024, 6, 18)),
        ("aware", date(2024, 6, 10)),
    ]


@pytest.mark.parametrize(
    ("stage", "on", "code", "field"),
    [
        ("nowhere", date(2024, 6, 10), "cases.unknown_stage", None),
        ("close", date(2024, 6, 10), "cases.close_instead", "stage"),
        ("plan", date(2024, 6, 11), "cases.in_future", "on"),
        ("plan", date(2024, 6, 9), "cases.before_opening", "on"),
    ],
)
def test_a_stage_that_cannot_be_reached_is_refused(
    office: TestOffice, stage: str, on: date, code: str, field: str | None
) -> None:
    case_id = a_case(office)
    with refused(code, field):
        cases(office).move(MoveCase(case_id=case_id, stage=stage, on=on))
    assert cases(office).page(case_id).head.stage == "aware"


def test_what_two_wrote_of_a_client_apart_stands_side_by_side_until_one_decides(office: TestOffice) -> None:
    case_id = a_case(office)
    head = cases(office).page(case_id).head
    for name in ("สมหวัง1", "สมหวัง2"):
        cases(office).describe(DescribeClient(case_id=case_id, values={"first_name": name}, seen=head.seen))
    apart = cases(office).page(case_id).head
    assert (apart.conflicts, apart.client.first_name) == (frozenset({"first_name"}), "สมหวัง2")
    cases(office).describe(DescribeClient(case_id=case_id, values={"first_name": "สมหวัง1"}, seen=apart.seen))
    decided = cases(office).page(case_id).head
    assert (decided.conflicts, decided.client.first_name) == (frozenset(), "สมหวัง1")


def test_a_client_is_linked_to_the_register_and_unlinked_with_reasons(office: TestOffice) -> None:
    case_id, person_id = a_case(office), register(office)
    with refused("cases.reason_missing", "reason"):
        cases(office).link(LinkClient(case_id=case_id, person_id=person_id, reason=" "))
    with refused("people.unknown"):
        cases(office).link(LinkClient(case_id=case_id, person_id="nobody", reason="ญาติมายืนยัน"))
    cases(office).link(LinkClient(case_id=case_id, person_id=person_id, reason="ญาติมายืนยัน"))
    head = cases(office).page(case_id).head
    assert (head.person_id, head.client.first_name) == (person_id, "สมหวัง")
    cases(office).link(LinkClient(case_id=case_id, person_id="", reason="ไม่ใช่คนเดียวกัน"))
    assert cases(office).page(case_id).head.person_id == ""


def test_violence_self_harm_and_childhood_restrict_a_case_unless_somebody_says_otherwise(office: TestOffice) -> None:
    flags = frozenset({"violence", "self_harm"})
    restricted = a_case(office, flags=flags, client=client(birth=PartialDate(2010)))
    assert cases(office).page(restricted).head.restricted_for == ("child", "violence", "self_harm")
    assert not cases(office).page(a_case(office, flags=flags, restricted_for=())).head.restricted
    assert not cases(office).page(a_case(office)).head.restricted


def test_a_restricted_case_is_counted_for_outsiders_and_unknown_to_them(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    for login in ("officer", "director", "auditor"):
        listed = cases(office, login).list()
        assert (listed.items, listed.hidden) == ((), 1)
        for read in (cases(office, login).page, cases(office, login).steps, cases(office, login).sights):
            with refused("cases.unknown"):
                read(case_id)
    own = cases(office).list()
    assert ([item.case_id for item in own.items], own.hidden) == ([case_id], 0)


def test_a_case_assistant_sees_only_the_cases_of_which_they_are_the_team(office: TestOffice) -> None:
    own, other, sealed = a_case(office), a_case(office), a_sealed_case(office)
    join(office, own, "assistant", TeamRole.ASSISTANT)
    listed = cases(office, "assistant").list()
    assert ([item.case_id for item in listed.items], listed.hidden) == ([own], 1)
    for case_id in (other, sealed):
        with refused("cases.unknown"):
            cases(office, "assistant").page(case_id)


@pytest.mark.parametrize("login", sorted(STAFF))
def test_the_database_and_the_domain_agree_on_who_may_see(office: TestOffice, login: str) -> None:
    roles = STAFF[login][1]
    made = {"open": a_case(office), "sealed": a_sealed_case(office), "joined": a_sealed_case(office)}
    in_case_work = may_see(Viewer(staff_id=login, roles=roles), restricted=True, of_team=True, broke_glass=False)
    if in_case_work and login != "social":
        join(office, made["joined"], login)
    with office.work(login).store.engine.connect() as connection:
        from kmcase.persistence.reading import SqlReading

        found = SqlReading(connection, JUNE, viewer=office.work(login).viewer).cases.list()
    expected = {
        case_id
        for name, case_id in made.items()
        if may_see(
            Viewer(staff_id=login, roles=roles),
            restricted=name != "open",
            of_team=login == "social" or name == "joined",
            broke_glass=False,
        )
    }
    assert {item.case_id for item in found.items} == expected
    assert found.hidden == 2 - len(expected - {made["open"]})


def test_glass_is_broken_by_number_with_a_reason_for_a_day_and_the_team_sees_it(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    breaking = cases(office, "director")
    with refused("cases.reason_missing", "reason"):
        breaking.break_glass(BreakGlass(number="1/2567", reason=""))
    with refused("cases.no_sealed_case", "number"):
        breaking.break_glass(BreakGlass(number="2/2567", reason="ตำรวจขอข้อมูลด่วน"))
    assert breaking.break_glass(BreakGlass(number="1/2567", reason="ตำรวจขอข้อมูลด่วน")).value == case_id
    assert breaking.page(case_id).glass_until == JUNE + timedelta(hours=24)
    [sight] = cases(office).sights(case_id)
    assert (sight.how, sight.by, sight.reason) == (None, STAFF["director"][0], "ตำรวจขอข้อมูลด่วน")
    office.clock.at = JUNE + timedelta(hours=25)
    with refused("cases.unknown"):
        breaking.page(case_id)


def test_every_sight_of_a_case_is_kept_with_who_and_how(office: TestOffice) -> None:
    case_id = a_case(office)
    cases(office, "officer").note_sight(case_id, Seen.PRINTED, "plan")
    [sight] = cases(office).sights(case_id)
    assert (sight.how, sight.what, sight.by) == (Seen.PRINTED, "plan", STAFF["officer"][0])


def test_only_the_team_restricts_and_opens_again_with_a_reason(office: TestOffice) -> None:
    case_id = a_case(office)
    with refused("cases.team_only"):
        cases(office, "director").restrict(RestrictCase(case_id=case_id, restricted_for=("asked",)))
    with refused("cases.unknown_restriction", "restricted_for"):
        cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=("whim",)))
    cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=("asked",)))
    with refused("cases.reason_missing", "note"):
        cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=()))
    cases(office).restrict(RestrictCase(case_id=case_id, restricted_for=(), note="ผู้ใช้บริการยินยอม"))
    assert not cases(office, "director").page(case_id).head.restricted


def test_a_team_is_never_without_a_manager_and_a_restricted_ones_is_its_own(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    with refused("cases.unknown"):
        cases(office, "director").change_team(
            ChangeTeam(case_id=case_id, staff_id="director", role=TeamRole.SUPERVISOR)
        )
    with refused("cases.manager_missing", "role"):
        cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="social", role=None))
    with refused("cases.not_in_case_work", "staff_id"):
        join(office, case_id, "finance")
    join(office, case_id, "officer", TeamRole.MANAGER)
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id="social", role=None))
    assert cases(office, "officer").page(case_id).head.manager == "officer"
    assert cases(office).list().hidden == 1


def test_cases_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id = a_sealed_case(office, person_id=register(office))
    cases(office).describe(DescribeClient(case_id=case_id, values={"phone": "0812345678"}, seen={}))
    cases(office).note_sight(case_id, Seen.PAGE, "head")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
