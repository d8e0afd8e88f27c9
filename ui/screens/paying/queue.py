"""Who is next: finding a payee by two letters in either keyboard layout. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from kmcase.application.read.payments import RunItem, RunPage, VoucherItem
from kmcase.domain.payments import RunState, VoucherState
from kmcase.thai.keyboard import swap_layout
from kmcase.thai.names import fold

_LEAST = 2


def may_be_paid(run: RunItem | RunPage) -> bool:
    """Whether a run is open, and here: one that is out is paid by its laptop alone."""
    return run.state is RunState.OPEN and run.here


def find(vouchers: Sequence[VoucherItem], typed: str) -> VoucherItem | None:
    """The payee meant: who waits before who is done, a name that begins so before one that holds it.

    Fewer than two letters mean nobody; a number of the series is found by its figures.
    """
    if len(typed.strip()) < _LEAST:
        return None
    wanted = {fold(typed), fold(swap_layout(typed))}
    ranked = [(rank, place) for place, item in enumerate(vouchers) if (rank := _rank(item, wanted)) is not None]
    return vouchers[min(ranked)[1]] if ranked else None


def after(vouchers: Sequence[VoucherItem], voucher_id: str | None) -> VoucherItem | None:
    """The next number that waits, round the end of the list; not one that was left unpaid in the field."""
    places = [item.voucher_id for item in vouchers]
    start = places.index(voucher_id) + 1 if voucher_id in places else 0
    turned = (*vouchers[start:], *vouchers[:start])
    return next((item for item in turned if item.state is VoucherState.ISSUED and not item.left_reason), None)


def _rank(item: VoucherItem, wanted: set[str]) -> tuple[bool, int] | None:
    done = item.state is not VoucherState.ISSUED
    name = fold(item.payee_name, without_title=True)
    if any(word.startswith(text) for word in name.split() for text in wanted):
        return done, 0
    number = item.number.split("/")[0]
    if any(number.endswith(text) for text in wanted):
        return done, 1
    return (done, 2) if any(text in name for text in wanted) else None
