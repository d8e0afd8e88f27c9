"""Facts of payments for the controls, each like the others but for what a test changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kmcase.domain.likeness import FAMILIES, Alike, PictureFamily, PictureUse, Signer
from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import AuditFacts, OtherPayment, PaymentFact, PersonFact
from kmcase.rules.controls.facts import (
    AccountFact,
    AnswerFact,
    BankLineFact,
    BatchFact,
    DifferenceFact,
    RecheckFact,
    RequestFact,
)
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


def rechecked(n: int, **changes: Any) -> RecheckFact:
    """Facts of payment `n` looked at again, all as they were written."""
    values: dict[str, Any] = {"recheck_id": f"k{n}", "voucher_id": f"v{n:03}", "on": DAY, "by": "social"}
    return RecheckFact(**{**values, **changes})


def times(count: int, **changes: Any) -> tuple[PaymentFact, ...]:
    """One person's payments, a week apart."""
    return tuple(
        replace(paid(n, **changes), person_id="p1", paid_on=DAY - timedelta(days=7 * (count - n)))
        for n in range(1, count + 1)
    )


def used(n: int, content: str, family: PictureFamily = PictureFamily.PHOTO, **changes: Any) -> PictureUse:
    """A picture or signature as evidence of the visit to person `n`."""
    kinds = {found: kind for kind, found in reversed(FAMILIES.items())}
    values: dict[str, Any] = {
        "family": family,
        "content": content,
        "kind": kinds[family],
        "noun": "visit",
        "record_id": f"visit{n}",
        "person_id": f"p{n}",
        "name": f"นางคนที่ {n}",
        "used_at": NOON + timedelta(minutes=n),
        "officer": "officer",
        "signer": Signer.INFORMANT if family is PictureFamily.SIGNATURE else Signer.NOBODY,
    }
    return PictureUse(**{**values, **changes})


def alike(*uses: PictureUse, distance: int = 0) -> AuditFacts:
    """Facts of one content, or of two that are alike."""
    contents = tuple(dict.fromkeys(use.content for use in uses))
    return audit(alike=(Alike(family=uses[0].family, contents=contents, distance=distance, uses=uses),))


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


def entered_at(*seconds: int) -> tuple[PaymentFact, ...]:
    """Payments as they follow each other in the office's chain, so many seconds after noon."""
    return tuple(
        paid(n, entry=f"office:{n}", entered_at=NOON + timedelta(seconds=second)) for n, second in enumerate(seconds, 1)
    )


def villagers(count: int, houses: int) -> AuditFacts:
    """So many payees of a village of so many houses."""
    persons = tuple(person(n, house_no=str(n % houses)) for n in range(1, count + 1))
    return audit(*crowd(count), persons=persons, village_households={("410113", 3): houses})


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


def officers(lifted: int, *, hugging: int = 0, amount: int = 290_000) -> AuditFacts:
    """Twenty requests of the officer, so many lifted and so many just under the limit, beside sixty honest ones."""
    payments = tuple(paid(n, amount=amount if n < hugging else 200_000) for n in range(80))
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


def with_accounts(*given: tuple[str, str, int]) -> AuditFacts:
    """Persons' accounts as they were given so many days ago; the last one was paid to today."""
    accounts = tuple(
        AccountFact(
            voucher_id=f"v{n:03}",
            person_id=who,
            account=account,
            given_at=NOON - timedelta(days=days),
            given_by="finance",
        )
        for n, (who, account, days) in enumerate(given, 1)
    )
    last = accounts[-1]
    number = len(accounts)
    return audit(paid(number, person_id=last.person_id, account=last.account), accounts=accounts)


def at_bank(**changes: Any) -> AuditFacts:
    """A payment and the bank's line of it."""
    values: dict[str, Any] = {
        "report_id": "report",
        "report_name": "ktb.xlsx",
        "row": 2,
        "batch_number": "ฎ 1/2567",
        "state": LineState.MATCHED,
        "voucher_id": "v001",
        "voucher_number": "0001/2567",
        "voucher_amount": Baht.of(3000),
        "name": "นางคนที่ 1",
        "account": "9800000001",
        "amount": Baht.of(3000),
        "paid_on": DAY,
        "taken_on": DAY,
        "taken_by": "finance",
    }
    return audit(paid(1, method="transfer"), bank_lines=(BankLineFact(**{**values, **changes}),))
