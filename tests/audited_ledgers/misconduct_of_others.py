"""Misconduct on eligibility, money that did not arrive, banks, marks and pictures, injected into a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from kmcase.domain.likeness import PictureFamily
from kmcase.domain.money import Baht
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls.facts import AccountFact, DifferenceFact, WitnessFact
from kmcase.rules.duties import Relative
from tests.audited_ledgers.honest import helped
from tests.audited_ledgers.ledger import TODAY, Ledger, at_two
from tests.audited_ledgers.misconduct import Injection, some


def _contradicted(ledger: Ledger, where: range) -> None:
    count = ledger.rand.randint(1, 5)
    found = tuple(DifferenceFact(question=f"q{n}", surveyed="1", found="2", reason="r") for n in range(count))
    ledger.request_changes(where[0], differences=found)


def _too_rich(ledger: Ledger, where: range) -> None:
    """Registered or requested with more; once in ten the officer had another limit lifted besides."""
    income = ledger.rand.randint(850_000, 4_000_000)
    if ledger.rand.random() < 0.5:
        ledger.person_changes(where[0], income=income)
    else:
        ledger.request_changes(where[0], income=income)
    if ledger.rand.random() < 0.1:
        ledger.request_changes(where[0], lifted=frozenset({"limits.over_amount"}))


def _never_went(ledger: Ledger, where: range) -> None:
    ledger.request_changes(where[0], photos=0, photos_at=())


def kin(ledger: Ledger) -> Relative:
    """Any declared relative."""
    return ledger.rand.choice(ledger.relatives)


def _relative_paid(ledger: Ledger, where: range) -> None:
    """Under the declared name with the parts turned, or after a marriage under another with the same national id."""
    one, found = where[0], kin(ledger)
    number = found.national_id if ledger.rand.random() < 0.5 else None
    name = " ".join(reversed(found.name.removeprefix("นาง").split()))
    if number is not None:
        name = f"{found.name.split()[0]} สกุลใหม่"
    ledger.change(one, payee_name=name, national_id=number)


def _relative_received(ledger: Ledger, where: range) -> None:
    found = kin(ledger)
    ledger.change(where[0], proxy_name=found.name.removeprefix("นาง"), proxy_national_id=found.national_id)


def _relative_witnessed(ledger: Ledger, where: range) -> None:
    found = kin(ledger)
    witnesses = (WitnessFact(name="นายพยาน ตัวจริง"), WitnessFact(name=found.name, national_id=found.national_id))
    ledger.change(where[0], witnesses=witnesses)


def enter_relative(ledger: Ledger, at: int, **values: Any) -> Relative:
    """A relative of an officer stands in the register, like the payee but for `values`."""
    staff_id = next(who for who in ledger.staff if who.startswith("officer"))
    name = f"นางญาติ บ้านเลขที่{at}"
    found = Relative(name=name, national_id=None, staff_id=staff_id, staff_name=ledger.staff[staff_id])
    ledger.relatives.append(found)
    alone = replace(ledger.person(at), person_id=f"p9{at:09}", name=name, national_id=None, household_id=f"kin{at}")
    ledger.persons[alone.person_id] = replace(alone, **{"phone": f"05{at:08}", **values})
    return found


def _relatives_house(ledger: Ledger, where: range) -> None:
    shared = ledger.rand.choice(("household_id", "phone"))
    for at in ledger.alone(where, 1):
        enter_relative(ledger, at, **{shared: getattr(ledger.person(at), shared)})
        ledger.touch(at)


def _staff_paid(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], payee_name=f"นาย{ledger.rand.choice(list(ledger.staff.values()))}")


def _seen_otherwise(ledger: Ledger, where: range) -> None:
    ledger.see(where[0], differing=("household", "income"), found="อยู่คนเดียว มีรายได้")


def _not_own_mark(ledger: Ledger, where: range) -> None:
    ledger.see(where[0], recognition="not_own")


def _lifted(ledger: Ledger, at: int) -> None:
    ledger.request_changes(at, lifted=frozenset({"limits.over_amount"}))


def _just_under(ledger: Ledger, at: int) -> None:
    ledger.change(at, amount=ledger.rand.randint(288, 299) * 1_000)


def _new_account(ledger: Ledger, where: range) -> None:
    """The clerk puts in another account with the number, up to three weeks before the money goes there."""
    at, rand = where[0], ledger.rand
    ledger.line(at)
    payment = ledger.payments[at]
    begun = AccountFact(
        voucher_id=f"old{payment.voucher_id}",
        person_id=payment.person_id,
        account=f"55{at:08}",
        given_at=at_two(payment.paid_on) - timedelta(days=rand.randint(90, 300)),
        given_by=payment.payer,
    )
    given = at_two(payment.paid_on) - timedelta(days=rand.randint(1, 21))
    ledger.accounts[begun.voucher_id] = begun
    ledger.accounts[payment.voucher_id] = replace(
        begun, voucher_id=payment.voucher_id, account=payment.account, given_at=given
    )


def _others_name(ledger: Ledger, where: range) -> None:
    """The account of somebody else; of one in three a cousin's with the same family name."""
    family = ledger.payments[where[0]].payee_name.split()[-1]
    name = f"นายคนอื่น {family}" if ledger.rand.random() < 1 / 3 else f"นายผู้รับ แท้จริง{where[0]}"
    ledger.line(where[0], name=name)


def _booked_another_day(ledger: Ledger, where: range) -> None:
    days = ledger.rand.choice((-1, 1)) * ledger.rand.randint(2, 60)
    ledger.line(where[0], paid_on=ledger.payments[where[0]].paid_on + timedelta(days=days))


def _line_differs(ledger: Ledger, where: range) -> None:
    states = (LineState.AMOUNT_DIFFERS, LineState.ACCOUNT_DIFFERS, LineState.CONTRADICTS)
    payment = ledger.payments[where[0]]
    ledger.line(where[0], state=ledger.rand.choice(states), amount=Baht(payment.amount // 2))


def _paid_twice(ledger: Ledger, where: range) -> None:
    line = ledger.line(where[0])
    again = replace(line, row=20_000_000 + where[0], state=LineState.PAID_TWICE)
    ledger.lines[again.row] = again


def _blank_form(ledger: Ledger, where: range) -> None:
    """Signed, or signed and photographed, hours or weeks before there was a number."""
    at = where[0]
    before = (ledger.payments[at].issued_at or at_two(TODAY)) - timedelta(hours=ledger.rand.uniform(1, 400))
    taken = before if ledger.rand.random() < 0.5 else ledger.payments[at].photo_at
    ledger.change(at, device_time=before, photo_at=taken, mark="signature", method="cash")


def _cannot_write(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], can_write=False, mark="signature", proxy_name="")


def _ghosts(ledger: Ledger, where: range) -> None:
    """More than 200 recipients in a village of some 100 houses, as the press told; here 28 in so many fewer."""
    first = ledger.person(ledger.alone(where, 1)[0])
    houses = ledger.rand.randint(8, 18)
    ledger.houses[first.subdistrict_code, first.moo or 0] = houses
    for at in where:
        place = {"moo": first.moo, "subdistrict_code": first.subdistrict_code, "house_no": str(at % houses)}
        ledger.person_changes(at, **place, household_id=f"own{at}")
        ledger.change(at, subdistrict_code=first.subdistrict_code)


def _elsewhere(ledger: Ledger, where: range) -> None:
    """An intern signs under a login that has no part in the round."""
    for at in some(ledger, where, 1, 28):
        ledger.change(at, recorded_by="officer1", mark="signature", method="cash")


def _signed_again(ledger: Ledger, where: range) -> None:
    first = (ledger.payments[where[0]].device_time or at_two(TODAY)) + timedelta(days=1)
    again = first + timedelta(days=ledger.rand.randint(4, 120))
    ledger.change(where[0], scans=(first, again), mark="paper")


def _no_paper(ledger: Ledger, where: range) -> None:
    ledger.move(where[0], TODAY - timedelta(days=ledger.rand.randint(10, 120)))
    ledger.change(where[0], scans=(), mark="paper", method="cash")


def _helped_twice(ledger: Ledger, where: range) -> None:
    ledger.other_payments.append(helped(ledger.payments[where[0]], 2567))
    ledger.touch(where[0])


def _used_again(family: PictureFamily, least: int, most: int) -> Injection:
    """Evidence of one payee serves for others; how far copies lie apart is what `benchmarks pictures` measures."""

    def act(ledger: Ledger, where: range) -> None:
        count = 2 if most else ledger.rand.randint(2, 5)
        ledger.look_alike(list(where[:count]), family, ledger.rand.randint(least, most))

    return act


OTHER_MISCONDUCT: Mapping[str, Injection] = {
    "f5.rechecked": _seen_otherwise,
    "f5.contradiction": _contradicted,
    "f5.income": _too_rich,
    "f5.no_photo": _never_went,
    "f5.relative": _relative_paid,
    "f5.relative_received": _relative_received,
    "f5.relative_witnessed": _relative_witnessed,
    "f5.near_relative": _relatives_house,
    "f5.staff_paid": _staff_paid,
    "f6.not_signed": _not_own_mark,
    "banks.account_changed": _new_account,
    "banks.other_name": _others_name,
    "banks.other_day": _booked_another_day,
    "banks.line_differs": _line_differs,
    "banks.paid_twice": _paid_twice,
    "p.before_number": _blank_form,
    "p.cannot_write": _cannot_write,
    "p.village": _ghosts,
    "p.other_login": _elsewhere,
    "p.signed_again": _signed_again,
    "p.no_mark": _no_paper,
    "p.other_programme": _helped_twice,
    "pictures.same_photo": _used_again(PictureFamily.PHOTO, 0, 0),
    "pictures.similar_photo": _used_again(PictureFamily.PHOTO, 1, 40),
    "pictures.same_id_copy": _used_again(PictureFamily.ID_COPY, 0, 20),
    "pictures.same_signature": _used_again(PictureFamily.SIGNATURE, 0, 60),
    "pictures.same_thumbprint": _used_again(PictureFamily.THUMBPRINT, 0, 20),
}

OF_OFFICERS = {"f5.lifted_often": (_lifted, (0.05, 0.3)), "f5.near_limit": (_just_under, (0.04, 0.3))}
"""What an officer does in a share of the own payments, drawn between two bounds."""
