"""An honest office: payments in rounds of villages, with the noise of `noise.NOISE`."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from kmcase.domain.likeness import PictureFamily
from kmcase.domain.reconciliation import LineState
from kmcase.rules.controls import OtherPayment, PaymentFact, PersonFact
from kmcase.rules.controls.facts import AccountFact, AnswerFact, DifferenceFact, RecheckFact, RequestFact
from kmcase.rules.duties import Relative
from tests.audited_ledgers.ledger import FIRST_DAY, TRANSFER, Ledger, at_two, bank_line
from tests.labelled_persons.names import Names

ROUND = 28
"""Payees of a round."""
DAYS = 150
_TIMES = 3
_MEMBERS_OF_STAFF_RELATIVES = 4
DIFFERENCE = DifferenceFact(question="a", surveyed="1", found="2", reason="r")


class Office:
    """Makes a ledger: `count` payments, a share `asked` of the payees asked and looked at again afterwards."""

    def __init__(self, count: int, seed: int, asked: float, noise: float) -> None:
        self.ledger = Ledger(random.Random(seed), asked, noise)
        self._count = count
        self._names = Names(random.Random(seed))
        rounds = -(-count // ROUND)
        self._payers = [f"payer{n}" for n in range(max(2, rounds // DAYS + 2))]
        self._officers = [f"officer{n}" for n in range(max(4, count // 600))]
        self.ledger.staff = {who: self._full_name() for who in (*self._payers, *self._officers)}
        for who in self._officers:
            self.ledger.relatives.extend(self._relative(who) for _ in range(_MEMBERS_OF_STAFF_RELATIVES))

    def _full_name(self) -> str:
        return f"{self._names.given(1, 1970)} {self._names.family()}"

    def _relative(self, who: str) -> Relative:
        known = self.ledger.happens("declared_id")
        number = f"5{self.ledger.rand.randrange(10**12):012}" if known else None
        return Relative(
            name=f"นาง{self._full_name()}", national_id=number, staff_id=who, staff_name=self.ledger.staff[who]
        )

    def made(self) -> Ledger:
        """The ledger."""
        for number in range(0, self._count, ROUND):
            self._round(number // ROUND, range(number, min(number + ROUND, self._count)))
        return self.ledger

    def _round(self, round_no: int, places: range) -> None:
        ledger, rand = self.ledger, self.ledger.rand
        ledger.rounds.append(places)
        day = FIRST_DAY + timedelta(days=round_no * 11 % DAYS)
        village = (f"41{round_no // 14 // 90 + 1:02}{round_no // 14 % 90 + 1:02}", round_no % 14 + 1)
        ledger.houses[village] = rand.randint(60, 180)
        payer = self._payers[(round_no // DAYS + round_no % DAYS) % len(self._payers)]
        member = rand.choice([who for who in self._payers if who != payer])
        recorder = rand.choice(self._officers) if ledger.happens("colleague_recorded") else payer
        surnames = [self._names.family() for _ in range(8)]
        for at in places:
            officer = rand.choice(self._officers)
            start = at_two(day) + timedelta(minutes=4 * (at - places[0]) + rand.random() * 2)
            self._pay(at, start, village, (payer, recorder, member, officer), surnames)

    def _pay(
        self, at: int, start: datetime, village: tuple[str, int], who: tuple[str, str, str, str], names: list[str]
    ) -> None:
        ledger, rand = self.ledger, self.ledger.rand
        payer, recorder, member, officer = who
        person = self._payee(at, village, names)
        late = rand.randint(15, 30) if ledger.happens("late_entry") else rand.choice((0,) * 30 + (1, 2, 5))
        lifted = frozenset({"limits.over_amount"}) if ledger.happens("over_amount_lifted") else frozenset[str]()
        amount = rand.choice((200_000, 250_000, 300_000, 300_000, 300_000))
        ledger.payments.append(
            PaymentFact(
                voucher_id=f"v{at}",
                number=f"{at:06}/2567",
                run_id=f"run{at // ROUND}",
                batch_id=f"batch{at // ROUND}",
                request_id=f"r{at}",
                person_id=person.person_id,
                payee_name=person.name,
                national_id=person.national_id,
                family_id=person.family_id,
                subdistrict_code=person.subdistrict_code,
                fiscal_year=2567,
                half=2,
                amount=rand.randint(285, 299) * 1_000 if ledger.happens("odd_amount") else amount,
                officer=officer,
                issued_at=start - timedelta(days=2),
                decided_on=start.date() - timedelta(days=4),
                paid_on=start.date(),
                payer=payer,
                recorded_by=recorder,
                committee=(member,),
                place=f"hall {village}",
                device_time=start,
                entered_at=start + timedelta(days=late),
                late_days=late,
                can_write=not ledger.happens("wrote_after_all"),
                **(self._transfer(at, person) if ledger.happens("by_transfer") else self._cash(start, village)),
            )
        )
        if ledger.payments[at].method == "transfer":
            self._at_the_bank(at)
        self._beside(at, start, officer, lifted)
        if rand.random() < ledger.asked:
            self._afterwards(at)

    def _payee(self, at: int, village: tuple[str, int], names: list[str]) -> PersonFact:
        """A new payee, or one of before; seldom of the household of the one before."""
        ledger, rand = self.ledger, self.ledger.rand
        if at > ROUND and ledger.happens("repeat_payee"):
            known = ledger.payments[rand.randrange(max(0, at - 400), at)].person_id
            if self._may_again(ledger.persons[known]):
                return self._counted(ledger.persons[known])
        found = self._person(at, village, names)
        before = ledger.payments[at - 1].person_id if at % ROUND else ""
        head = ledger.persons[before] if before else found
        if before and head.moo == village[1] and ledger.happens("same_household") and self._may_again(head):
            family = found.family_id if ledger.happens("other_family") else head.family_id
            found = replace(found, household_id=head.household_id, house_no=head.house_no, family_id=family)
        elif before and ledger.happens("same_house_no"):
            found = replace(found, house_no=ledger.persons[before].house_no)
        ledger.persons[found.person_id] = found
        return self._counted(found)

    def _may_again(self, person: PersonFact) -> bool:
        """Three times a year for a person; beyond that for a household where somebody wrote a reason down."""
        ledger = self.ledger
        full = ledger.times[person.household_id or ""] >= _TIMES and not ledger.happens("household_reason")
        return ledger.times[person.person_id] < _TIMES and not full

    def _counted(self, person: PersonFact) -> PersonFact:
        house = f"{person.subdistrict_code}/{person.moo}/{person.house_no}"
        self.ledger.times.update((person.person_id, person.household_id or "", house))
        return person

    def _person(self, at: int, village: tuple[str, int], names: list[str]) -> PersonFact:
        ledger, rand, (code, moo) = self.ledger, self.ledger.rand, village
        owner = at - 1 if ledger.happens("neighbours_phone") else at
        born, sex = rand.randint(1940, 2003), rand.randint(1, 2)
        title = "นาย" if sex == 1 else rand.choice(("นาง", "นางสาว", "น.ส."))
        income = rand.randint(0, 700_000)
        return PersonFact(
            person_id=f"p{at}",
            name=f"{title}{self._names.given(sex, born)} {rand.choice(names)}",
            national_id=None if ledger.happens("without_id") else f"3{at:012}",
            birth_year=born,
            phone=f"07{code}{moo:02}" if ledger.happens("heads_phone") else f"08{owner:08d}",
            house_no=str(at % ROUND + 1),
            moo=moo,
            subdistrict_code=code,
            family_id=f"fam{at}",
            household_id=f"h{at}",
            income=income * 10 if ledger.happens("income_typed_wrong") else income,
        )

    def _cash(self, start: datetime, village: tuple[str, int]) -> dict[str, Any]:
        ledger, rand = self.ledger, self.ledger.rand
        days = rand.choice((-30, 30)) if ledger.happens("camera_set_wrong") else 0
        paper = ledger.happens("signed_on_paper")
        proxy = ledger.happens("received_by_other")
        volunteer = proxy and ledger.happens("volunteer_received")
        name = f"อสม. {village}" if volunteer else f"{self._names.given(2, 1980)} ญาติ{rand.randrange(10**6)}"
        return {
            "photo_at": start + timedelta(minutes=rand.randint(-9, 9), days=days),
            "has_photo": True,
            "mark": "paper" if paper else "signature",
            "scans": self._scans(start) if paper or ledger.happens("scanned_again_late") else (),
            "proxy_name": name if proxy else "",
        }

    def _scans(self, start: datetime) -> tuple[datetime, ...]:
        """Scanned the day after; seldom not at all, seldom again because the first was blurred."""
        if self.ledger.happens("paper_left_in_a_drawer"):
            return ()
        first = start + timedelta(days=1)
        return (first, first + timedelta(days=20)) if self.ledger.happens("scanned_again_late") else (first,)

    def _transfer(self, at: int, person: PersonFact) -> dict[str, Any]:
        own = f"7{person.person_id[1:]:0>9}"
        if self.ledger.times[person.person_id] > 1 and self.ledger.happens("new_account"):
            own = f"6{at:09}"
        if self.ledger.happens("relatives_account"):
            own = f"7{max(at - 5, 0):09}"
        return {**TRANSFER, "account": own}

    def _at_the_bank(self, at: int) -> None:
        ledger, payment = self.ledger, self.ledger.payments[at]
        ledger.accounts[payment.voucher_id] = AccountFact(
            voucher_id=payment.voucher_id,
            person_id=payment.person_id,
            account=payment.account,
            given_at=payment.issued_at or at_two(FIRST_DAY),
            given_by=payment.payer,
        )
        line = bank_line(payment, at)
        if ledger.happens("maiden_name"):
            line = replace(line, name=f"{payment.payee_name.split()[0]} {self._names.family()}")
        if ledger.happens("bank_cuts_name"):
            line = replace(line, name=line.name[:20])
        if ledger.happens("long_weekend"):
            line = replace(line, paid_on=payment.paid_on + timedelta(days=4))
        ledger.lines[at] = line
        if ledger.happens("line_without_voucher"):
            stranger = replace(line, row=10_000_000 + at, state=LineState.NO_VOUCHER, voucher_id="")
            ledger.lines[stranger.row] = replace(stranger, name=f"นาย{self._full_name()}")

    def _beside(self, at: int, start: datetime, officer: str, lifted: frozenset[str]) -> None:
        """The request and its visit, other help, and pictures that are alike by chance."""
        ledger, rand, payment = self.ledger, self.ledger.rand, self.ledger.payments[at]
        visited = start - timedelta(days=20)
        old = 40 if ledger.happens("old_visit_photo") else rand.choice((0,) * 20 + (1, 2))
        without = ledger.happens("visit_without_photo")
        differences = 2 if ledger.happens("several_differences") else int(ledger.happens("one_difference"))
        ledger.requests[payment.request_id] = RequestFact(
            request_id=payment.request_id,
            person_id=payment.person_id,
            officer=officer,
            decided_on=start.date() - timedelta(days=4),
            income=rand.randint(0, 700_000),
            lifted=lifted,
            visited_on=visited.date(),
            visit_officer=officer,
            photos=0 if without else 5,
            photos_at=() if without else (visited - timedelta(days=old),),
            differences=(DIFFERENCE,) * differences,
        )
        if ledger.happens("helped_elsewhere"):
            ledger.other_payments.append(helped(payment, payment.fiscal_year))
        before = ledger.person(at - 1).household_id if at else None
        if before == ledger.person(at).household_id and ledger.happens("same_background"):
            ledger.look_alike([at - 1, at], PictureFamily.PHOTO, rand.randint(30, 40))
            ledger.touched.clear()

    def _afterwards(self, at: int) -> None:
        ledger, rand, payment = self.ledger, self.ledger.rand, self.ledger.payments[at]
        days = rand.choice((-12, 12)) if ledger.happens("forgets_day") else rand.choice((0,) * 20 + (-1, 1, 3))
        less = 50_000 if ledger.happens("forgets_amount") else 0
        on: date = payment.paid_on + timedelta(days=20)
        ledger.answers[payment.voucher_id] = AnswerFact(
            follow_up_id=f"f{at}",
            voucher_id=payment.voucher_id,
            asked_on=on,
            asked_by="officer0",
            amount_said=payment.amount - less,
            received_on_said=payment.paid_on + timedelta(days=days),
            put_together=ledger.happens("put_in_savings"),
        )
        ledger.rechecks[payment.voucher_id] = RecheckFact(
            recheck_id=f"k{at}",
            voucher_id=payment.voucher_id,
            on=on,
            by="officer0",
            differing=("household",) if ledger.happens("changed_since") else (),
            recognition="unsure" if payment.mark and ledger.happens("unsure_of_mark") else "own",
        )


def honest(count: int, seed: int, asked: float = 1.0, noise: float = 1.0) -> Ledger:
    """So many payments of an honest office in one half; `noise` is a factor on all rates."""
    return Office(count, seed, asked, noise).made()


def helped(payment: PaymentFact, year: int) -> OtherPayment:
    """Another unit helped a payee in a fiscal year."""
    return OtherPayment(
        payment_id=f"o{payment.voucher_id}",
        person_id=payment.person_id,
        unit="อบต.",
        programme="ไฟไหม้",
        paid_on=payment.paid_on,
        amount=100_000,
        fiscal_year=year,
    )
