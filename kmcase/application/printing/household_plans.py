"""What stands on the papers of households: the plan, and the receipt of a donation for its house."""

from __future__ import annotations

from dataclasses import dataclass

from kmcase.application.read.household_plans import PlanPage
from kmcase.domain.house_building import Donation
from kmcase.domain.people import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPlanSnapshot:
    """A plan as it stands."""

    office: str
    page: PlanPage
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationSnapshot:
    """A donation; the household is not named to the donor, only what is built and where."""

    office: str
    donation: Donation
    building: str
    address: Address
    receiver: str
    void_reason: str = ""
    sample: bool = False
