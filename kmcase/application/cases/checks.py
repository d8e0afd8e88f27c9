"""What several use cases of cases ask of what they are told; each check raises beside its field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kmcase.application.work import Unit
from kmcase.domain.cases.heads import CaseHead
from kmcase.domain.cases.secrecy import may_lead, works_on_cases
from kmcase.domain.casework import Entry
from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.staff import StaffMember
from kmcase.rules.persons import birth_findings
from kmcase.thai.calendar import bangkok_date


def require_open(head: CaseHead) -> None:
    """Raise `cases.is_closed` of a closed case."""
    require_that(head.closed_on is None, "cases.is_closed")


def require_of_team(unit: Unit, head: CaseHead) -> None:
    """Raise `cases.team_only` where the actor is not of the team."""
    require_that(head.has_in_team(unit.actor.staff_id), "cases.team_only")


def require_in_case_work(unit: Unit, staff_id: str, field: str) -> StaffMember:
    """Somebody who is there and in case work; raises `cases.not_in_case_work`, and what looking them up raises."""
    member = unit.staff.member(staff_id)
    require_that(works_on_cases(member), "cases.not_in_case_work", field)
    return member


def require_leading(unit: Unit, staff_id: str, field: str) -> StaffMember:
    """Somebody who may be a case's manager; raises `cases.cannot_lead`, and what `require_in_case_work` raises."""
    member = require_in_case_work(unit, staff_id, field)
    require_that(may_lead(member), "cases.cannot_lead", field)
    return member


def require_birth(unit: Unit, birth: PartialDate | None) -> None:
    """Raise `people.birth_in_future` or `people.birth_too_old` beside `birth` where a client cannot be born then."""
    for finding in birth_findings(birth, unit.today):
        raise DomainError(finding.code, "birth", **finding.params)


def require_past(unit: Unit, on: date, field: str = "on") -> None:
    """Raise `cases.in_future` of a day that has not come."""
    require_that(on <= unit.today, "cases.in_future", field)


def require_since_opening(unit: Unit, head: CaseHead, on: date) -> None:
    """Raise `cases.in_future` or `cases.before_opening` of a day on which nothing can have happened in a case."""
    require_past(unit, on)
    require_that(on >= bangkok_date(head.opened_at), "cases.before_opening", "on")


def require_reason(told: str, field: str = "reason") -> str:
    """What was told, without blanks at its ends; raises `cases.reason_missing` of nothing."""
    reason = told.strip()
    require_that(bool(reason), "cases.reason_missing", field)
    return reason


def require_listed(entries: Iterable[Entry], code: str, problem: str, field: str) -> None:
    """Raise a problem of a code that is none of the casework's entries."""
    require_that(code in {entry.code for entry in entries}, problem, field)
