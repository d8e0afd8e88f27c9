"""What is asked of money that goes to the payee of a voucher, at the office's table, in the field or by transfer."""

from __future__ import annotations

from datetime import date

from kmcase.application.duties import duty_findings, payee_findings
from kmcase.application.limits import limit_facts
from kmcase.application.ports.meetings import Decision
from kmcase.application.ports.payments import VoucherStanding
from kmcase.application.work import Unit
from kmcase.domain.findings import Finding
from kmcase.domain.payments import Handover, Payee, Voucher
from kmcase.domain.requests import AidRequest
from kmcase.rules.limits import LimitFacts
from kmcase.rules.payments import HandoverFacts


def working_here(unit: Unit) -> dict[str, str]:
    """The names of all staff who are here, by id."""
    return {member.staff_id: member.name for member in unit.staff.members() if member.active}


def handover_facts(
    unit: Unit,
    standing: VoucherStanding,
    handover: Handover,
    decision: Decision,
    *,
    drawn_on: date | None,
    today: date,
    recorder: str,
) -> HandoverFacts:
    """A hand-over and what it is held against; `today` is the day on which the recorder enters it."""
    return HandoverFacts(
        payee=standing.voucher.payee,
        amount=standing.voucher.amount,
        handover=handover,
        today=today,
        drawn_on=drawn_on,
        approved_on=decision.decided_on,
        issued_on=standing.issued_on,
        recorder=recorder,
        relatives=unit.staff.relatives(),
        staff=working_here(unit),
    )


def voucher_limits(unit: Unit, voucher: Voucher, request: AidRequest, decision: Decision, day: date) -> LimitFacts:
    """The limits that a payment of the voucher on a day is held against, its own claims left out."""
    return limit_facts(unit, request, amount=voucher.amount, day=day, half=voucher.half, own=decision.claims)


def person_findings(
    unit: Unit, request: AidRequest, decision: Decision, payee: Payee, payers: frozenset[str]
) -> tuple[Finding, ...]:
    """Duties that exclude each other, and payers who are of the payee's family."""
    return (
        *duty_findings(unit, request, payers=payers, panel=decision.panel, recorder=decision.recorder),
        *payee_findings(unit, payee.name, payee.national_id, payers),
    )
