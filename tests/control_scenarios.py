"""For each control a scenario that fires it and one that looks alike and does not: facts as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kmcase.domain.likeness import FAMILIES, Alike, PictureFamily, PictureUse, Signer
from kmcase.rules.controls import AuditFacts, PaymentFact, PersonFact

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
        "issued_on": DAY,
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


SCENARIOS: dict[str, tuple[AuditFacts, AuditFacts]] = {
    "f1.same_account": (
        audit(paid(1, account="1234567890"), paid(2, account="1234567890")),
        audit(
            paid(1, account="1234567890"),
            paid(2, account="1234567890"),
            persons=(person(1), person(2, household_id="h1")),
        ),
    ),
    "f3.person_limit": (audit(*times(4)), audit(*times(3))),
    "pictures.same_photo": (
        alike(used(1, "a"), used(2, "a")),
        alike(used(1, "a"), used(1, "a", noun="request", record_id="r1")),
    ),
    "pictures.similar_photo": (
        alike(used(1, "a"), used(2, "b"), distance=40),
        alike(used(1, "a"), used(2, "b"), distance=41),
    ),
    "pictures.same_id_copy": (
        alike(used(1, "a", PictureFamily.ID_COPY), used(2, "b", PictureFamily.ID_COPY), distance=20),
        alike(used(1, "a", PictureFamily.ID_COPY), used(2, "b", PictureFamily.ID_COPY), distance=21),
    ),
    "pictures.same_signature": (
        alike(used(1, "a", PictureFamily.SIGNATURE), used(2, "b", PictureFamily.SIGNATURE), distance=60),
        alike(used(1, "a", PictureFamily.SIGNATURE), used(2, "b", PictureFamily.SIGNATURE), distance=61),
    ),
    "pictures.same_thumbprint": (
        alike(used(1, "a", PictureFamily.THUMBPRINT), used(2, "a", PictureFamily.THUMBPRINT)),
        alike(used(1, "a", PictureFamily.THUMBPRINT), used(1, "a", PictureFamily.THUMBPRINT, record_id="visit9")),
    ),
}
