"""Payment runs, vouchers and receipts: one payee, one number, one hand-over, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.evidence import Attachment
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht


class Method(StrEnum):
    """How money reaches a payee."""

    CASH = "cash"
    TRANSFER = "transfer"
    PROMPTPAY = "promptpay"


class VoucherState(StrEnum):
    """What became of a number; every number of the series stays visible.

    `HANDED_OVER`: a laptop says so, and the office has neither accepted it nor set it aside.
    """

    ISSUED = "issued"
    HANDED_OVER = "handed_over"
    PAID = "paid"
    NOT_PAID = "not_paid"
    SPOILED = "spoiled"
    VOID = "void"
    PASSED_OVER = "passed_over"


def voucher_number(serial: int, fiscal_year: int) -> str:
    """A number of the series of a fiscal year (B.E.) as it stands on paper: `0012/2567`."""
    return f"{serial:04d}/{fiscal_year}"


VOUCHER_TRANSITIONS: Mapping[VoucherState, frozenset[VoucherState]] = {
    VoucherState.ISSUED: frozenset(
        {VoucherState.PAID, VoucherState.NOT_PAID, VoucherState.SPOILED, VoucherState.HANDED_OVER}
    ),
    VoucherState.HANDED_OVER: frozenset({VoucherState.PAID, VoucherState.ISSUED}),
    VoucherState.PAID: frozenset({VoucherState.VOID}),
    VoucherState.NOT_PAID: frozenset(),
    VoucherState.SPOILED: frozenset(),
    VoucherState.VOID: frozenset(),
    VoucherState.PASSED_OVER: frozenset(),
}


AWAITED = frozenset({VoucherState.ISSUED, VoucherState.HANDED_OVER})
"""States of a number of which the office's books say nothing yet: its run does not close."""


class RunState(StrEnum):
    """A run is open until it adds up, closed by finance, verified when every scan is there and was looked at."""

    OPEN = "open"
    CLOSED = "closed"
    VERIFIED = "verified"


class BankResult(StrEnum):
    """Results of the bank's report: 037 paid, 038 rejected."""

    PAID = "037"
    REJECTED = "038"


class Finger(StrEnum):
    """Whose finger a thumbprint is, as the form asks."""

    THUMB = "thumb"
    INDEX = "index"
    MIDDLE = "middle"
    RING = "ring"
    LITTLE = "little"


class Hand(StrEnum):
    """Which hand."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A witness of a hand-over; `staff_id` where it is one of the office's own."""

    name: str
    national_id: str | None = None
    position: str = ""
    staff_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """The payee as paid to: copied, because it is the legal truth of the voucher."""

    person_id: str
    name: str
    national_id: str | None
    no_id_reason: str = ""
    address: str
    subdistrict_code: str
    can_write: bool = True
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """The numbered authority to pay one payee: no date, no signature."""

    voucher_id: str
    number: str
    serial: int
    run_id: str
    request_id: str
    decision_id: str
    payee: Payee
    family_id: str | None = None
    aid_kind: str
    half: BudgetHalf
    occurrence: int
    amount: Baht
    officer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunValues:
    """What is set once for a run."""

    number: str
    batch_id: str
    method: Method
    planned_on: date
    place: str
    payer: str
    committee: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMark:
    """A drawn signature: strokes {v,w,h,strokes:[[[x,y,pressure,ms],...]...]} as text, kept in the database."""

    strokes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbMark:
    """A thumbprint, whose finger and hand, certified by two witnesses (Civil and Commercial Code s.9)."""

    image: Attachment
    finger: Finger
    hand: Hand
    witnesses: tuple[Witness, Witness]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Who received for the payee, and the stored authority."""

    name: str
    national_id: str | None = None
    relation: str
    authority: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The act of handing over: `counted` was typed in front of the payee; `paid_on` is the claimed date."""

    paid_on: date
    counted: Baht
    payer: str
    committee: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    place: str
    signature: SignatureMark | None = None
    thumbprint: ThumbMark | None = None
    on_paper: bool = False
    photo: Attachment | None = None
    proxy: Proxy | None = None
    late_reason: str = ""
    late_second_person: str = ""


class _OfRun(Event):
    __slots__ = ()
    run_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("run", self.run_id),)


class _OfVoucher(Event):
    __slots__ = ()
    run_id: str
    voucher_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("run", self.run_id), ("voucher", self.voucher_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunPrepared(_OfRun):
    """A run was prepared from approved requests, its vouchers numbered without a gap."""

    TYPE = "run.prepared"
    run_id: str
    values: RunValues
    vouchers: tuple[Voucher, ...]

    @property
    def touches(self) -> tuple[Touched, ...]:
        requests = (("request", voucher.request_id) for voucher in self.vouchers)
        return (("run", self.run_id), ("batch", self.values.batch_id), *requests)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunArranged(_OfRun):
    """Payer, committee, witnesses, place or day of an open run were set anew."""

    TYPE = "run.arranged"
    run_id: str
    values: RunValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherHandedOver(_OfVoucher):
    """Cash was counted and handed to the payee, in front of witnesses."""

    TYPE = "voucher.handed_over"
    run_id: str
    voucher_id: str
    request_id: str
    person_id: str
    handover: Handover
    device_time: datetime
    half: BudgetHalf
    amount: Baht
    posting_ids: tuple[str, str]
    override: Override | None = None
    judgement: Judgement

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (
            ("run", self.run_id),
            ("voucher", self.voucher_id),
            ("request", self.request_id),
            ("person", self.person_id),
            ("budget", self.half.budget_id),
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class TransferResultRecorded(_OfVoucher):
    """The bank's report of a transfer: 037 pays the voucher, 038 leaves it not paid with the bank's reason."""

    TYPE = "voucher.transfer_result_recorded"
    run_id: str
    voucher_id: str
    request_id: str
    person_id: str
    reference: str
    result: BankResult
    paid_on: date
    amount: Baht
    half: BudgetHalf
    reason: str = ""
    payer: str
    report: Attachment | None = None
    posting_ids: tuple[str, ...] = ()
    late_reason: str = ""
    late_second_person: str = ""
    judgement: Judgement

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (
            ("run", self.run_id),
            ("voucher", self.voucher_id),
            ("request", self.request_id),
            ("person", self.person_id),
            ("budget", self.half.budget_id),
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherNotPaid(_OfVoucher):
    """The money stayed in the box; with `release` the approval ends, without it the request waits for another run."""

    TYPE = "voucher.not_paid"
    run_id: str
    voucher_id: str
    request_id: str
    reason: str
    release: bool = False
    half: BudgetHalf
    amount: Baht
    release_posting_id: str | None = None
    spoiled: bool = False

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (
            ("run", self.run_id),
            ("voucher", self.voucher_id),
            ("request", self.request_id),
            ("budget", self.half.budget_id),
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptScanned(_OfVoucher):
    """The signed paper of a receipt was scanned and found by its QR (or placed by hand)."""

    TYPE = "receipt.scanned"
    run_id: str
    voucher_id: str
    scan: Attachment
    found_by: str = "qr"


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptVoided(_OfVoucher):
    """A receipt was made void with a reason and a second person; the money counts as returned."""

    TYPE = "receipt.voided"
    run_id: str
    voucher_id: str
    request_id: str
    person_id: str
    reason: str
    second_person: str
    half: BudgetHalf
    amount: Baht
    posting_id: str
    on: date

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (
            ("run", self.run_id),
            ("voucher", self.voucher_id),
            ("request", self.request_id),
            ("person", self.person_id),
            ("budget", self.half.budget_id),
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunClosed(_OfRun):
    """The run adds up: approved = receipts + not paid, receipts = counted, drawn = receipts + returned.

    `open_lines` are lines of the bank, `report:row`, on which nobody had decided, and `reason` why it was closed then.
    """

    TYPE = "run.closed"
    run_id: str
    approved: Baht
    receipts: Baht
    not_paid: Baht
    counted: Baht
    drawn: Baht
    returned: Baht
    open_lines: tuple[str, ...] = ()
    reason: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RunVerified(_OfRun):
    """Somebody other than the payer looked at every signed scan of a closed run."""

    TYPE = "run.verified"
    run_id: str
    verifier: str
