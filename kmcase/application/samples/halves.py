"""A half as one reading holds it: who was paid and asked, its draws, and what the answers amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kmcase.application.access import Silent
from kmcase.application.ports.reading import Reading
from kmcase.application.read.followups import AskItem
from kmcase.application.read.samples import AskState, DrawItem, HalfVerification, SampleFigures, SampleLine
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.controls import Observation, ObservationState, state_of
from kmcase.domain.followups import FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.samples import Drawn, DrawnFor, RegisterLine, SampleMethod, SamplePlan, VerificationSample
from kmcase.domain.wording import Message, message
from kmcase.rules.controls import AuditFacts, by_code, observe
from kmcase.rules.controls.facts import PaymentFact
from kmcase.rules.regulations import Regulations
from kmcase.rules.sampling import everyone_up_to, interval_of, missing_bound, most_bad, plan_for
from kmcase.thai.calendar import fiscal_year, half_bounds, half_of

ANSWERED_OTHERWISE = ("f1.put_together", "f4.said_day", "f5.rechecked", "f6.not_signed", "f6.said_less")
"""Controls by which an answer differs from the papers; what a named person explained counts as fine."""
FLAGGING = ("f1.put_together", "f1.pooled_round", "f2.short_round")
"""Controls by which a round is asked whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfFacts:
    """What one reading holds of a half."""

    half: BudgetHalf
    facts: AuditFacts
    payments: dict[str, PaymentFact]
    items: tuple[AskItem, ...]
    samples: tuple[VerificationSample, ...]
    methods: dict[str, FollowUpMethod]
    said: dict[str, int]
    differing: frozenset[str]
    flagged: tuple[str, ...]

    @classmethod
    def read(cls, reading: Reading, half: BudgetHalf) -> HalfFacts:
        """Everybody who was paid in the half, in the order of the series."""
        facts = reading.controls.facts(reading.today, Silent())
        payments = {
            one.voucher_id: one for one in facts.paid if (one.fiscal_year, one.half) == (half.fiscal_year, half.half)
        }
        items = tuple(item for item in reading.payments.follow_ups() if item.voucher_id in payments)
        rounds = {item.voucher_id: item.round for item in items}
        flagged = _standing(facts, reading, FLAGGING)
        otherwise = _standing(facts, reading, ANSWERED_OTHERWISE)
        return cls(
            half=half,
            facts=facts,
            payments=payments,
            items=items,
            samples=reading.samples.samples(half),
            methods=dict(reading.samples.methods()),
            said={
                payment.voucher_id: answer.amount_said
                for payment, answer in facts.answered
                if answer.amount_said is not None
            },
            differing=frozenset(voucher for one in otherwise for voucher in one.vouchers if voucher in payments),
            flagged=tuple(sorted({rounds[id_] for one in flagged for id_ in one.vouchers if id_ in rounds})),
        )

    @property
    def register(self) -> tuple[RegisterLine, ...]:
        """The vouchers to draw from."""
        return tuple(
            RegisterLine(
                voucher_id=item.voucher_id,
                number=item.number,
                round=item.round,
                amount=self.payments[item.voucher_id].baht,
            )
            for item in self.items
        )

    @property
    def payers(self) -> frozenset[str]:
        """Who paid in the half, or recorded a payment of it."""
        return frozenset(who for one in self.payments.values() for who in (one.payer, one.recorded_by) if who)

    def state(self, voucher_id: str) -> AskState:
        """Whether a payee was asked: a later try that met nobody does not take an answer away.

        Who was met and named no amount refused.
        """
        if voucher_id in self.said:
            return AskState.ASKED
        method = self.methods.get(voucher_id)
        if method is None:
            return AskState.OPEN
        return AskState.NOT_REACHED if method is FollowUpMethod.NOT_REACHED else AskState.REFUSED

    @property
    def waiting(self) -> int:
        """How many of those drawn, in whatever draw of the half, nobody tried to ask; a new draw lets nobody go."""
        drawn = {one.voucher_id for sample in self.samples for one in sample.drawn}
        return sum(one in self.payments and self.state(one) is AskState.OPEN for one in drawn)

    def figures(self, sample: VerificationSample) -> SampleFigures:
        """What the answers amount to; who was made void since does not have to be asked."""
        drawn = [one for one in sample.drawn if one.voucher_id in self.payments]
        states = [self.state(one.voucher_id) for one in drawn]
        differing = sum(one.voucher_id in self.differing for one in drawn)
        unanswered = states.count(AskState.REFUSED) + states.count(AskState.NOT_REACHED)
        tried = len(drawn) - states.count(AskState.OPEN)
        return SampleFigures(
            population=len(sample.register),
            drawn=len(drawn),
            asked=states.count(AskState.ASKED),
            refused=states.count(AskState.REFUSED),
            not_reached=states.count(AskState.NOT_REACHED),
            open=states.count(AskState.OPEN),
            differing=differing,
            most_bad=most_bad(len(sample.register), tried, differing + unanswered, sample.plan.confidence),
            confidence=sample.plan.confidence,
            most_missing=self._most_missing(sample, drawn) if _tells_of_money(sample, states) else None,
        )

    def _most_missing(self, sample: VerificationSample, drawn: Iterable[Drawn]) -> Baht:
        shares = []
        for one in drawn:
            amount = self.payments[one.voucher_id].amount
            missing = amount - min(amount, self.said.get(one.voucher_id, 0))
            if missing:
                shares.append(missing / amount)
        bound = missing_bound(interval_of(sample.register, sample.size), shares, sample.plan.confidence)
        return Baht(min(bound, sum(line.amount.satang for line in sample.register)))

    @property
    def draws(self) -> tuple[DrawItem, ...]:
        """The draws as they are shown: without the register's amounts."""
        return tuple(
            DrawItem(
                turn=one.turn,
                plan=one.plan,
                seed=one.seed,
                seed_source=one.seed_source,
                seed_origin=one.seed_origin,
                checkpoint=one.checkpoint,
                head=one.head,
                register_hash=one.register_hash,
                population=len(one.register),
                size=one.size,
                reason=one.reason,
                flagged=one.flagged,
                numbers=tuple(drawn.number for drawn in one.drawn),
                drawn_on=one.drawn_on,
                drawn_by_name=self.facts.staff.get(one.drawn_by, ""),
            )
            for one in self.samples
        )

    def plan(self, numbers: Regulations) -> SamplePlan:
        """The plan that stands chosen for so many payees."""
        return plan_for(len(self.items), numbers, half_bounds(self.half.fiscal_year, self.half.half)[1])

    def _because(self, numbers: Regulations) -> Message:
        most = everyone_up_to(numbers, half_bounds(self.half.fiscal_year, self.half.half)[1]).value
        method = self.plan(numbers).method
        return message(f"samples.because.{method.value}", count=len(self.items), most=most)

    def _why_shown(self, voucher_id: str, why: Mapping[str, DrawnFor]) -> DrawnFor | None:
        """That an amount is large is not told before the payee answered."""
        found = why.get(voucher_id)
        return found if found is None or voucher_id in self.said else blind_why(found)

    def standing(self, reading: Reading) -> HalfVerification:
        """As the page shows it."""
        sample = self.samples[-1] if self.samples else None
        why = {one.voucher_id: one.why for draw_ in self.samples for one in draw_.drawn}
        newest = {one.voucher_id for one in sample.drawn} if sample else set()
        of_draw = [line.number for line in sample.register] if sample else []
        of_today = [item.number for item in self.items]
        closed = reading.samples.closed(self.half)
        last = half_bounds(self.half.fiscal_year, self.half.half)[1]
        return HalfVerification(
            half=self.half,
            over=is_over(reading, self.half),
            lines=tuple(
                SampleLine(
                    voucher_id=item.voucher_id,
                    number=item.number,
                    round=item.round,
                    payee_name=item.payee_name,
                    address=item.address,
                    phone=person.phone if (person := self.facts.person(item.person_id)) else "",
                    state=self.state(item.voucher_id),
                    why=self._why_shown(item.voucher_id, why),
                    earlier=item.voucher_id in why and item.voucher_id not in newest,
                    differs=item.voucher_id in self.differing,
                )
                for item in self.items
            ),
            draws=self.draws,
            figures=self.figures(sample) if sample else None,
            closed=closed,
            closed_by_name=self.facts.staff.get(closed.closed_by, "") if closed else "",
            added=tuple(number for number in of_today if number not in set(of_draw)) if sample else (),
            gone=tuple(number for number in of_draw if number not in set(of_today)),
            last_day=last,
            checkpoint=reading.samples.checkpoint_after(last),
            proposed=self.plan(reading.regulations),
            proposed_because=self._because(reading.regulations),
        )


def standing_of(reading: Reading, half: BudgetHalf | None) -> HalfVerification:
    """How far a half is; the last one that is over where none is named."""
    return HalfFacts.read(reading, half or _last_over(reading)).standing(reading)


def blind_why(why: DrawnFor) -> DrawnFor:
    """Why a payee was drawn, for who must not know the amount."""
    return DrawnFor.RANDOM if why is DrawnFor.LARGE else why


def _tells_of_money(sample: VerificationSample, states: Iterable[AskState]) -> bool:
    """Money is told of in a draw by money alone, and not while somebody drawn has still to be asked."""
    return sample.plan.method is SampleMethod.MONEY and AskState.OPEN not in states


def _standing(facts: AuditFacts, reading: Reading, codes: tuple[str, ...]) -> tuple[Observation, ...]:
    """What some controls observe and nobody explained."""
    judged = reading.controls.judgements()
    numbers: Regulations = reading.regulations
    return tuple(
        one
        for one in observe(facts, numbers, [by_code(code) for code in codes])
        if state_of(one.digest, judged.get(one.key, ())) is not ObservationState.EXPLAINED
    )


def _last_over(reading: Reading) -> BudgetHalf:
    """The half before the present one."""
    year = fiscal_year(reading.today)
    return BudgetHalf(year, 1) if half_of(reading.today) == 2 else BudgetHalf(year - 1, 2)


def is_over(reading: Reading, half: BudgetHalf) -> bool:
    """Whether the last day of a half is past."""
    return reading.today > half_bounds(half.fiscal_year, half.half)[1]
