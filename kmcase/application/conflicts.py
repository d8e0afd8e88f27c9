"""Values that two people wrote apart: one list of all, each decided once and with a reason.

A decision names all the values that were seen, so it is the same for every store that it comes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.forms import Forms
from kmcase.application.people import PeopleService
from kmcase.application.read.conflicts import ConflictPage, StandingValue
from kmcase.application.visits import VisitService
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.forms import Form, Question, QuestionKind
from kmcase.thai.baht import format_baht

SETTLED_BY: Mapping[str, str] = {
    "person": "people.change",
    "household": "households.change",
    "visit": "visits.write",
}
"""Use case by noun: who may do it decides. What a plan says is decided in the plan (`CasePlanService.decide`)."""
_BETWEEN = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Which value of a field stands; `seen` are the events whose values the decider saw."""

    noun: str
    record_id: str
    field: str
    value: StandingValue
    seen: tuple[str, ...]
    reason: str


class ConflictService:
    """Use cases of values in conflict; who may decide is who may write the record."""

    def __init__(self, work: Work, people: PeopleService, visits: VisitService, forms: Forms) -> None:
        self._work = work
        self._people = people
        self._visits = visits
        self._forms = forms

    def list(self) -> tuple[ConflictPage, ...]:
        """Every record with values that were written apart, the newest first."""
        with self._work.read("conflicts.read") as reading:
            return tuple(self._with_words(page) for page in reading.conflicts.list())

    def settle(self, decision: Decision) -> Outcome[str]:
        """Decide; raises `conflicts.reason_missing`, `people.no_conflict`, `visits.no_conflict`, what the rules say."""
        reason = decision.reason.strip()
        require_that(bool(reason), "conflicts.reason_missing", "reason")
        record_id, field, value = decision.record_id, decision.field, decision.value
        if decision.noun == "visit":
            return self._visits.settle(record_id, field, value.event_id, reason)
        settle = self._people.settle if decision.noun == "person" else self._people.settle_household
        return settle(record_id, field, value.plain, decision.seen, reason)

    def _with_words(self, page: ConflictPage) -> ConflictPage:
        """A visit's fields and answers in the words of the form that it answers."""
        form_id, version = page.form
        if not form_id:
            return page
        form = self._forms.form(form_id, version)
        return replace(
            page,
            labels={key: _label(form, key) for key in page.standing},
            standing={
                key: tuple(replace(each, words=_words(form, key, each.plain)) for each in values)
                for key, values in page.standing.items()
            },
        )


def _question(form: Form, key: str) -> Question | None:
    """The question of a fact's key (`domain.answers`); None for a row of a repeat as a whole."""
    name = key.rpartition(_BETWEEN)[2]
    return next((question for _, _, question in form.questions() if question.name == name), None)


def _label(form: Form, key: str) -> Mapping[str, str]:
    question, repeat = _question(form, key), key.partition(_BETWEEN)[0]
    if question is not None:
        return question.labels
    return next((item.labels for _, item in form.repeats() if item.name == repeat), {"th": key})


def _words(form: Form, key: str, plain: Any) -> Mapping[str, str]:
    """What an answer says, by language: choices by their words, money in baht, all else as it was entered."""
    question = _question(form, key)
    if plain is None or question is None:
        return {}
    if question.kind is QuestionKind.MONEY:
        return {"th": format_baht(plain)}
    chosen = plain if isinstance(plain, list) else [plain]
    labels = [next((one.labels for one in question.choices if one.code == each), {"th": str(each)}) for each in chosen]
    languages = {language for label in labels for language in label} | {"th"}
    return {language: ", ".join(label.get(language, label.get("th", "")) for label in labels) for language in languages}
