"""What each control finds of injected misconduct, what it passes over, and what else it says."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kmcase.domain.controls import Observation
from kmcase.rules.controls import CATALOGUE, by_code, observe
from kmcase.rules.regulations import Regulations, shipped_regulations
from tests.audited_ledgers.honest import honest
from tests.audited_ledgers.ledger import Ledger, at_two
from tests.audited_ledgers.misconduct import MISCONDUCT, Injection
from tests.audited_ledgers.misconduct_of_others import OF_OFFICERS, OTHER_MISCONDUCT
from tests.audited_ledgers.near_misses import NEAR_MISSES
from tests.audited_ledgers.noise import OFFICERS, STUDIED

KINDS: Mapping[str, Injection] = {**MISCONDUCT, **OTHER_MISCONDUCT}
MONTH = "p.month"

EXACT = frozenset(
    {
        "f2.batch_differs", "f5.no_photo", "f5.relative", "f5.relative_received", "f5.relative_witnessed",
        "f5.near_relative", "f5.staff_paid", "banks.line_differs", "banks.paid_twice", "p.cannot_write",
        "p.other_programme", "f3.person_limit", "f3.family_limit", "f3.household_limit", "f3.place_limit",
        "pictures.same_photo", "pictures.similar_photo", "pictures.same_id_copy", "pictures.same_signature",
        "pictures.same_thumbprint",
    }
)  # fmt: skip
"""Controls whose definition is what is injected: recall tells that they work, and nothing of how well they tell."""

RIGHTLY_SEEN: Mapping[str, frozenset[str]] = {
    "f1.pooled_round": frozenset({"f1.put_together"}),
    "f1.same_receiver": frozenset({"f1.pooled_round"}),
    "f2.short_round": frozenset({"f6.said_less"}),
    "f3.household_limit": frozenset({"f3.place_limit"}),
    "f4.evidence_day": frozenset({"p.before_number"}),
    "p.village": frozenset({"f3.place_limit"}),
    "p.before_number": frozenset({"f4.evidence_day"}),
    "f6.said_less": frozenset({"f2.short_round"}),
}
"""Other controls that see a kind of misconduct as rightly as the one that is there for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a control did: cases injected and found, near misses and which of them it fired on, alerts and right ones.

    `payments` are those of the ledger, `concerned` those that its cases are about.
    """

    control: str
    injected: int
    found: int
    near: int
    fired: int
    alerts: int
    right: int
    payments: int
    concerned: int

    @property
    def recall(self) -> float:
        """Found of injected."""
        return self.found / self.injected if self.injected else 0.0

    @property
    def precision(self) -> float:
        """Right of all alerts, as often as misconduct was injected."""
        return self.right / self.alerts if self.alerts else 0.0

    @property
    def precision_as_studied(self) -> float:
        """Precision where this misconduct is in one payment of a hundred, as in the study (`noise.STUDIED`)."""
        right = self.right * STUDIED.share * self.payments / self.concerned if self.concerned else 0.0
        return right / (right + self.alerts - self.right) if right else 0.0

    @property
    def weak(self) -> bool:
        """Whether precision or recall is under nine of ten."""
        return min(self.recall, self.precision_as_studied) < 0.9


def injected(payments: int, each: int, seed: int = 3) -> Ledger:
    """A ledger with near misses at their rates, and so many cases of each kind in rounds of their own."""
    ledger = honest(payments, seed)
    free = [where for where in _with_near_misses(ledger) if len(where) == len(ledger.rounds[0])]
    ledger.rand.shuffle(free)
    for number, (control, act) in enumerate(KINDS.items()):
        for where in free[number * each : (number + 1) * each]:
            act(ledger, where)
            ledger.cases.append(ledger.marked(control, RIGHTLY_SEEN.get(control, frozenset())))
    _officers(ledger)
    return ledger


def _with_near_misses(ledger: Ledger) -> Iterator[range]:
    """Near misses as often as they are; the rounds without one."""
    codes = list(NEAR_MISSES)
    shares = [miss.rate.share * ledger.noise for miss in NEAR_MISSES.values()]
    for where in ledger.rounds:
        [code] = ledger.rand.choices(["", *codes], [1 - sum(shares), *shares])
        if not code or len(where) < len(ledger.rounds[0]):
            yield where
            continue
        NEAR_MISSES[code].act(ledger, where)
        ledger.misses.append(ledger.marked(code))


def _officers(ledger: Ledger) -> None:
    """A share of the officers does it in some of the own payments; as many others a little more often than most."""
    by_officer = defaultdict(list)
    for at, payment in enumerate(ledger.payments):
        by_officer[payment.officer].append(at)
    names = sorted(by_officer)
    ledger.rand.shuffle(names)
    count = max(1, round(OFFICERS.share * len(names)))
    for turn, (control, (act, (least, most))) in enumerate(OF_OFFICERS.items()):
        for place in range(2 * count):
            own = by_officer[names[(2 * count * turn + place) % len(names)]]
            share = ledger.rand.uniform(least, most) if place < count else 0.005
            for at in own:
                if ledger.rand.random() < share:
                    act(ledger, at)
            (ledger.cases if place < count else ledger.misses).append(ledger.marked(control))


def scores(ledger: Ledger, found: Iterable[Observation]) -> dict[str, Score]:
    """Each control of the catalogue but `MONTH` on an injected ledger."""
    alerts: dict[str, list[Observation]] = defaultdict(list)
    for one in found:
        alerts[one.control].append(one)
    told = (_score(ledger, control.code, alerts[control.code]) for control in CATALOGUE if control.code != MONTH)
    return {score.control: score for score in told}


def _score(ledger: Ledger, code: str, alerts: list[Observation]) -> Score:
    cases = [case for case in ledger.cases if case.control == code]
    misses = [miss for miss in ledger.misses if miss.control == code]
    rightly = frozenset[str]().union(*(case.vouchers for case in ledger.cases if code in {case.control, *case.also}))
    seen = frozenset[str]().union(*(alert.vouchers for alert in alerts))
    return Score(
        control=code,
        injected=len(cases),
        found=sum(bool(case.vouchers & seen) for case in cases),
        near=len(misses),
        fired=sum(bool(miss.vouchers & seen) for miss in misses),
        alerts=len(alerts),
        right=sum(bool(rightly.intersection(alert.vouchers)) for alert in alerts),
        payments=len(ledger.payments),
        concerned=len(frozenset[str]().union(*(case.vouchers for case in cases))),
    )


def months(each: int, numbers: Regulations | None = None) -> Score:
    """`MONTH` on whole offices: such with 95 of 100 payments of the year in one or two months, and seasonal ones."""
    rand, alerts, found, fired, concerned = random.Random(5), 0, 0, 0, 0
    for number in range(each):
        crowded = honest(rand.randint(150, 1_500), seed=900 + number)
        _into(crowded, rand.randint(1, 2), 0.95, rand)
        concerned += len(crowded.payments)
        seasonal = honest(rand.randint(100, 170), seed=2_000 + number)
        _into(seasonal, 2, 1.0, rand)
        bad, good = (_of_month(office, numbers or shipped_regulations()) for office in (crowded, seasonal))
        alerts, found, fired = alerts + bad + good, found + bool(bad), fired + bool(good)
    return Score(
        control=MONTH, injected=each, found=found, near=each, fired=fired, alerts=alerts, right=alerts - fired,
        payments=concerned, concerned=concerned,
    )  # fmt: skip


def _of_month(office: Ledger, numbers: Regulations) -> int:
    return len(observe(office.facts(), numbers, (by_code(MONTH),)))


def _into(office: Ledger, count: int, share: float, rand: random.Random) -> None:
    """So large a share of an office's payments falls into so many months."""
    for at, payment in enumerate(office.payments):
        if rand.random() < share:
            day = date(2024, 7 + at % count, 1 + at % 28)
            office.payments[at] = replace(payment, paid_on=day, entered_at=at_two(day) + timedelta(minutes=at % 300))
