"""What looks like misconduct and is none: of each control something that it has to pass over, with how often it is.

Shares are of rounds. No figure is known of any; what belongs to how families and offices live is taken to be more
frequent than what happens by accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from kmcase.domain.likeness import PictureFamily, Signer
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls.facts import AccountFact, WitnessFact
from tests.audited_ledgers.honest import DIFFERENCE, helped
from tests.audited_ledgers.ledger import TODAY, TRANSFER, Ledger, at_two
from tests.audited_ledgers.misconduct import Injection
from tests.audited_ledgers.misconduct_of_others import enter_relative, kin
from tests.audited_ledgers.noise import Rate

_USUAL, _ACCIDENT = 0.012, 0.005


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How often of rounds and why, and what is done to one."""

    rate: Rate
    act: Injection


def _family_account(ledger: Ledger, where: range) -> None:
    for at in ledger.alone(where, 2):
        _under_one_roof(ledger, at, where)
        ledger.change(at, account=f"98{where[0]:08d}", **TRANSFER)


def _family_phone(ledger: Ledger, where: range) -> None:
    for at in ledger.alone(where, 3):
        _under_one_roof(ledger, at, where)
        ledger.person_changes(at, phone=f"06{where[0]:08d}")


def _family_receiver(ledger: Ledger, where: range) -> None:
    """A daughter receives for both parents, and a namesake of hers for a neighbour."""
    for turn, at in enumerate(ledger.alone(where, 3)):
        if turn < 2:
            _under_one_roof(ledger, at, where)
        ledger.change(at, proxy_name=f"นางลูก คน{where[0]}", method="cash")


def _not_reached(ledger: Ledger, where: range) -> None:
    said = ledger.answers.get(ledger.payments[where[0]].voucher_id)
    if said is not None:
        ledger.answers[said.voucher_id] = replace(said, reached=False, put_together=True)
    ledger.touch(where[0])


def _equal_amounts(ledger: Ledger, where: range) -> None:
    household = ledger.alone(where, 3)
    for at in where[:14]:
        ledger.change(at, amount=300_000, proxy_name="นางลูก เดียว" if at in household else "")
    for at in household:
        _under_one_roof(ledger, at, where)


def _still_open(ledger: Ledger, where: range) -> None:
    """Two payees were away: the money waits in the safe, or was returned with a receipt."""
    batch_id = ledger.payments[where[0]].batch_id
    waits = {"requested": 600_000, "drawn": 600_000}
    ledger.batches[batch_id] = {**waits, **({"open": 1} if ledger.rand.random() < 0.5 else {"returned": 600_000})}
    for at in where:
        ledger.touch(at)


def _rounded_down(ledger: Ledger, where: range) -> None:
    """Two payees tell the amount without the last figure, one other forgot it."""
    for at in where[:2]:
        answer = ledger.answers.get(ledger.payments[at].voucher_id)
        if answer is not None:
            said = ledger.payments[at].amount - 5_000
            ledger.answers[answer.voucher_id] = replace(answer, amount_said=said, put_together=False)
        ledger.touch(at)


def _three_times(ledger: Ledger, where: range) -> None:
    """Three payments in the year and one of the year before."""
    places = ledger.alone(where, 4)
    first = ledger.payments[places[0]]
    same = {"person_id": first.person_id, "payee_name": first.payee_name, "national_id": first.national_id}
    for turn, at in enumerate(places):
        ledger.change(at, **same, fiscal_year=2566 if turn == 3 else 2567)


def _family_of_three(ledger: Ledger, where: range) -> None:
    """Three helped, and the fourth with the limit lifted by a second person."""
    for turn, at in enumerate(ledger.alone(where, 4)):
        _under_one_roof(ledger, at, where)
        ledger.person_changes(at, family_id=f"shared{where[0]}")
        lifted = frozenset({"limits.times_person"} if turn == 3 else ())
        ledger.change(at, family_id=f"shared{where[0]}", lifted=lifted)


def _household_of_three(ledger: Ledger, where: range) -> None:
    for at in ledger.alone(where, 3):
        _under_one_roof(ledger, at, where)


def _under_one_roof(ledger: Ledger, at: int, where: range) -> None:
    ledger.person_changes(at, household_id=f"shared{where[0]}", house_no=f"6{where[0]}")


def _same_number_elsewhere(ledger: Ledger, where: range) -> None:
    """One house number in four villages."""
    for turn, at in enumerate(ledger.alone(where, 4)):
        ledger.person_changes(at, house_no=f"6{where[0]}", moo=20 + turn, household_id=f"own{at}")


def _namesakes(ledger: Ledger, where: range) -> None:
    """Three of one village with one family name; two bear the same name in full and have ids or years that differ."""
    one = ledger.person(where[0])
    for turn, at in enumerate(where[:3]):
        born = (one.birth_year or 1970) + turn // 2 * 3
        name = one.name if turn else ledger.payments[at].payee_name
        number = None if turn == 2 else f"34{at:011}"
        ledger.person_changes(at, name=name, birth_year=born, national_id=number)
        ledger.change(at, payee_name=name, national_id=number)


def _entered_next_week(ledger: Ledger, where: range) -> None:
    start = ledger.payments[where[0]].device_time or at_two(TODAY)
    ledger.change(where[0], late_days=10, entered_at=start + timedelta(days=10))


def _photographed_next_day(ledger: Ledger, where: range) -> None:
    start = ledger.payments[where[0]].device_time or at_two(TODAY)
    ledger.change(where[0], photo_at=start + timedelta(days=ledger.rand.randint(1, 5)))


def _other_day_of_the_week(ledger: Ledger, where: range) -> None:
    answer = ledger.answers.get(ledger.payments[where[0]].voucher_id)
    if answer is not None:
        said = ledger.payments[where[0]].paid_on + timedelta(days=ledger.rand.randint(-6, 6))
        ledger.answers[answer.voucher_id] = replace(answer, received_on_said=said)
    ledger.touch(where[0])


def _clock_put_right(ledger: Ledger, where: range) -> None:
    ledger.set_back[ledger.payments[where[1]].voucher_id] = timedelta(minutes=ledger.rand.randint(1, 4))
    ledger.touch(where[1])


def _quick_round(ledger: Ledger, where: range) -> None:
    """Everything was prepared: a payee each fifteen to forty seconds."""
    start = ledger.payments[where[0]].entered_at or at_two(TODAY)
    for at in where:
        moment = start + timedelta(seconds=ledger.rand.uniform(15, 25) + 40 * (at - where[0]))
        ledger.change(at, entered_at=moment, late_days=0)


def _photographed_on_the_way(ledger: Ledger, where: range) -> None:
    """The house was photographed some days before, as the officer came by."""
    request = ledger.requests[ledger.payments[where[0]].request_id]
    moment = at_two(request.visited_on or TODAY) - timedelta(days=ledger.rand.randint(1, 6))
    ledger.request_changes(where[0], photos_at=(moment,), photos=5)


def _seen_alike(ledger: Ledger, where: range) -> None:
    seen = ledger.rechecks.get(ledger.payments[where[0]].voucher_id)
    if seen is not None:
        ledger.rechecks[seen.voucher_id] = replace(seen, differing=(), found="ยังอยู่บ้านเดิม", recognition="own")
    ledger.touch(where[0])


def _one_answer(ledger: Ledger, where: range) -> None:
    ledger.request_changes(where[0], differences=(DIFFERENCE,))


def _just_poor_enough(ledger: Ledger, where: range) -> None:
    ledger.request_changes(where[0], income=ledger.rand.randint(800_000, 833_333))
    ledger.person_changes(where[0], income=0)


def _no_visit_needed(ledger: Ledger, where: range) -> None:
    ledger.request_changes(where[0], visited_on=None, photos=0, photos_at=())


def _same_family_name(ledger: Ledger, where: range) -> None:
    """The family name of a relative of the office, and the same name in full under another national id."""
    found = kin(ledger)
    ledger.change(where[0], payee_name=f"นางใหม่มาก {found.name.split()[-1]}")
    if found.national_id is not None:
        ledger.change(where[1], payee_name=found.name, national_id=f"8{where[1]:012}")


def _received_by_family_name(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], proxy_name=f"นางใหม่มาก {kin(ledger).name.split()[-1]}", method="cash")


def _witnessed_by_family_name(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], witnesses=(WitnessFact(name=f"นางใหม่มาก {kin(ledger).name.split()[-1]}"),))


def _relative_in_the_village(ledger: Ledger, where: range) -> None:
    enter_relative(ledger, where[0])
    ledger.touch(where[0])


def _name_of_staff(ledger: Ledger, where: range) -> None:
    name = ledger.rand.choice(list(ledger.staff.values()))
    ledger.change(where[0], payee_name=f"นายใหม่มาก {name.split()[-1]}")


def _same_account_again(ledger: Ledger, where: range) -> None:
    """The same account with the zeros in front that a spreadsheet dropped."""
    ledger.line(where[0])
    payment = ledger.payments[where[0]]
    given = at_two(payment.paid_on) - timedelta(days=2)
    now = AccountFact(
        voucher_id=payment.voucher_id,
        person_id=payment.person_id,
        account=payment.account,
        given_at=given,
        given_by=payment.payer,
    )
    ledger.accounts[payment.voucher_id] = now
    ledger.accounts[f"old{payment.voucher_id}"] = replace(
        now, voucher_id=f"old{payment.voucher_id}", account=f"00{payment.account}", given_at=given - timedelta(days=60)
    )


def _name_as_banks_write(ledger: Ledger, where: range) -> None:
    """Without a title, the family name first, or cut off."""
    words = ledger.payments[where[0]].payee_name.split()
    given = words[0].removeprefix("นางสาว").removeprefix("นาง").removeprefix("นาย").removeprefix("น.ส.")
    name = ledger.rand.choice((f"{given} {words[-1]}", f"{words[-1]} {given}", f"{given} {words[-1]}"[:20]))
    ledger.line(where[0], name=name)


def _booked_next_day(ledger: Ledger, where: range) -> None:
    ledger.line(where[0], paid_on=ledger.payments[where[0]].paid_on + timedelta(days=1))


def _waiting_line(ledger: Ledger, where: range) -> None:
    ledger.line(where[0], state=ledger.rand.choice((LineState.PROPOSED, LineState.RECORDED)))


def _repeated_line(ledger: Ledger, where: range) -> None:
    line = ledger.line(where[0])
    again = replace(line, row=30_000_000 + where[0], state=LineState.REPEATED)
    ledger.lines[again.row] = again


def _numbered_on_the_way(ledger: Ledger, where: range) -> None:
    """The number was given minutes before the hand-over, and the laptop's clock is two minutes slow."""
    started = ledger.payments[where[0]].device_time or at_two(TODAY)
    ledger.change(where[0], issued_at=started + timedelta(minutes=2), photo_at=started + timedelta(minutes=3))


def _thumb_or_proxy(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], can_write=False, mark="thumbprint", proxy_name="", method="cash")
    ledger.change(where[1], can_write=False, mark="signature", proxy_name="นางลูก สาว", method="cash")


def _hamlet(ledger: Ledger, where: range) -> None:
    """A small village of which the register knows few houses; two of some are in hardship."""
    first = ledger.person(ledger.alone(where, 1)[0])
    ledger.houses[first.subdistrict_code, first.moo or 0] = ledger.rand.randint(20, 27)
    for at in where:
        ledger.touch(at)


def _committee_recorded(ledger: Ledger, where: range) -> None:
    for at in where:
        ledger.change(at, recorded_by=ledger.payments[at].committee[0])


def _scanned_in_colour(ledger: Ledger, where: range) -> None:
    first = (ledger.payments[where[0]].device_time or at_two(TODAY)) + timedelta(days=1)
    ledger.change(where[0], scans=(first, first + timedelta(days=ledger.rand.randint(0, 7))), mark="paper")


def _paid_last_week(ledger: Ledger, where: range) -> None:
    ledger.move(where[0], TODAY - timedelta(days=ledger.rand.randint(1, 14)))
    ledger.change(where[0], scans=(), mark="paper", method="cash")


def _helped_last_year(ledger: Ledger, where: range) -> None:
    ledger.other_payments.append(helped(ledger.payments[where[0]], 2566))
    ledger.touch(where[0])


def _own_again(family: PictureFamily, distance: int) -> Injection:
    """One person's own picture or mark in two papers, or in those of two register entries that are one person."""

    def act(ledger: Ledger, where: range) -> None:
        places = ledger.alone(where, 2)
        one, other = (ledger.payments[at].person_id for at in places)
        ledger.clusters[one] = ledger.clusters[other] = one
        ledger.look_alike(places, family, distance)

    return act


def _partner_signs(ledger: Ledger, where: range) -> None:
    """The village's volunteer comes along everywhere and signs as such."""
    ledger.look_alike(list(where[:2]), PictureFamily.SIGNATURE, 40, signer=Signer.PARTNER)


def _usual(reason: str, act: Injection) -> NearMiss:
    return NearMiss(Rate(_USUAL, reason), act)


def _accident(reason: str, act: Injection) -> NearMiss:
    return NearMiss(Rate(_ACCIDENT, reason), act)


NEAR_MISSES: Mapping[str, NearMiss] = {
    "f1.same_account": _usual("a household has one account and says so", _family_account),
    "f1.same_phone": _usual("a household has one telephone", _family_phone),
    "f1.same_receiver": _usual("a daughter receives for her household", _family_receiver),
    "f1.put_together": _accident("a neighbour answered for somebody who was not reached", _not_reached),
    "f1.pooled_round": _usual("equal amounts are how the aid is given", _equal_amounts),
    "f2.batch_differs": _usual("payees are away, and the money waits or goes back", _still_open),
    "f2.short_round": _accident("payees leave the last figure out", _rounded_down),
    "f3.person_limit": _usual("helped as often as may be, in each year", _three_times),
    "f3.family_limit": _usual("a family helped as often as may be, then under a document", _family_of_three),
    "f3.household_limit": _usual("a household helped as often as may be", _household_of_three),
    "f3.place_limit": _usual("house numbers begin anew in each village", _same_number_elsewhere),
    "f3.same_name": _usual("a village has few family names", _namesakes),
    "f4.late_entry": _usual("entered when the officer is back in the office", _entered_next_week),
    "f4.evidence_day": _usual("the payee was photographed at home some days later", _photographed_next_day),
    "f4.said_day": _usual("payees know the week and not the day", _other_day_of_the_week),
    "f4.clock_back": _usual("a clock is put right by the network", _clock_put_right),
    "f4.rushed": _usual("a prepared round goes quickly", _quick_round),
    "f4.old_photo": _usual("a house is photographed in passing", _photographed_on_the_way),
    "f5.rechecked": _usual("who asks writes something down of who is as before", _seen_alike),
    "f5.contradiction": _usual("one answer has changed since the survey", _one_answer),
    "f5.income": _usual("incomes are told near the line", _just_poor_enough),
    "f5.no_photo": _accident("emergency aid on the word of a hospital", _no_visit_needed),
    "f5.relative": _accident("family names are shared, seldom names in full", _same_family_name),
    "f5.relative_received": _accident("family names are shared", _received_by_family_name),
    "f5.relative_witnessed": _accident("family names are shared", _witnessed_by_family_name),
    "f5.near_relative": _accident("relatives of officers live in villages", _relative_in_the_village),
    "f5.staff_paid": _accident("family names are shared", _name_of_staff),
    "f6.said_less": _accident("payees leave the last figure out", _rounded_down),
    "f6.not_signed": _usual("who asks writes something down of who knows the mark", _seen_alike),
    "banks.account_changed": _usual("spreadsheets drop zeros", _same_account_again),
    "banks.other_name": _usual("banks write names in their own way", _name_as_banks_write),
    "banks.other_day": _usual("booked on the next day", _booked_next_day),
    "banks.line_differs": _accident("a line that somebody has yet to match, or matched by hand", _waiting_line),
    "banks.paid_twice": _accident("a report is sent again with the same lines", _repeated_line),
    "p.before_number": _accident("clocks are some minutes apart", _numbered_on_the_way),
    "p.cannot_write": _usual("a thumbprint, or somebody signs in the place of", _thumb_or_proxy),
    "p.village": _accident("a hamlet whose houses are known in part", _hamlet),
    "p.other_login": _usual("a member of the committee records", _committee_recorded),
    "p.signed_again": _usual("the scan was blurred and is made again", _scanned_in_colour),
    "p.no_mark": _usual("papers of last week wait for the scanner", _paid_last_week),
    "p.other_programme": _usual("other units help in other years", _helped_last_year),
    "pictures.same_photo": _usual("one photograph stands in several papers of one", _own_again(PictureFamily.PHOTO, 0)),
    "pictures.similar_photo": _usual("the same of a smaller copy", _own_again(PictureFamily.PHOTO, 12)),
    "pictures.same_id_copy": _usual("one id card, copied for each request", _own_again(PictureFamily.ID_COPY, 9)),
    "pictures.same_signature": _usual("who comes along signs everywhere", _partner_signs),
    "pictures.same_thumbprint": _accident("one print in two papers of one", _own_again(PictureFamily.THUMBPRINT, 6)),
}
"""By the control that has to pass over it. Those of officers and months are in `measuring`: of whole offices."""
