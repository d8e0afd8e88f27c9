"""For each control a scenario that fires it and one that looks alike and does not: facts as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kmcase.domain.likeness import PictureFamily
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import AuditFacts
from kmcase.rules.controls.facts import (
    WitnessFact,
)
from tests.control_facts import (
    DAY,
    HOUSEHOLD,
    HOUSEMATES,
    KIN,
    LATE_SCAN,
    LIFTED,
    NAMESAKES,
    NOON,
    TWO,
    alike,
    answered,
    at_bank,
    audit,
    batch,
    crowd,
    entered,
    helped_elsewhere,
    hurried,
    officers,
    paid,
    person,
    rechecked,
    requested,
    said,
    times,
    used,
    with_accounts,
)

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
    "f5.income": (requested(833_334, lifted=frozenset({"limits.times_person"})), requested(833_333)),
    "f5.no_photo": (requested(photos=0, photos_at=()), requested(visited_on=None, photos=0, photos_at=())),
    "f5.lifted_often": (officers(10), officers(4)),
    "f5.near_limit": (officers(0, hugging=18), officers(0, hugging=3)),
    "f5.relative": (
        audit(paid(1, payee_name="นางคำ แดงดี"), relatives=KIN),
        audit(paid(1, payee_name="นางคำดี แดง"), relatives=KIN),
    ),
    "f5.relative_received": (
        audit(paid(1, proxy_name="คำ แดงดี"), relatives=KIN),
        audit(paid(1, proxy_name="คำดี แดง"), relatives=KIN),
    ),
    "f5.relative_witnessed": (
        audit(paid(1, witnesses=(WitnessFact(name="นายใหญ่ บ้านเดิม"), WitnessFact(name="นางคำ แดงดี"))), relatives=KIN),
        audit(paid(1, witnesses=(WitnessFact(name="นายใหญ่ บ้านเดิม"),)), relatives=KIN),
    ),
    "f5.near_relative": (
        audit(paid(1), persons=(person(1), person(2, name="นางคำ แดงดี", household_id="h1")), relatives=KIN),
        audit(paid(1), persons=(person(1), person(2, name="นางคำ แดงดี")), relatives=KIN),
    ),
    "f5.rechecked": (
        audit(paid(1), rechecks=(rechecked(1, differing=("household", "income"), found="อยู่คนเดียว"),)),
        audit(paid(1), rechecks=(rechecked(1), rechecked(1, recheck_id="later"))),
    ),
    "f6.not_signed": (
        audit(paid(1), rechecks=(rechecked(1, recognition="not_own"),)),
        audit(paid(1), rechecks=(rechecked(1), rechecked(2, recognition="not_own"))),
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
    "banks.account_changed": (
        with_accounts(("p1", "111", 40), ("p1", "222", 3)),
        with_accounts(("p2", "333", 40), ("p1", "111", 40), ("p1", "0111", 3)),
    ),
    "banks.other_name": (at_bank(name="นายอื่น มาแทน"), at_bank(name="นางคนที่ 1")),
    "banks.other_day": (at_bank(paid_on=DAY - timedelta(days=2)), at_bank(paid_on=DAY - timedelta(days=1))),
    "banks.line_differs": (
        at_bank(state=LineState.NO_VOUCHER, voucher_id=""),
        at_bank(state=LineState.RECORDED),
    ),
    "banks.paid_twice": (at_bank(state=LineState.PAID_TWICE), at_bank(state=LineState.REPEATED, name="นายอื่น")),
    "p.other_programme": (helped_elsewhere(2567), helped_elsewhere(2566)),
}
