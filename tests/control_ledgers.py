"""Ledgers of honest offices with the noise that honest work has, and misconduct injected into them by kind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from kmcase.rules.controls import AuditFacts, PaymentFact, PersonFact
from kmcase.rules.controls.facts import AnswerFact, DifferenceFact, RequestFact

FIRST_DAY = date(2024, 4, 20)
TODAY = date(2024, 9, 30)
_CODES = ("410113", "410101", "410102", "410103", "410104")
_ROUND = 28
"""Payees of a round."""
_FORGETS = 0.006
"""A share of honest payees who name another amount, or another day (measured precision .90: duplicates-notes.md §4)."""
DIFFERENCE = DifferenceFact(question="a", surveyed="1", found="2", reason="r")


@dataclass(frozen=True, slots=True)
class Case:
    """One injected piece of misconduct: what ought to find it, and the vouchers that it is about."""

    control: str
    vouchers: frozenset[str]


@dataclass(slots=True)
class Ledger:
    """Facts in the making."""

    rand: random.Random
    payments: list[PaymentFact] = field(default_factory=list)
    persons: dict[str, PersonFact] = field(default_factory=dict)
    answers: dict[str, AnswerFact] = field(default_factory=dict)
    requests: dict[str, RequestFact] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    staff: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def facts(self) -> AuditFacts:
        """What the controls look at."""
        return AuditFacts(
            today=TODAY,
            payments=tuple(self.payments),
            persons=self.persons,
            staff=self.staff,
            answers=tuple(self.answers.values()),
            requests=tuple(self.requests.values()),
            village_households={},
        )

    def change(self, at: int, /, **values: object) -> None:
        """Another value of a payment."""
        self.payments[at] = replace(self.payments[at], **values)  # type: ignore[arg-type]


def honest(count: int, seed: int, asked: float = 0.3) -> Ledger:
    """So many payments in rounds of some 28 in villages, a share `asked` of the payees asked afterwards."""
    ledger = Ledger(random.Random(seed))
    rand = ledger.rand
    payers = [f"payer{n}" for n in range(max(2, count // 2_000))]
    officers = [f"officer{n}" for n in range(max(4, count // 600))]
    ledger.staff = {name: f"staff {name}" for name in (*payers, *officers)}
    for number in range(0, count, _ROUND):
        round_no = number // _ROUND
        day = FIRST_DAY + timedelta(days=round_no * 11 % 150)
        village = (_CODES[round_no % 5], round_no // 5 % 14 + 1)
        for place in range(min(_ROUND, count - number)):
            company = (payers[round_no % len(payers)], rand.choice(payers), rand.choice(officers))
            _pay(ledger, number + place, place, day, village, company, asked)
    return ledger


def _pay(
    ledger: Ledger,
    number: int,
    place: int,
    day: date,
    village: tuple[str, int],
    company: tuple[str, str, str],
    asked: float,
) -> None:
    """One payment, with payer, committee and officer as `company`."""
    payer, member, officer = company
    round_no = number // _ROUND
    rand, code, moo = ledger.rand, *village
    known = number > 500 and rand.random() < 0.12
    person_id = f"p{rand.randrange(number - 400, number)}" if known else f"p{number}"
    if person_id not in ledger.persons or ledger.times[person_id] >= 2:
        person_id = f"p{number}"
        ledger.persons[person_id] = _person(rand, number, code, moo)
    ledger.times[person_id] += 1
    at = datetime.combine(day, time(2), UTC) + timedelta(minutes=4 * place + rand.random() * 2)
    late = rand.randint(15, 30) if _seldom(rand) else rand.choice((0,) * 30 + (1, 2, 5))
    camera = timedelta(minutes=rand.randint(-9, 9), days=rand.choice((-30, 30)) if _seldom(rand) else 0)
    amount = rand.choice((200_000, 250_000, 300_000, 300_000, 300_000))
    ledger.payments.append(
        PaymentFact(
            voucher_id=f"v{number}",
            number=f"{number:06}/2567",
            run_id=f"run{round_no}",
            batch_id=f"batch{round_no}",
            request_id=f"r{number}",
            person_id=person_id,
            payee_name=ledger.persons[person_id].name,
            subdistrict_code=code,
            fiscal_year=2567,
            half=2,
            amount=amount,
            officer=officer,
            issued_at=at - timedelta(days=2),
            decided_on=day - timedelta(days=4),
            paid_on=day,
            payer=payer,
            recorded_by=payer,
            committee=(member,),
            place=f"hall {code}/{moo}",
            device_time=at,
            entered_at=at + timedelta(days=late),
            late_days=late,
            photo_at=at + camera,
            has_photo=True,
            mark="signature" if rand.random() < 0.8 else "paper",
            scans=_scans(rand, at),
            proxy_name=_proxy(rand, village) if rand.random() < 0.03 else "",
            can_write=not _seldom(rand),
        )
    )
    if rand.random() < asked:
        days = rand.choice((-12, 12)) if rand.random() < _FORGETS else rand.choice((0,) * 20 + (-1, 1, 3))
        ledger.answers[f"v{number}"] = AnswerFact(
            follow_up_id=f"f{number}",
            voucher_id=f"v{number}",
            asked_on=day + timedelta(days=20),
            asked_by="officer0",
            amount_said=amount - 50_000 if rand.random() < _FORGETS else amount,
            received_on_said=day + timedelta(days=days),
        )
    ledger.requests[f"r{number}"] = RequestFact(
        request_id=f"r{number}",
        person_id=person_id,
        officer=officer,
        decided_on=day - timedelta(days=4),
        income=rand.randint(0, 700_000),
        lifted=frozenset({"limits.over_amount"}) if rand.random() < 0.02 else frozenset(),
        visited_on=day - timedelta(days=20),
        visit_officer=officer,
        photos=5,
        photos_at=(at - timedelta(days=20 + (40 if _seldom(rand) else rand.choice((0,) * 20 + (1, 2)))),),
        differences=(DIFFERENCE,) * (2 if _seldom(rand) else int(rand.random() < 0.1)),
    )


def _seldom(rand: random.Random) -> bool:
    """What happens to honest work once in five hundred times: a camera set wrong, a paper left in a drawer."""
    return rand.random() < 0.002


def _scans(rand: random.Random, at: datetime) -> tuple[datetime, ...]:
    """Scanned the day after; seldom not at all, seldom again because the first was blurred."""
    if _seldom(rand):
        return ()
    first = at + timedelta(days=1)
    return (first, first + timedelta(days=20)) if _seldom(rand) else (first,)


def _proxy(rand: random.Random, village: tuple[str, int]) -> str:
    """A relative; of one in six the village's health volunteer, who receives for several."""
    return f"volunteer {village}" if rand.random() < 1 / 6 else f"relative {rand.randrange(10**9)}"


def _person(rand: random.Random, number: int, code: str, moo: int) -> PersonFact:
    # One household in fifty uses the telephone of a neighbour, one in two hundred that of the village head.
    owner = number - 1 if rand.random() < 0.02 else number
    phone = f"07{code}{moo:02}" if rand.random() < 0.005 else f"08{owner:08d}"
    return PersonFact(
        person_id=f"p{number}",
        name=f"name {number}",
        birth_year=1940 + number % 60,
        phone=phone,
        house_no=f"{number}",
        moo=moo,
        subdistrict_code=code,
        household_id=f"h{number}",
        income=rand.randint(0, 700_000),
    )


Injection = Callable[[Ledger, range], None]


def inject(ledger: Ledger, kinds: dict[str, Injection], each: int) -> None:
    """Each kind of misconduct so many times, in rounds of its own."""
    rounds = [range(start, start + _ROUND) for start in range(0, len(ledger.payments) - _ROUND, _ROUND)]
    free = iter(ledger.rand.sample(rounds, min(len(rounds), each * len(kinds))))
    for control, act in kinds.items():
        for where in _some(free, each):
            before = {place: ledger.payments[place] for place in where}
            act(ledger, where)
            now = ledger.payments
            touched = (now[place].voucher_id for place, then in before.items() if now[place] is not then)
            ledger.cases.append(Case(control, frozenset(touched)))


def _some(free: Iterator[range], count: int) -> Iterator[range]:
    for _ in range(count):
        found = next(free, None)
        if found is not None:
            yield found


def _say(ledger: Ledger, place: int, **values: object) -> None:
    voucher_id = ledger.payments[place].voucher_id
    said = ledger.answers.get(voucher_id) or AnswerFact(
        follow_up_id=f"i{place}", voucher_id=voucher_id, asked_on=TODAY, asked_by="officer0", amount_said=None
    )
    ledger.answers[voucher_id] = replace(said, **values)  # type: ignore[arg-type]


def _account(ledger: Ledger, where: range) -> None:
    for place in where[:4]:
        ledger.change(place, account=f"99{where[0]:08d}", method="transfer", mark="")


def _phone(ledger: Ledger, where: range) -> None:
    for place in where[:5]:
        person_id = ledger.payments[place].person_id
        ledger.persons[person_id] = replace(ledger.persons[person_id], phone=f"09{where[0]:08d}")
        ledger.change(place, place=ledger.payments[place].place)


def _receiver(ledger: Ledger, where: range) -> None:
    for place in where[:4]:
        ledger.change(place, proxy_name=f"collector {where[0]}")


def _pooled(ledger: Ledger, where: range) -> None:
    for place in where[:6]:
        ledger.change(place, amount=300_000)
        _say(ledger, place, put_together=True, amount_said=300_000)


def _gave_away(ledger: Ledger, where: range) -> None:
    _say(ledger, where[0], given_to="the head")
    ledger.change(where[0], place=ledger.payments[where[0]].place)


def _skimmed(ledger: Ledger, where: range) -> None:
    for place in where[:3]:
        payment = ledger.payments[place]
        _say(ledger, place, amount_said=payment.amount // 2)
        ledger.change(place, place=payment.place)


def _repeated(ledger: Ledger, where: range) -> None:
    for place in where[:4]:
        ledger.change(place, person_id=ledger.payments[where[0]].person_id)


def _one_house(ledger: Ledger, where: range) -> None:
    first = ledger.persons[ledger.payments[where[0]].person_id]
    for place in where[:5]:
        person_id = ledger.payments[place].person_id
        moved = replace(ledger.persons[person_id], house_no=first.house_no, moo=first.moo)
        ledger.persons[person_id] = replace(moved, subdistrict_code=first.subdistrict_code)
        ledger.change(place, place=ledger.payments[place].place)


def _twice_registered(ledger: Ledger, where: range) -> None:
    one, other = (ledger.payments[place].person_id for place in where[:2])
    twin = replace(ledger.persons[other], name=ledger.persons[one].name, birth_year=ledger.persons[one].birth_year)
    ledger.persons[other] = twin
    for place in where[:2]:
        ledger.change(place, payee_name=twin.name)


def _entered_later(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    ledger.change(where[0], late_days=40, entered_at=(payment.device_time or datetime.now(UTC)) + timedelta(days=40))


def _photographed_later(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    ledger.change(where[0], photo_at=(payment.device_time or datetime.now(UTC)) + timedelta(days=21))


def _paid_later(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    _say(ledger, where[0], received_on_said=payment.paid_on + timedelta(days=30), amount_said=payment.amount)
    ledger.change(where[0], place=payment.place)


def _forged_in_a_row(ledger: Ledger, where: range) -> None:
    start = ledger.payments[where[0]].entered_at or datetime.now(UTC)
    for place in where[:25]:
        ledger.change(
            place, entered_at=start + timedelta(seconds=9 * (place - where[0])), mark="signature", late_days=0
        )


def _old_pictures(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    request = ledger.requests[payment.request_id]
    old = tuple(at - timedelta(days=90) for at in request.photos_at)
    ledger.requests[payment.request_id] = replace(request, photos_at=old)
    ledger.change(where[0], place=payment.place)


def _contradicted(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    two = tuple(DifferenceFact(question=name, surveyed="1", found="2", reason="r") for name in "abc")
    ledger.requests[payment.request_id] = replace(ledger.requests[payment.request_id], differences=two)
    ledger.change(where[0], place=payment.place)


def _too_rich(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    ledger.persons[payment.person_id] = replace(ledger.persons[payment.person_id], income=2_500_000)
    ledger.change(where[0], place=payment.place)


def _blank_form(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    ledger.change(where[0], photo_at=(payment.issued_at or datetime.now(UTC)) - timedelta(hours=5))


def _cannot_write(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], can_write=False, mark="signature", proxy_name="")


def _elsewhere(ledger: Ledger, where: range) -> None:
    for place in where[:6]:
        ledger.change(place, recorded_by="officer1", mark="signature")


def _signed_again(ledger: Ledger, where: range) -> None:
    payment = ledger.payments[where[0]]
    ledger.change(where[0], scans=(*payment.scans, payment.scans[0] + timedelta(days=60)))


def _no_paper(ledger: Ledger, where: range) -> None:
    ledger.change(where[0], scans=(), mark="paper", paid_on=TODAY - timedelta(days=60))


KINDS: dict[str, Injection] = {
    "f1.same_account": _account,
    "f1.same_phone": _phone,
    "f1.same_receiver": _receiver,
    "f1.pooled_round": _pooled,
    "f1.put_together": _gave_away,
    "f2.short_round": _skimmed,
    "f3.person_limit": _repeated,
    "f3.place_limit": _one_house,
    "f3.same_name": _twice_registered,
    "f4.late_entry": _entered_later,
    "f4.evidence_day": _photographed_later,
    "f4.said_day": _paid_later,
    "f4.rushed": _forged_in_a_row,
    "f4.old_photo": _old_pictures,
    "f5.contradiction": _contradicted,
    "f5.income": _too_rich,
    "f6.said_less": _skimmed,
    "p.before_number": _blank_form,
    "p.cannot_write": _cannot_write,
    "p.other_login": _elsewhere,
    "p.signed_again": _signed_again,
    "p.no_mark": _no_paper,
}
"""Misconduct that leaves its mark on single payments or rounds, by the control that is there for it."""
