"""Facts in the making, and what was done to them."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from kmcase.domain.likeness import FAMILIES, Alike, PictureFamily, PictureUse, Signer
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import AuditFacts, OtherPayment, PaymentFact, PersonFact
from kmcase.rules.controls.facts import AccountFact, AnswerFact, BankLineFact, BatchFact, RecheckFact, RequestFact
from kmcase.rules.duties import Relative
from tests.audited_ledgers.noise import CANDOUR, NOISE

FIRST_DAY = date(2024, 4, 20)
TODAY = date(2024, 9, 30)
_KIND_OF = {family: kind for kind, family in reversed(FAMILIES.items())}


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of misconduct or one near miss: the control that it is there for, what it is about.

    `subjects` are the ids of records where no payment is concerned; `also` are controls that rightly see it too.
    """

    control: str
    vouchers: frozenset[str]
    subjects: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


@dataclass(slots=True)
class Ledger:
    """Facts in the making; `asked` is the share of payees who are asked afterwards, `noise` a factor on all rates."""

    rand: random.Random
    asked: float = 1.0
    noise: float = 1.0
    payments: list[PaymentFact] = field(default_factory=list)
    openings: list[PaymentFact] = field(default_factory=list)
    persons: dict[str, PersonFact] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    answers: dict[str, AnswerFact] = field(default_factory=dict)
    rechecks: dict[str, RecheckFact] = field(default_factory=dict)
    requests: dict[str, RequestFact] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)
    relatives: list[Relative] = field(default_factory=list)
    other_payments: list[OtherPayment] = field(default_factory=list)
    accounts: dict[str, AccountFact] = field(default_factory=dict)
    lines: dict[int, BankLineFact] = field(default_factory=dict)
    alike: list[Alike] = field(default_factory=list)
    houses: dict[tuple[str, int], int] = field(default_factory=dict)
    batches: dict[str, dict[str, int]] = field(default_factory=dict)
    set_back: dict[str, timedelta] = field(default_factory=dict)
    rounds: list[range] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    touched: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    cases: list[Mark] = field(default_factory=list)
    misses: list[Mark] = field(default_factory=list)

    def facts(self) -> AuditFacts:
        """What the controls look at."""
        payments = _chained(self.payments, self.set_back)
        return AuditFacts(
            today=TODAY,
            payments=payments,
            openings=tuple(self.openings),
            persons=self.persons,
            clusters=self.clusters,
            staff=self.staff,
            relatives=tuple(self.relatives),
            other_payments=tuple(self.other_payments),
            answers=tuple(self.answers.values()),
            rechecks=tuple(self.rechecks.values()),
            requests=tuple(self.requests.values()),
            batches=tuple(self._batches(payments)),
            accounts=tuple(self.accounts.values()),
            bank_lines=tuple(self.lines.values()),
            alike=tuple(self.alike),
            village_households=self.houses,
        )

    def _batches(self, payments: tuple[PaymentFact, ...]) -> list[BatchFact]:
        paid: Counter[str] = Counter()
        for one in payments:
            paid[one.batch_id] += one.amount
        return [
            BatchFact(
                batch_id=batch_id,
                number=batch_id,
                requested_on=FIRST_DAY,
                requested_by="payer0",
                requested=amount + self.batches.get(batch_id, {}).get("requested", 0),
                drawn=amount + self.batches.get(batch_id, {}).get("drawn", 0),
                returned=self.batches.get(batch_id, {}).get("returned", 0),
                settled=not self.batches.get(batch_id, {}).get("open", 0),
            )
            for batch_id, amount in paid.items()
        ]

    def happens(self, name: str) -> bool:
        """Whether something odd happens to honest work this time."""
        return self.rand.random() < NOISE[name].share * self.noise

    def change(self, at: int, /, **values: Any) -> None:
        """Other values of a payment; the bank names whom it was told, and an honest payee the amount that it was."""
        payment = self.payments[at] = replace(self.payments[at], **values)
        self.touch(at)
        if at in self.lines:
            self.lines[at] = replace(self.lines[at], name=payment.payee_name)
        if "amount" in values and payment.voucher_id in self.answers:
            said = replace(self.answers[payment.voucher_id], amount_said=payment.amount)
            self.answers[payment.voucher_id] = said

    def move(self, at: int, day: date) -> None:
        """A payment is one of another day, with all its times."""
        payment = self.payments[at]
        days = day - payment.paid_on
        times = {name: getattr(payment, name) for name in ("issued_at", "device_time", "entered_at", "photo_at")}
        self.change(at, paid_on=day, **{name: value and value + days for name, value in times.items()})
        said = self.answers.get(payment.voucher_id)
        if said is not None and said.received_on_said is not None:
            self.answers[payment.voucher_id] = replace(said, received_on_said=said.received_on_said + days)

    def alone(self, where: range, count: int) -> list[int]:
        """Payments of a round whose payees were paid once in the year, alone in the house; as many as there are."""
        found = (at for at in where if self.times[self.person(at).household_id or ""] == 1)
        return [at for at in found if self.times[self.house(at)] == 1][:count]

    def house(self, at: int) -> str:
        """The house of a payee."""
        person = self.person(at)
        return f"{person.subdistrict_code}/{person.moo}/{person.house_no}"

    def touch(self, at: int) -> None:
        """What is done in the moment is about this payment."""
        self.touched.add(self.payments[at].voucher_id)

    def person(self, at: int) -> PersonFact:
        """The payee of a payment."""
        return self.persons[self.payments[at].person_id]

    def person_changes(self, at: int, /, **values: Any) -> None:
        """Other values of a payee in the register."""
        self.persons[self.payments[at].person_id] = replace(self.person(at), **values)
        self.touch(at)

    def request_changes(self, at: int, /, **values: Any) -> None:
        """Other values of the request behind a payment."""
        request_id = self.payments[at].request_id
        self.requests[request_id] = replace(self.requests[request_id], **values)
        self.touch(at)

    def say(self, at: int, /, **values: Any) -> None:
        """The payee says something when asked; one who lost money may keep silent (`CANDOUR`)."""
        self.touch(at)
        said = self.answers.get(self.payments[at].voucher_id)
        if said is not None and self.rand.random() < CANDOUR.share:
            self.answers[said.voucher_id] = replace(said, **values)

    def see(self, at: int, /, **values: Any) -> None:
        """Something else is seen when somebody looks again; the payee may keep silent, as when asked."""
        self.touch(at)
        seen = self.rechecks.get(self.payments[at].voucher_id)
        if seen is not None and self.rand.random() < CANDOUR.share:
            self.rechecks[seen.voucher_id] = replace(seen, **values)

    def line(self, at: int, /, **values: Any) -> BankLineFact:
        """A payment is one by transfer, with a line of the bank's report."""
        self.change(at, account=self.payments[at].account or self.own_account(at), **TRANSFER)
        payment = self.payments[at]
        found = self.lines[at] = replace(bank_line(payment, at), **values)
        return found

    def own_account(self, at: int) -> str:
        """An account of the payee alone."""
        return f"7{self.payments[at].person_id[1:]:0>9}"

    def look_alike(self, places: list[int], family: PictureFamily, distance: int, **values: Any) -> None:
        """Evidence of these payments shows one content, or two that are alike."""
        uses = tuple(replace(self.use(at, family, f"c{places[0]}"), **values) for at in places)
        if distance:
            uses = (uses[0], *(replace(use, content=f"{use.content}-{family.value}") for use in uses[1:]))
        contents = tuple(dict.fromkeys(use.content for use in uses))
        self.alike.append(Alike(family=family, contents=contents, distance=distance, uses=uses))
        for at in places:
            self.touch(at)

    def use(self, at: int, family: PictureFamily, content: str) -> PictureUse:
        """Evidence of one payment."""
        payment = self.payments[at]
        return PictureUse(
            family=family,
            content=content,
            kind=_KIND_OF[family],
            noun="voucher",
            record_id=payment.voucher_id,
            person_id=payment.person_id,
            name=payment.payee_name,
            used_at=at_two(payment.paid_on),
            officer=payment.payer,
            signer=Signer.PAYEE if family is PictureFamily.SIGNATURE else Signer.NOBODY,
        )

    def marked(self, control: str, also: frozenset[str] = frozenset()) -> Mark:
        """What was done since the last mark."""
        found = Mark(control, frozenset(self.touched), frozenset(self.about), also)
        self.touched, self.about = set(), set()
        return found


TRANSFER: dict[str, Any] = {
    "method": "transfer",
    "mark": "",
    "has_photo": False,
    "photo_at": None,
    "scans": (),
    "proxy_name": "",
    "proxy_national_id": None,
}
"""What a transfer has none of."""


def bank_line(payment: PaymentFact, row: int) -> BankLineFact:
    """The bank's word that agrees with a payment."""
    return BankLineFact(
        report_id="report",
        report_name="ktb.xlsx",
        row=row,
        batch_number=payment.batch_id,
        state=LineState.MATCHED,
        voucher_id=payment.voucher_id,
        voucher_number=payment.number,
        voucher_amount=payment.baht,
        name=payment.payee_name,
        account=payment.account,
        amount=payment.baht,
        paid_on=payment.paid_on,
        taken_on=payment.paid_on,
        taken_by=payment.payer,
    )


def at_two(day: date) -> datetime:
    """Nine in the morning in Thailand."""
    return datetime.combine(day, time(2), UTC)


def _chained(payments: list[PaymentFact], set_back: dict[str, timedelta]) -> tuple[PaymentFact, ...]:
    """Payments with their places in the office's chain, as they were entered; some under a clock that was set back."""
    order = sorted(range(len(payments)), key=lambda at: (payments[at].entered_at or at_two(FIRST_DAY), at))
    place = {at: n for n, at in enumerate(order, 1)}
    return tuple(
        replace(
            one,
            entry=f"office:{place[at]}",
            entered_at=(one.entered_at or at_two(FIRST_DAY)) - set_back.get(one.voucher_id, timedelta()),
        )
        for at, one in enumerate(payments)
    )
