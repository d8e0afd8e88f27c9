"""Forms declared as data (XLSForm conventions): sections, questions, repeats, and what a set of answers leaves to say.

A form is found by `(form_id, version)`; what was answered keeps the version that it was answered with. `Answers` are
plain JSON by question name (names are unique in a form), by kind: text, date (ISO) and the code of a choice as text;
codes of several choices as a list; whole numbers and money (satang) as int; a decimal as its digits in a text; a point
as {"latitude", "longitude", "accuracy"} in texts; a repeat as a list of such mappings, each with its `_id`.
Not answered is absent, None, "" or []. Photographs and signatures are evidence, not answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kmcase.domain.events import build
from kmcase.domain.evidence import EvidenceKind

Answers = Mapping[str, Any]
Path = tuple[str, ...]
"""`(question,)`, `(section,)`, or `(repeat, _id of the row, question)`."""
Texts = Mapping[str, str]
"""Words by language: th, en."""
ROW_ID = "_id"
PICTURES = (
    EvidenceKind.PHOTO_HOUSE_OUTSIDE,
    EvidenceKind.PHOTO_HOUSE_INSIDE,
    EvidenceKind.PHOTO_PERSON,
    EvidenceKind.PHOTO_PROBLEM,
    EvidenceKind.PHOTO_FAMILY,
    EvidenceKind.SIGNATURE,
)
"""What is photographed or signed on the telephone: image questions of the exported form, named by their kind."""


class QuestionKind(StrEnum):
    """What is asked for, and so how the answer looks."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    GEOPOINT = "geopoint"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """One answer to choose: its code, and its words by language."""

    code: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `relevant`, `required` and `constraint` are expressions (`domain.expressions`), "" for none.

    `unit` is `baht` for money, else what is counted; `long` asks for several lines; `editor` names a kind of text that
    has its own editor (`national_id`, `phone`, `subdistrict`, `birth`); `register` the field of the register that
    holds the same fact (`person.phone`, `household.rent`, `member.relation`); `heading` the heading of the
    fact-finding report (`requests.REPORT_HEADINGS`) whose narrative it is.
    """

    name: str
    kind: QuestionKind
    labels: dict[str, str]
    hints: dict[str, str] = field(default_factory=dict)
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_messages: dict[str, str] = field(default_factory=dict)
    choices: tuple[FormChoice, ...] = ()
    unit: str = ""
    read_only: bool = False
    long: bool = False
    editor: str = ""
    register: str = ""
    heading: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes to choose from."""
        return tuple(choice.code for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Questions asked for each of several (a member of the household, a debt)."""

    name: str
    labels: dict[str, str]
    questions: tuple[Question, ...]
    relevant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A page of the form: questions and repeats in order."""

    name: str
    labels: dict[str, str]
    items: tuple[Question | Repeat, ...]
    hints: dict[str, str] = field(default_factory=dict)
    relevant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in one version."""

    form_id: str
    version: str
    title: dict[str, str]
    sections: tuple[Section, ...]

    def questions(self) -> Iterator[tuple[Section, Repeat | None, Question]]:
        """All questions in order, with where they stand."""
        for section in self.sections:
            for item in section.items:
                if isinstance(item, Repeat):
                    yield from ((section, item, question) for question in item.questions)
                else:
                    yield section, None, item

    def question(self, name: str) -> Question:
        """The question of a name; raises `KeyError`."""
        return next((question for _, _, question in self.questions() if question.name == name), None) or _none(name)

    def repeats(self) -> Iterator[tuple[Section, Repeat]]:
        """All repeats in order."""
        for section in self.sections:
            yield from ((section, item) for item in section.items if isinstance(item, Repeat))


def _none(name: str) -> Question:
    raise KeyError(name)


def said(texts: Texts, language: str) -> str:
    """The words of a language, else Thai, else none."""
    return texts.get(language) or texts.get("th", "")


def form_of(plain: Mapping[str, Any]) -> Form:
    """The form that `events.encode` made plain."""
    sections = tuple(
        Section(**{**section, "items": tuple(_item_of(item) for item in section["items"])})
        for section in plain["sections"]
    )
    return Form(**{**plain, "sections": sections})


def _item_of(plain: Mapping[str, Any]) -> Question | Repeat:
    item: Question | Repeat = build(Repeat if "questions" in plain else Question, plain)
    return item
