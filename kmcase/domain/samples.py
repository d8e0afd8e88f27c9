"""Verification samples: whom an independent draw says to ask, with everything that an auditor needs to draw it again.

A draw names its seed, its method and the whole register that it was drawn from, so that the same list comes out of it
for ever, whatever is paid, made void or answered later. A second draw of a half is another event beside the first.

The seed of a half is named before anybody can know it: the first checkpoint that the office signs after its last day.
Whoever draws may wait as long as he likes, and gets the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.events import Event, Touched, event
from kmcase.domain.money import Baht


class SampleMethod(StrEnum):
    """How many are drawn: all, enough to meet one of few bad payments, or by money at an interval."""

    EVERYONE = "everyone"
    DISCOVERY = "discovery"
    MONEY = "money"


class SeedSource(StrEnum):
    """Where a seed comes from: the first checkpoint after the half, or somebody outside gave it and says where from.

    HEAD, the end of the journal before the draw, is of draws of earlier times alone: its moment could be waited for.
    """

    CHECKPOINT = "checkpoint"
    TYPED = "typed"
    HEAD = "head"


class DrawnFor(StrEnum):
    """Why a payee is in a sample; the first that applies."""

    FLAGGED_ROUND = "flagged_round"
    ROUND = "round"
    RANDOM = "random"
    LARGE = "large"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedCheckpoint:
    """The first checkpoint that an office signed after a half: its text as it is printed in QR codes, and its place."""

    text: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A paid voucher of the register that is drawn from: its number, the number of its round, and the money."""

    voucher_id: str
    number: str
    round: str
    amount: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePlan:
    """What a draw follows: per cent of confidence, per cent of bad payments that must not pass, how many to meet."""

    method: SampleMethod
    confidence: int = 95
    bad_percent: int = 5
    meet: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A payee in a sample, by voucher."""

    voucher_id: str
    number: str
    why: DrawnFor


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationSample:
    """A draw of a half; `turn` counts the draws of that half from 1.

    `head` is the end of the journal before the draw, `register_hash` that of the register (`rules.sampling`), both in
    hexadecimal. `checkpoint` is what the seed was made of; `seed_origin` says of a typed seed who gave it and where it
    can be looked up. `flagged` are numbers of rounds that were drawn whole, `size` is how many the method asks for:
    rounds may bring in more.
    """

    sample_id: str
    half: BudgetHalf
    turn: int
    plan: SamplePlan
    seed: str
    seed_source: SeedSource
    seed_origin: str = ""
    checkpoint: SeedCheckpoint | None = None
    head: str
    register_hash: str
    size: int
    reason: str
    flagged: tuple[str, ...]
    register: tuple[RegisterLine, ...]
    drawn: tuple[Drawn, ...]
    drawn_on: date
    drawn_by: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationSampleDrawn(Event):
    """Whom to ask was drawn by lot, and published with its seed."""

    TYPE = "verification.sample_drawn"
    sample: VerificationSample

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("verification", self.sample.half.budget_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationClosed(Event):
    """Asking the payees of a half came to its end; who refused or was not reached is counted, never as fine.

    `most_bad`: with the confidence of the plan no more payments of the half than these are bad.
    """

    TYPE = "verification.closed"
    half: BudgetHalf
    sample_id: str
    asked: int
    unanswered: int
    differing: int
    most_bad: int
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("verification", self.half.budget_id),)
