"""What the pages of verification show: a half with all who were paid, the draws, and what the answers amount to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kmcase.application.ports.samples import ClosedVerification
from kmcase.application.read.payments import ReceiptPage
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import FollowUp, Recheck
from kmcase.domain.money import Baht
from kmcase.domain.requests import RequestContent
from kmcase.domain.samples import Drawn, DrawnFor, RegisterLine, SamplePlan, VerificationSample
from kmcase.domain.wording import Message, message
from kmcase.rules.sampling import to_list

UNREACHABLE_PERCENT = 30
"""So many of a list are not met at home or on the telephone (duplicates-notes.md §6)."""


class AskState(StrEnum):
    """Whether a payee was asked, and answered."""

    OPEN = "open"
    ASKED = "asked"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"


def plan_said(plan: SamplePlan, size: int, population: int) -> Message:
    """A method in a sentence, with how many to list so that enough are reached."""
    return message(
        f"samples.plan_said.{plan.method.value}",
        size=size,
        population=population,
        confidence=plan.confidence,
        bad=plan.bad_percent,
        meet=plan.meet,
        listed=min(population, to_list(size, UNREACHABLE_PERCENT)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A payee of the half: no amount stands here. `why` is None for who was not drawn."""

    voucher_id: str
    number: str
    round: str
    payee_name: str
    address: str
    phone: str
    state: AskState
    why: DrawnFor | None
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFigures:
    """What the answers of a sample amount to; who gave none is counted as if the answer were bad, never as fine.

    `most_bad` of `population` payments are bad at most, with the confidence of the plan (one-sided).
    `most_missing` is the most that may be missing of the money, for a draw by money alone.
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
    the newest draw.
    """

    half: BudgetHalf
    over: bool
    lines: tuple[SampleLine, ...]
    samples: tuple[VerificationSample, ...]
    figures: SampleFigures | None
    closed: ClosedVerification | None
    closed_by_name: str
    drawn_by_name: str
    added: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sample(self) -> VerificationSample | None:
        """The newest draw."""
        return self.samples[-1] if self.samples else None

    @cached_property
    def counts(self) -> Counter[AskState]:
        """How many of everybody who was paid stand how."""
        return Counter(line.state for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraw:
    """A sample drawn again from its seed: from the register of a recorded draw, or of today where none was recorded.

    `agrees`: the recorded list is the one that comes out; true where none was recorded.
    """

    half: BudgetHalf
    head: str
    register: tuple[RegisterLine, ...]
    register_hash: str
    size: int
    drawn: tuple[Drawn, ...]
    names: dict[str, str]
    recorded: VerificationSample | None
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPapers:
    """What who asked a payee may see once the answers are recorded: both sides, the request's facts, the receipt."""

    said: FollowUp
    receipt: ReceiptPage
    content: RequestContent
    rechecks: tuple[Recheck, ...]
