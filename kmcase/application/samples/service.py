"""Use cases of verifying a half."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.duties import part_of
from kmcase.application.ports.samples import SampleRepository
from kmcase.application.read.samples import HalfVerification, Redraw, RedrawnLine
from kmcase.application.samples.halves import HalfFacts, blind_why, is_over, standing_of
from kmcase.application.work import Work
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.samples import (
    SamplePlan,
    SeedCheckpoint,
    SeedSource,
    VerificationClosed,
    VerificationSample,
    VerificationSampleDrawn,
)
from kmcase.rules.sampling import draw, register_hash, seed_of, size_of
from kmcase.thai.calendar import half_bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample:
    """Draw whom to ask; without a `plan` the one that stands chosen, a second draw of a half needs a `reason`.

    An empty `seed` takes the first checkpoint after the half, which was named before anybody could know it. A seed
    that somebody outside the office gave comes with its `origin`: who gave it, and where it can be looked up.
    """

    half: BudgetHalf
    plan: SamplePlan | None = None
    seed: str = ""
    origin: str = ""
    reason: str = ""


class SampleService:
    """Use cases of verifying a half."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def standing(self, half: BudgetHalf | None = None) -> HalfVerification:
        """How far a half is; the last one that is over where none is named."""
        with self._work.read("followups.read") as reading:
            return standing_of(reading, half)

    def redraw(self, half: BudgetHalf, seed: str, plan: SamplePlan | None = None, turn: int | None = None) -> Redraw:
        """The sample of a seed again, as an auditor does it; records nothing.

        A recorded draw of this seed is drawn again from its own register and plan: the newest, or the `turn` that is
        named. Raises `samples.nobody_paid`, and `samples.no_such_draw` for a turn that is not of this seed.
        """
        if plan is not None:
            _require_plan(plan)
        with self._work.read("followups.read") as reading:
            found = HalfFacts.read(reading, half)
            head, chosen = reading.head, plan or found.plan(reading.regulations)
            first = reading.samples.checkpoint_after(_last_day(half))
        recorded = [one for one in found.samples if one.seed == seed and turn in (None, one.turn)]
        require_that(turn is None or bool(recorded), "samples.no_such_draw", "turn")
        one = recorded[-1] if recorded else None
        register = one.register if one else found.register
        require_that(bool(register), "samples.nobody_paid", "half")
        followed, flagged = (one.plan, one.flagged) if one else (chosen, found.flagged)
        drawn = draw(register, followed, seed, flagged)
        names = {item.voucher_id: item.payee_name for item in found.items}
        return Redraw(
            half=half,
            head=one.head if one else head,
            plan=followed,
            population=len(register),
            register_hash=register_hash(register),
            size=size_of(register, followed),
            lines=tuple(
                RedrawnLine(number=line.number, payee_name=names.get(line.voucher_id, ""), why=blind_why(line.why))
                for line in drawn
            ),
            recorded=next((item for item in found.draws if one is not None and item.turn == one.turn), None),
            agrees=one is None or (drawn, register_hash(register)) == (one.drawn, one.register_hash),
            seed_stands=one is None or _seed_stands(one, first),
            draws=found.draws,
        )

    def draw(self, command: DrawSample) -> Outcome[str]:
        """Draw and publish at once, so that nobody sees a list before its seed stands in the journal.

        Raises `samples.half_open` before the half is over, `samples.nobody_paid`, `samples.no_checkpoint` until the
        office signed one after the half, `samples.origin_missing` for a typed seed of which nobody says who gave it,
        `samples.reason_missing` for a second draw without a reason, `samples.seed_drawn` for one that would give the
        list that is drawn already, `samples.closed`, and `samples.by_payer` for who paid in the half or recorded a
        payment of it.
        """
        if command.plan is not None:
            _require_plan(command.plan)
        half = command.half
        with self._work.read("followups.read") as reading:
            found = HalfFacts.read(reading, half)
            head, over, plan = reading.head, is_over(reading, half), command.plan or found.plan(reading.regulations)
        require_that(over, "samples.half_open", "half", last=_last_day(half))
        require_that(bool(found.register), "samples.nobody_paid", "half")
        with self._work.begin("followups.draw") as unit:
            before = unit.samples.samples(half)
            require_that(unit.samples.closed(half) is None, "samples.closed")
            require_that(not before or bool(command.reason.strip()), "samples.reason_missing", "reason")
            if part_of(unit, unit.actor.staff_id, {"payer": found.payers}) is not None:
                raise DomainError("samples.by_payer")
            seed, checkpoint = _seed(unit.samples, command)
            sample = VerificationSample(
                sample_id=unit.ids.new(),
                half=half,
                turn=len(before) + 1,
                plan=plan,
                seed=seed,
                seed_source=SeedSource.CHECKPOINT if checkpoint else SeedSource.TYPED,
                seed_origin="" if checkpoint else command.origin.strip(),
                checkpoint=checkpoint,
                head=head,
                register_hash=register_hash(found.register),
                size=size_of(found.register, plan),
                reason=command.reason.strip(),
                flagged=found.flagged,
                register=found.register,
                drawn=draw(found.register, plan, seed, found.flagged),
                drawn_on=unit.today,
                drawn_by=unit.actor.staff_id,
            )
            require_that(_drawn_from(sample) not in [_drawn_from(one) for one in before], "samples.seed_drawn", "seed")
            unit.record(VerificationSampleDrawn(sample=sample))
            return unit.commit(sample.sample_id)

    def close(self, half: BudgetHalf, reason: str = "") -> Outcome[str]:
        """End asking the payees of a half: a payee of any of its draws whom nobody tried to ask stops it.

        Raises `samples.none_drawn`, `samples.not_asked` with how many are open, `samples.why_unanswered` where some
        refused or were not reached and no reason is given, and `samples.closed`.
        """
        with self._work.read("followups.read") as reading:
            found = HalfFacts.read(reading, half)
        sample = found.samples[-1] if found.samples else None
        if sample is None:
            raise DomainError("samples.none_drawn")
        figures = found.figures(sample)
        require_that(found.waiting == 0, "samples.not_asked", count=found.waiting)
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


def _seed(samples: SampleRepository, command: DrawSample) -> tuple[str, SeedCheckpoint | None]:
    """The seed of a draw, with the checkpoint that it is made of where nobody outside gave one."""
    typed = command.seed.strip()
    if typed:
        require_that(bool(command.origin.strip()), "samples.origin_missing", "origin")
        return typed, None
    last = _last_day(command.half)
    checkpoint = samples.checkpoint_after(last)
    if checkpoint is None:
        raise DomainError("samples.no_checkpoint", "source", last=last)
    return seed_of(checkpoint.text), checkpoint


def _seed_stands(sample: VerificationSample, first: SeedCheckpoint | None) -> bool:
    """Whether a seed of a checkpoint is that of the first one after the half; of another its origin tells."""
    if sample.seed_source is not SeedSource.CHECKPOINT:
        return True
    return first is not None and (sample.checkpoint, sample.seed) == (first, seed_of(first.text))


def _drawn_from(sample: VerificationSample) -> tuple[object, ...]:
    """All that a list follows from."""
    return sample.seed, sample.plan, sample.register_hash, sample.flagged


def _last_day(half: BudgetHalf) -> date:
    return half_bounds(half.fiscal_year, half.half)[1]


def _require_plan(plan: SamplePlan) -> None:
    """Per cents within sense: a confidence of 80 to 99, 1 to 50 per cent bad, one or two to meet."""
    require_that(80 <= plan.confidence <= 99, "samples.confidence", "confidence")
    require_that(1 <= plan.bad_percent <= 50, "samples.bad_percent", "bad_percent")
    require_that(plan.meet in (1, 2), "samples.meet", "meet")
