"""Household plans and houses as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.house_building import BuildingValues, HouseBook
from kmcase.domain.household_plans import Certificate, Need, PlanValues
from kmcase.domain.writings import Writing


class HouseholdPlanRepository(Protocol):
    """The plan of a household with what belongs to it."""

    def versions(self, household_id: str) -> tuple[Writing[PlanValues], ...]:
        """All versions of the plan, the newest first; none where there is no plan."""
        ...

    def certificates(self, household_id: str) -> tuple[Certificate, ...]:
        """All certificates, the newest first."""
        ...

    def need(self, household_id: str, need_id: str) -> Need:
        """A need that was sent; raises `household_plans.unknown_need`."""
        ...

    def building(self, household_id: str) -> tuple[Writing[BuildingValues], ...]:
        """All versions of the building plan, the newest first; none where no house is built."""
        ...

    def book(self, household_id: str) -> HouseBook:
        """The book of the house, empty where nothing is in it."""
        ...
