"""What the screen of household plans shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.household_plans import HouseholdPlanRepository
from kmcase.application.read.today import Pending
from kmcase.domain.casework import Dimension
from kmcase.domain.house_building import BuildingValues, HouseBook, MaterialLine
from kmcase.domain.household_plans import (
    Certificate,
    FoundBy,
    LineResult,
    Need,
    NeedAnswer,
    NeedState,
    PlanState,
    PlanValues,
    Step,
    StepMark,
)
from kmcase.domain.money import Baht
from kmcase.domain.people import Address
from kmcase.domain.writings import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """A line of the list: a household with a plan, or one that was paid and has none.

    `paid` is what stands as paid to persons of the household; `building` says that a house is being built.
    """

    household_id: str
    address: Address
    head: str
    state: PlanState
    found_by: FoundBy | None = None
    mentors: tuple[str, ...] = ()
    paid: Baht = field(default_factory=Baht.zero)
    paid_on: date | None = None
    next_due: date | None = None
    building: bool = False
    steps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHit:
    """A household with a plan, found by one who lives there."""

    household_id: str
    person_id: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidLine:
    """A payment that stands, to somebody of the household."""

    voucher_id: str
    number: str
    paid_on: date
    payee: str
    amount: Baht


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """A need with its answer; without one it waits."""

    need: Need
    answer: NeedAnswer = field(default_factory=lambda: NeedAnswer(state=NeedState.WAITING))


class StepState(StrEnum):
    """A step was taken, something of it is there, or nothing yet."""

    DONE = "done"
    BEGUN = "begun"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of the road."""

    step: Step
    state: StepState
    mark: StepMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePage:
    """A house that is built: the versions of its plan, its book, and the materials added up."""

    standing: tuple[Writing[BuildingValues], ...]
    book: HouseBook
    materials: tuple[MaterialLine, ...]

    @property
    def values(self) -> BuildingValues | None:
        """The newest version that stands."""
        return self.standing[0].values if self.standing else None

    @property
    def begun(self) -> bool:
        """Whether there is a plan of a house or an entry in its book."""
        return bool(self.standing or self.book.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """A household's plan; `versions` is empty where there is none yet. `names` are of staff by id."""

    household_id: str
    address: Address
    persons: tuple[str, ...]
    state: PlanState
    versions: tuple[Writing[PlanValues], ...]
    standing: tuple[Writing[PlanValues], ...]
    dimensions: tuple[Dimension, ...]
    results: Mapping[str, LineResult]
    certificates: tuple[Certificate, ...]
    needs: tuple[NeedLine, ...]
    paid: tuple[PaidLine, ...]
    road: tuple[StepLine, ...]
    house: HousePage
    names: Mapping[str, str]

    @property
    def values(self) -> PlanValues | None:
        """What stands, the newest of it where there are several."""
        return self.standing[0].values if self.standing else None

    @property
    def certificate(self) -> Certificate | None:
        """The newest certificate of what stands."""
        stand = {version.version_id for version in self.standing}
        return next((one for one in self.certificates if one.version_id in stand), None)


class HouseholdPlanQueries(HouseholdPlanRepository, Protocol):
    """Plans, and households that were paid and have none."""

    def list(self) -> tuple[PlanItem, ...]:
        """By place; those without a plan among them."""
        ...

    def of_persons(self, person_ids: Collection[str]) -> tuple[PlanHit, ...]:
        """The plans of the households in which these persons live, each once, in the order of the persons."""
        ...

    def page(self, household_id: str) -> PlanPage:
        """A household's plan; raises `people.unknown_household`."""
        ...

    def without(self) -> Pending:
        """How many households were paid and have no plan."""
        ...
