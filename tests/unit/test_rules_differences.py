"""Survey against fact-finding, question by question."""

from __future__ import annotations

from typing import Any

import pytest

from kmcase.domain.dates import PartialDate
from kmcase.domain.imports.survey import SurveyRow
from kmcase.domain.money import Baht
from kmcase.domain.people import Address, HouseholdValues, PersonValues
from kmcase.files.forms import shipped_form
from kmcase.rules.differences import Compared, compare
from kmcase.rules.regulations import Regulations, shipped_regulations
from tests.builders import person_values
from tests.request_builders import TODAY

NUMBERS = shipped_regulations()


def found(
    answers: dict[str, Any],
    survey: SurveyRow | None = None,
    person: PersonValues | None = None,
    household: HouseholdValues | None = None,
    numbers: Regulations = NUMBERS,
) -> list[tuple[str, Any, Any, str, bool]]:
    def told(one: Compared) -> tuple[str, Any, Any, str, bool]:
        what = one.contradiction
        return what.question, what.surveyed, what.found, one.source, one.significant

    return [
        told(one)
        for one in compare(
            shipped_form("visit", ""), answers, survey, person or PersonValues(), household, numbers, TODAY
        )
    ]


def test_what_both_say_alike_is_no_difference() -> None:
    answers = {"first_name": "บุญ มี", "house_no": "๑๒", "moo": 3, "phone": "081-234-5678"}
    survey = SurveyRow(first_name="บุญมี", address=Address(house_no="12", moo=3), phone="0812345678")
    assert found(answers, survey) == []


def test_a_question_that_one_side_left_open_is_no_difference() -> None:
    assert found({"occupation": "รับจ้าง"}, SurveyRow(first_name="บุญมี")) == []


def test_the_survey_speaks_before_the_register() -> None:
    survey = SurveyRow(address=Address(house_no="13"))
    assert found({"house_no": "12"}, survey, person_values()) == [("house_no", "13", "12", "survey", True)]
    assert found({"house_no": "14"}, SurveyRow(), person_values()) == [("house_no", "12", "14", "register", True)]


def test_what_does_not_bear_on_the_aid_is_shown_and_weighs_nothing() -> None:
    assert found({"occupation": "ค้าขาย"}, SurveyRow(occupation="ทำนา")) == [
        ("occupation", "ทำนา", "ค้าขาย", "survey", False)
    ]


@pytest.mark.parametrize(("satang", "weighs"), [(500_000, False), (500_001, True), (299_999, True)])
def test_an_income_weighs_from_the_regulations_difference_on(satang: int, weighs: bool) -> None:
    survey = SurveyRow(monthly_income=Baht.of(4000))
    assert found({"person_income": satang}, survey) == [("person_income", 400_000, satang, "survey", weighs)]


def test_without_a_number_every_difference_of_income_weighs() -> None:
    survey = SurveyRow(monthly_income=Baht.of(4000))
    assert found({"person_income": 400_001}, survey, numbers=Regulations(()))[0][-1]


def test_more_problems_than_surveyed_weigh_nothing_and_one_that_is_not_found_does() -> None:
    survey = SurveyRow(problem_kinds=frozenset({"elderly"}))
    assert found({"problem_kinds": ["elderly", "illness"]}, survey)[0][-1] is False
    assert found({"problem_kinds": ["illness"]}, survey)[0][-1] is True
    assert found({"problem_kinds": ["elderly"]}, survey) == []


@pytest.mark.parametrize(("answer", "differs"), [("1950-05-01", False), ("1951-01-01", True)])
def test_a_birth_that_is_known_by_its_year_is_compared_by_the_year(answer: str, differs: bool) -> None:
    assert bool(found({"birth": answer}, SurveyRow(birth=PartialDate(1950)))) is differs


def test_the_house_of_the_register_is_compared() -> None:
    assert found({"housing_kind": "rented"}, household=HouseholdValues(housing="own_stable")) == [
        ("housing_kind", "own_stable", "rented", "register", True)
    ]


def test_the_household_is_the_person_and_the_members() -> None:
    answers = {"members": [{"_id": "m1"}, {"_id": "m2"}]}
    assert found(answers, SurveyRow(household_size=3)) == []
    assert found(answers, SurveyRow(household_size=5)) == [("members", 5, 3, "survey", True)]
    assert found({}, SurveyRow(household_size=5)) == found(answers, SurveyRow()) == found(answers) == []
