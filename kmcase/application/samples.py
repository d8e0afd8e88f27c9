"""Verification of a half: who was asked, independent draws that an auditor repeats, and the end of asking (F6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kmcase.application.access import Silent
from kmcase.application.changes import Outcome
from kmcase.application.duties import part_of
from kmcase.application.ports.reading import Reading
from kmcase.application.read.payments import VoucherItem
from kmcase.application.read.samples import AskState, HalfVerification, Redraw, SampleFigures, SampleLine
from kmcase.application.work import Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.controls import Observation, ObservationState, state_of
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.followups import FollowUpMethod
from kmcase.domain.money import Baht
from kmcase.domain.samples import (
    Drawn,
    RegisterLine,
    SampleMethod,
    SamplePlan,
    SeedSource,
    VerificationClosed,
    VerificationSample,
    VerificationSampleDrawn,
)
from kmcase.rules.controls import AuditFacts, by_code, observe
from kmcase.rules.controls.facts import PaymentFact
from kmcase.rules.regulations import Regulations
from kmcase.rules.sampling import draw, interval_of, missing_bound, most_bad, register_hash, size_of
from kmcase.thai.calendar import fiscal_year, half_bounds, half_of

ANSWERED_OTHERWISE = ("f1.put_together", "f4.said_day", "f5.rechecked", "f6.not_signed", "f6.said_less")
"""Controls by which an answer differs from the papers; what a named person explained counts as fine."""
FLAGGING = ("f1.put_together", "f1.pooled_round", "f2.short_round")
"""Controls by which a round is asked whole."""
DEFAULT_PLAN = SamplePlan(method=SampleMethod.DISCOVERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample:
    """Draw whom to ask; an empty `seed` takes the end of the journal, a second draw of a half needs a reason.

    A typed seed is as good as its source: whoever may choose it can try lists until one pleases, so it should be a
    number that nobody in the office can choose, such as the first lottery draw after the half.
    """

    half: BudgetHalf
    plan: SamplePlan = field(default=DEFAULT_PLAN)
    seed: str = ""
    reason: str = ""


class SampleService:
    """Use cases of verifying a half."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def standing(self, half: BudgetHalf | None = None) -> HalfVerification:
        """How far a half is; the last one that is over where none is named."""
        with self._work.read("followups.read") as reading:
            return standing_of(reading, half)

    def redraw(self, half: BudgetHalf, seed: str, plan: SamplePlan = DEFAULT_PLAN) -> Redraw:
        """The sample of a seed again, as an auditor does it; records nothing.

        A recorded draw of this seed is drawn again from its own register and plan. Raises `samples.nobody_paid`.
        """
        _require_plan(plan)
        with self._work.read("followups.read") as reading:
            found = _Half.read(reading, half)
            head = reading.head
        recorded = next((one for one in found.samples if one.seed == seed), None)
        register = recorded.register if recorded else found.register
        require_that(bool(register), "samples.nobody_paid", "half")
        followed = recorded.plan if recorded else plan
        drawn = draw(register, followed, seed, recorded.flagged if recorded else found.flagged)
        return Redraw(
            half=half,
            head=recorded.head if recorded else head,
            register=register,
            register_hash=register_hash(register),
            size=size_of(register, followed),
            drawn=drawn,
            names={item.voucher_id: item.payee_name for item in found.items},
            recorded=recorded,
            agrees=recorded is None or (drawn, register_hash(register)) == (recorded.drawn, recorded.register_hash),
        )

    def draw(self, command: DrawSample) -> Outcome[str]:
        """Draw and publish at once, so that nobody sees a list before its seed stands in the journal.

        Raises `samples.half_open` before the half is over, `samples.nobody_paid`, `samples.reason_missing` for a
        second draw without a reason, `samples.seed_drawn` for a seed of this half again, `samples.closed`, and
        `samples.by_payer` for who paid in the half or recorded a payment of it.
        """
        _require_plan(command.plan)
        half = command.half
        with self._work.read("followups.read") as reading:
            found = _Half.read(reading, half)
            head, over = reading.head, _is_over(reading, half)
        require_that(over, "samples.half_open", "half", last=half_bounds(half.fiscal_year, half.half)[1])
        require_that(bool(found.register), "samples.nobody_paid", "half")
        with self._work.begin("followups.draw") as unit:
            before = unit.samples.samples(half)
            typed = command.seed.strip()
            seed = typed or head
            require_that(unit.samples.closed(half) is None, "samples.closed")
            require_that(not before or bool(command.reason.strip()), "samples.reason_missing", "reason")
            require_that(all(one.seed != seed for one in before), "samples.seed_drawn", "seed")
            if part_of(unit, unit.actor.staff_id, {"payer": found.payers}) is not None:
                raise DomainError("samples.by_payer")
            sample = VerificationSample(
                sample_id=unit.ids.new(),
                half=half,
                turn=len(before) + 1,
                plan=command.plan,
                seed=seed,
                seed_source=SeedSource.TYPED if typed else SeedSource.HEAD,
                head=head,
                register_hash=register_hash(found.register),
                size=size_of(found.register, command.plan),
                reason=command.reason.strip(),
                flagged=found.flagged,
                register=found.register,
                drawn=draw(found.register, command.plan, seed, found.flagged),
                drawn_on=unit.today,
                drawn_by=unit.actor.staff_id,
            )
            unit.record(VerificationSampleDrawn(sample=sample))
            return unit.commit(sample.sample_id)

    def close(self, half: BudgetHalf, reason: str = "") -> Outcome[str]:
        """End asking the payees of a half: a drawn payee whom nobody tried to ask stops it.

        Raises `samples.none_drawn`, `samples.not_asked` with how many are open, `samples.why_unanswered` where some
        refused or were not reached and no reason is given, and `samples.closed`.
        """
        with self._work.read("followups.read") as reading:
            found = _Half.read(reading, half)
        sample = found.samples[-1] if found.samples else None
        if sample is None:
            raise DomainError("samples.none_drawn")
        figures = found.figures(sample)
        require_that(figures.open == 0, "samples.not_asked", count=figures.open)
        require_that(
            not figures.unanswered or bool(reason.strip()),
            "samples.why_unanswered",
            "reason",
            count=figures.unanswered,
        )
        with self._work.begin("followups.close") as unit:
            require_that(unit.samples.closed(half) is None, "samples.closed")
            unit.record(
                VerificationClosed(
                    half=half,
                    sample_id=sample.sample_id,
                    asked=figures.asked,
                    unanswered=figures.unanswered,
                    differing=figures.differing,
                    most_bad=figures.most_bad,
                    reason=reason.strip(),
                )
            )
            return unit.commit(sample.sample_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Half:
    """What one reading holds of a half."""

    half: BudgetHalf
    facts: AuditFacts
    payments: dict[str, PaymentFact]
    items: tuple[VoucherItem, ...]
    samples: tuple[VerificationSample, ...]
    methods: dict[str, FollowUpMethod]
    said: dict[str, int]
    differing: frozenset[str]
    flagged: tuple[str, ...]

    @classmethod
    def read(cls, reading: Reading, half: BudgetHalf) -> _Half:
        """Everybody who was paid in the half, in the order of the series."""
        facts = reading.controls.facts(reading.today, Silent())
        payments = {
            one.voucher_id: one for one in facts.paid if (one.fiscal_year, one.half) == (half.fiscal_year, half.half)
        }
        items = tuple(item for item, _ in reading.payments.follow_ups() if item.voucher_id in payments)
        rounds = {item.voucher_id: item.run_number for item in items}
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
                round=item.run_number,
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
            most_missing=self._most_missing(sample, drawn) if sample.plan.method is SampleMethod.MONEY else None,
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

    def standing(self, reading: Reading) -> HalfVerification:
        """As the page shows it."""
        sample = self.samples[-1] if self.samples else None
        why = {one.voucher_id: one.why for one in sample.drawn} if sample else {}
        of_draw = [line.number for line in sample.register] if sample else []
        of_today = [item.number for item in self.items]
        closed = reading.samples.closed(self.half)
        return HalfVerification(
            half=self.half,
            over=_is_over(reading, self.half),
            lines=tuple(
                SampleLine(
                    voucher_id=item.voucher_id,
                    number=item.number,
                    round=item.run_number,
                    payee_name=item.payee_name,
                    address=item.address,
                    phone=person.phone if (person := self.facts.person(item.person_id)) else "",
                    state=self.state(item.voucher_id),
                    why=why.get(item.voucher_id),
                    differs=item.voucher_id in self.differing,
                )
                for item in self.items
            ),
            samples=self.samples,
            figures=self.figures(sample) if sample else None,
            closed=closed,
            closed_by_name=self.facts.staff.get(closed.closed_by, "") if closed else "",
            drawn_by_name=self.facts.staff.get(sample.drawn_by, "") if sample else "",
            added=tuple(number for number in of_today if number not in set(of_draw)) if sample else (),
            gone=tuple(number for number in of_draw if number not in set(of_today)),
        )


def standing_of(reading: Reading, half: BudgetHalf | None) -> HalfVerification:
    """How far a half is; the last one that is over where none is named."""
    return _Half.read(reading, half or _last_over(reading)).standing(reading)


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


def _is_over(reading: Reading, half: BudgetHalf) -> bool:
    return reading.today > half_bounds(half.fiscal_year, half.half)[1]


def _require_plan(plan: SamplePlan) -> None:
    """Per cents within sense: a confidence of 80 to 99, 1 to 50 per cent bad, one or two to meet."""
    require_that(80 <= plan.confidence <= 99, "samples.confidence", "confidence")
    require_that(1 <= plan.bad_percent <= 50, "samples.bad_percent", "bad_percent")
    require_that(plan.meet in (1, 2), "samples.meet", "meet")
