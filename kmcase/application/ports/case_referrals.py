"""Referrals as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.cases.referrals import ReferralValues, Standing, StepTaken, standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral with its steps, the oldest first; `made_by` is a staff id."""

    referral_id: str
    case_id: str
    values: ReferralValues
    steps: tuple[StepTaken, ...]
    made_by: str

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing_of(self.values, self.steps)


class CaseReferralRepository(Protocol):
    """Referrals, for somebody: those of a case which he may not see are unknown to him."""

    def referral(self, case_id: str, referral_id: str) -> Referral:
        """A referral of a case; raises `cases.unknown`, `case_referrals.unknown`."""
        ...
