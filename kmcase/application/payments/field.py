"""Paying on a laptop: the same hand-over, without budget, claims or numbers, which are the office's.

The voucher carries the verdict of its approval, so that no limit of money or times is judged again.
"""

from __future__ import annotations

from kmcase.application.limits import judgement
from kmcase.application.payments.checks import Judged
from kmcase.application.payments.commands import HandOver
from kmcase.application.ports.checkouts import Checkout
from kmcase.application.work import Unit
from kmcase.domain.checkouts import HandoverRecorded, VoucherLeftUnpaid
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.money import Baht
from kmcase.domain.payments import Voucher
from kmcase.rules.limits import LimitFacts, within_half


def field_limits(unit: Unit, voucher: Voucher, limits: LimitFacts) -> tuple[Finding, ...]:
    """Within the half, and out of the cash that went along."""
    out = _out(unit, voucher.run_id)
    handed = Baht.total(told.handover.counted for told in unit.checkouts.of_checkout(out.checkout_id) if told.counts)
    left = out.cash - handed
    if voucher.amount.satang <= left.satang:
        return within_half(limits)
    params = {"left": left, "amount": voucher.amount}
    short = Finding(code="checkouts.cash_short", severity=Severity.BLOCK, fields=("counted",), params=params)
    return (*within_half(limits), short)


def recorded_in_field(unit: Unit, command: HandOver, judged: Judged) -> HandoverRecorded:
    """What a laptop enters for a hand-over."""
    voucher = judged.standing.voucher
    return HandoverRecorded(
        handover_id=unit.ids.new(),
        checkout_id=_out(unit, voucher.run_id).checkout_id,
        run_id=voucher.run_id,
        voucher_id=voucher.voucher_id,
        person_id=voucher.payee.person_id,
        handover=command.handover,
        device_time=unit.now,
        judgement=judgement(unit, judged.findings),
    )


def left_in_field(unit: Unit, voucher: Voucher, reason: str) -> VoucherLeftUnpaid:
    """What a laptop enters for money that stays in the bag."""
    return VoucherLeftUnpaid(
        checkout_id=_out(unit, voucher.run_id).checkout_id,
        run_id=voucher.run_id,
        voucher_id=voucher.voucher_id,
        person_id=voucher.payee.person_id,
        reason=reason,
    )


def _out(unit: Unit, run_id: str) -> Checkout:
    out = unit.checkouts.out(run_id)
    assert out is not None  # `require_at_hand` looked
    return out
