"""Who holds which duty on a request and its money, gathered for `rules.duties`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kmcase.application.changes import Outcome
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding
from kmcase.domain.meetings import PanelMember
from kmcase.domain.offices import DutyExceptionGranted
from kmcase.domain.requests import AidRequest
from kmcase.domain.staff import StaffMember
from kmcase.rules.duties import Duty, check_duties, check_payee
from kmcase.thai.names import same_name

__all__ = [
    "Duty",
    "DutyService",
    "GrantException",
    "duty_findings",
    "logins_of",
    "part_of",
    "payee_findings",
    "persons_of",
    "staff_named",
]


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
        """Grant an exception with a reason: not to oneself, and one at most to a person on a request."""
        with self._work.begin("office.grant_duty_exception") as unit:
            unit.requests.request(command.request_id)
            member = unit.staff.member(command.staff_id)
            if not command.reason.strip():
                raise DomainError("duties.reason_missing", "reason")
            if command.staff_id == unit.actor.staff_id:
                raise DomainError("duties.granted_to_self", "staff_id")
            granted = unit.staff.duty_exceptions("request", command.request_id)
            if part_of(unit, member.staff_id, {"excepted": [exception.staff_id for exception in granted]}):
                raise DomainError("duties.excepted_already", "staff_id", name=member.name)
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
    panel: tuple[PanelMember, ...] = (),
) -> tuple[Finding, ...]:
    """Fact-finder, panel, recorder, payers and verifier of a request against each other and the exceptions.

    Payers are who is named as payer and who records that the money was handed over, transferred or came back. Who is
    named without being chosen from the staff (a joint fact-finder, a member of the panel) is known by the name, and
    who left and was added again is one person.
    """
    staff = unit.staff.members()
    content = request.content
    holders = {
        Duty.FACT_FINDER: persons_of((content.fact_finder, *content.joint_fact_finders), staff),
        Duty.PANEL: persons_of((member.staff_id or member.name for member in panel), staff),
        Duty.RECORDER: persons_of((recorder,), staff),
        Duty.PAYER: persons_of(payers, staff),
        Duty.VERIFIER: persons_of((verifier,), staff),
    }
    granted = unit.staff.duty_exceptions("request", request.request_id)
    exceptions = (
        replace(exception, staff_id=staff_id)
        for exception in granted
        for staff_id in persons_of((exception.staff_id,), staff)
    )
    return check_duties(holders, {member.staff_id: member.name for member in staff}, exceptions)


def staff_named(name: str, staff: Iterable[StaffMember]) -> str | None:
    """Who of the staff bears a name; of those who were added twice always the same id, None for nobody."""
    return min((member.staff_id for member in staff if same_name(name, member.name)), default=None)


def payee_findings(
    unit: Unit, name: str, national_id: str | None, payers: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """The payee against who pays or records, and against the relatives that anybody in the office declared."""
    paying = {member.staff_id: member.name for member in unit.staff.members() if member.staff_id in payers}
    return check_payee(name, national_id, payers=paying, relatives=unit.staff.relatives())


def part_of(unit: Unit, staff_id: str, parts: Mapping[str, Iterable[str]]) -> str | None:
    """The first of the parts, each with who holds it by staff id or by name, that a member of staff holds."""
    staff = unit.staff.members()
    person = persons_of((staff_id,), staff)
    return next((part for part, named in parts.items() if person & persons_of(named, staff)), None)


def logins_of(staff_id: str, names: Mapping[str, str]) -> frozenset[str]:
    """The ids under which one person stands among the staff; `names` by staff id."""
    own = names.get(staff_id)
    same = (other for other, name in names.items() if own is not None and same_name(name, own))
    return frozenset((staff_id, *same))


def persons_of(named: Iterable[str], staff: tuple[StaffMember, ...]) -> frozenset[str]:
    """Staff ids, one a person, of those named by staff id or by name; strangers are left out."""
    names = {member.staff_id: member.name for member in staff}
    found = (staff_named(names.get(who, who), staff) for who in named)
    return frozenset(staff_id for staff_id in found if staff_id is not None)
