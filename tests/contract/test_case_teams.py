"""Teams of cases: one manager, who leads it; nobody's case is out of reach because its team has left."""

from __future__ import annotations

import pytest

from kmcase.application.cases import BreakGlass, ChangeTeam
from kmcase.domain.cases.heads import TeamPlace, TeamRole
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role, StaffRolesChanged
from tests.builders import TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, join, leave


def refused(code: str, field: str | None = None) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: (error.code, error.field) == (code, field))


def team(office: TestOffice, case_id: str, login: str = "social") -> set[tuple[str, TeamRole]]:
    return {(place.staff_id, place.role) for place in cases(office, login).page(case_id).head.team}


def test_who_takes_a_case_over_is_its_one_manager(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer", TeamRole.MANAGER)
    assert team(office, case_id) == {("officer", TeamRole.MANAGER), ("social", TeamRole.WORKER)}
    join(office, case_id, "officer", TeamRole.MANAGER)
    assert team(office, case_id) == {("officer", TeamRole.MANAGER), ("social", TeamRole.WORKER)}


def test_a_manager_who_has_left_is_marked_and_leaves_the_team_when_somebody_takes_over(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer2")
    assert cases(office).page(case_id).left == frozenset()
    leave(office, "social")
    assert cases(office, "director").page(case_id).left == {"social"}
    change = ChangeTeam(case_id=case_id, staff_id="officer", role=TeamRole.MANAGER)
    cases(office, "director").change_team(change)
    page = cases(office, "director").page(case_id)
    assert (page.left, page.head.manager) == (frozenset(), "officer")
    assert TeamPlace(staff_id="officer2", role=TeamRole.WORKER) in page.head.team


@pytest.mark.parametrize("staff_id", ["auditor", "assistant"])
def test_auditors_and_assistants_manage_no_case(office: TestOffice, staff_id: str) -> None:
    case_id = a_case(office)
    with refused("cases.cannot_lead", "staff_id"):
        join(office, case_id, staff_id, TeamRole.MANAGER)
    with refused("cases.cannot_lead", "manager"):
        a_case(office, manager=staff_id)


def test_a_restricted_case_whose_team_has_left_is_taken_over_through_the_glass(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    join(office, case_id, "officer2")
    leave(office, "social")
    cases(office, "director").break_glass(BreakGlass(number="1/2567", reason="ผู้จัดการรายกรณีย้ายไปแล้ว"))
    take = ChangeTeam(case_id=case_id, staff_id="director", role=TeamRole.MANAGER)
    with refused("cases.team_only"):
        cases(office, "director").change_team(take)
    assert not cases(office, "director").page(case_id).team_open
    leave(office, "officer2")
    assert cases(office, "director").page(case_id).team_open
    cases(office, "director").change_team(take)
    assert team(office, case_id, "director") == {("director", TeamRole.MANAGER), ("officer2", TeamRole.WORKER)}


@pytest.mark.parametrize("gone", ["left", "moved"])
def test_a_restricted_case_with_nobody_who_may_lead_it_is_taken_over_though_an_assistant_is_there_still(
    office: TestOffice, gone: str
) -> None:
    case_id = a_sealed_case(office)
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    if gone == "left":
        leave(office, "social")
    else:
        with office.work("admin").begin("staff.change_roles") as unit:
            unit.record(
                StaffRolesChanged(
                    staff_id="social", roles=frozenset({Role.FINANCE}), position="การเงิน", reason="ย้ายงาน"
                )
            )
            unit.commit(None)
    cases(office, "director").break_glass(BreakGlass(number="1/2567", reason="ผู้จัดการรายกรณีย้ายไปแล้ว"))
    assert cases(office, "director").page(case_id).team_open
    cases(office, "director").change_team(ChangeTeam(case_id=case_id, staff_id="director", role=TeamRole.MANAGER))
    assert team(office, case_id, "director") == {("director", TeamRole.MANAGER), ("assistant", TeamRole.ASSISTANT)}
