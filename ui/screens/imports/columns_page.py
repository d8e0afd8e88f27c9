"""The second step: what each column is, over the first rows of the file, with what is wrong on its cell."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kmcase.application.imports import ColumnPreview, ImportPreview
from kmcase.application.read.imports import SurveyItem
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.mapping import OF_FORMS, ColumnUse, SurveyColumn
from kmcase.domain.imports.survey import ParsedRow
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Desk, Err, LiveTexts
from ui.screens.imports.presenter import Received
from ui.theme import Space, colours_of
from ui.tone import Tone
from ui.widgets import AreaPicker, Banner, BEDateEdit, Button, Choice, ChoiceEdit, Label, LineEdit, row, wrapped

_NEVER_OFFERED = {SurveyColumn.ROW_KEY, SurveyColumn.REASON, *OF_FORMS}
_OFFERED = tuple(each for each in SurveyColumn if each not in _NEVER_OFFERED)
_AROUND = 64
_WIDEST = 36
_LINE = 34


class ColumnsPage(QWidget):
    """`column_chosen` with an index and a `SurveyColumn`, `sheet_chosen`, `area_chosen`, `confirmed`, `left`."""

    column_chosen = Signal(int, object)
    sheet_chosen = Signal(str)
    area_chosen = Signal(str)
    confirmed = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts: LiveTexts = desk.texts
        self._today: date = desk.today()
        self._preview: ImportPreview | None = None
        self._filling = False
        self._notice = Banner(desk.texts)
        self.form = FormView(desk.texts, self._spec())
        self.table = QTableWidget()
        self._count = Label(desk.texts, role="muted", wrap=False)
        self.confirm = Button(desk.texts, message("survey_lists.take_in", rows=0), kind="primary", icon_name="import")
        self._back = Button(desk.texts, message("survey_lists.other_file"), icon_name="arrow_left")
        self._build()
        self._connect()

    def _spec(self) -> FormSpec:
        fields = (
            Field("agency", "survey_lists.field.agency", LineEdit, required=True, width=Width.THIRD),
            Field("received_on", "survey_lists.field.received_on", partial(BEDateEdit, today=self._today),
                  required=True, width=Width.THIRD),
            Field("survey_id", "survey_lists.field.survey", ChoiceEdit, width=Width.THIRD),
            Field("subdistrict", "survey_lists.field.subdistrict", AreaPicker, width=Width.TWO_THIRDS),
            Field("sheet", "survey_lists.field.sheet", ChoiceEdit, width=Width.THIRD),
        )  # fmt: skip
        return FormSpec((Section(None, fields),))

    def _build(self) -> None:
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setDefaultSectionSize(_LINE)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self._notice)
        layout.addWidget(self.form)
        layout.addLayout(row(Label(self._texts, message("survey_lists.columns"), role="lead"), None, self._count))
        layout.addWidget(self.table, 1)
        layout.addLayout(row(self._back, None, self.confirm))

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self.confirm.clicked.connect(self._confirm)
        self.form.main_action.connect(self._confirm)
        self.form.editor("sheet").changed.connect(self._sheet_changed)
        self.form.editor("subdistrict").changed.connect(self._area_changed)

    # --- showing ---

    def show_preview(self, preview: ImportPreview, surveys: tuple[SurveyItem, ...]) -> None:
        """Another file, or the same under other columns; what is typed above stays for the same file."""
        same = self._preview is not None and self._preview.file_name == preview.file_name
        self._filling = True
        self._preview = preview
        self._offer(preview, surveys)
        if not same:
            found = _asked_for(preview, surveys)
            self.form.set_values(
                {
                    "agency": found.agency if found else "",
                    "received_on": self._today,
                    "survey_id": found.survey_id if found else None,
                }
            )
        self.form.editor("sheet").set_value(preview.sheet)
        self.form.editor("subdistrict").set_value(preview.plan.subdistrict_code)
        self._show_table()
        self._say()
        self._filling = False

    def show_error(self, failure: Err) -> None:
        """Why the list cannot be taken in, beside its field or above."""
        fields = {"agency", "received_on", "survey_id"}
        if failure.field in fields:
            self.form.set_errors({str(failure.field): failure.message})
        else:
            self._notice.say(Tone.ERROR, failure.message)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say the table anew; the rest is reached one by one."""
        self._texts = texts
        for part in (self._notice, self.form, self.confirm, self._back):
            part.retranslate(texts)
        for label in self.findChildren(Label, options=Qt.FindChildOption.FindDirectChildrenOnly):
            label.retranslate(texts)
        self.table.setAccessibleName(texts.text("survey_lists.columns"))
        if self._preview is not None:
            self._show_table()

    def _offer(self, preview: ImportPreview, surveys: tuple[SurveyItem, ...]) -> None:
        sheets, asked = self.form.editor("sheet"), self.form.editor("survey_id")
        assert isinstance(sheets, ChoiceEdit) and isinstance(asked, ChoiceEdit)
        sheets.set_choices([Choice(value=name, said=name) for name in preview.sheets])
        asked.set_choices([Choice(value=each.survey_id, said=_said(each)) for each in surveys])
        self.form.set_field_visible(len(preview.sheets) > 1, "sheet")
        self.form.set_field_visible(bool(surveys), "survey_id")

    def _say(self) -> None:
        preview = self._preview
        assert preview is not None
        waits = sum(parsed.waits for parsed in preview.sample)
        self._count.say(message("survey_lists.sample", rows=len(preview.sample), waiting=waits))
        self.confirm.say(message("survey_lists.take_in", rows=preview.rows))
        self.confirm.setEnabled(preview.ready)
        if not preview.ready:
            self._notice.say(Tone.WARN, message("survey_lists.error.no_name_column"), closable=False)
        elif preview.known_as is not None:
            done, rows = preview.known_as.settled, preview.known_as.rows
            self._notice.say(Tone.ACCENT, message("survey_lists.goes_on", done=done, rows=rows), closable=False)
        elif preview.remembered:
            self._notice.say(Tone.OK, message("survey_lists.remembered"))
        else:
            self._notice.hide()

    def _show_table(self) -> None:
        preview = self._preview
        assert preview is not None
        table = self.table
        table.clear()
        table.setColumnCount(len(preview.columns))
        table.setRowCount(len(preview.sample) + 1)
        table.setHorizontalHeaderLabels([f"{each.letter}  {each.heading}" for each in preview.columns])
        table.setVerticalHeaderLabels(["", *(str(parsed.number) for parsed in preview.sample)])
        for index, each in enumerate(preview.columns):
            table.setCellWidget(0, index, self._combo(index, each))
            table.setColumnWidth(index, self._width(each))
        for line, parsed in enumerate(preview.sample, 1):
            self._show_row(line, parsed)
        table.setRowHeight(0, _LINE + Space.ONE)

    def _width(self, each: ColumnPreview) -> int:
        """Room for heading, box and samples, within bounds that grow with the text."""
        metrics = self.table.fontMetrics()
        words = (f"{each.letter}  {each.heading}", self._words(each.use.column, each.use), *each.samples)
        return min(max(map(metrics.horizontalAdvance, words)) + _AROUND, metrics.averageCharWidth() * _WIDEST)

    def _combo(self, index: int, each: ColumnPreview) -> QComboBox:
        box = QComboBox()
        # What a form says of its own columns is not to be taken for something else.
        of_form = each.use.column in OF_FORMS
        offered = (each.use.column,) if of_form else _OFFERED
        for column in offered:
            box.addItem(self._words(column, each.use), column)
        box.setCurrentIndex(offered.index(each.use.column))
        box.setEnabled(not of_form)
        box.setMaxVisibleItems(16)
        box.setAccessibleName(self._texts.text("survey_lists.column_is", column=each.letter))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(lambda place, index=index, box=box: self.column_chosen.emit(index, box.itemData(place)))
        return box

    def _words(self, column: SurveyColumn, use: ColumnUse) -> str:
        words = self._texts.text(f"imports.column.{column.value}")
        if column is SurveyColumn.PICTURE:
            return f"{words}: {self._texts.text(f'evidence.kind.{use.ticked}')}"
        if column is use.column and use.ticked and column not in OF_FORMS:
            table = "sex" if column is SurveyColumn.SEX else "problem_kind"
            return f"{words}: {self._texts.text(f'imports.{table}.{use.ticked}')}"
        return words

    def _show_row(self, line: int, parsed: ParsedRow) -> None:
        preview = self._preview
        assert preview is not None
        colours = colours_of(self)
        for index, each in enumerate(preview.columns):
            item = QTableWidgetItem(parsed.cells.get(each.use.key, ""))
            found = [
                finding for finding in parsed.findings if {each.use.column.value, each.use.key} & set(finding.fields)
            ]
            blocked = any(finding.severity is Severity.BLOCK for finding in found)
            if blocked:
                item.setBackground(QColor(colours.error_soft))
            elif any(finding.severity is Severity.WARN for finding in found):
                item.setBackground(QColor(colours.warn_soft))
            if each.use.column is SurveyColumn.UNMAPPED:
                item.setForeground(QColor(colours.faint))
            item.setToolTip(wrapped("\n".join(self._sentence(finding) for finding in found)))
            self.table.setItem(line, index, item)

    def _sentence(self, finding: Finding) -> str:
        return self._texts.render(message(finding.message_key, **finding.params))

    # --- what people do ---

    def _sheet_changed(self) -> None:
        chosen = self.form.editor("sheet").value()
        if not self._filling and isinstance(chosen, str):
            self.sheet_chosen.emit(chosen)

    def _area_changed(self) -> None:
        editor = self.form.editor("subdistrict")
        if not self._filling and (editor.value() or editor.is_empty()):
            self.area_chosen.emit(str(editor.value() or ""))

    def _confirm(self) -> None:
        if not self.confirm.isEnabled() or not self.form.validate():
            return
        values = self.form.values()
        self.confirmed.emit(
            Received(agency=values["agency"], received_on=values["received_on"], survey_id=values["survey_id"])
        )


def _said(survey: SurveyItem) -> Message:
    return message("survey_lists.asked_of", agency=survey.agency, due_on=survey.due_on)


def _asked_for(preview: ImportPreview, surveys: tuple[SurveyItem, ...]) -> SurveyItem | None:
    """The open request that a list most likely answers: the agency's name stands in the file's name or titles."""
    said = " ".join((preview.file_name, *preview.titles))
    return next((each for each in surveys if each.received_on is None and each.agency in said), None)
