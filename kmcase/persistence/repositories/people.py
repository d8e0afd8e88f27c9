"""Persons and households as aggregates, with what stands of each field."""

from __future__ import annotations

from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.people import Household, HouseholdValues, Person, PersonValues
from kmcase.persistence.fold.people import resolved_household, resolved_person
from kmcase.persistence.rows import people as tables
from kmcase.persistence.statements import Rows


class SqlPeople:
    """`PeopleRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def person(self, person_id: str) -> Person:
        """A person; raises `people.unknown`."""
        resolved = resolved_person(self._rows, person_id)
        if not resolved.values:
            raise DomainError("people.unknown")
        return Person(
            person_id=person_id,
            values=build(PersonValues, resolved.known),
            seen=resolved.seen(resolved.versions),
            conflicts=resolved.conflicts,
        )

    def with_national_id(self, national_id: str) -> tuple[str, ...]:
        """Ids of the persons that carry a national id."""
        return tuple(row["person_id"] for row in self._rows.all(tables.person, national_id=national_id))

    def household(self, household_id: str) -> Household:
        """A household; raises `people.unknown_household`."""
        resolved = resolved_household(self._rows, household_id)
        if self._rows.one(tables.household, household_id=household_id) is None:
            raise DomainError("people.unknown_household")
        return Household(
            household_id=household_id,
            values=build(HouseholdValues, resolved.known),
            seen=resolved.seen(resolved.versions),
            conflicts=resolved.conflicts,
        )

    def household_of_family(self, family_id: str) -> str | None:
        """The household that a family belongs to."""
        row = self._rows.one(tables.family, family_id=family_id)
        return None if row is None else row["household_id"]

    def families_of(self, household_id: str) -> tuple[str, ...]:
        """The families of a household."""
        return tuple(sorted(row["family_id"] for row in self._rows.all(tables.family, household_id=household_id)))
