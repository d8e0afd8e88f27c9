"""What pages and lists of referrals show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kmcase.application.ports.case_referrals import CaseReferralRepository, Referral
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Standing
from kmcase.domain.casework import ServiceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedService:
    """A service of the plan that a referral may carry out; `dimension` and `need` are the goal's where it has none."""

    service_id: str
    kind: ServiceKind
    text: str
    agency: str
    dimension: str
    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredService:
    """The service that a referral carries out, as it stands now, and whether the viewer may tell how far it is."""

    service_id: str
    text: str
    progress: Progress
    may_tell: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralItem:
    """A referral of a case: `until` is the last day on which what it waits for is in time, None where nothing is.

    `names` are of staff by id. `service` is of one case's list, None too where the service has not arrived.
    """

    referral: Referral
    standing: Standing
    case_number: str
    client: str
    names: Mapping[str, str]
    until: date | None = None
    late: bool = False
    restricted: bool = False
    service: ReferredService | None = None


class CaseReferralQueries(CaseReferralRepository, Protocol):
    """Referrals as the viewer may see them."""

    def of_case(self, case_id: str) -> tuple[ReferralItem, ...]:
        """All referrals of a case, the newest first; raises `cases.unknown`."""
        ...

    def waiting(self) -> tuple[ReferralItem, ...]:
        """Referrals of all cases that wait for something, what is due first at the top."""
        ...
