"""Rows of these forms: lines of the plan, mentors, materials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import partial

from kmcase.domain.forms import FormChoice, Question, QuestionKind, Repeat
from kmcase.domain.house_building import Needed
from kmcase.domain.household_plans import MentorKind, Strand
from kmcase.domain.ids import RandomIds
from kmcase.messages import message
from ui.forms import Field, Width
from ui.forms.rows_edit import RowsEdit, labels_of

_K = QuestionKind


def lines_field(today: date) -> Field:
    """What is to be done, each by its strand."""
    questions = (
        _question("strand", "household_plans.lines.strand", _K.SELECT_ONE, _words(Strand, "household_plans.strand")),
        _question("what", "household_plans.lines.what"),
        _question("who", "household_plans.lines.who"),
        _question("agency", "household_plans.lines.agency"),
        _question("due", "household_plans.lines.due", _K.DATE),
    )
    return _field("lines", "household_plans.page.lines", "household_plans.form.line", questions, today)


def mentors_field(today: date) -> Field:
    """The mentor team."""
    questions = (
        _question("name", "household_plans.form.name"),
        _question("kind", "household_plans.form.kind", _K.SELECT_ONE, _words(MentorKind, "household_plans.mentor")),
        _question("agency", "household_plans.form.mentor_agency"),
    )
    return _field("mentors", "household_plans.page.mentors", "household_plans.form.mentor", questions, today)


def needed_field(today: date) -> Field:
    """The materials that a house takes."""
    questions = (
        _question("name", "house_building.form.name"),
        _question("quantity", "house_building.form.quantity", _K.INTEGER),
        _question("unit", "house_building.form.unit"),
    )
    return _field("needed", "house_building.form.needed", "house_building.form.material", questions, today)


def materials_field(
    name: str, label: str, needed: Sequence[Needed], today: date, *, amount: str = "", services: bool = False
) -> Field:
    """Materials of the needed list, or beside it by name and unit; `amount` is the key of the column of money.

    `services`: work and transport may stand among them.
    """
    questions = [
        _question("name", "house_building.form.name"),
        _question("quantity", "house_building.form.quantity", _K.INTEGER),
        _question("unit", "house_building.form.unit"),
    ]
    if needed:
        listed = tuple(_choice(one.item_id, f"{one.name} ({one.unit})", f"{one.name} ({one.unit})") for one in needed)
        questions.insert(0, _question("item", "house_building.form.item", _K.SELECT_ONE, listed))
    if amount:
        questions.append(_question("amount", amount, _K.MONEY))
    help_key = "house_building.form.lines_help" if services else "house_building.form.item_help" if needed else None
    return _field(name, label, "house_building.form.line", tuple(questions), today, help_key)


def _field(
    name: str, label: str, row_label: str, questions: tuple[Question, ...], today: date, help_key: str | None = None
) -> Field:
    repeat = Repeat(name=name, labels=labels_of(row_label), questions=questions)
    editor = partial(RowsEdit, repeat=repeat, today=today, new_id=RandomIds().new)
    return Field(name, message(label), editor, width=Width.FULL, help_key=help_key)


def _question(name: str, key: str, kind: QuestionKind = _K.TEXT, choices: tuple[FormChoice, ...] = ()) -> Question:
    return Question(name=name, kind=kind, labels=labels_of(key), choices=choices)


def _words(members: Iterable[Enum], prefix: str) -> tuple[FormChoice, ...]:
    return tuple(FormChoice(code=str(one.value), labels=labels_of(f"{prefix}.{one.value}")) for one in members)


def _choice(code: str, th: str, en: str) -> FormChoice:
    return FormChoice(code=code, labels={"th": th, "en": en})
