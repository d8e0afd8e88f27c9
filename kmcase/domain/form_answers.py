"""What answers leave to say under a form: which questions are asked, what is wrong, what is missing. Pure.

As on a telephone with ODK Collect: a question that is not asked counts as unanswered in every expression, and a
constraint is judged only of an answer that is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from kmcase.domain.dates import PartialDate
from kmcase.domain.expressions import Value, parse
from kmcase.domain.forms import ROW_ID, Answers, Form, Path, Question, QuestionKind, Repeat, Section
from kmcase.domain.money import SATANG_PER_BAHT

LONGEST_TEXT = 20_000
"""So many letters an answer may have; a story of ten pages."""
LARGEST_NUMBER = 10**12
_FURTHEST = {"latitude": 90, "longitude": 180}
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,10})?")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")
BIRTH = "birth"
"""The editor of a date that may be known in part."""
_K = QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FormProblem:
    """What is wrong with one answer: the sentence in the catalogue, or the form's own words by language."""

    path: Path
    key: str
    params: Mapping[str, object] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that is asked, where, and its answer as it stands (None where there is none)."""

    path: Path
    section: Section
    question: Question
    answer: Any
    scope: _Scope

    @property
    def required(self) -> bool:
        """Whether it must be answered."""
        required = self.question.required
        return bool(required) and parse(required).holds(self.scope)


class _Scope:
    """The answers that count: those of questions that are asked; a row's own before the form's."""

    def __init__(self, outer: _Scope | None = None) -> None:
        self.this: Value = ""
        self._outer = outer
        self._values: dict[str, Value] = {}
        self._counts: dict[str, int] = {}

    def value(self, name: str) -> Value:
        if name in self._values:
            return self._values[name]
        return self._outer.value(name) if self._outer else ""

    def count(self, name: str) -> int:
        return self._outer.count(name) if self._outer else self._counts.get(name, 0)

    def put(self, question: Question, answer: Any) -> None:
        self._values[question.name] = value_of(question, answer)

    def put_count(self, name: str, rows: int) -> None:
        self._counts[name] = rows

    def of_answer(self, question: Question, answer: Any) -> _Scope:
        """This scope with `.` as a question's answer."""
        inner = _Scope(self)
        inner.this = value_of(question, answer)
        return inner


def shown(form: Form, answers: Answers) -> frozenset[Path]:
    """The sections, questions and repeats that are asked with these answers."""
    paths: set[Path] = set()
    for section, repeat, asked in _walk(form, answers):
        paths.add((section.name,))
        if repeat is not None:
            paths.add((repeat.name,))
        if asked is not None:
            paths.add(asked.path)
    return frozenset(paths)


def asked(form: Form, answers: Answers) -> tuple[Asked, ...]:
    """The questions that are asked with these answers, in order."""
    return tuple(each for _, _, each in _walk(form, answers) if each is not None)


def check(form: Form, answers: Answers) -> tuple[FormProblem, ...]:
    """What is wrong with what is answered: answers of another kind, unknown codes, broken constraints, no question."""
    found = list(_strangers(form, answers))
    for each in asked(form, answers):
        if each.answer is not None:
            found.extend(_wrong(each))
    return tuple(found)


def missing(form: Form, answers: Answers, offered: Answers = MappingProxyType({})) -> dict[str, tuple[Path, ...]]:
    """By section, the questions that must be answered and are not; a section with none of them is left out.

    What is `offered` and not answered decides what is asked, and is missing itself until somebody confirms it.
    """
    found: dict[str, list[Path]] = {}
    unconfirmed = offered.keys() - answers.keys()
    for each in asked(form, {**offered, **answers}):
        if each.required and (each.answer is None or each.path[0] in unconfirmed):
            found.setdefault(each.section.name, []).append(each.path)
    return {name: tuple(paths) for name, paths in found.items()}


def asked_answers(form: Form, answers: Answers) -> dict[str, Any]:
    """The answers that count: those to questions that are asked; what was typed and then hidden is left out."""
    kept: dict[str, Any] = {}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    paths = shown(form, answers)
    for _, repeat in form.repeats():
        if (repeat.name,) in paths:
            kept[repeat.name] = [{ROW_ID: row[ROW_ID]} for row in rows_of(answers, repeat.name)]
            rows |= {(repeat.name, row[ROW_ID]): row for row in kept[repeat.name]}
    for each in asked(form, answers):
        if each.answer is not None:
            place = kept if len(each.path) == 1 else rows[each.path[0], each.path[1]]
            place[each.question.name] = each.answer
    return kept


def rows_of(answers: Answers, repeat: str) -> tuple[Answers, ...]:
    """The rows of a repeat."""
    return tuple(answers.get(repeat) or ())


def answer_at(answers: Answers, path: Path) -> Any:
    """The answer at a path of a question; None where there is none."""
    if len(path) == 1:
        return _given(answers.get(path[0]))
    row = next((row for row in rows_of(answers, path[0]) if row[ROW_ID] == path[1]), {})
    return _given(row.get(path[2]))


def value_of(question: Question, answer: Any) -> Value:
    """An answer as expressions see it: money in baht, codes with spaces between them; "" for what is no answer."""
    if answer is None or _kind_problem(question, answer):
        return ""
    match question.kind:
        case _K.MONEY:
            return Decimal(answer) / SATANG_PER_BAHT
        case _K.INTEGER | _K.DECIMAL:
            return Decimal(answer)
        case _K.SELECT_MULTIPLE:
            return " ".join(answer)
        case _K.GEOPOINT:
            return f"{answer['latitude']} {answer['longitude']}"
    return str(answer)


def _walk(form: Form, answers: Answers) -> Iterator[tuple[Section, Repeat | None, Asked | None]]:
    scope = _Scope()
    for section in form.sections:
        if not _holds(section.relevant, scope):
            continue
        yield section, None, None
        for item in section.items:
            if not _holds(item.relevant, scope):
                continue
            if isinstance(item, Repeat):
                yield section, item, None
                yield from _walk_rows(section, item, answers, scope)
            else:
                yield section, None, _ask(section, item, (item.name,), answers, scope)


def _walk_rows(
    section: Section, repeat: Repeat, answers: Answers, outer: _Scope
) -> Iterator[tuple[Section, Repeat, Asked]]:
    rows = rows_of(answers, repeat.name)
    outer.put_count(repeat.name, len(rows))
    for row in rows:
        scope = _Scope(outer)
        for question in repeat.questions:
            if _holds(question.relevant, scope):
                yield section, repeat, _ask(section, question, (repeat.name, row[ROW_ID], question.name), row, scope)


def _ask(section: Section, question: Question, path: Path, answers: Answers, scope: _Scope) -> Asked:
    answer = _given(answers.get(question.name))
    scope.put(question, answer)
    return Asked(path=path, section=section, question=question, answer=answer, scope=scope)


def _holds(expression: str, scope: _Scope) -> bool:
    return not expression or parse(expression).holds(scope)


def _given(answer: Any) -> Any:
    if isinstance(answer, str) and not answer.strip():
        return None
    return None if answer in ([], {}) else answer


def _strangers(form: Form, answers: Answers) -> Iterator[FormProblem]:
    repeats = {repeat.name: {question.name for question in repeat.questions} for _, repeat in form.repeats()}
    known = {question.name for _, repeat, question in form.questions() if repeat is None} | set(repeats)
    for name in answers:
        if name not in known:
            yield FormProblem(path=(name,), key="forms.problem.no_question", params={"name": name})
    for repeat, names in repeats.items():
        for row in rows_of(answers, repeat):
            for name in row:
                if name not in names | {ROW_ID}:
                    path = (repeat, row[ROW_ID], name)
                    yield FormProblem(path=path, key="forms.problem.no_question", params={"name": name})


def _wrong(each: Asked) -> Iterator[FormProblem]:
    question = each.question
    if problem := _kind_problem(question, each.answer):
        yield FormProblem(path=each.path, key=f"forms.problem.{problem}", params={"typed": _shortened(each.answer)})
    elif not _constrained(each):
        yield FormProblem(path=each.path, key="forms.problem.constraint", texts=question.constraint_messages)


def _constrained(each: Asked) -> bool:
    constraint = each.question.constraint
    return not constraint or parse(constraint).holds(each.scope.of_answer(each.question, each.answer))


def _shortened(answer: Any) -> str:
    return str(answer)[:60]


def _kind_problem(question: Question, answer: Any) -> str:
    """The name of the sentence that says why an answer is not of the question's kind; "" where it is."""
    return _KINDS[question.kind](question, answer)


def _text_problem(_: Question, answer: Any) -> str:
    if not isinstance(answer, str):
        return "no_text"
    return "too_long" if len(answer) > LONGEST_TEXT else ""


def _number_problem(_: Question, answer: Any) -> str:
    if type(answer) is not int:
        return "no_number"
    return "too_large" if abs(answer) > LARGEST_NUMBER else ""


def _decimal_problem(_: Question, answer: Any) -> str:
    return "" if isinstance(answer, str) and _DECIMAL.fullmatch(answer) else "no_number"


def _date_problem(question: Question, answer: Any) -> str:
    if not isinstance(answer, str) or not _DAY.fullmatch(answer):
        return "no_date"
    try:
        day = PartialDate.parse(answer)
    except ValueError:
        return "no_date"
    return "" if day.full or question.editor == BIRTH else "no_date"


def _choice_problem(question: Question, answer: Any) -> str:
    return "" if answer in question.codes else "no_choice"


def _choices_problem(question: Question, answer: Any) -> str:
    return "" if isinstance(answer, list) and all(code in question.codes for code in answer) else "no_choice"


def _point_problem(_: Question, answer: Any) -> str:
    if not isinstance(answer, Mapping):
        return "no_point"
    return "" if all(_within(answer.get(part), most) for part, most in _FURTHEST.items()) else "no_point"


def _within(text: Any, most: int) -> bool:
    try:
        number = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return False
    return number.is_finite() and abs(number) <= most


def _note_problem(_: Question, __: Any) -> str:
    return "no_question"


_KINDS: Mapping[QuestionKind, Callable[[Question, Any], str]] = {
    _K.TEXT: _text_problem,
    _K.INTEGER: _number_problem,
    _K.DECIMAL: _decimal_problem,
    _K.MONEY: _number_problem,
    _K.DATE: _date_problem,
    _K.SELECT_ONE: _choice_problem,
    _K.SELECT_MULTIPLE: _choices_problem,
    _K.GEOPOINT: _point_problem,
    _K.NOTE: _note_problem,
}
