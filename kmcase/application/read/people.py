"""What the register shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kmcase.application.read.conflicts import StandingValue
from kmcase.domain.dates import PartialDate
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues, MembershipKind, PersonValues


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonItem:
    """A line of the register; `national_id` is whole here and masked by the view."""

    person_id: str
    name: str
    national_id: str | None
    birth: PartialDate | None
    house_no: str
    moo: int | None
    subdistrict_code: str
    phone: str
    problem_kinds: tuple[str, ...]
    problems_as_of: date | None
    member_kind: MembershipKind | None
    family_id: str | None
    restricted: bool
    in_conflict: bool
    sort_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearHelp:
    """What a person got in a fiscal year, and how often they may still be helped (None: no limit)."""

    fiscal_year: int
    times: int
    amount: Baht
    left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One thing that happened to a person: `kind` is its noun, `params` fill `people.timeline.<what>`."""

    at: str
    kind: str
    what: str
    record_id: str
    params: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """A person's page: values, what an edit has to say it saw, household, help by year, one time line."""

    person_id: str
    values: PersonValues
    seen: dict[str, tuple[str, ...]]
    conflicts: dict[str, tuple[StandingValue, ...]]
    household_id: str | None
    help: tuple[YearHelp, ...]
    timeline: tuple[TimelineItem, ...]
    registered_at: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdItem:
    """A line of the list of households."""

    household_id: str
    house_code: str
    address: Address
    families: int
    persons: int
    members: int
    in_conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage:
    """A household: values, families with their persons, and the members listed (ปสค.2)."""

    household_id: str
    values: HouseholdValues
    seen: dict[str, tuple[str, ...]]
    families: tuple[tuple[str, str, tuple[PersonItem, ...]], ...]
    members: tuple[HouseholdMember, ...]
    conflicts: dict[str, tuple[StandingValue, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of a sub-district's persons in the register are members, and how problems spread."""

    subdistrict_code: str
    persons: int
    members: int
    descendants: int
    residents: int
    unknown: int
    households: int
    newest_as_of: date | None


class PeopleQueries(Protocol):
    """Lists and pages of the register."""

    def persons(self, *, kind: str = "", subdistrict_code: str = "", limit: int = 5000) -> tuple[PersonItem, ...]:
        """The first persons in dictionary order."""
        ...

    def search(self, text: str, limit: int = 50) -> tuple[PersonItem, ...]:
        """By name part, national id, house number or phone; folded, in either keyboard layout."""
        ...

    def count_persons(self, *, kind: str = "", subdistrict_code: str = "") -> int:
        """How many persons there are."""
        ...

    def page(self, person_id: str) -> PersonPage:
        """A person's page; raises `people.unknown`."""
        ...

    def households(self, *, subdistrict_code: str = "", limit: int = 5000) -> tuple[HouseholdItem, ...]:
        """The first households by place."""
        ...

    def count_households(self) -> int:
        """How many households there are."""
        ...

    def household(self, household_id: str) -> HouseholdPage:
        """A household's page; raises `people.unknown_household`."""
        ...

    def coverage(self) -> tuple[Coverage, ...]:
        """By sub-district."""
        ...
