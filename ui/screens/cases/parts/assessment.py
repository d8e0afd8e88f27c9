"""Assessments of a client: the dimensions before and after as a radar, over time as lines, in words, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.cases.assessments import Assess
from kmcase.application.printing.case_assessments import AssessmentOrder
from kmcase.application.read.case_assessments import AssessmentItem
from kmcase.application.read.case_pictures import draw_courses, draw_radar, say_scores
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.heads import CaseKind
from kmcase.domain.casework import Casework, Dimension
from kmcase.messages import message
from ui.answering import told
from ui.ports import Desk, LiveTexts
from ui.screens.cases.assessment_form import AssessmentForm, assessment_values
from ui.screens.cases.assessment_lines import COLUMNS, NO_ITEM, Compared, details_of, lines_of
from ui.screens.cases.part import CaseHost, PartSpec
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Choice,
    ChoiceEdit,
    DrawingView,
    EmptyState,
    Label,
    WrappingRow,
    block,
    clear_layout,
    column,
    row,
    scrolling,
    stacked,
)

_RADAR, _COURSES, _WORDS = "radar", "courses", "words"
_ALL, _HOUSEHOLD = "all", "household"
_PICTURE = 352
_LINE, _AROUND_LINES = 38, 132


class AssessmentPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_assessments
        self._page: CasePage | None = None
        self._items: tuple[AssessmentItem, ...] = ()
        self._compared = Compared()
        texts = desk.texts
        self.before, self.between, self.after = (ChoiceEdit(texts) for _ in range(3))
        self.view = ChoiceEdit(texts, [_page_choice(one) for one in (_RADAR, _COURSES, _WORDS)])
        self.scope = ChoiceEdit(texts, [_page_choice(one) for one in (_ALL, _HOUSEHOLD)])
        self.apart = Banner(texts)
        self.picture = DrawingView(texts, height=_PICTURE)
        self.words = QVBoxLayout()
        self.list = ListView(
            desk,
            name="case_assessment",
            title_key="case_assessment.picture.radar",
            columns=COLUMNS,
            key=lambda line: line.dimension.code,
            empty=message("case_assessment.list.none"),
        )
        self.print = Button(texts, message("case_assessment.page.print"), icon_name="print")
        self.correct = Button(texts, message("case_assessment.page.correct"), icon_name="edit", shortcut="F2")
        self.assess = Button(texts, message("case_assessment.page.assess"), kind="primary", icon_name="plus")
        advice = (message("case_assessment.page.none"), message("case_assessment.page.none_advice"))
        self.nothing = EmptyState(texts, "check", *advice)
        self._build()

    def show_case(self, page: CasePage) -> None:
        """The case in front; another case is shown with its first and newest assessment."""
        if self._page is None or self._page.head.case_id != page.head.case_id:
            self._items, self._compared = (), Compared()
            household = page.head.kind is CaseKind.SETTLEMENT
            _choose(self.scope, _HOUSEHOLD if household else _ALL)
        self._page = page
        may_write = self._desk.may("cases.assess")
        self.assess.setVisible(may_write)
        self.correct.setVisible(may_write)
        case_id = page.head.case_id
        self._desk.jobs.database(lambda: self._service.items(case_id), told(self._desk, self._show))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels and pictures do so by themselves; the details are said anew."""
        self._show_compared()

    # --- inside ---

    def _build(self) -> None:
        self.words.setSpacing(Space.HALF)
        self._words_page = block(self.words)
        body = block(self.apart, self.picture, self._words_page, self.list, stretch=3)
        choices = row(self.before, self.between, self.after)
        looks = row(self.view, self.scope)
        self._filled = block(choices, looks, scrolling(body), stretch=2)
        self._either = stacked(self.nothing, self._filled)
        foot = WrappingRow(self.print, self.correct, None, self.assess)
        self.setLayout(column(self._either, foot, stretch=0))
        self._name_choices()
        _choose(self.view, _RADAR)
        _choose(self.scope, _ALL)
        for edit in (self.before, self.between, self.after):
            edit.changed.connect(self._compare)
        self.view.changed.connect(self._show_compared)
        self.scope.changed.connect(self._show_compared)
        self.assess.clicked.connect(self.begin_assess)
        self.correct.clicked.connect(self.begin_correct)
        self.print.clicked.connect(self.print_page)

    def _name_choices(self) -> None:
        for name in ("before", "between", "after", "view", "scope"):
            getattr(self, name).set_name(message(f"case_assessment.page.{name}"))

    def _show(self, items: tuple[AssessmentItem, ...]) -> None:
        newer = len(items) > len(self._items) and bool(self._items)
        self._items = items
        kept = Compared(before=self._compared.before, between=self._compared.between) if newer else self._compared
        self._compared = kept.still(items)
        none = Choice(value=NO_ITEM, said=message("case_assessment.page.no_between"))
        self.before.offer(_choices(items, "before"), self._compared.before)
        self.between.offer([none, *_choices(items, "between")], self._compared.between)
        self.after.offer(_choices(items, "after"), self._compared.after)
        for edit, needed in ((self.before, 2), (self.between, 3), (self.after, 2)):
            edit.setVisible(len(items) >= needed)
        self._either.setCurrentWidget(self._filled if items else self.nothing)
        self.correct.setEnabled(bool(items))
        self.print.setEnabled(bool(items))
        self._show_compared()

    def _compare(self) -> None:
        chosen = (self.before.value(), self.between.value(), self.after.value())
        if all(isinstance(one, str) for one in chosen):
            self._compared = Compared(before=str(chosen[0]), between=str(chosen[1]), after=str(chosen[2]))
            self._show_compared()

    def _dimensions(self) -> tuple[Dimension, ...]:
        """Those of the newest assessment compared that the scope shows."""
        household = self.scope.value() == _HOUSEHOLD
        every = self._after().casework.dimensions
        return tuple(dimension for dimension in every if dimension.household or not household)

    def _after(self) -> AssessmentItem:
        return next(item for item in self._items if item.assessment_id == self._compared.after)

    def _show_compared(self) -> None:
        if not self._items:
            return
        dimensions, compared, every = self._dimensions(), self._compared.of(self._items), self._items
        view = self.view.value() or _RADAR
        self.picture.setVisible(view != _WORDS)
        self._words_page.setVisible(view == _WORDS)
        title = message(f"case_assessment.picture.{view}") if view != _WORDS else ""
        if view == _RADAR:
            self.picture.set_drawing(partial(draw_radar, dimensions, compared), title, say_scores(dimensions, compared))
        elif view == _COURSES:
            self.picture.set_drawing(partial(draw_courses, dimensions, every), title, say_scores(dimensions, every))
        self._show_words(dimensions if view == _WORDS else ())
        self.list.setMinimumHeight(_AROUND_LINES + _LINE * len(dimensions))
        self.list.set_items(lines_of(dimensions, self._compared, self._items))
        if self._after().apart:
            self.apart.say(Tone.WARN, message("case_assessment.page.apart"), closable=False)
        else:
            self.apart.hide()

    def _show_words(self, dimensions: Sequence[Dimension]) -> None:
        clear_layout(self.words)
        texts = self._desk.texts
        for title, said in details_of(dimensions, self._after()):
            self.words.addWidget(Label(texts, title, role="strong"))
            for sentence in said:
                self.words.addWidget(Label(texts, sentence, copyable=True))
        summary = self._after().values.summary
        if dimensions and summary:
            self.words.addWidget(Label(texts, message("case_assessment.page.summary"), role="strong"))
            self.words.addWidget(Label(texts, summary, copyable=True))

    # --- forms and paper ---

    def begin_assess(self) -> None:
        """Assess once more, by the casework of the case."""
        if self._page is not None:
            self._ask(self._page.casework, None)

    def begin_correct(self) -> None:
        """Write another version of the assessment shown as `after`, by the casework that it was scored by."""
        if self._page is not None and self._items:
            self._ask(self._after().casework, self._after())

    def print_page(self) -> None:
        """The assessments compared, with family and resources."""
        if self._page is None:
            return
        order = AssessmentOrder(
            case_id=self._page.head.case_id,
            assessment_ids=tuple(item.assessment_id for item in self._compared.of(self._items)),
            household=self.scope.value() == _HOUSEHOLD,
        )
        service, language = self._service, self._desk.texts.language
        title = message("case_assessment.paper.title")
        self._host.show_paper(lambda _: service.paper(order, language), title, PART.key)

    def _ask(self, casework: Casework, item: AssessmentItem | None) -> None:
        if self._page is None:
            return
        case_id = self._page.head.case_id
        form = AssessmentForm(self._desk, casework, item)
        assessment_id = item.assessment_id if item is not None else ""
        seen = tuple(version.version_id for version in item.standing) if item is not None else ()

        def keep(typed: dict[str, Any]) -> None:
            command = Assess(
                case_id=case_id, values=assessment_values(casework, typed), assessment_id=assessment_id, seen=seen
            )
            kept = self._host.recorded(message("case_assessment.page.kept"))
            self._desk.jobs.database(partial(self._service.assess, command), kept)

        if item is not None and item.apart:
            form.warn(message("case_assessment.form.apart", count=len(item.standing)))
        self._host.fill_in(form, keep)
        form.form.use_draft(f"case_assessment:{case_id}:{assessment_id}")


def _page_choice(name: str) -> Choice:
    return Choice(value=name, said=message(f"case_assessment.page.{name}"))


def _choices(items: Sequence[AssessmentItem], place: str) -> list[Choice]:
    """Assessments to stand at a place of the picture, by their days; who made them is the hint."""
    return [
        Choice(
            value=item.assessment_id,
            said=message(f"case_assessment.page.{place}_of", on=item.values.assessed_on),
            hint=item.by,
        )
        for item in items
    ]


def _choose(edit: ChoiceEdit, value: str) -> None:
    edit.blockSignals(True)
    edit.set_value(value)
    edit.blockSignals(False)


PART = PartSpec(key="assessment", use_case="cases.read", make=AssessmentPart)
