"""Who holds which duty on a request and its money, gathered for `rules.duties`."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.application.changes import Outcome
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding
from kmcase.domain.offices import DutyExceptionGranted
from kmcase.domain.requests import AidRequest
from kmcase.domain.staff import WORKING_ROLES
from kmcase.rules.duties import Duty, check_duties, check_payee

__all__ = ["Duty", "DutyService", "GrantException", "duty_findings", "payee_findings", "require_second_role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantException:
    """One person does two duties that exclude each other on one request; the director grants it with a reason."""

    request_id: str
    duties: tuple[Duty, Duty]
    staff_id: str
    reason: str


class DutyService:
    """Exceptions for small offices."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def grant(self, command: GrantException) -> Outcome[str]:
        """Grant an exception; nobody grants one to themselves, and a reason is needed."""
        with self._work.begin("office.grant_duty_exception") as unit:
            unit.requests.request(command.request_id)
            unit.staff.member(command.staff_id)
            if not command.reason.strip():
                raise DomainError("duties.reason_missing", "reason")
            if command.staff_id == unit.actor.staff_id:
                raise DomainError("duties.granted_to_self", "staff_id")
            exception_id = unit.ids.new()
            one, other = sorted(command.duties)
            unit.record(
                DutyExceptionGranted(
                    exception_id=exception_id,
                    record_noun="request",
                    record_id=command.request_id,
                    duties=(one.value, other.value),
                    staff_id=command.staff_id,
                    reason=command.reason,
                    granted_by=unit.actor.staff_id,
                )
            )
            return unit.commit(exception_id)


def duty_findings(
    unit: Unit,
    request: AidRequest,
    *,
    payers: frozenset[str] = frozenset(),
    verifier: str = "",
    recorder: str = "",
    panel: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Fact-finder, panel, recorder, payers and verifier of a request against each other and the exceptions.

    Payers are who is named as payer and who records that the money was handed over, transferred or came back.
    """
    holders = {
        Duty.FACT_FINDER: _one(request.content.fact_finder),
        Duty.PANEL: panel,
        Duty.RECORDER: _one(recorder),
        Duty.PAYER: payers,
        Duty.VERIFIER: _one(verifier),
    }
    names = {member.staff_id: member.name for member in unit.staff.members()}
    return check_duties(holders, names, unit.staff.duty_exceptions("request", request.request_id))


def payee_findings(
    unit: Unit, name: str, national_id: str | None, payers: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """The payee against who pays or records, and against the relatives that anybody in the office declared."""
    paying = {member.staff_id: member.name for member in unit.staff.members() if member.staff_id in payers}
    return check_payee(name, national_id, payers=paying, relatives=unit.staff.relatives())


def require_second_role(unit: Unit, staff_id: str, field: str) -> None:
    """Raise `duties.second_role` for a second person who is auditor or administrator and does none of the work."""
    member = unit.staff.member(staff_id)
    if not member.roles & WORKING_ROLES:
        raise DomainError("duties.second_role", field, name=member.name)


def _one(staff_id: str) -> frozenset[str]:
    return frozenset({staff_id}) if staff_id else frozenset()
