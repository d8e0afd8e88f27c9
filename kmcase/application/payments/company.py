"""Who stands beside the payees of a run, judged while it is prepared or arranged as at the paying table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kmcase.application.payments.table import person_findings
from kmcase.application.ports.meetings import Decision
from kmcase.application.work import Unit
from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.payments import Method, Payee, RunValues
from kmcase.domain.requests import AidRequest
from kmcase.rules.payments import CompanyFacts, check_company


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPay:
    """Somebody of a run who is still to be paid, and what the payment rests on."""

    request: AidRequest
    decision: Decision
    payee: Payee


def payer_findings(unit: Unit, payer: str, waiting: Iterable[ToPay]) -> tuple[Finding, ...]:
    """The payer against the other duties on each request, and against each payee."""
    payers = frozenset({payer})
    found = (person_findings(unit, each.request, each.decision, each.payee, payers) for each in waiting)
    return once(finding for findings in found for finding in findings)


def company_findings(unit: Unit, values: RunValues, waiting: Iterable[ToPay]) -> tuple[Finding, ...]:
    """Committee and witnesses of cash against payer and payees; a transfer is handed over before nobody."""
    if values.method is not Method.CASH:
        return ()
    facts = CompanyFacts(
        payer=values.payer,
        committee=values.committee,
        witnesses=values.witnesses,
        payees=tuple(each.payee for each in waiting),
        relatives=unit.staff.relatives(),
        staff={member.staff_id: member.name for member in unit.staff.members() if member.active},
    )
    return check_company(facts, unit.today, unit.regulations)


def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What stops single payments of a run but not its arranging: each waits for another payer, the others go on."""
    return tuple(replace(f, severity=Severity.WARN) if f.severity is Severity.BLOCK else f for f in findings)
