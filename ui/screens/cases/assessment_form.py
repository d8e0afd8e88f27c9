"""The form of an assessment: one dimension in front, its items with their anchors, and places for words on request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.domain.cases.assessments import AssessmentValues, ItemScore, Remark
from kmcase.domain.casework import AssessmentItem as Question
from kmcase.domain.casework import Casework, Dimension
from kmcase.messages import Message, message
from ui.draft_lane import DraftLane
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage
from ui.ports import Desk
from ui.screens.cases.remarks_edit import RemarksEdit
from ui.widgets import AnchoredScore, BEDateEdit, Button, NavSection, SectionNav, SectionState, TextArea, on_key

_SUMMARY = "summary"
_SUMMED = message("case_assessment.form.sum")
_WORDS_KEY = "F4"


class AssessmentForm(FormPage):
    """The dimensions stand at the left with how far each is; the sentence below counts what is scored.

    A dimension is made when it first comes in front. Ctrl+PageDown and Ctrl+PageUp go to the next one and back, F4 to
    the places for words of the one in front.
    """

    def __init__(self, desk: Desk, casework: Casework, item: AssessmentItem | None) -> None:
        """A new assessment by the casework, or another version of one."""
        texts = desk.texts
        self.nav = SectionNav(texts)
        self.following = Button(texts, "", kind="quiet", icon_name="chevron_down")
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
        self.form.field_entered.connect(self._follow)
        self.form.turned.connect(self._turned)
        self.following.clicked.connect(partial(self.step, 1))
        self.put_below(self.following)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            on_key(self, keys, partial(self.step, step))
        on_key(self, _WORDS_KEY, self.open_words)
        self.count()
        self._turned(self.form.page)

    def count(self) -> None:
        """Say how far each dimension is."""
        values = self.form.values()
        sections, scored, items = [], 0, 0
        for dimension in self._casework.dimensions:
            done = sum(values[item_name(dimension, item)] is not None for item in dimension.items)
            scored, items = scored + done, items + len(dimension.items)
            sections.append(_nav_section(dimension, done))
        sections.append(NavSection(key=_SUMMARY, said=_SUMMED))
        self.nav.set_sections(sections)
        self.say(message("case_assessment.form.says", scored=scored, items=items))

    def step(self, step: int) -> None:
        """Go so many dimensions on; at the first and the last one stays."""
        keys = self.nav.keys()
        self._go(keys[min(max(keys.index(self.form.page) + step, 0), len(keys) - 1)])

    def open_words(self) -> None:
        """Show all places for words of the dimension in front, and go to the first."""
        if self.form.page != _SUMMARY:
            words = self.form.editor(remarks_name(self.form.page))
            assert isinstance(words, RemarksEdit)
            words.open()

    def _turned(self, page: str) -> None:
        """A dimension is in front: figures lead through its items, and what follows it is said below."""
        self._mark(page)
        keys = self.nav.keys()
        self.following.setVisible(page != _SUMMARY)
        if page != _SUMMARY:
            after = keys[keys.index(page) + 1]
            said = next((each.words for each in self._casework.dimensions if each.code == after), _SUMMED)
            self.following.say(message("case_assessment.form.following", name=said))
            self._lead_on(page, after)

    def _lead_on(self, page: str, after: str) -> None:
        """A figure leads from item to item, past the places for words: the next figure is a score, never a word."""
        dimension = self._casework.dimension(page)
        names = [item_name(dimension, item) for item in dimension.items]
        for name, following in pairwise((*names, self._first(after))):
            score = self.form.editor(name)
            assert isinstance(score, AnchoredScore)
            score.then(partial(self.form.focus_field, following))

    def _first(self, page: str) -> str:
        """The field in which a page begins."""
        if page == _SUMMARY:
            return _SUMMARY
        dimension = self._casework.dimension(page)
        return next((item_name(dimension, item) for item in dimension.items), remarks_name(page))

    def _follow(self, name: str) -> None:
        """Mark the dimension that the keyboard is in."""
        _, _, rest = name.partition(":")
        self._mark(rest.partition(":")[0] or name)

    def _mark(self, key: str) -> None:
        self.nav.blockSignals(True)
        self.nav.show_current(key)
        self.nav.blockSignals(False)

    def _go(self, key: str) -> None:
        self.form.focus_field(self._first(key))


def _editing(item: AssessmentItem) -> Message:
    return message("case_assessment.form.edit", on=item.values.assessed_on)


def _nav_section(dimension: Dimension, done: int) -> NavSection:
    left = len(dimension.items) - done
    state = SectionState.DONE if not left else SectionState.MISSING if done else SectionState.OPEN
    return NavSection(key=dimension.code, said=dimension.words, state=state, count=left if done else 0)


def item_name(dimension: Dimension, item: Question) -> str:
    """The field of an item."""
    return f"item:{dimension.code}:{item.code}"


def remarks_name(dimension: str) -> str:
    """The field of what is said of a dimension."""
    return f"remarks:{dimension}"


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
        Section(dimension.words, (*_scores(dimension), _remarks(dimension)), page=dimension.code)
        for dimension in casework.dimensions
    )
    summary = Field(_SUMMARY, "case_assessment.field.summary", partial(TextArea, rows=4), width=Width.FULL)
    return FormSpec((Section(None, (day,)), *sections, Section(None, (summary,), page=_SUMMARY)))


def _scores(dimension: Dimension) -> Iterator[Field]:
    for item in dimension.items:
        anchors = tuple((anchor.score, anchor.words) for anchor in item.anchors)
        yield Field(item_name(dimension, item), item.words, partial(AnchoredScore, anchors=anchors), width=Width.FULL)


def _remarks(dimension: Dimension) -> Field:
    editor = partial(RemarksEdit, of=dimension.words, key=_WORDS_KEY)
    return Field(remarks_name(dimension.code), "case_assessment.field.remarks", editor, width=Width.FULL)


def form_values(values: AssessmentValues) -> dict[str, object]:
    """What the form shows of an assessment."""
    shown: dict[str, object] = {"assessed_on": values.assessed_on, _SUMMARY: values.summary}
    shown |= {f"item:{each.dimension}:{each.item}": each.score for each in values.scores}
    for each in values.remarks:
        said = shown.setdefault(remarks_name(each.dimension), {})
        assert isinstance(said, dict)
        said[each.kind, each.level] = each.text
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
        for (kind, level), text in (typed[remarks_name(dimension.code)] or {}).items()
    )
    summary = typed[_SUMMARY] or ""
    return AssessmentValues(assessed_on=typed["assessed_on"], scores=scores, remarks=remarks, summary=summary)
