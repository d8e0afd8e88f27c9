"""What is entered for one payee at the table, and what it will do. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kmcase.application.read.payments import RunPage, VoucherItem
from kmcase.domain.evidence import Attachment
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, Handover, Proxy, SignatureMark, ThumbMark, VoucherState, Witness
from kmcase.messages import Message, message
from ui.tone import Tone


class Mark(StrEnum):
    """How the payee acknowledges."""

    SIGNATURE = "signature"
    THUMB = "thumb"
    PAPER = "paper"


class Ending(StrEnum):
    """What becomes of a number that is not handed over."""

    WAITS = "waits"
    ENDS = "ends"
    SPOILED = "spoiled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What was captured and is stored already."""

    photo: Attachment | None = None
    thumb: Attachment | None = None
    authority: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The fields as they stand; `counted` None where nothing readable is typed, `paid_on` None for today."""

    counted: Baht | None = None
    mark: Mark = Mark.SIGNATURE
    strokes: str = ""
    finger: Finger | None = None
    hand: Hand | None = None
    thumb_witnesses: tuple[str, str] = ("", "")
    paid_on: date | None = None
    late_reason: str = ""
    late_second_person: str = ""
    late_second_password: str = field(default="", repr=False)
    by_proxy: bool = False
    proxy_name: str = ""
    proxy_relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What stands beside the count, and what Ctrl+Enter will do; `ready` once the count agrees."""

    count: Message
    count_tone: Tone
    will: Message
    ready: bool


def prospect(page: RunPage, payee: VoucherItem, counted: Baht | None) -> Prospect:
    """The sentence of what will happen, with its numbers."""
    if counted is None:
        said = message("payments.entry.count_first", amount=payee.amount)
        return Prospect(count=message("payments.entry.count_hint"), count_tone=Tone.PLAIN, will=said, ready=False)
    difference = counted - payee.amount
    if difference:
        name = "over" if difference.satang > 0 else "under"
        params = {"counted": counted, "amount": payee.amount, "difference": Baht(abs(difference.satang))}
        said = Message(f"payments.entry.count_{name}", params)
        return Prospect(count=said, count_tone=Tone.ERROR, will=message("payments.entry.count_again"), ready=False)
    left = page.in_hand - payee.amount
    will = message("payments.entry.will_pay", amount=payee.amount, name=payee.payee_name, left=left)
    return Prospect(count=message("payments.entry.count_agrees"), count_tone=Tone.OK, will=will, ready=True)


def head_sentence(page: RunPage) -> Message:
    """How far the run is, and the cash that has to be in the bag."""
    told = [voucher for voucher in page.vouchers if voucher.state is VoucherState.HANDED_OVER]
    return message(
        "payments.head.paid",
        paid=page.paid_count + len(told),
        payees=len(page.vouchers),
        receipts=short(page.receipts + Baht.total(voucher.amount for voucher in told)),
        approved=short(page.approved),
        left=short(page.in_hand),
    )


def short(amount: Baht) -> str:
    """An amount for a line that is read at a glance: satang only where there are any."""
    return f"{amount.whole:,}" if not amount.cents else f"{amount.whole:,}.{amount.cents:02d}"


def ending_sentence(payee: VoucherItem, ending: Ending, *, in_field: bool = False) -> Message:
    """What ending a number so will do; in the field its money goes back with the run."""
    return Message(
        "checkouts.field.will_left" if in_field else f"payments.ending.will_{ending.value}",
        {"number": payee.number, "name": payee.payee_name, "amount": payee.amount},
    )


def missing(entry: Entry, kept: Kept) -> dict[str, Message]:
    """What has to be filled in before anything is asked of the office, by field."""
    lacks: dict[str, Message] = {}
    if entry.counted is None:
        lacks["counted"] = message("payments.entry.count_missing")
    if entry.mark is Mark.THUMB:
        if kept.thumb is None:
            lacks["thumbprint"] = message("payments.entry.thumb_missing")
        elif entry.finger is None or entry.hand is None:
            lacks["thumbprint"] = message("payments.entry.finger_missing")
    elif entry.mark is Mark.SIGNATURE and not entry.strokes:
        lacks["signature"] = message("payments.entry.signature_missing")
    if entry.by_proxy and kept.authority is None:
        lacks["proxy"] = message("payments.entry.authority_missing")
    return lacks


def handover_of(page: RunPage, entry: Entry, kept: Kept, today: date) -> Handover:
    """The hand-over that the fields describe; the company is the run's."""
    values = page.values
    return Handover(
        paid_on=entry.paid_on or today,
        counted=entry.counted or Baht.zero(),
        payer=values.payer,
        committee=values.committee,
        witnesses=values.witnesses,
        place=values.place,
        signature=SignatureMark(strokes=entry.strokes) if entry.mark is Mark.SIGNATURE else None,
        thumbprint=_thumb(entry, kept),
        on_paper=entry.mark is Mark.PAPER,
        photo=kept.photo,
        proxy=_proxy(entry, kept),
        late_reason=entry.late_reason,
        late_second_person=entry.late_second_person,
    )


def _thumb(entry: Entry, kept: Kept) -> ThumbMark | None:
    if entry.mark is not Mark.THUMB or kept.thumb is None or entry.finger is None or entry.hand is None:
        return None
    one, two = entry.thumb_witnesses
    return ThumbMark(
        image=kept.thumb, finger=entry.finger, hand=entry.hand, witnesses=(Witness(name=one), Witness(name=two))
    )


def _proxy(entry: Entry, kept: Kept) -> Proxy | None:
    if not entry.by_proxy or kept.authority is None:
        return None
    return Proxy(name=entry.proxy_name, relation=entry.proxy_relation, authority=kept.authority)
