"""What the pages of money show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.application.read.bank_lines import OpenLine
from kmcase.application.read.checkouts import CheckoutItem, HandoverDoubt, ReturnPage
from kmcase.application.read.followups import AskItem
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import FollowUp
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.payments import AWAITED, Handover, Method, RunState, RunValues, VoucherState


def drawable(not_drawn: Baht, waiting: Baht, unallotted: Baht) -> Baht:
    """What may still be drawn: asked for and not drawn, for those who wait, beyond what is there for them."""
    return Baht(max(0, min(not_drawn.satang, waiting.satang - unallotted.satang)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """A ฎีกา/ขอเบิก with its money chain; `unallotted` is answered for by no run, `waiting` wanted by those without.

    Both are sums of money: of what was drawn, and of what approved requests without a number are to get.
    """

    batch_id: str
    number: str
    half: BudgetHalf
    requested_on: date
    amount: Baht
    drawn: Baht
    paid: Baht
    returned: Baht
    requests: int
    runs: int
    unallotted: Baht
    waiting: Baht
    documents: tuple[str, ...]

    @property
    def to_draw(self) -> Baht:
        """What may still be drawn."""
        return drawable(self.amount - self.drawn + self.returned, self.waiting, self.unallotted)

    @property
    def to_answer(self) -> Baht:
        """What was drawn and is neither paid nor sent back: a batch is done when nothing of it is left."""
        return self.drawn - self.paid - self.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """Money drawn or sent back, under its document; `run_number` of the run that sent it back."""

    on: date
    amount: Baht
    document: str
    run_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableItem:
    """An approved request that waits for a batch, or for a run of its batch (`batch_id` then not empty)."""

    request_id: str
    number: str
    person_id: str
    person_name: str
    subdistrict_code: str
    amount: Baht
    half: BudgetHalf
    resolution_number: str
    decided_on: date
    batch_id: str
    batch_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunItem:
    """A line of the list of runs; `checkout` while it is out, `here` where it may be paid at this very place.

    `handed_over` are paid by a laptop's word that the office has not accepted yet.
    """

    run_id: str
    number: str
    method: Method
    planned_on: date
    place: str
    state: RunState
    payees: int
    paid: int
    not_paid: int
    void: int
    approved: Baht
    receipts: Baht
    payer_name: str
    missing_scans: int
    handed_over: int = 0
    checkout: CheckoutItem | None = None
    here: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherItem:
    """A payee of a run, with what became of the number; `scans` counts signed scans, of a transfer bank reports.

    `left_reason`: why a laptop left it unpaid, until something else became of it.
    """

    voucher_id: str
    number: str
    run_id: str
    run_number: str
    method: Method
    request_id: str
    person_id: str
    payee_name: str
    national_id: str | None
    no_id_reason: str
    address: str
    subdistrict_code: str
    can_write: bool
    account: str
    amount: Baht
    occurrence: int
    state: VoucherState
    paid_on: date | None
    counted: Baht | None
    payer_name: str
    reference: str
    reason: str
    late_days: int
    scans: int
    followed_up_on: date | None
    mark: str
    left_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """A run: its head, payees, what it adds up to, what its batch drew; `photos` of payees by request, as stored.

    `account_sharers`: by voucher, who else was ever given a number with the same account. `checkout` and `returns`
    while it is out, `here` where it may be paid at this very place; `doubts` are laptops' hand-overs that the books
    do not take, `waiting` counts those that the office has still to look at. `open_lines` are lines of the bank on
    which nobody decided, of a run that is not closed; `close_reason` why it was closed with some.
    """

    run_id: str
    values: RunValues
    batch_number: str
    payer_name: str
    committee_names: tuple[str, ...]
    state: RunState
    vouchers: tuple[VoucherItem, ...]
    photos: Mapping[str, str]
    approved: Baht
    receipts: Baht
    not_paid: Baht
    counted: Baht
    drawn: Baht
    returned: Baht
    half: BudgetHalf
    drawn_documents: tuple[str, ...]
    return_documents: tuple[str, ...]
    verifier: str
    account_sharers: Mapping[str, tuple[str, ...]]
    checkout: CheckoutItem | None = None
    returns: ReturnPage | None = None
    here: bool = True
    doubts: tuple[HandoverDoubt, ...] = ()
    waiting: int = 0
    open_lines: tuple[OpenLine, ...] = ()
    close_reason: str = ""

    @property
    def paid_count(self) -> int:
        """How many are paid."""
        return sum(voucher.state is VoucherState.PAID for voucher in self.vouchers)

    @property
    def cash_left(self) -> Baht:
        """What is still in the box."""
        return self.drawn - self.receipts - self.returned

    @property
    def in_hand(self) -> Baht:
        """The cash at the paying table: of a run that is out what the bag has to hold."""
        return self.returns.expected if self.returns is not None else self.cash_left

    @property
    def open_count(self) -> int:
        """Of how many numbers the office's books say nothing yet."""
        return sum(voucher.state in AWAITED for voucher in self.vouchers)

    @property
    def to_return(self) -> Baht:
        """What nobody of this run will receive any more."""
        awaited = Baht.total(voucher.amount for voucher in self.vouchers if voucher.state in AWAITED)
        return self.cash_left - awaited

    @property
    def without_evidence(self) -> tuple[VoucherItem, ...]:
        """Paid, and neither scan nor bank report is there."""
        return tuple(v for v in self.vouchers if v.state is VoucherState.PAID and not v.scans)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentClocks:
    """The times of one payment side by side (finding 4); moments are UTC, those that are not there None.

    `claimed_on` is what the receipt says, `device_time` the device's at the hand-over, `entered_at` the journal's,
    `order` the number of the entry by which it came into the office's books, `bank_on` the bank's day of a transfer,
    `bank_at` its moment where its report tells the hour.
    """

    claimed_on: date
    numbered_at: datetime
    device_time: datetime | None
    entered_at: datetime
    order: int
    photo_at: datetime | None = None
    bank_on: date | None = None
    bank_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """Everything of one receipt: voucher, hand-over, scans and bank reports (as stored), follow-ups, exceptions.

    `overrides`: what lifted a limit at the approval and at the payment, the second persons by name.
    """

    voucher: VoucherItem
    run: RunValues
    run_state: RunState
    half: BudgetHalf
    aid_kind: str
    purpose: str
    resolution_number: str
    batch_number: str
    handover: Handover | None
    committee_names: tuple[str, ...]
    entered_at: str
    late_reason: str
    late_second_person: str
    void_reason: str
    void_second_person: str
    voided_on: date | None
    scans: tuple[str, ...]
    reports: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    duty_exceptions: tuple[str, ...]
    overrides: tuple[Override, ...]
    clocks: PaymentClocks | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerItem:
    """A number of the series, or a payment entered as history (`opening`), with what became of it.

    Numbers that a restored office passes over are one item from `number` to `passed_to`, with nobody and no amount.
    `lifted_under` names the documents under which a limit was lifted, at the approval or at the payment.
    """

    voucher_id: str
    number: str
    serial: int
    state: VoucherState
    opening: bool
    on: date
    payee_name: str
    national_id: str | None
    no_id_reason: str
    address: str
    subdistrict_code: str
    aid_kind: str
    occurrence: int
    amount: Baht
    method: Method | None
    batch_number: str
    payer_name: str
    officer_name: str
    followed_up_on: date | None
    reason: str
    late_days: int
    mark: str
    entered_at: str
    lifted_under: str = ""
    passed_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """A batch with its chain, its runs, and who of it waits for a run."""

    batch: BatchItem
    drawals: tuple[MoneyLine, ...]
    returns: tuple[MoneyLine, ...]
    waiting: tuple[PayableItem, ...]
    runs: tuple[RunItem, ...]


class BatchQueries(Protocol):
    """Batches, and who waits for money."""

    def list(self) -> tuple[BatchItem, ...]:
        """Batches, the newest first."""
        ...

    def page(self, batch_id: str) -> BatchPage:
        """A batch with its chain; raises `batches.unknown`."""
        ...

    def payable(self, batch_id: str | None = None) -> tuple[PayableItem, ...]:
        """Approved and not on a voucher: of one batch, or (None) those without a batch."""
        ...


class PaymentQueries(Protocol):
    """Runs, receipts, ledger."""

    def runs(self, batch_id: str | None = None) -> tuple[RunItem, ...]:
        """Runs, the newest first; of one batch where it is named."""
        ...

    def receipts(self, fiscal_year: int | None = None) -> tuple[VoucherItem, ...]:
        """Every number of the series with what became of it; of one fiscal year (B.E.) where it is named."""
        ...

    def run(self, run_id: str) -> RunPage:
        """A run; raises `payments.unknown_run`."""
        ...

    def receipt(self, voucher_id: str) -> ReceiptPage:
        """A receipt; raises `payments.unknown_voucher`."""
        ...

    def voucher_by_number(self, number: str) -> str | None:
        """The voucher that bears a number."""
        ...

    def missing_scans(self) -> tuple[VoucherItem, ...]:
        """Paid without their evidence: cash without a signed scan, a transfer without the bank's report."""
        ...

    def ledger(self, half: BudgetHalf) -> tuple[LedgerItem, ...]:
        """Every number of a half's series and its history, by day and number; void and unpaid ones as well."""
        ...

    def follow_ups(self) -> tuple[AskItem, ...]:
        """Whose payee is asked, in the order of the series; without what was paid."""
        ...
