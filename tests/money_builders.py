"""Short ways along the money chain: approved requests, a drawn batch, a run, a hand-over."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from sqlalchemy import select

from kmcase.application.batches import BatchService, RequestDisbursement
from kmcase.application.judging import Blocked
from kmcase.application.meetings import MeetingService, RecordDecision
from kmcase.application.payments import HandOver, PaymentService, PrepareRun
from kmcase.application.receipts import ReceiptService, VoidReceipt
from kmcase.application.requests import OpenRequest
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.meetings import MeetingValues, Outcome, Override, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import Finger, Hand, Handover, Method, SignatureMark, ThumbMark, VoucherState, Witness
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.payments import payment_receipt
from kmcase.thai.national_id import check_digit
from tests.builders import TestOffice, allot, lifting, password_of, register
from tests.request_builders import TODAY, content, diagnose, opening, ready_request, requests, settle_all

FIRST_NAMES = ("บุญมี", "คำปุน", "สมหมาย", "ทองใบ", "ประไพ", "วิเชียร", "อำนวย", "จันทร์เพ็ญ", "ปั้น", "ฐิติมา")
_DRAWN = count()
SIGNATURE = json.dumps({"v": 1, "w": 600, "h": 160, "strokes": [[[20 + 10 * n, 80, 0.5, 9 * n] for n in range(30)]]})
AGAIN = "เดือดร้อนซ้ำจากพายุ"
LIFTED = Override(
    codes=("limits.times_person", "requests.too_many_active", "requests.too_soon"),
    reason="บ้านถูกพายุพัด",
    document="บันทึก 5/2567",
    second_person="social",
)
COMMITTEE = ("director", "officer2")
WITNESSES = (Witness(name="นายใหญ่ บ้านนา", position="ผู้ใหญ่บ้าน หมู่ที่ 3"), Witness(name="นางแดง สวนสวย"))


def batches(office: TestOffice, login: str = "finance") -> BatchService:
    """The use cases of batches in somebody's name."""
    return BatchService(office.work(login))


def payments(office: TestOffice, login: str = "finance") -> PaymentService:
    """The use cases of paying in somebody's name."""
    return PaymentService(office.work(login))


def receipts(office: TestOffice, login: str = "finance") -> ReceiptService:
    """The use cases after the hand-over in somebody's name."""
    return ReceiptService(office.work(login))


def a_national_id(n: int) -> str:
    """An invented id whose check digit is right."""
    front = f"3410{n:08d}"
    return front + check_digit(front)


def approve(office: TestOffice, *request_ids: str, number: str = "1/2567", baht: int = 3000, on: date = TODAY) -> None:
    """One meeting that approves requests."""
    meetings = MeetingService(office.work("director"))
    panel = (PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
    meeting_id = meetings.plan(MeetingValues(number=number, held_on=on, panel=panel)).value
    meetings.set_agenda(meeting_id, request_ids)
    for request_id in request_ids:
        meetings.decide(
            RecordDecision(
                meeting_id=meeting_id,
                request_id=request_id,
                resolution_number=number,
                outcome=Outcome.APPROVED,
                amount=Baht.of(baht),
            )
        )


def approved(office: TestOffice, count: int = 1, *, allotted: int = 300_000) -> tuple[str, ...]:
    """Approved requests of 3,000 baht, each of another person."""
    allot(office, allotted)
    people = [
        register(
            office,
            first_name=FIRST_NAMES[n % 10],
            last_name=f"ศรีสุข{n // 10 or ''}",
            phone=f"08{n:08d}",
            national_id=a_national_id(n),
            no_id_reason=None,
        )
        for n in range(count)
    ]
    request_ids = tuple(ready_request(office, person_id) for person_id in people)
    approve(office, *request_ids)
    return request_ids


def requested_batch(office: TestOffice, request_ids: tuple[str, ...], number: str = "ฎ 1/2567") -> str:
    """A batch that is asked for."""
    asked = RequestDisbursement(number=number, requested_on=TODAY, request_ids=request_ids)
    return batches(office).request(asked).value


def drawn_batch(office: TestOffice, request_ids: tuple[str, ...], number: str = "ฎ 1/2567") -> str:
    """A batch whose whole money is there."""
    batch_id = requested_batch(office, request_ids, number)
    amount = batches(office).page(batch_id).batch.amount
    batches(office).draw(batch_id, TODAY, amount, "ใบรับเงิน 1/2567")
    return batch_id


def run_order(batch_id: str, request_ids: tuple[str, ...], **changes: object) -> PrepareRun:
    """A cash run as finance prepares it."""
    order = PrepareRun(
        batch_id=batch_id,
        method=Method.CASH,
        planned_on=TODAY,
        place="ศาลาประชาคมบ้านเชียงพิณ",
        payer="finance",
        committee=COMMITTEE,
        witnesses=WITNESSES,
        request_ids=request_ids,
    )
    return replace(order, **changes)  # type: ignore[arg-type]


def approved_by_panel(office: TestOffice, *panel: str, **content: object) -> str:
    """A request that a panel of these names approved."""
    allot(office, 100_000)
    request_id = ready_request(office, register(office), **content)
    meetings = MeetingService(office.work("director"))
    members = tuple(PanelMember(name=name, agency="นิคม") for name in panel)
    meeting_id = meetings.plan(MeetingValues(number="1/2567", held_on=TODAY, panel=members)).value
    meetings.set_agenda(meeting_id, (request_id,))
    meetings.decide(
        RecordDecision(
            meeting_id=meeting_id,
            request_id=request_id,
            resolution_number="1",
            outcome=Outcome.APPROVED,
            amount=Baht.of(3000),
        )
    )
    return request_id


def prepared_run(office: TestOffice, count: int = 3, **changes: object) -> str:
    """A run of as many payees, its money drawn."""
    request_ids = approved(office, count)
    batch_id = drawn_batch(office, request_ids)
    if changes.get("method", Method.CASH) is not Method.CASH:
        changes.setdefault("accounts", dict.fromkeys(request_ids, "123-4-56789-0"))
    return payments(office).prepare(run_order(batch_id, request_ids, **changes)).value


def thirds_of_the_year(office: TestOffice, count: int = 1) -> str:
    """A run that pays each of its people for the third time in the year."""
    allot(office, 300_000)
    thirds = []
    for place in range(count):
        person_id = register(office, first_name=FIRST_NAMES[place], phone=f"08{place:08d}")
        for number in (1, 2):
            office.budgets().enter_opening(opening(person_id, voucher_number=f"เดิม {place} {number}"))
        thirds.append(ready_request(office, person_id, repeat_reason=AGAIN))
    approve(office, *thirds)
    return payments(office).prepare(run_order(drawn_batch(office, tuple(thirds)), tuple(thirds))).value


def approve_a_fourth(office: TestOffice, run_id: str) -> None:
    """Before the third is paid, a fourth of the year is approved for each payee, its limit lifted."""
    director = MeetingService(office.work("director"))
    for voucher in payments(office).run(run_id).vouchers:
        order = OpenRequest(person_id=voucher.person_id, content=content(repeat_reason=AGAIN), **lifting(LIFTED))
        fourth = requests(office).open(order).value
        settle_all(office, fourth)
        requests(office).submit(fourth)
        diagnose(office, fourth)
        requests(office, "director").find_ready(fourth)
        panel = (PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
        meeting_id = director.plan(MeetingValues(number=f"พิเศษ {voucher.number}", held_on=TODAY, panel=panel)).value
        director.set_agenda(meeting_id, (fourth,))
        director.decide(
            RecordDecision(
                meeting_id=meeting_id,
                request_id=fourth,
                resolution_number="2/2567",
                outcome=Outcome.APPROVED,
                amount=Baht.of(3000),
                **lifting(LIFTED),
            )
        )


def voucher_ids(office: TestOffice, run_id: str) -> tuple[str, ...]:
    """The numbers of a run in order."""
    return tuple(voucher.voucher_id for voucher in payments(office).run(run_id).vouchers)


def drawn_anew(strokes: str) -> str:
    """The same signature drawn once more: no hand takes as long twice, and one drawing twice is an observation."""
    drawn = json.loads(strokes)
    drawn["strokes"][-1][-1][3] += next(_DRAWN)
    return json.dumps(drawn)


def handover(**changes: object) -> Handover:
    """A hand-over as it should be."""
    whole = Handover(
        paid_on=TODAY,
        counted=Baht.of(3000),
        payer="finance",
        committee=COMMITTEE,
        witnesses=WITNESSES,
        place="ศาลาประชาคมบ้านเชียงพิณ",
        signature=SignatureMark(strokes=drawn_anew(SIGNATURE)),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def pay(office: TestOffice, voucher_id: str, **changes: object) -> None:
    """Hand over."""
    entered = handover(**changes)
    password = password_of(entered.late_second_person)
    payments(office).hand_over(HandOver(voucher_id=voucher_id, handover=entered, late_second_password=password))


def voiding(voucher_id: str, second: str, reason: str = "จ่ายผิดคน") -> VoidReceipt:
    """A receipt is to be void, with a second person."""
    return VoidReceipt(voucher_id=voucher_id, reason=reason, second_person=second, second_password=password_of(second))


def stored(kind: EvidenceKind, text: str = "1") -> Attachment:
    """A stored file whose bytes matter to nobody here."""
    digest = hashlib.sha256(f"{kind} {text}".encode()).hexdigest()
    return Attachment(sha256=digest, stored_sha256=digest, kind=kind, media_type="image/png", size=100)


def thumbprint(*names: str) -> ThumbMark:
    """A thumbprint with two witnesses."""
    one, two = names or ("นายใหญ่ บ้านนา", "นางแดง สวนสวย")
    return ThumbMark(
        image=stored(EvidenceKind.THUMBPRINT),
        finger=Finger.THUMB,
        hand=Hand.RIGHT,
        witnesses=(Witness(name=one), Witness(name=two)),
    )


def kept_overrides(office: TestOffice) -> list[Override]:
    """The overrides that stand on receipts."""
    column = payment_receipt.c.override
    with office.engine.connect() as connection:
        found = connection.execute(select(column).where(column.is_not(None))).scalars()
        return [build(Override, from_json(row)) for row in found]


def next_day(days: int = 1) -> date:
    """A day after `TODAY`."""
    return date.fromordinal(TODAY.toordinal() + days)


def scan_all(office: TestOffice, run_id: str) -> None:
    """Put a signed scan with every paid number."""
    for voucher in payments(office).run(run_id).vouchers:
        if voucher.state is VoucherState.PAID:
            receipts(office).attach_scan(voucher.voucher_id, stored(EvidenceKind.RECEIPT_SCAN, voucher.number))


def blocked(code: str) -> pytest.RaisesExc[Blocked]:
    """A rule that stops a decision."""
    return pytest.raises(Blocked, check=lambda error: error.code == code)
