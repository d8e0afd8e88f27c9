"""What has to agree before a run closes, and the numbers where it does not. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, RunState, VoucherState
from kmcase.messages import Message, message
from ui.tone import Tone


@dataclass(frozen=True, slots=True)
class Column:
    """One amount against the sum of its parts; each is (name of its sentence, amount).

    `awaited` is what is still to be handed over and therefore in no part yet.
    """

    whole: tuple[str, Baht]
    parts: tuple[tuple[str, Baht], ...]
    awaited: Baht = field(default_factory=Baht.zero)

    @property
    def difference(self) -> Baht:
        """Nothing where the column agrees, or will once what is awaited is handed over."""
        return self.whole[1] - self.awaited - Baht.total(amount for _, amount in self.parts)


def three_columns(page: RunPage) -> tuple[Column, Column, Column]:
    """Approved = receipts + not paid; receipts = counted; drawn = receipts + returned (design.md §4)."""
    awaited = page.cash_left - page.to_return
    return (
        Column(("approved", page.approved), (("receipts", page.receipts), ("not_paid", page.not_paid)), awaited),
        Column(("receipts", page.receipts), (("counted", page.counted),)),
        Column(("drawn", page.drawn), (("receipts", page.receipts), ("returned", page.returned)), awaited),
    )


def verdict(column: Column, open_count: int) -> tuple[Tone, Message]:
    """What stands under a column: by how much it differs, how many still wait, or that it agrees."""
    if column.difference:
        return Tone.ERROR, message("payments.runs.three_differs", difference=Baht(abs(column.difference.satang)))
    if column.awaited:
        return Tone.PLAIN, message("payments.runs.three_awaits", count=open_count)
    return Tone.OK, message("payments.runs.three_agrees")


def agrees(page: RunPage) -> bool:
    """Whether the run may be closed."""
    return not page.open_count and not any(column.difference for column in three_columns(page))


def unsettled(page: RunPage) -> tuple[tuple[VoucherItem, Message], ...]:
    """The numbers that stop closing or verifying, each with why."""
    found = []
    for item in page.vouchers:
        if item.state is VoucherState.HANDED_OVER:
            found.append((item, message("payments.runs.row_told")))
        elif item.state is VoucherState.ISSUED:
            found.append((item, message("payments.runs.row_open")))
        elif item.state is VoucherState.PAID and item.counted is not None and item.counted != item.amount:
            found.append((item, message("payments.runs.row_counted", counted=item.counted)))
        elif item.state is VoucherState.PAID and not item.scans:
            name = "row_scan" if page.values.method is Method.CASH else "row_report"
            found.append((item, Message(f"payments.runs.{name}")))
    return tuple(found)


def shared_accounts(page: RunPage) -> tuple[tuple[VoucherItem, Message], ...]:
    """The numbers whose money goes where another payee's goes or went, each with whose."""
    shared = page.account_sharers
    return tuple(
        (item, message("payments.runs.row_account", others=", ".join(shared[item.voucher_id])))
        for item in page.vouchers
        if item.voucher_id in shared
    )


def next_step(page: RunPage, *, may_close: bool, may_verify: bool, may_take_in: bool) -> tuple[str, Message]:
    """The action at the foot (`home`, `close`, `verify` or none) and the sentence beside it."""
    out = page.checkout
    if out is not None:
        said = message(f"checkouts.run.{'here' if out.here else 'out'}", name=out.carrier_name, cash=out.cash)
        return "home" if may_take_in and not out.here else "", said
    if page.state is RunState.VERIFIED:
        return "", message("payments.runs.is_verified", name=page.verifier)
    if page.state is RunState.OPEN:
        if not agrees(page):
            return "", message("payments.runs.not_yet")
        name = "will_close_unreconciled" if page.open_lines else "will_close"
        said = message(
            f"payments.runs.{name}",
            number=page.values.number,
            receipts=page.receipts,
            returned=page.returned,
            count=len(page.open_lines),
        )
        return "close" if may_close else "", said
    if page.without_evidence:
        return "", message("payments.runs.waiting_scans", count=len(page.without_evidence))
    return "verify" if may_verify else "", message("payments.runs.will_verify", count=page.paid_count)
