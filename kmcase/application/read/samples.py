"""What the pages of verification show: a half with all who were paid, the draws, and what the answers amount to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kmcase.application.ports.samples import ClosedVerification
from kmcase.application.read.payments import ReceiptPage
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import FollowUp, Recheck
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestContent
from kmcase.domain.samples import DrawnFor, SampleMethod, SamplePlan, SeedCheckpoint, SeedSource
from kmcase.domain.wording import Message, message
from kmcase.rules.sampling import discovery_size, to_list

UNREACHABLE_PERCENT = 30
"""So many of a list are not met at home or on the telephone (duplicates-notes.md §6)."""


class AskState(StrEnum):
    """Whether a payee was asked, and answered."""

    OPEN = "open"
    ASKED = "asked"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"


def plan_said(plan: SamplePlan, size: int, population: int) -> Message:
    """A method in a sentence, with how many to list so that enough are reached, or to visit where all are asked."""
    lots = discovery_size(population, plan) if plan.method is SampleMethod.EVERYONE else size
    return message(
        f"samples.plan_said.{plan.method.value}",
        size=size,
        population=population,
        confidence=plan.confidence,
        bad=plan.bad_percent,
        meet=plan.meet,
        lots=lots,
        listed=min(population, to_list(size, UNREACHABLE_PERCENT)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawItem:
    """A recorded draw: what an auditor needs to draw it again but for the register, whose amounts do not stand here.

    `population` counts the register, `numbers` are those drawn in the order of the series.
    """

    turn: int
    plan: SamplePlan
    seed: str
    seed_source: SeedSource
    seed_origin: str
    checkpoint: SeedCheckpoint | None
    head: str
    register_hash: str
    population: int
    size: int
    reason: str
    flagged: tuple[str, ...]
    numbers: tuple[str, ...]
    drawn_on: date
    drawn_by_name: str

    @property
    def seed_said(self) -> Message:
        """The seed with where it comes from."""
        if self.checkpoint is not None:
            return message("samples.seed.checkpoint", seed=self.seed, size=self.checkpoint.size, at=self.checkpoint.at)
        return message(f"samples.seed.{self.seed_source.value}", seed=self.seed, origin=self.seed_origin or "-")

    @property
    def said(self) -> Message:
        """The draw in a line, as it is told of beside a newer one."""
        return message(
            "samples.draw_said",
            turn=self.turn,
            day=self.drawn_on,
            name=self.drawn_by_name,
            method=message(f"samples.method.{self.plan.method.value}"),
            count=len(self.numbers),
            seed=self.seed_said,
            reason=self.reason or "-",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A payee of the half: no amount stands here.

    `why` is None for who was not drawn; `earlier` is who was drawn, but not in the newest draw.
    """

    voucher_id: str
    number: str
    round: str
    payee_name: str
    address: str
    phone: str
    state: AskState
    why: DrawnFor | None
    differs: bool
    earlier: bool = False

    @property
    def why_said(self) -> Message | None:
        """Why the payee was drawn, in words; None for who was not."""
        if self.why is None:
            return None
        return message("samples.why.earlier" if self.earlier else f"samples.why.{self.why.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFigures:
    """What the answers of a sample amount to; who gave none is counted as if the answer were bad, never as fine.

    `most_bad` of `population` payments are bad at most, with the confidence of the plan (one-sided).
    `most_missing` is the most that may be missing of the money, for a draw by money once all drawn were tried.
    """

    population: int
    drawn: int
    asked: int
    refused: int
    not_reached: int
    open: int
    differing: int
    most_bad: int
    confidence: int
    most_missing: Baht | None = None

    @property
    def unanswered(self) -> int:
        """Tried, and no answer."""
        return self.refused + self.not_reached

    @property
    def bad(self) -> int:
        """Counted as bad: what differs, and who gave no answer."""
        return self.differing + self.unanswered

    @property
    def said(self) -> Message:
        """After so many bad of those tried: how many there may be at most, in a sentence."""
        tried = self.asked + self.unanswered
        if not tried:
            return message("samples.figures.none", drawn=self.drawn)
        params = {
            "tried": tried,
            "population": self.population,
            "bad": self.bad,
            "unanswered": self.unanswered,
            "most": self.most_bad,
            "confidence": self.confidence,
        }
        if self.most_missing is not None:
            return message("samples.figures.money", missing=self.most_missing, **params)
        return message("samples.figures.said", **params)


@dataclass(frozen=True, kw_only=True)
class HalfVerification:
    """A half: everybody who was paid in the order of the series, its draws, and the figures of the newest.

    `over`: the half's last day is past. `added` and `gone` are numbers by which today's register differs from that of
    the newest draw. `checkpoint` is what a draw takes its seed from, None until one is signed after `last_day`;
    `proposed` is the plan that stands chosen, with why.
    """

    half: BudgetHalf
    over: bool
    lines: tuple[SampleLine, ...]
    draws: tuple[DrawItem, ...]
    figures: SampleFigures | None
    closed: ClosedVerification | None
    closed_by_name: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    last_day: date
    checkpoint: SeedCheckpoint | None
    proposed: SamplePlan
    proposed_because: Message

    @property
    def sample(self) -> DrawItem | None:
        """The newest draw."""
        return self.draws[-1] if self.draws else None

    @cached_property
    def counts(self) -> Counter[AskState]:
        """How many of everybody who was paid stand how."""
        return Counter(line.state for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawnLine:
    """A payee of a list that was drawn again."""

    number: str
    payee_name: str
    why: DrawnFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraw:
    """A sample drawn again from its seed: from the register of a recorded draw, or of today where none was recorded.

    `population` counts the register. `agrees`: the recorded list is the one that comes out; true where none was
    recorded. `seed_stands`: where the seed is said to be of a checkpoint, it is of the first one after the half.
    `draws` are all that were recorded of the half.
    """

    half: BudgetHalf
    head: str
    plan: SamplePlan
    population: int
    register_hash: str
    size: int
    lines: tuple[RedrawnLine, ...]
    recorded: DrawItem | None
    agrees: bool
    seed_stands: bool
    draws: tuple[DrawItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPapers:
    """What who asked a payee may see once the answers are recorded: both sides, the request's facts, the receipt."""

    said: FollowUp
    receipt: ReceiptPage
    content: RequestContent
    rechecks: tuple[Recheck, ...]
