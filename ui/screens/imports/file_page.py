"""The first step: a place to drop a file, and the lists received so far."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.ports import Desk, LiveTexts
from ui.screens.imports.columns import LISTS
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, DropPlace, Label, row

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".zip")


_FORM_KINDS = "XLSForm (*.xlsx);;ODK XForm (*.xml)"


class FilePage(QWidget):
    """Drop place above, lists below; `chosen` a path, `opened` a list, `form_asked` where to save the form."""

    chosen = Signal(object)
    opened = Signal(object)
    form_asked = Signal(object)

    def __init__(self, desk: Desk, *, may_import: bool) -> None:
        super().__init__()
        self.drop = DropPlace(
            desk.texts,
            icon_name="excel",
            title=message("survey_lists.drop"),
            advice=message("survey_lists.drop_help"),
            choose=message("survey_lists.choose"),
            suffixes=SUFFIXES,
            shortcut="Ctrl+N",
        )
        self.drop.setVisible(may_import)
        self.lists = ListView(
            desk, name="imports.lists", title_key="survey_lists.received", columns=LISTS,
            key=lambda item: item.import_id, empty=message("survey_lists.none_yet"),
        )  # fmt: skip
        self._texts = desk.texts
        self.form = Button(desk.texts, message("survey_lists.form"), icon_name="note")
        self.form.setVisible(may_import)
        self.form.clicked.connect(self._ask_for_form)
        self.drop.chosen.connect(self.chosen)
        self.lists.activated.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self.drop)
        layout.addLayout(row(Label(desk.texts, message("survey_lists.received"), role="lead"), None, self.form))
        layout.addWidget(self.lists, 1)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew."""
        self._texts = texts
        for label in self.findChildren(Label):
            label.retranslate(texts)
        for part in (self.drop, self.form, self.lists):
            part.retranslate(texts)

    def _ask_for_form(self) -> None:
        name = f"{self._texts.text('survey_lists.form_file')}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(self, self._texts.text("survey_lists.form"), name, _FORM_KINDS)
        if chosen:
            self.form_asked.emit(Path(chosen).with_suffix(".xml") if ".xml" in kind else Path(chosen))
