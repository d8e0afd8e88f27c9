"""The register: persons in hardship and their households."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, get_type_hints

from kmcase.application.changes import Outcome
from kmcase.application.judging import refuse_blocked
from kmcase.application.read.people import Coverage, HouseholdItem, HouseholdPage, PersonItem, PersonPage
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build, encode
from kmcase.domain.findings import Finding
from kmcase.domain.people import (
    FamilyFormed,
    HouseholdChanged,
    HouseholdMember,
    HouseholdMemberListed,
    HouseholdMemberRemoved,
    HouseholdRegistered,
    HouseholdValues,
    IdRevealed,
    PersonChanged,
    PersonRegistered,
    PersonValues,
)
from kmcase.rules.persons import PersonFacts, check_person


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """A new person; `household_id` puts them in a household's first family."""

    values: PersonValues
    household_id: str | None = None
    source: str = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """New values of some fields by name, and what the editor saw of them."""

    person_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHousehold:
    """A new household with its first family."""

    values: HouseholdValues = field(default_factory=HouseholdValues)
    family_label: str = ""
    source: str = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHousehold:
    """New values of some fields of a household."""

    household_id: str
    values: dict[str, Any]
    seen: dict[str, tuple[str, ...]]
    reason: str = ""


class PeopleService:
    """Use cases of the register."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def register(self, command: RegisterPerson) -> Outcome[str]:
        """Enter a person; raises the first blocking finding as an error beside its field."""
        with self._work.begin("people.register") as unit:
            findings = judge_person(unit, command.values)
            refuse_blocked(findings)
            person_id = register_person(unit, command.values, command.source, command.household_id)
            return unit.commit(person_id, findings)

    def change(self, command: ChangePerson) -> Outcome[str]:
        """Write some fields; fields that somebody else wrote meanwhile come to stand in conflict, never vanish."""
        with self._work.begin("people.change") as unit:
            person = unit.people.person(command.person_id)
            values = merged(person.values, command.values)
            findings = judge_person(unit, values, command.person_id)
            refuse_blocked(findings)
            changed = {name: value for name, value in command.values.items() if getattr(person.values, name) != value}
            changed.update({name: command.values[name] for name in command.values if name in person.conflicts})
            if changed:
                seen = {name: command.seen[name] for name in changed if name in command.seen}
                unit.record(
                    PersonChanged(
                        person_id=command.person_id, values=encode_all(changed), seen=seen, reason=command.reason
                    )
                )
            return unit.commit(command.person_id, findings)

    def settle(self, person_id: str, field: str, value: Any, seen: tuple[str, ...], reason: str = "") -> Outcome[str]:
        """Decide between values of a field that were written apart; `value` is plain, as the page shows it.

        The same rules stop it as a change; raises `people.no_conflict` and `people.value_unreadable` beside the field.
        """
        with self._work.begin("people.change") as unit:
            person = unit.people.person(person_id)
            if field not in person.conflicts:
                raise DomainError("people.no_conflict", field)
            chosen = _read(PersonValues, field, value)
            findings = judge_person(unit, merged(person.values, {field: chosen}), person_id)
            refuse_blocked(findings)
            unit.record(PersonChanged(person_id=person_id, values={field: value}, seen={field: seen}, reason=reason))
            return unit.commit(person_id, findings)

    def judge(self, values: PersonValues, person_id: str | None = None) -> tuple[Finding, ...]:
        """What the rules say while somebody types; stops nothing."""
        with self._work.read("people.read") as reading:
            same_id = [
                item.person_id
                for item in (reading.people.search(values.national_id) if values.national_id else ())
                if item.national_id == values.national_id
            ]
            return check_person(
                PersonFacts(values=values, today=reading.today, same_id=_others(same_id, person_id)),
                reading.regulations,
            )

    def register_household(self, command: RegisterHousehold) -> Outcome[str]:
        """Enter a household with its first family; gives the household's id."""
        with self._work.begin("households.register") as unit:
            return unit.commit(open_household(unit, command))

    def change_household(self, command: ChangeHousehold) -> Outcome[str]:
        """Write some fields of a household."""
        with self._work.begin("households.change") as unit:
            home = unit.people.household(command.household_id)
            changed = {name: value for name, value in command.values.items() if getattr(home.values, name) != value}
            if changed:
                seen = {name: command.seen[name] for name in changed if name in command.seen}
                unit.record(
                    HouseholdChanged(
                        household_id=command.household_id,
                        values=encode_all(changed),
                        seen=seen,
                        reason=command.reason,
                    )
                )
            return unit.commit(command.household_id)

    def settle_household(
        self, household_id: str, field: str, value: Any, seen: tuple[str, ...], reason: str = ""
    ) -> Outcome[str]:
        """Decide between values of a household's field, as `settle` does of a person's."""
        with self._work.begin("households.change") as unit:
            home = unit.people.household(household_id)
            if field not in home.conflicts:
                raise DomainError("people.no_conflict", field)
            _read(HouseholdValues, field, value)
            unit.record(
                HouseholdChanged(household_id=household_id, values={field: value}, seen={field: seen}, reason=reason)
            )
            return unit.commit(household_id)

    def form_family(self, household_id: str, label: str) -> Outcome[str]:
        """Another family of a household."""
        with self._work.begin("households.change") as unit:
            unit.people.household(household_id)
            family_id = unit.ids.new()
            unit.record(FamilyFormed(family_id=family_id, household_id=household_id, label=label))
            return unit.commit(family_id)

    def join_family(self, person_id: str, family_id: str, reason: str = "") -> Outcome[str]:
        """Put a person into a family, in the sense of the yearly limits; out of another household with a reason.

        Raises `people.unknown_household`, or `people.in_other_household` beside `reason`.
        """
        with self._work.begin("people.change") as unit:
            person = unit.people.person(person_id)
            household_id = unit.people.household_of_family(family_id)
            if household_id is None:
                raise DomainError("people.unknown_household")
            before = person.values.family_id
            lives_in = unit.people.household_of_family(before) if before else None
            if lives_in not in (None, household_id) and not reason.strip():
                home = unit.people.household(str(lives_in)).values.address
                raise DomainError("people.in_other_household", "reason", house=home.house_no, moo=home.moo or "–")
            if before != family_id:
                seen = {"family_id": person.seen.get("family_id", ())}
                unit.record(
                    PersonChanged(person_id=person_id, values={"family_id": family_id}, seen=seen, reason=reason)
                )
            return unit.commit(person_id)

    def list_member(self, member: HouseholdMember) -> Outcome[str]:
        """List a household member (ปสค.2), or list one anew; an empty `member_id` asks for a new one."""
        with self._work.begin("households.change") as unit:
            unit.people.household(member.household_id)
            return unit.commit(list_member(unit, member))

    def remove_member(self, household_id: str, member_id: str, reason: str) -> Outcome[str]:
        """Take a member off the household, with a reason."""
        with self._work.begin("households.change") as unit:
            if not reason.strip():
                raise DomainError("people.reason_missing", "reason")
            unit.record(HouseholdMemberRemoved(member_id=member_id, household_id=household_id, reason=reason))
            return unit.commit(member_id)

    def reveal_id(self, person_id: str, purpose: str) -> Outcome[str | None]:
        """The whole national id; that it was shown is recorded."""
        with self._work.begin("people.reveal_id") as unit:
            person = unit.people.person(person_id)
            unit.record(IdRevealed(person_id=person_id, purpose=purpose))
            return unit.commit(person.values.national_id)

    def persons(self, *, kind: str = "", subdistrict_code: str = "") -> tuple[PersonItem, ...]:
        """The register in dictionary order; of a large one the first 5,000, the search finds the others."""
        with self._work.read("people.read") as reading:
            return reading.people.persons(kind=kind, subdistrict_code=subdistrict_code)

    def count_persons(self, *, kind: str = "", subdistrict_code: str = "") -> int:
        """How many persons the register holds."""
        with self._work.read("people.read") as reading:
            return reading.people.count_persons(kind=kind, subdistrict_code=subdistrict_code)

    def search(self, text: str, limit: int = 50) -> tuple[PersonItem, ...]:
        """The one search."""
        with self._work.read("people.search") as reading:
            return reading.people.search(text, limit)

    def page(self, person_id: str) -> PersonPage:
        """A person's page."""
        with self._work.read("people.read") as reading:
            return reading.people.page(person_id)

    def households(self, subdistrict_code: str = "") -> tuple[HouseholdItem, ...]:
        """The list of households by place; of a large register the first 5,000."""
        with self._work.read("households.read") as reading:
            return reading.people.households(subdistrict_code=subdistrict_code)

    def count_households(self) -> int:
        """How many households the register holds."""
        with self._work.read("households.read") as reading:
            return reading.people.count_households()

    def household(self, household_id: str) -> HouseholdPage:
        """A household's page."""
        with self._work.read("households.read") as reading:
            return reading.people.household(household_id)

    def coverage(self) -> tuple[Coverage, ...]:
        """The register by sub-district, against membership."""
        with self._work.read("membership.coverage") as reading:
            return reading.people.coverage()


def judge_person(unit: Unit, values: PersonValues, person_id: str | None = None) -> tuple[Finding, ...]:
    """The rules of a person inside a unit."""
    same_id = unit.people.with_national_id(values.national_id) if values.national_id else ()
    facts = PersonFacts(values=values, today=unit.today, same_id=_others(same_id, person_id))
    return check_person(facts, unit.regulations)


def register_person(unit: Unit, values: PersonValues, source: str, household_id: str | None = None) -> str:
    """Record a person, in a household's first family where one is named; gives the id."""
    person_id = unit.ids.new()
    if household_id is not None:
        families = unit.people.families_of(household_id)
        values = merged(values, {"family_id": families[0]}) if families else values
    unit.record(PersonRegistered(person_id=person_id, values=values, source=source))
    return person_id


def open_household(unit: Unit, command: RegisterHousehold) -> str:
    """Record a household with its first family; gives its id."""
    household_id = unit.ids.new()
    unit.record(HouseholdRegistered(household_id=household_id, values=command.values, source=command.source))
    unit.record(FamilyFormed(family_id=unit.ids.new(), household_id=household_id, label=command.family_label))
    return household_id


def list_member(unit: Unit, member: HouseholdMember) -> str:
    """Record a member of a household; an empty `member_id` asks for a new one. Raises `people.member_without_name`."""
    if not member.name.strip():
        raise DomainError("people.member_without_name", "name")
    listed = member if member.member_id else replace(member, member_id=unit.ids.new())
    unit.record(HouseholdMemberListed(member=listed))
    return listed.member_id


def merged(values: PersonValues, changes: dict[str, Any]) -> PersonValues:
    """Values with some fields new."""
    every = {f.name: getattr(values, f.name) for f in fields(values)}
    return PersonValues(**{**every, **changes})


def encode_all(values: dict[str, Any]) -> dict[str, Any]:
    """Plain JSON of each value; None says that the field is cleared."""
    return {name: encode(value) for name, value in values.items()}


def _read(kind: type[Any], field: str, plain: Any) -> Any:
    """The value of a field from its plain form."""
    try:
        return build(get_type_hints(kind)[field], plain)
    except (ValueError, TypeError, AttributeError) as error:
        raise DomainError("people.value_unreadable", field) from error


def _others(ids: Any, person_id: str | None) -> tuple[str, ...]:
    return tuple(found for found in ids if found != person_id)
