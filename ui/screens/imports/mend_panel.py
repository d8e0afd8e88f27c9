"""A waiting row: its cells in a form, the reasons beside them, whom it may be, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.imports import RowItem
from kmcase.application.read.people import PersonItem
from kmcase.domain.findings import Severity
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.waiting import column_of
from kmcase.messages import message
from kmcase.thai.addresses import written
from kmcase.thai.national_id import mask_id
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk, LiveTexts
from ui.theme import Space
from ui.widgets import Button, Card, EmptyState, Label, LineEdit, clear_layout, column, row, scrolling, stacked

_WIDE = frozenset({SurveyColumn.ADDRESS, SurveyColumn.PROBLEM, SurveyColumn.REMARK, SurveyColumn.FULL_NAME})
_WORDS_OF_PARTS = {
    SurveyColumn.SEX: "imports.sex",
    SurveyColumn.PROBLEM: "imports.problem_kind",
    SurveyColumn.PICTURE: "evidence.kind",
}
_HIDDEN = frozenset({SurveyColumn.UNMAPPED, SurveyColumn.SEQUENCE, SurveyColumn.ROW_KEY, SurveyColumn.REASON})


class MendPanel(QWidget):
    """`mended` and `is_new` with row and cells, `is_person` with row and id, `set_aside` with row and reason."""

    mended = Signal(object, object)
    is_new = Signal(object, object)
    is_person = Signal(object, str)
    set_aside = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts: LiveTexts = desk.texts
        self.row: RowItem | None = None
        self.form: FormView | None = None
        self._may = desk.may("imports.mend")
        texts = desk.texts
        self._empty = EmptyState(texts, "ok", message("survey_lists.empty.waiting"))
        self._title = Label(texts, role="lead")
        self._people = QVBoxLayout()
        self._holder = QVBoxLayout()
        self.reason = LineEdit(texts, placeholder=message("survey_lists.aside_reason"))
        self._aside = Button(texts, message("survey_lists.aside"), icon_name="close")
        self._new = Button(texts, message("survey_lists.is_new"), icon_name="person")
        self.save = Button(texts, message("survey_lists.mend"), kind="primary", icon_name="ok")
        self._build()
        self._aside.clicked.connect(lambda: self.set_aside.emit(self.row, self.reason.value()))
        self._new.clicked.connect(lambda: self.is_new.emit(self.row, self.cells()))
        self.save.clicked.connect(self._mend)

    def _build(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, Space.ONE, 0)
        inside.setSpacing(Space.TWO)
        inside.addLayout(self._people)
        inside.addLayout(self._holder)
        inside.addStretch(1)
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(Space.TWO, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self._title)
        layout.addWidget(scrolling(content), 1)
        aside = row(self.reason, self._aside, stretch=0)
        layout.addLayout(aside)
        layout.addLayout(row(None, self._new, self.save))
        self._pages = stacked(self._empty, self._page)
        self.setLayout(column(self._pages))
        for part in (self.reason, self._aside, self.save):
            part.setVisible(self._may)

    def show_nothing(self) -> None:
        """Nothing waits any more."""
        self.row = None
        self._pages.setCurrentWidget(self._empty)

    def show_row(self, item: RowItem) -> None:
        """A row with its cells: those to be mended first."""
        self.row = item
        self._title.say(message("survey_lists.row_to_mend", row=item.row))
        self._new.hide()
        self.reason.set_value("")
        clear_layout(self._people)
        clear_layout(self._holder)
        form = FormView(self._texts, _spec(item))
        form.set_values(dict(item.cells))
        form.set_findings(item.findings)
        form.set_read_only(not self._may)
        form.main_action.connect(self._mend)
        self.form = form
        self._holder.addWidget(form)
        self._pages.setCurrentWidget(self._page)
        self.setFocusProxy(form)

    def show_candidates(self, item: RowItem, people: tuple[PersonItem, ...]) -> None:
        """Whom the row may be, each to be chosen."""
        if item != self.row:
            return
        clear_layout(self._people)
        doubtful = any(finding.code.startswith("imports.possibl") for finding in item.findings)
        self._new.setVisible(self._may and doubtful)
        if not people:
            return
        card = Card()
        card.body.addWidget(Label(self._texts, message("survey_lists.maybe"), role="strong"))
        for person in people:
            choose = Button(self._texts, message("survey_lists.is_this"), icon_name="tick")
            choose.setEnabled(self._may)
            choose.clicked.connect(lambda _checked=False, found=person.person_id: self.is_person.emit(item, found))
            who = column(
                Label(self._texts, person.name, wrap=False),
                Label(self._texts, _about(person), role="muted"),
                spacing=0,
            )
            line = row(who, choose, stretch=0)
            card.body.addLayout(line)
        self._people.addWidget(card)

    def cells(self) -> dict[str, str]:
        """The cells as they are typed now."""
        if self.form is None:
            return {}
        return {name: str(value or "") for name, value in self.form.values().items()}

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew, keeping what was typed."""
        self._texts = texts
        for part in (self._empty, self._title, self.reason, self._aside, self._new, self.save):
            part.retranslate(texts)
        if self.form is not None:
            self.form.retranslate(texts)

    def _mend(self) -> None:
        if self.row is not None and self._may:
            self.mended.emit(self.row, self.cells())


def _spec(item: RowItem) -> FormSpec:
    """Cells to be mended above, the others below; a cell that is missing is asked for."""
    named = {name for finding in item.findings if finding.severity is Severity.BLOCK for name in finding.fields}
    wrong = named & {*SurveyColumn, *item.cells}
    if SurveyColumn.NATIONAL_ID.value in wrong:
        wrong.add(SurveyColumn.NO_ID_REASON.value)
    keys = sorted({*item.cells, *wrong}, key=_place)
    known = [key for key in keys if _known(key) and (key in wrong or column_of(key)[0] is not SurveyColumn.ANSWER)]
    above = tuple(_field(key) for key in known if _is_wrong(key, wrong))
    below = tuple(_field(key) for key in known if not _is_wrong(key, wrong))
    sections = (Section("survey_lists.to_mend", above), Section("survey_lists.other_cells", below))
    return FormSpec(tuple(section for section in sections if section.fields))


def _is_wrong(key: str, wrong: set[str]) -> bool:
    return key in wrong or column_of(key)[0].value in wrong


def _field(key: str) -> Field:
    col, part = column_of(key)
    table = _WORDS_OF_PARTS.get(col)
    label = f"{table}.{part}" if part and table else f"imports.column.{col.value}"
    return Field(key, label, LineEdit, width=Width.FULL if col in _WIDE else Width.HALF)


def _known(key: str) -> bool:
    return key.partition(":")[0].partition("#")[0] in set(SurveyColumn) and column_of(key)[0] not in _HIDDEN


def _place(key: str) -> tuple[int, str]:
    columns = list(SurveyColumn)
    return (columns.index(column_of(key)[0]) if _known(key) else len(columns)), key


def _about(person: PersonItem) -> str:
    number = mask_id(person.national_id) if person.national_id else ""
    place = written(person.house_no, person.moo, "", "", "", person.subdistrict_code)
    return "  ".join(part for part in (number, place) if part)
