"""The form of an assessment: a section a dimension, its items with their anchors, and nine places for words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, Level, Remark, RemarkKind
from kmcase.domain.casework import AssessmentItem as Question
from kmcase.domain.casework import Casework, Dimension
from kmcase.messages import Message, message
from ui.draft_lane import DraftLane
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage
from ui.ports import Desk
from ui.widgets import AnchoredScore, BEDateEdit, NavSection, SectionNav, SectionState, TextArea

_SUMMARY = "summary"


class AssessmentForm(FormPage):
    """The dimensions stand at the left with how far each is; the sentence below counts what is scored."""

    def __init__(self, desk: Desk, casework: Casework, item: AssessmentItem | None) -> None:
        """A new assessment by the casework, or another version of one."""
        texts = desk.texts
        self.nav = SectionNav(texts)
        self._casework = casework
        super().__init__(
            texts,
            message("case_assessment.form.title") if item is None else _editing(item),
            form_spec(casework, desk.today()),
            action=message("case_assessment.form.save"),
            cancel=message("cases.form.cancel"),
            drafts=DraftLane(desk.jobs, desk.services.drafts),
            aside=self.nav,
        )
        self.form.set_values(form_values(item.values) if item is not None else {"assessed_on": desk.today()})
        self.changed.connect(self.count)
        self.nav.chosen.connect(self._go)
        self.count()

    def count(self) -> None:
        """Say how far each dimension is."""
        values = self.form.values()
        sections, scored, items = [], 0, 0
        for dimension in self._casework.dimensions:
            done = sum(values[item_name(dimension, item)] is not None for item in dimension.items)
            scored, items = scored + done, items + len(dimension.items)
            sections.append(_nav_section(dimension, done))
        sections.append(NavSection(key=_SUMMARY, said=message("case_assessment.form.sum")))
        self.nav.set_sections(sections)
        self.say(message("case_assessment.form.says", scored=scored, items=items))

    def _go(self, key: str) -> None:
        dimension = next((each for each in self._casework.dimensions if each.code == key), None)
        self.form.focus_field(item_name(dimension, dimension.items[0]) if dimension is not None else _SUMMARY)


def _editing(item: AssessmentItem) -> Message:
    return message("case_assessment.form.edit", on=item.values.assessed_on)


def _nav_section(dimension: Dimension, done: int) -> NavSection:
    left = len(dimension.items) - done
    state = SectionState.DONE if not left else SectionState.MISSING if done else SectionState.OPEN
    return NavSection(key=dimension.code, said=dimension.words, state=state, count=left if done else 0)


def item_name(dimension: Dimension, item: Question) -> str:
    """The field of an item."""
    return f"item:{dimension.code}:{item.code}"


def remark_name(dimension: str, kind: RemarkKind, level: Level) -> str:
    """The field of what is said of a dimension."""
    return f"remark:{dimension}:{kind.value}:{level.value}"


def form_spec(casework: Casework, today: date) -> FormSpec:
    """The day, a section for each dimension that has items, the summary."""
    day = Field(
        "assessed_on",
        "case_assessment.field.assessed_on",
        partial(BEDateEdit, today=today),
        required=True,
        help_key="case_assessment.form.keys",
    )
    sections = (
        Section(dimension.words, (*_scores(dimension), *_remarks(dimension))) for dimension in casework.dimensions
    )
    summary = Field(_SUMMARY, "case_assessment.field.summary", partial(TextArea, rows=4), width=Width.FULL)
    return FormSpec((Section(None, (day,)), *sections, Section(None, (summary,))))


def _scores(dimension: Dimension) -> Iterator[Field]:
    for item in dimension.items:
        anchors = tuple((anchor.score, anchor.words) for anchor in item.anchors)
        yield Field(item_name(dimension, item), item.words, partial(AnchoredScore, anchors=anchors), width=Width.FULL)


def _remarks(dimension: Dimension) -> Iterator[Field]:
    for kind in RemarkKind:
        for level in Level:
            words = message(
                "case_assessment.field.remark",
                kind=message(f"case_assessment.kind.{kind.value}"),
                level=message(f"case_assessment.level.{level.value}"),
            )
            name = remark_name(dimension.code, kind, level)
            yield Field(name, words, partial(TextArea, rows=2), width=Width.THIRD)


def form_values(values: AssessmentValues) -> dict[str, object]:
    """What the form shows of an assessment."""
    shown: dict[str, object] = {"assessed_on": values.assessed_on, _SUMMARY: values.summary}
    shown |= {f"item:{each.dimension}:{each.item}": each.score for each in values.scores}
    shown |= {remark_name(each.dimension, each.kind, each.level): each.text for each in values.remarks}
    return shown


def assessment_values(casework: Casework, typed: dict[str, Any]) -> AssessmentValues:
    """An assessment from the form; every item of the casework is in it, scored or not."""
    scores = tuple(
        ItemScore(dimension=dimension.code, item=item.code, score=typed[item_name(dimension, item)])
        for dimension in casework.dimensions
        for item in dimension.items
    )
    remarks = tuple(
        Remark(dimension=dimension.code, level=level, kind=kind, text=text)
        for dimension in casework.dimensions
        for kind in RemarkKind
        for level in Level
        if (text := typed[remark_name(dimension.code, kind, level)])
    )
    return AssessmentValues(assessed_on=typed["assessed_on"], scores=scores, remarks=remarks, summary=typed[_SUMMARY])
