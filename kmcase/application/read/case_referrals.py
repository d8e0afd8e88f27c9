"""What pages and lists of referrals show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.ports.case_referrals import CaseReferralRepository, Referral
from kmcase.domain.cases.referrals import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralItem:
    """A referral of a case: `until` is the last day on which what it waits for is in time, None where nothing is.

    `names` are of staff by id.
    """

    referral: Referral
    standing: Standing
    case_number: str
    client: str
    names: Mapping[str, str]
    until: date | None = None
    late: bool = False
    restricted: bool = False


class CaseReferralQueries(CaseReferralRepository, Protocol):
    """Referrals as the viewer may see them."""

    def of_case(self, case_id: str) -> tuple[ReferralItem, ...]:
        """All referrals of a case, the newest first; raises `cases.unknown`."""
        ...

    def waiting(self) -> tuple[ReferralItem, ...]:
        """Referrals of all cases that wait for something, what is due first at the top."""
        ...
