"""Survey against fact-finding, field by field (finding 5 of the audit: data differ from the survey form).

A question is compared where the form says which field of the register holds the same fact, and both sides say
something. What weighs is who and where somebody is, and what the aid is judged by; the rest is only shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kmcase.domain.events import encode
from kmcase.domain.forms import Form, Question
from kmcase.domain.imports.survey import SurveyRow
from kmcase.domain.people import HouseholdValues, PersonValues, Sex
from kmcase.domain.visits import Contradiction
from kmcase.rules.regulations import Regulations
from kmcase.thai.digits import to_arabic

SURVEY = "survey"
REGISTER = "register"
MEMBERS = "members"
"""The repeat of the form whose rows, with the person, are the household."""
INCOME = "person.monthly_income"
PROBLEMS = "person.problem_kinds"
WEIGHTY = frozenset(
    {
        "person.first_name",
        "person.last_name",
        "person.national_id",
        "person.birth",
        "person.address.house_no",
        "person.address.moo",
        "person.address.subdistrict_code",
        INCOME,
        PROBLEMS,
        "household.housing",
    }
)
INCOME_KEY = "visit.income_difference"
# A list without the number says so by itself, and no more than that.
_NO_FACT = frozenset({"person.no_id_reason"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One question on which the two differ; `source` is what the visit is held against."""

    contradiction: Contradiction
    source: str
    significant: bool


def compare(
    form: Form,
    answers: Mapping[str, Any],
    survey: SurveyRow | None,
    person: PersonValues,
    household: HouseholdValues | None,
    numbers: Regulations,
    day: date,
) -> tuple[Compared, ...]:
    """What differs, in the order of the form; the register speaks where the survey says nothing.

    `answers` are whole and asked for; `day` is the visit's, under whose numbers an income weighs.
    """
    registered = _fields("person", person) | ({} if household is None else _fields("household", household))
    surveyed = {} if survey is None else _fields("person", survey.person_values(day))
    found = list(_compared(form, answers, surveyed, registered, numbers, day))
    return (*found, *_size(answers, survey))


def _compared(
    form: Form,
    answers: Mapping[str, Any],
    surveyed: Mapping[str, Any],
    registered: Mapping[str, Any],
    numbers: Regulations,
    day: date,
) -> Iterator[Compared]:
    for _, repeat, question in form.questions():
        path, answer = question.register, answers.get(question.name)
        source = SURVEY if path in surveyed else REGISTER
        other = surveyed.get(path, registered.get(path))
        if repeat is not None or path in _NO_FACT or answer is None or other is None or _same(question, other, answer):
            continue
        yield Compared(
            contradiction=Contradiction(question=question.name, surveyed=other, found=answer),
            source=source,
            significant=path in WEIGHTY and _weighs(path, other, answer, numbers, day),
        )


def _fields(noun: str, values: PersonValues | HouseholdValues) -> dict[str, Any]:
    """Plain values by path, without what is not known."""
    found: dict[str, Any] = {}
    for name, value in encode(values).items():
        parts = value.items() if isinstance(value, Mapping) else (("", value),)
        for part, inner in parts:
            if inner not in ("", [], Sex.UNKNOWN.value):
                found[f"{noun}.{name}.{part}" if part else f"{noun}.{name}"] = inner
    return found


def _same(question: Question, other: Any, answer: Any) -> bool:
    if isinstance(other, list):
        return set(other) == set(answer)
    if question.editor == "birth":
        # Either may be known by the year or the month alone.
        return str(answer).startswith(str(other)) or str(other).startswith(str(answer))
    if isinstance(other, str) and isinstance(answer, str):
        return _plain_text(other) == _plain_text(answer)
    return bool(other == answer)


def _plain_text(text: str) -> str:
    return "".join(to_arabic(text).split()).replace("-", "").casefold()


def _weighs(path: str, other: Any, answer: Any, numbers: Regulations, day: date) -> bool:
    if path == PROBLEMS:
        # A visit may find more than the survey did; it contradicts where it does not find what the survey said.
        return bool(set(other) - set(answer))
    if path == INCOME and numbers.has(INCOME_KEY, day):
        return bool(abs(other - answer) > numbers.number(INCOME_KEY, day).value)
    return True


def _size(answers: Mapping[str, Any], survey: SurveyRow | None) -> tuple[Compared, ...]:
    if survey is None or survey.household_size is None or MEMBERS not in answers:
        return ()
    found = len(answers[MEMBERS]) + 1
    if found == survey.household_size:
        return ()
    contradiction = Contradiction(question=MEMBERS, surveyed=survey.household_size, found=found)
    return (Compared(contradiction=contradiction, source=SURVEY, significant=True),)
