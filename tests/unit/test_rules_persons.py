"""What is wanted of a person in the register: each rule fires once and once does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kmcase.domain.dates import PartialDate
from kmcase.domain.findings import Severity
from kmcase.domain.people import Membership, MembershipKind, PersonValues
from kmcase.rules.persons import PersonFacts, check_person
from kmcase.rules.regulations import shipped_regulations
from kmcase.thai.national_id import check_digit
from tests.builders import person_values

TODAY = date(2024, 6, 10)
SOUND_ID = "341000000017" + check_digit("341000000017")
WRONG_DIGIT = SOUND_ID[:-1] + str((int(SOUND_ID[-1]) + 1) % 10)


def with_id(number: str, **changes: object) -> PersonValues:
    return person_values(national_id=number, no_id_reason=None, **changes)


def found(values: PersonValues, *same_id: str) -> dict[str, Severity]:
    facts = PersonFacts(values=values, today=TODAY, same_id=same_id)
    return {finding.code: finding.severity for finding in check_person(facts, shipped_regulations())}


def test_a_person_as_the_office_writes_one_meets_no_rule() -> None:
    assert found(person_values()) == {}
    assert found(with_id(SOUND_ID)) == {}


def test_a_name_of_blanks_is_none() -> None:
    assert found(person_values(first_name="  ")) == {"people.name_missing": Severity.BLOCK}


def test_without_a_number_the_reason_is_asked_for() -> None:
    assert found(person_values(no_id_reason=None)) == {"people.id_or_reason": Severity.BLOCK}


@pytest.mark.parametrize("number", ["1" * 13, "9" + SOUND_ID[1:], SOUND_ID[:12], "34100000000ก7"])
def test_an_impossible_number_is_refused(number: str) -> None:
    assert found(with_id(number)) == {"people.id_impossible": Severity.BLOCK}


def test_a_wrong_check_digit_is_taken_with_a_note_and_not_without() -> None:
    assert found(with_id(WRONG_DIGIT)) == {"people.id_doubtful": Severity.BLOCK}
    explained = found(with_id(WRONG_DIGIT, id_note="คัดจากบัตรเก่า"))
    assert explained == {"people.id_doubtful_explained": Severity.WARN}


def test_a_number_in_the_register_is_not_entered_twice() -> None:
    assert found(with_id(SOUND_ID), "p1") == {"people.id_in_register": Severity.BLOCK}


@pytest.mark.parametrize("birth", [PartialDate(2025), PartialDate(2024, 6, 11)])
def test_nobody_is_born_tomorrow(birth: PartialDate) -> None:
    assert found(person_values(birth=birth)) == {"people.birth_in_future": Severity.BLOCK}


@pytest.mark.parametrize("birth", [PartialDate(2024), PartialDate(2024, 6, 10), PartialDate(1904, 6, 10)])
def test_births_of_this_year_and_of_120_years_ago_are_taken(birth: PartialDate) -> None:
    assert found(person_values(birth=birth)) == {}


def test_nobody_is_older_than_120_years() -> None:
    assert found(person_values(birth=PartialDate(1903, 6, 10))) == {"people.birth_too_old": Severity.BLOCK}


def test_problems_need_the_day_on_which_they_were_seen() -> None:
    values = person_values(problem_kinds=frozenset({"elderly"}))
    assert found(values) == {"people.as_of_missing": Severity.BLOCK}
    assert found(replace(values, problems_as_of=TODAY)) == {}


def test_a_membership_ends_on_the_day_it_began_at_the_earliest() -> None:
    one_day = Membership(kind=MembershipKind.MEMBER, since=TODAY, until=TODAY)
    assert found(person_values(membership=one_day)) == {}
    turned = replace(one_day, until=date(2024, 6, 9))
    assert found(person_values(membership=turned)) == {"people.membership_ends_before": Severity.BLOCK}
    assert found(person_values(membership=replace(turned, since=None))) == {}
