"""What the office finds against a hand-over that a laptop entered, and the event that takes it into the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kmcase.application.limits import judgement
from kmcase.application.payments import of_voucher, require_arranged
from kmcase.application.payments.table import handover_facts, person_findings, voucher_limits
from kmcase.application.ports.checkouts import Checkout, FieldHandover
from kmcase.application.ports.payments import VoucherStanding
from kmcase.application.work import Unit
from kmcase.domain.checkouts import CheckoutState, HandoverAccepted
from kmcase.domain.errors import DomainError
from kmcase.domain.findings import Finding, Severity, once
from kmcase.domain.payments import AWAITED, VoucherState
from kmcase.messages import message
from kmcase.rules.limits import within_half
from kmcase.rules.payments import check_day, check_handover
from kmcase.thai.calendar import bangkok_date

NEVER_BOOKED = frozenset(
    {
        "checkouts.unknown_voucher",
        "checkouts.second_handover",
        "checkouts.stands_otherwise",
        "checkouts.unclear",
        "checkouts.unweighed",
        "limits.outside_half",
        "payments.count_differs",
        "payments.paid_in_future",
        "payments.money_not_drawn",
        "payments.paid_before_drawn",
    }
)
"""What no reason takes into the books: they would not add up, or a baht would count twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A hand-over as the office sees it; `standing` is None for a number that it does not know."""

    standing: VoucherStanding | None
    findings: tuple[Finding, ...]


def weigh(unit: Unit, told: FieldHandover) -> Weighed:
    """Everything that stands against a hand-over; nothing does where no finding blocks."""
    try:
        standing = unit.payments.voucher(told.voucher_id)
    except DomainError:
        return Weighed(standing=None, findings=(_block("unknown_voucher"),))
    out = unit.checkouts.checkout(told.checkout_id)
    found = (
        *_of_laptop(unit, told, out, standing),
        *_of_number(standing),
        *_of_payer(unit, told),
        *_of_table(unit, told, standing),
    )
    return Weighed(standing=standing, findings=once(found))


def accepted(unit: Unit, told: FieldHandover, weighed: Weighed, reason: str = "") -> HandoverAccepted:
    """The event that posts."""
    assert weighed.standing is not None
    voucher = weighed.standing.voucher
    return HandoverAccepted(
        handover_id=told.handover_id,
        handover_event=told.event_id,
        checkout_id=told.checkout_id,
        laptop_id=told.laptop_id,
        run_id=voucher.run_id,
        voucher_id=voucher.voucher_id,
        request_id=voucher.request_id,
        person_id=voucher.payee.person_id,
        handover=told.handover,
        device_time=told.device_time,
        entered_at=told.entered_at,
        recorded_by=told.recorded_by,
        half=voucher.half,
        amount=voucher.amount,
        posting_ids=(unit.ids.new(), unit.ids.new()),
        judgement=judgement(unit, weighed.findings),
        reason=reason,
    )


def _block(name: str, **params: object) -> Finding:
    return Finding(code=f"checkouts.{name}", severity=Severity.BLOCK, params=params)


def _of_laptop(unit: Unit, told: FieldHandover, out: Checkout | None, standing: VoucherStanding) -> tuple[Finding, ...]:
    """The run was out with this very laptop, and the laptop is one of the office's."""
    enrolled = unit.checkouts.laptop(told.laptop_id)
    found = []
    if enrolled is not None and enrolled.revoked is not None:
        found.append(_block("laptop_revoked", laptop=enrolled.name, reason=enrolled.revoked))
    if out is None or (out.run_id, out.laptop_id) != (standing.voucher.run_id, told.laptop_id):
        found.append(_block("not_checked_out", laptop=enrolled.name if enrolled else "-"))
    elif out.state is not CheckoutState.OUT:
        found.append(_block(f"came_{out.state.value}", laptop=out.laptop_name))
    if enrolled is not None and not {told.handover.payer, told.recorded_by} <= enrolled.officers:
        found.append(_block("not_its_officer", laptop=enrolled.name))
    return tuple(found)


def _of_number(standing: VoucherStanding) -> tuple[Finding, ...]:
    """The number is free in the books."""
    if standing.state is VoucherState.PAID:
        return (_block("second_handover", number=standing.voucher.number),)
    if standing.state not in AWAITED:
        state = message(f"payments.state.{standing.state.value}")
        return (_block("stands_otherwise", number=standing.voucher.number, state=state),)
    return ()


def _of_payer(unit: Unit, told: FieldHandover) -> tuple[Finding, ...]:
    """Who paid may pay, as at the office's own table."""
    try:
        require_arranged(unit, told.handover.payer, told.handover.committee)
    except DomainError as problem:
        return (_block("payer_unfit", why=message(problem.message_key, **problem.params)),)
    return ()


def _of_table(unit: Unit, told: FieldHandover, standing: VoucherStanding) -> tuple[Finding, ...]:
    """What the paying table asks, as of the day on which the laptop entered it; the day itself as of today too.

    Of a day on which the money was not there nothing more is asked: no rule need have been in force.
    """
    voucher, handover = standing.voucher, told.handover
    try:
        values, _ = unit.payments.run_values(voucher.run_id)
        request, decision = of_voucher(unit, voucher)
    except DomainError as problem:
        return (_block("unclear", why=message(problem.message_key, **problem.params)),)
    payers = frozenset({handover.payer, told.recorded_by})
    drawn_on = unit.payments.first_drawn_on(values.batch_id)
    of_day = check_day(handover.paid_on, unit.today, drawn_on, decision.decided_on)
    if any(finding.code in NEVER_BOOKED for finding in of_day):
        return of_day
    entered = bangkok_date(datetime.fromisoformat(told.entered_at))
    facts = handover_facts(
        unit, standing, handover, decision, drawn_on=drawn_on, today=entered, recorder=told.recorded_by
    )
    return (
        *check_handover(facts, unit.regulations),
        *of_day,
        *within_half(voucher_limits(unit, voucher, request, decision, handover.paid_on)),
        *person_findings(unit, request, decision, voucher.payee, payers),
    )
