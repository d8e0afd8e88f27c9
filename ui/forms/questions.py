"""A question of a declared form on the screen: its editor by kind, and its answer to and from what the editor holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from kmcase.domain.dates import PartialDate
from kmcase.domain.form_answers import BIRTH
from kmcase.domain.forms import Question, QuestionKind
from kmcase.domain.money import Baht
from kmcase.messages import Message, message, worded
from kmcase.thai.digits import to_arabic
from ui.forms.spec import Field, Width
from ui.widgets import (
    AreaPicker,
    BahtEdit,
    BEDateEdit,
    ChecksEdit,
    Choice,
    ChoiceEdit,
    Editor,
    IdAnswer,
    LineEdit,
    NationalIdEdit,
    NumberEdit,
    PositionEdit,
    RadioEdit,
    TextArea,
    Texts,
)

Answer = Any
"""Plain JSON, by kind as `domain.forms` says; None where there is none."""

_K = QuestionKind
_FEW = 4
_SHORT = 14
_SIDE_BY_SIDE = 34
_LONG_TEXT_ROWS = 5
_LONGEST_LINE = 2_000
_MOST = 999_999_999
_UNITS = frozenset({"years", "persons"})
_ID, _AREA = "national_id", "subdistrict"


def field_of(question: Question, today: date) -> Field:
    """The field of a question; `today` decides two-digit years."""
    return Field(
        question.name,
        worded(question.labels),
        _editor_of(question, today),
        required=bool(question.required),
        help=worded(question.hints) if question.hints else None,
        width=_width_of(question),
    )


def answer_of(question: Question, value: object) -> Answer:
    """What an editor holds, as an answer; nothing typed, or what is unreadable, is None."""
    match value:
        case IdAnswer():
            return value.number
        case Baht():
            return value.satang
        case PartialDate() | date():
            return value.isoformat()
        case frozenset():
            ordered = [code for code in question.codes if code in value]
            return ordered or None
        case Mapping():
            return dict(value)
        case None | "":
            return None
        case str() if question.kind is _K.DECIMAL:
            return to_arabic(value).replace(",", "")
    return value


def value_of(question: Question, answer: Answer) -> object:
    """An answer as the question's editor takes it; one of another kind is shown as far as it can be."""
    if answer is None:
        return None
    try:
        return _VALUES.get(question.kind, lambda _, given: given)(question, answer)
    except (ValueError, TypeError):
        return None


def shown_answer(question: Question, answer: Answer) -> Message | str:
    """An answer in words: labels of choices, money with commas, dates in พ.ศ."""
    value = value_of(question, answer)
    match value:
        case None:
            return "–"
        case frozenset():
            return message("words.own", words=tuple(_label(question, code) for code in question.codes if code in value))
        case IdAnswer():
            return value.number or "–"
        case Mapping():
            return f"{value['latitude']}, {value['longitude']}"
    if question.kind is _K.SELECT_ONE:
        return _label(question, str(value))
    return value if isinstance(value, str) else message("words.own", words=value)


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What can be chosen, by code."""
    return tuple(Choice(value=choice.code, said=worded(choice.labels)) for choice in question.choices)


def _label(question: Question, code: str) -> Message | str:
    found = next((choice for choice in question.choices if choice.code == code), None)
    return worded(found.labels) if found else code


def _editor_of(question: Question, today: date) -> Callable[[Texts], Editor]:
    match question.kind:
        case _K.SELECT_ONE:
            return partial(RadioEdit if _few(question) else ChoiceEdit, choices=choices_of(question))
        case _K.SELECT_MULTIPLE:
            return partial(ChecksEdit, choices=choices_of(question))
        case _K.MONEY:
            return BahtEdit
        case _K.INTEGER:
            unit = message(f"forms_ui.unit.{question.unit}") if question.unit in _UNITS else question.unit
            return partial(NumberEdit, most=_MOST, unit=unit)
        case _K.DATE:
            return partial(BEDateEdit, today=today, partial=question.editor == BIRTH)
        case _K.GEOPOINT:
            return PositionEdit
    return _text_editor_of(question)


def _text_editor_of(question: Question) -> Callable[[Texts], Editor]:
    if question.editor == _ID:
        return partial(NationalIdEdit, number_only=True)
    if question.editor == _AREA:
        return AreaPicker
    return partial(TextArea, rows=_LONG_TEXT_ROWS) if question.long else partial(LineEdit, max_length=_LONGEST_LINE)


def _few(question: Question) -> bool:
    longest = max(len(choice.labels.get("th", "")) for choice in question.choices)
    return len(question.choices) <= _FEW and longest <= _SHORT


def _width_of(question: Question) -> Width:
    if question.long or question.kind in (_K.SELECT_MULTIPLE, _K.GEOPOINT) or question.editor == _AREA:
        return Width.FULL
    if question.kind is _K.SELECT_ONE and _few(question):
        letters = sum(len(choice.labels.get("th", "")) for choice in question.choices)
        return Width.FULL if letters > _SIDE_BY_SIDE else Width.HALF
    if question.kind in (_K.MONEY, _K.INTEGER):
        return Width.THIRD
    return Width.HALF


def _day(question: Question, answer: Any) -> date | PartialDate:
    day = PartialDate.parse(answer)
    return day if question.editor == BIRTH else date(day.year, day.month or 1, day.day or 1)


def _text(question: Question, answer: Any) -> str | IdAnswer:
    return IdAnswer(number=str(answer)) if question.editor == _ID else str(answer)


_VALUES: Mapping[QuestionKind, Callable[[Question, Any], object]] = {
    _K.TEXT: _text,
    _K.MONEY: lambda _, answer: Baht(int(answer)),
    _K.INTEGER: lambda _, answer: int(answer),
    _K.DATE: _day,
    _K.SELECT_MULTIPLE: lambda _, answer: frozenset(answer),
    _K.GEOPOINT: lambda _, answer: answer if isinstance(answer, Mapping) else None,
}
