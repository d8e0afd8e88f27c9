"""Small forms for tests."""

from __future__ import annotations

from typing import Any

from kmcase.domain.forms import Form, FormChoice, Question, QuestionKind, Repeat, Section


def a_question(name: str, kind: QuestionKind = QuestionKind.TEXT, codes: str = "", **rest: Any) -> Question:
    """A question whose label is its name; `codes` stand with spaces between them."""
    choices = tuple(FormChoice(code=code, labels={"th": code}) for code in codes.split())
    return Question(name=name, kind=kind, labels={"th": name, "en": name}, choices=choices, **rest)


def a_repeat(name: str, *questions: Question, relevant: str = "") -> Repeat:
    """A repeat."""
    return Repeat(name=name, labels={"th": name}, questions=questions, relevant=relevant)


def a_section(name: str, *items: Question | Repeat, relevant: str = "") -> Section:
    """A section."""
    return Section(name=name, labels={"th": name}, items=items, relevant=relevant)


def a_form(*items: Question | Repeat | Section) -> Form:
    """A form of these sections; questions and repeats alone stand in one section."""
    sections = tuple(item for item in items if isinstance(item, Section))
    loose = tuple(item for item in items if not isinstance(item, Section))
    if loose:
        sections = (a_section("only", *loose), *sections)
    return Form(form_id="small", version="1", title={"th": "แบบสั้น"}, sections=sections)
