"""Builders of cases: invented clients of the office."""

from __future__ import annotations

from typing import Any

from kmcase.application.cases import CaseService, ChangeTeam, OpenCase
from kmcase.domain.cases.heads import CaseKind, ClientValues, TeamRole
from kmcase.domain.people import NoIdReason, Sex
from kmcase.domain.staff import StaffRemoved
from tests.builders import JUNE, TestOffice


def client(**changes: Any) -> ClientValues:
    """A client of whom little is known."""
    values: dict[str, Any] = {
        "title": "นาย",
        "first_name": "สมหวัง",
        "last_name": "รอดพ้น",
        "sex": Sex.MALE,
        "no_id_reason": NoIdReason.CARD_LOST,
    }
    return ClientValues(**{**values, **changes})


def opening(**changes: Any) -> OpenCase:
    """A shelter's case, opened today."""
    values: dict[str, Any] = {
        "kind": CaseKind.SHELTER,
        "legal_basis": "homeless_act",
        "client_group": "homeless",
        "client": client(),
        "opened_at": JUNE,
    }
    return OpenCase(**{**values, **changes})


def cases(office: TestOffice, login: str = "social") -> CaseService:
    """The use cases of heads of cases."""
    return CaseService(office.work(login))


def a_case(office: TestOffice, login: str = "social", **changes: Any) -> str:
    """A case that somebody opened; gives the id."""
    return cases(office, login).open(opening(**changes)).value


def a_sealed_case(office: TestOffice, login: str = "social", **changes: Any) -> str:
    """A restricted case."""
    return a_case(office, login, **{"flags": frozenset({"violence"}), **changes})


def join(office: TestOffice, case_id: str, staff_id: str, role: TeamRole = TeamRole.WORKER) -> None:
    """Somebody comes into the team of a case."""
    cases(office).change_team(ChangeTeam(case_id=case_id, staff_id=staff_id, role=role))


def leave(office: TestOffice, staff_id: str) -> None:
    """Somebody goes to work elsewhere."""
    with office.work("admin").begin("staff.remove") as unit:
        unit.record(StaffRemoved(staff_id=staff_id, reason="ย้าย"))
        unit.commit(None)
