"""What is wanted of a person in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.people import PersonValues
from kmcase.rules.regulations import Regulations
from kmcase.thai.national_id import check

_OLDEST = 120
_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """A person's values, the day, and who else bears the same national id."""

    values: PersonValues
    today: date
    same_id: tuple[str, ...] = ()


def may_be_child(birth: PartialDate, day: date) -> bool:
    """Whether somebody may be under eighteen on a day (Child Protection Act B.E. 2546, s. 4).

    Of a birth that is known in part `age_on` gives the greatest age possible; here the least one counts.
    """
    return birth.age_on(day) - (birth.full is None) < _ADULT


def check_person(facts: PersonFacts, numbers: Regulations) -> tuple[Finding, ...]:
    """All rules of a person."""
    values = facts.values
    return (*_name(values), *_identity(facts), *_birth(facts), *_problems(values), *_membership(values))


def _name(values: PersonValues) -> tuple[Finding, ...]:
    if values.first_name.strip():
        return ()
    return (Finding(code="people.name_missing", severity=Severity.BLOCK, fields=("first_name",)),)


def _identity(facts: PersonFacts) -> tuple[Finding, ...]:
    values = facts.values
    if values.national_id is None:
        if values.no_id_reason is not None:
            return ()
        return (Finding(code="people.id_or_reason", severity=Severity.BLOCK, fields=("national_id",)),)
    verdict = check(values.national_id)
    if verdict.refusals:
        return (Finding(code="people.id_impossible", severity=Severity.BLOCK, fields=("national_id",)),)
    found = []
    if verdict.warnings and not values.id_note.strip():
        found.append(Finding(code="people.id_doubtful", severity=Severity.BLOCK, fields=("id_note",)))
    elif verdict.warnings:
        found.append(Finding(code="people.id_doubtful_explained", severity=Severity.WARN, fields=("id_note",)))
    if facts.same_id:
        found.append(Finding(code="people.id_in_register", severity=Severity.BLOCK, fields=("national_id",)))
    return tuple(found)


def birth_findings(birth: PartialDate | None, today: date) -> tuple[Finding, ...]:
    """Why somebody alive today cannot have been born then, as a blocking finding of the field `birth`."""
    if birth is None:
        return ()
    if birth.year > today.year or (birth.full and birth.full > today):
        return (Finding(code="people.birth_in_future", severity=Severity.BLOCK, fields=("birth",)),)
    if birth.age_on(today) > _OLDEST:
        params = {"age": birth.age_on(today)}
        return (Finding(code="people.birth_too_old", severity=Severity.BLOCK, fields=("birth",), params=params),)
    return ()


def _birth(facts: PersonFacts) -> tuple[Finding, ...]:
    return birth_findings(facts.values.birth, facts.today)


def _problems(values: PersonValues) -> tuple[Finding, ...]:
    if values.problem_kinds and values.problems_as_of is None:
        return (Finding(code="people.as_of_missing", severity=Severity.BLOCK, fields=("problems_as_of",)),)
    return ()


def _membership(values: PersonValues) -> tuple[Finding, ...]:
    member = values.membership
    if member is None or member.since is None or member.until is None or member.since <= member.until:
        return ()
    return (Finding(code="people.membership_ends_before", severity=Severity.BLOCK, fields=("member_until",)),)
