"""For each control a scenario that fires it and one that looks alike and does not: facts as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kmcase.rules.controls import AuditFacts, OtherPayment, PaymentFact, PersonFact
from kmcase.rules.controls.facts import AnswerFact, BatchFact, DifferenceFact, RequestFact
from kmcase.rules.duties import Relative

DAY = date(2024, 6, 10)
NOON = datetime(2024, 6, 10, 5, 0, tzinfo=UTC)
STAFF = {"finance": "นายพุธ จ่ายเงิน", "officer": "นายอาทิตย์ ลงพื้นที่", "director": "นายศุกร์ ปกครอง"}


def paid(n: int, **changes: Any) -> PaymentFact:
    """An honest payment of 3,000 baht to person `n`, twenty minutes after the one before."""
    at = NOON + timedelta(minutes=20 * n)
    values: dict[str, Any] = {
        "voucher_id": f"v{n:03}",
        "number": f"{n:04}/2567",
        "run_id": "run",
        "batch_id": "batch",
        "request_id": f"r{n}",
        "person_id": f"p{n}",
        "payee_name": f"นางคนที่ {n}",
        "subdistrict_code": "410113",
        "fiscal_year": 2567,
        "half": 2,
        "amount": 300_000,
        "officer": "officer",
        "issued_at": NOON - timedelta(hours=2),
        "decided_on": DAY,
        "paid_on": DAY,
        "payer": "finance",
        "recorded_by": "finance",
        "committee": ("director",),
        "place": "ศาลาประชาคม",
        "device_time": at,
        "entered_at": at,
    }
    return PaymentFact(**{**values, **changes})


def person(n: int, **changes: Any) -> PersonFact:
    """A person alone in a house and a household."""
    values: dict[str, Any] = {
        "person_id": f"p{n}",
        "name": f"นางคนที่ {n}",
        "birth_year": 1960 + n % 40,
        "phone": f"08{n:08d}",
        "house_no": str(n),
        "moo": 3,
        "subdistrict_code": "410113",
        "household_id": f"h{n}",
    }
    return PersonFact(**{**values, **changes})


def audit(*payments: PaymentFact, persons: tuple[PersonFact, ...] | None = None, **changes: Any) -> AuditFacts:
    """Facts of these payments; the register knows each payee unless `persons` says otherwise."""
    known = persons if persons is not None else tuple(person(int(one.person_id[1:])) for one in payments)
    values: dict[str, Any] = {
        "today": DAY,
        "payments": payments,
        "persons": {one.person_id: one for one in known},
        "staff": STAFF,
        "village_households": {("410113", 3): 100},
    }
    return AuditFacts(**{**values, **changes})


def times(count: int, **changes: Any) -> tuple[PaymentFact, ...]:
    """One person's payments, a week apart."""
    return tuple(
        replace(paid(n, **changes), person_id="p1", paid_on=DAY - timedelta(days=7 * (count - n)))
        for n in range(1, count + 1)
    )


def said(n: int, **changes: Any) -> AnswerFact:
    """Person `n` was asked five days later and says what the receipt says."""
    values: dict[str, Any] = {
        "follow_up_id": f"f{n}",
        "voucher_id": f"v{n:03}",
        "asked_on": DAY + timedelta(days=5),
        "asked_by": "officer",
        "amount_said": 300_000,
        "received_on_said": DAY,
    }
    return AnswerFact(**{**values, **changes})


def asked_for(n: int, **changes: Any) -> RequestFact:
    """The request behind payment `n`, with a visit and its five photographs."""
    values: dict[str, Any] = {
        "request_id": f"r{n}",
        "person_id": f"p{n}",
        "officer": "officer",
        "decided_on": DAY,
        "income": 200_000,
        "visited_on": DAY - timedelta(days=20),
        "visit_officer": "officer",
        "photos": 5,
        "photos_at": (NOON - timedelta(days=20),),
    }
    return RequestFact(**{**values, **changes})


def batch(**changes: Any) -> BatchFact:
    """A settled batch of one payment."""
    values: dict[str, Any] = {
        "batch_id": "batch",
        "number": "ฎ 1/2567",
        "requested_on": DAY,
        "requested_by": "finance",
        "requested": 300_000,
        "drawn": 300_000,
        "returned": 0,
        "settled": True,
    }
    return BatchFact(**{**values, **changes})


def entered(*minutes: int) -> tuple[PaymentFact, ...]:
    """Payments as they follow each other in the office's chain, at these minutes after noon."""
    return tuple(
        paid(n, entry=f"office:{n}", entered_at=NOON + timedelta(minutes=minute)) for n, minute in enumerate(minutes, 1)
    )


def crowd(count: int, **changes: Any) -> tuple[PaymentFact, ...]:
    """So many payments of one round."""
    return tuple(paid(n, **changes) for n in range(1, count + 1))


def answered(*said_of: AnswerFact, count: int = 5) -> AuditFacts:
    """A round of five with what was said of it."""
    return audit(*crowd(count), answers=said_of)


def hurried(seconds: int, count: int = 12) -> AuditFacts:
    """Signatures one after the other, so many seconds apart."""
    return audit(*(paid(n, entered_at=NOON + timedelta(seconds=seconds * n)) for n in range(count)))


def requested(income: int | None = None, **changes: Any) -> AuditFacts:
    """A payment with its request; `income` is that of the register, satang a month."""
    return audit(paid(1), persons=(person(1, income=income),), requests=(asked_for(1, **changes),))


def officers(lifted: int, *, hugging: int = 0) -> AuditFacts:
    """Twenty requests of the officer, so many lifted and so many just under the limit, beside sixty honest ones."""
    payments = tuple(paid(n, amount=290_000 if n < hugging else 200_000) for n in range(80))
    requests = tuple(
        asked_for(
            n,
            officer="officer" if n < 20 else f"other{n % 3}",
            lifted=frozenset({"limits.over_amount"} if n < lifted or n == 70 else ()),
        )
        for n in range(80)
    )
    return audit(*payments, requests=requests)


def helped_elsewhere(year: int) -> AuditFacts:
    """Another programme helped the same person."""
    other = OtherPayment(
        payment_id="o", person_id="p1", unit="อบต. ก", programme="เบี้ย", paid_on=DAY, amount=100_000, fiscal_year=year
    )
    return audit(paid(1), other_payments=(other,))


KIN = (Relative(name="แดงดี คำ", national_id=None, staff_id="officer", staff_name=STAFF["officer"]),)
TWO = (DifferenceFact(question="house", surveyed='"a"', found='"b"', reason="ย้าย"),) * 2
LATE_SCAN = (NOON + timedelta(days=1), NOON + timedelta(days=30))
HOUSEMATES = tuple(person(n, house_no="9", family_id=f"fam{n}") for n in range(1, 5))
HOUSEHOLD = tuple(person(n, household_id="h", family_id=f"fam{n}", house_no="9") for n in range(1, 5))
NAMESAKES = (person(1, name="นางแดง ดี", birth_year=1950), person(2, name="แดง ดี", birth_year=1950))

FOURTH = replace(times(4)[3], lifted=frozenset({"limits.times_person"}))
LIFTED = audit(*times(4)[:3], FOURTH)

SCENARIOS: dict[str, tuple[AuditFacts, AuditFacts]] = {
    "f1.same_account": (
        audit(paid(1, account="1234567890"), paid(2, account="1234567890")),
        audit(
            paid(1, account="1234567890"),
            paid(2, account="1234567890"),
            persons=(person(1), person(2, household_id="h1")),
        ),
    ),
    "f1.same_phone": (
        audit(*crowd(3), persons=tuple(person(n, phone="081-234-5678") for n in (1, 2, 3))),
        audit(*crowd(3), persons=(person(1, phone="0812345678"), person(2, phone="0812345678"), person(3))),
    ),
    "f1.same_receiver": (
        audit(*crowd(2, proxy_name="นายรับ แทน"), paid(3, proxy_name="รับ  แทน")),
        audit(*crowd(2, proxy_name="นายรับ แทน"), paid(3)),
    ),
    "f1.put_together": (
        answered(said(1, put_together=True, amount_said=None), said(2, given_to="ประธานกลุ่ม")),
        answered(said(1), said(2, reached=False, put_together=True)),
    ),
    "f1.pooled_round": (
        answered(said(1, put_together=True), said(2, put_together=True)),
        answered(said(1, put_together=True)),
    ),
    "f2.batch_differs": (audit(paid(1), batches=(batch(drawn=400_000),)), audit(paid(1), batches=(batch(),))),
    "f2.short_round": (
        answered(said(1, amount_said=100_000), said(2, amount_said=0)),
        answered(said(1, amount_said=100_000), said(2, amount_said=290_000)),
    ),
    "f3.person_limit": (audit(*times(3), openings=(replace(times(1)[0], voucher_id="old", run_id=""),)), LIFTED),
    "f3.family_limit": (
        audit(*crowd(4, family_id="fam")),
        audit(*times(4, family_id="fam")),
    ),
    "f3.household_limit": (audit(*crowd(4), persons=HOUSEHOLD), audit(*crowd(4))),
    "f3.place_limit": (audit(*crowd(4), persons=HOUSEMATES), audit(*crowd(4), persons=HOUSEHOLD)),
    "f3.same_name": (
        audit(*crowd(2), persons=NAMESAKES),
        audit(*crowd(2), persons=tuple(replace(one, national_id=f"341{one.person_id}") for one in NAMESAKES)),
    ),
    "f4.late_entry": (audit(paid(1, late_days=15)), audit(paid(1, late_days=14))),
    "f4.evidence_day": (
        audit(paid(1, photo_at=NOON + timedelta(days=8), has_photo=True)),
        audit(paid(1, photo_at=NOON + timedelta(days=7), has_photo=True)),
    ),
    "f4.said_day": (
        answered(said(1, received_on_said=DAY + timedelta(days=8))),
        answered(said(1, received_on_said=DAY - timedelta(days=7)), said(2, received_on_said=None)),
    ),
    "f4.clock_back": (audit(*entered(0, 20, 10)), audit(*entered(0, 20, 16))),
    "f4.rushed": (hurried(10), hurried(20)),
    "f4.old_photo": (
        requested(photos_at=(NOON - timedelta(days=28), NOON)),
        requested(photos_at=(NOON - timedelta(days=27), NOON)),
    ),
    "f5.contradiction": (requested(differences=TWO), requested(differences=TWO[:1])),
    "f5.income": (requested(900_000), requested(900_000, lifted=frozenset({"limits.times_person"}))),
    "f5.no_photo": (requested(photos=0, photos_at=()), requested(visited_on=None, photos=0, photos_at=())),
    "f5.lifted_often": (officers(10), officers(4)),
    "f5.near_limit": (officers(0, hugging=18), officers(0, hugging=3)),
    "f5.relative": (
        audit(paid(1, payee_name="นางคำ แดงดี"), relatives=KIN),
        audit(paid(1, payee_name="นางคำดี แดง"), relatives=KIN),
    ),
    "f5.staff_paid": (audit(paid(1, payee_name="พุธ จ่ายเงิน")), audit(paid(1, payee_name="พุธ จ่าย"))),
    "f6.said_less": (
        answered(said(1, amount_said=280_000)),
        answered(said(1, amount_said=290_000), said(2, amount_said=None)),
    ),
    "p.before_number": (
        audit(paid(1, photo_at=NOON - timedelta(hours=3))),
        audit(paid(1, photo_at=NOON - timedelta(hours=1), mark="paper", device_time=NOON - timedelta(hours=9))),
    ),
    "p.cannot_write": (
        audit(paid(1), persons=(person(1, can_write=False),)),
        audit(paid(1, proxy_name="นายรับ แทน"), persons=(person(1, can_write=False),)),
    ),
    "p.village": (
        audit(*crowd(12), persons=tuple(person(n, house_no="1") for n in range(1, 13)), village_households={}),
        audit(*crowd(12)),
    ),
    "p.month": (audit(*crowd(100)), audit(*crowd(99))),
    "p.other_login": (audit(paid(1, recorded_by="officer")), audit(paid(1, recorded_by="director"))),
    "p.signed_again": (
        audit(paid(1, scans=LATE_SCAN)),
        audit(paid(1, scans=LATE_SCAN[:1]), paid(2, scans=(NOON, NOON))),
    ),
    "p.no_mark": (
        audit(paid(1, mark="paper", has_photo=True, paid_on=DAY - timedelta(days=15))),
        audit(
            paid(1, mark="paper", paid_on=DAY - timedelta(days=14)),
            paid(2, mark="paper", paid_on=DAY - timedelta(days=15), scans=LATE_SCAN),
        ),
    ),
    "p.other_programme": (helped_elsewhere(2567), helped_elsewhere(2566)),
}
