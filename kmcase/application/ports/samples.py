"""Verification samples and what payees said, as use cases load them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import FollowUp, FollowUpMethod, Recheck
from kmcase.domain.samples import SeedCheckpoint, VerificationSample


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedVerification:
    """How asking the payees of a half ended; `closed_by` is a staff id."""

    sample_id: str
    asked: int
    unanswered: int
    differing: int
    most_bad: int
    reason: str
    closed_at: datetime
    closed_by: str


class SampleRepository(Protocol):
    """Draws of a half, its end, and answers with who asked by staff id."""

    def samples(self, half: BudgetHalf) -> tuple[VerificationSample, ...]:
        """The draws of a half in their order."""
        ...

    def closed(self, half: BudgetHalf) -> ClosedVerification | None:
        """How the verification of a half ended, if it did."""
        ...

    def checkpoint_after(self, day: date) -> SeedCheckpoint | None:
        """The first checkpoint that the office signed after a day in Bangkok, in the order of its chain, if it did."""
        ...

    def methods(self) -> Mapping[str, FollowUpMethod]:
        """How each voucher's payee was asked last, by voucher."""
        ...

    def answers(self, voucher_id: str) -> tuple[FollowUp, ...]:
        """What the payee of a voucher said, the newest last."""
        ...

    def rechecks(self, voucher_id: str) -> tuple[Recheck, ...]:
        """What was seen of the facts of a voucher's request afterwards, the newest last."""
        ...
