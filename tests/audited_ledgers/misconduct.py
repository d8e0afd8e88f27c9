"""Misconduct on payees, receipts and days (findings 1 to 4), injected into a round of an honest ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from kmcase.thai.names import split_name
from tests.audited_ledgers.ledger import TODAY, TRANSFER, Ledger, at_two
from tests.audited_ledgers.noise import TYPED_OTHERWISE, YEAR_OTHERWISE

Injection = Callable[[Ledger, range], None]


def some(ledger: Ledger, where: range, least: int, most: int) -> list[int]:
    """The first so many payments of a round."""
    return list(where[: ledger.rand.randint(least, most)])


def _account(ledger: Ledger, where: range) -> None:
    for at in some(ledger, where, 2, 8):
        _apart(ledger, at)
        ledger.change(at, account=f"99{where[0]:08d}", **TRANSFER)


def _apart(ledger: Ledger, at: int) -> None:
    ledger.person_changes(at, household_id=f"own{at}", family_id=f"own{at}", house_no=f"9{at}")


def _phone(ledger: Ledger, where: range) -> None:
    for at in some(ledger, where, 3, 8):
        _apart(ledger, at)
        ledger.person_changes(at, phone=f"09{where[0]:08d}")


def _receiver(ledger: Ledger, where: range) -> None:
    name = f"นายเก็บ เงิน{where[0]}"
    for turned, at in enumerate(some(ledger, where, 3, 8)):
        _apart(ledger, at)
        ledger.change(at, proxy_name=f"เงิน{where[0]} เก็บ" if turned % 2 else name, method="cash")


def _gave_away(ledger: Ledger, where: range) -> None:
    ledger.say(where[0], given_to="ผู้ใหญ่บ้าน")


def _pooled(ledger: Ledger, where: range) -> None:
    for at in some(ledger, where, 5, 12):
        ledger.change(at, amount=300_000)
        ledger.say(at, put_together=True, amount_said=300_000)


def _drawn_too_much(ledger: Ledger, where: range) -> None:
    batch_id = ledger.payments[where[0]].batch_id
    ledger.batches[batch_id] = {ledger.rand.choice(("drawn", "requested")): ledger.rand.randint(1, 40) * 50_000}
    for at in where:
        ledger.touch(at)


def _skimmed(ledger: Ledger, where: range) -> None:
    """Of each so much as stays below notice, up to all of it."""
    for at in some(ledger, where, 2, 10):
        share = ledger.rand.uniform(0.02, 1)
        ledger.say(at, amount_said=round(ledger.payments[at].amount * (1 - share)))


def _skimmed_one(ledger: Ledger, where: range) -> None:
    share = ledger.rand.uniform(0.02, 1)
    ledger.say(where[0], amount_said=round(ledger.payments[where[0]].amount * (1 - share)))


def _repeated(ledger: Ledger, where: range) -> None:
    first = ledger.payments[where[0]]
    for at in some(ledger, where, 4, 7):
        ledger.change(at, person_id=first.person_id, payee_name=first.payee_name, national_id=first.national_id)
        ledger.request_changes(at, lifted=frozenset())


def _one_family(ledger: Ledger, where: range) -> None:
    for at in some(ledger, where, 4, 7):
        ledger.person_changes(at, family_id=f"one{where[0]}", household_id=f"one{where[0]}", house_no=f"7{where[0]}")
        ledger.change(at, family_id=f"one{where[0]}")


def _one_household(ledger: Ledger, where: range) -> None:
    for at in some(ledger, where, 4, 7):
        ledger.person_changes(at, family_id=f"fam{at}", household_id=f"one{where[0]}", house_no=f"7{where[0]}")
        ledger.change(at, family_id=f"fam{at}")


def _one_house(ledger: Ledger, where: range) -> None:
    first = ledger.person(where[0])
    for at in some(ledger, where, 4, 7):
        ledger.person_changes(
            at,
            household_id=f"own{at}",
            house_no=f"7{where[0]}",
            moo=first.moo,
            subdistrict_code=first.subdistrict_code,
        )


def _twice_registered(ledger: Ledger, where: range) -> None:
    """A second entry without national id; often the parts of the name swapped, sometimes spelt otherwise."""
    rand, one = ledger.rand, ledger.person(where[0])
    name, born = one.name, one.birth_year or 1970
    if rand.random() < 0.5:
        parts = split_name(name)
        name = f"{parts.last_name} {parts.first_name}"
    if rand.random() < TYPED_OTHERWISE.share:
        name = f"{name}์"
    if rand.random() < YEAR_OTHERWISE.share:
        born += 1
    ledger.touch(where[0])
    ledger.person_changes(where[1], name=name, birth_year=born, national_id=None)
    ledger.change(where[1], payee_name=name, national_id=None)


def _entered_later(ledger: Ledger, where: range) -> None:
    days = ledger.rand.randint(10, 120)
    start = ledger.payments[where[0]].device_time or at_two(TODAY)
    ledger.change(where[0], late_days=days, entered_at=start + timedelta(days=days))


def _photographed_later(ledger: Ledger, where: range) -> None:
    days = ledger.rand.choice((-1, 1)) * ledger.rand.randint(5, 90)
    start = ledger.payments[where[0]].device_time or at_two(TODAY)
    ledger.change(where[0], photo_at=start + timedelta(days=days), has_photo=True)


def _paid_later(ledger: Ledger, where: range) -> None:
    """Staff paid after the news, and the receipt bears the older day."""
    payment = ledger.payments[where[0]]
    said = payment.paid_on + timedelta(days=ledger.rand.randint(5, 120))
    ledger.say(where[0], received_on_said=said, amount_said=payment.amount)


def _clock_set_back(ledger: Ledger, where: range) -> None:
    ledger.set_back[ledger.payments[where[1]].voucher_id] = timedelta(days=ledger.rand.randint(1, 60))
    ledger.touch(where[1])


def _forged_in_a_row(ledger: Ledger, where: range) -> None:
    """25 signatures in four minutes, as the press told, or faster."""
    start = ledger.payments[where[0]].entered_at or at_two(TODAY)
    seconds, payer = ledger.rand.uniform(3, 10), ledger.payments[where[0]].payer
    for at in where[:25]:
        moment = start + timedelta(seconds=seconds * (at - where[0]))
        ledger.change(at, entered_at=moment, mark="signature", late_days=0, recorded_by=payer)


def _old_pictures(ledger: Ledger, where: range) -> None:
    request = ledger.requests[ledger.payments[where[0]].request_id]
    moment = at_two(request.visited_on or TODAY) - timedelta(days=ledger.rand.randint(5, 400))
    ledger.request_changes(where[0], photos_at=(moment,), photos=5)


MISCONDUCT: Mapping[str, Injection] = {
    "f1.same_account": _account,
    "f1.same_phone": _phone,
    "f1.same_receiver": _receiver,
    "f1.put_together": _gave_away,
    "f1.pooled_round": _pooled,
    "f2.batch_differs": _drawn_too_much,
    "f2.short_round": _skimmed,
    "f3.person_limit": _repeated,
    "f3.family_limit": _one_family,
    "f3.household_limit": _one_household,
    "f3.place_limit": _one_house,
    "f3.same_name": _twice_registered,
    "f4.late_entry": _entered_later,
    "f4.evidence_day": _photographed_later,
    "f4.said_day": _paid_later,
    "f4.clock_back": _clock_set_back,
    "f4.rushed": _forged_in_a_row,
    "f4.old_photo": _old_pictures,
    "f6.said_less": _skimmed_one,
}
"""Misconduct that leaves its mark on single payments or rounds, by the control that is there for it."""
