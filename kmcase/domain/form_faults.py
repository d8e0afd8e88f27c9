"""What is wrong with a form itself, found when it is read, so that no answer ever meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kmcase.domain.expressions import Expression, ExpressionError, parse
from kmcase.domain.form_answers import BIRTH
from kmcase.domain.forms import Form, Question, QuestionKind, Repeat

_SELECTS = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})
EDITORS = frozenset({"", "national_id", "phone", "subdistrict", BIRTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFault:
    """A fault of the section, repeat or question of a name; its sentence is `forms.fault.<code>`."""

    name: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def faults(form: Form) -> tuple[FormFault, ...]:
    """All faults, in the order of the form."""
    return (*_named_twice(form), *_Reading(form).faults())


def _named_twice(form: Form) -> Iterator[FormFault]:
    names = Counter(name for name, _ in _everything(form))
    for name, times in names.items():
        if times > 1:
            yield FormFault(name=name, code="named_twice")
        if name.startswith("_"):
            yield FormFault(name=name, code="name_reserved")


def _everything(form: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    for section in form.sections:
        yield section.name, section.labels
        yield from ((item.name, item.labels) for item in section.items)
        repeats = (item for item in section.items if isinstance(item, Repeat))
        yield from ((question.name, question.labels) for repeat in repeats for question in repeat.questions)


class _Reading:
    """Goes through a form in order: what is asked only after some answer may speak of earlier questions alone."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._homes = {question.name: repeat for _, repeat, question in form.questions()}
        self._questions = {question.name: question for _, _, question in form.questions()}
        self._repeats = {repeat.name for _, repeat in form.repeats()}
        self._earlier: set[str] = set()

    def faults(self) -> Iterator[FormFault]:
        for section in self._form.sections:
            yield from self._relevant(section.name, section.relevant, None)
            for item in section.items:
                yield from self._relevant(item.name, item.relevant, None)
                if isinstance(item, Repeat):
                    yield from self._repeat(item)
                else:
                    yield from self._question(item, None)
        for name, labels in _everything(self._form):
            if not labels.get("th"):
                yield FormFault(name=name, code="no_thai")

    def _repeat(self, repeat: Repeat) -> Iterator[FormFault]:
        for question in repeat.questions:
            yield from self._relevant(question.name, question.relevant, repeat)
            yield from self._question(question, repeat)
        self._earlier.add(repeat.name)

    def _question(self, question: Question, home: Repeat | None) -> Iterator[FormFault]:
        self._earlier.add(question.name)
        for text in (question.required, question.constraint):
            yield from self._expression(question.name, text, home, relevant=False)
        if question.kind in _SELECTS and not question.choices:
            yield FormFault(name=question.name, code="no_choices")
        if question.editor not in EDITORS:
            yield FormFault(name=question.name, code="editor_unknown", params={"editor": question.editor})

    def _relevant(self, name: str, text: str, home: Repeat | None) -> Iterator[FormFault]:
        return self._expression(name, text, home, relevant=True)

    def _expression(self, name: str, text: str, home: Repeat | None, *, relevant: bool) -> Iterator[FormFault]:
        if not text:
            return
        try:
            expression = parse(text)
        except ExpressionError:
            yield FormFault(name=name, code="expression_unknown", params={"expression": text})
            return
        for other, code in self._wrong_names(expression, home, relevant=relevant):
            yield FormFault(name=name, code=code, params={"other": other})
        for other, choice in sorted(expression.codes):
            asked = self._questions.get(other)
            if asked is not None and asked.kind in _SELECTS and choice not in asked.codes:
                yield FormFault(name=name, code="choice_unknown", params={"other": other, "choice": choice})

    def _wrong_names(self, expression: Expression, home: Repeat | None, *, relevant: bool) -> Iterator[tuple[str, str]]:
        for other in sorted(expression.names):
            if other not in self._questions:
                yield other, "reference_unknown"
            elif self._homes[other] not in (None, home):
                yield other, "reference_into_repeat"
            elif relevant and other not in self._earlier:
                yield other, "reference_to_later"
        for other in sorted(expression.counted):
            if other not in self._repeats:
                yield other, "no_repeat"
            elif relevant and other not in self._earlier:
                yield other, "reference_to_later"
