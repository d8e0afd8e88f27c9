"""The third step: rows by where they ended, in four lists; what waits is mended beside its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSplitter, QTabWidget, QVBoxLayout, QWidget

from kmcase.application.read.imports import ImportItem, RowItem
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import message
from ui.ports import Desk, LiveTexts
from ui.screens.imports.columns import ROWS, state_of
from ui.screens.imports.mend_panel import MendPanel
from ui.screens.imports.pictures_bar import PicturesBar
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Chip, Label, column, row

_ORDER = (RowOutcome.IMPORTED, RowOutcome.MATCHED, RowOutcome.WAITING, RowOutcome.SKIPPED)
_EMPTY = {
    RowOutcome.IMPORTED: "survey_lists.empty.imported",
    RowOutcome.MATCHED: "survey_lists.empty.matched",
    RowOutcome.WAITING: "survey_lists.empty.waiting",
    RowOutcome.SKIPPED: "survey_lists.empty.skipped",
}


class ResultPage(QWidget):
    """`left` to go back, `person_opened` an id, `row_chosen` a waiting row, `save_asked` a path, `read_asked`.

    `row_selected` is any row that is selected: its pictures are asked for.
    """

    left = Signal()
    person_opened = Signal(str)
    row_chosen = Signal(object)
    row_selected = Signal(object)
    save_asked = Signal(object)
    read_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._texts: LiveTexts = desk.texts
        self._today: date = desk.today()
        self._item: ImportItem | None = None
        texts = desk.texts
        self._title = Label(texts, role="lead", wrap=False)
        self._about = Label(texts, role="muted", wrap=False)
        self._state = Chip(texts, "")
        self.tabs = QTabWidget()
        self.lists = {outcome: self._list(outcome) for outcome in _ORDER}
        self.mend = MendPanel(desk)
        self.pictures = PicturesBar(texts)
        self._back = Button(texts, message("survey_lists.all_lists"), icon_name="arrow_left")
        self._save = Button(texts, message("survey_lists.save_excel"), icon_name="excel")
        self._read = Button(texts, message("survey_lists.read_again"), icon_name="import")
        self._build()
        self._connect()

    def _list(self, outcome: RowOutcome) -> ListView:
        return ListView(
            self._desk, name=f"imports.rows.{outcome.value}", title_key=f"imports.outcome.{outcome.value}",
            columns=ROWS[outcome], key=lambda item: item.row, empty=message(_EMPTY[outcome]),
        )  # fmt: skip

    def _build(self) -> None:
        for outcome, shown in self.lists.items():
            self.tabs.addTab(self._waiting(shown) if outcome is RowOutcome.WAITING else _padded(shown), "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(column(self._title, self._about, spacing=0), None, self._state))
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.pictures)
        layout.addLayout(row(self._back, None, self._read, self._save))

    def _waiting(self, shown: ListView) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(shown)
        splitter.addWidget(self.mend)
        splitter.setSizes([600, 480])
        return _padded(splitter)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._ask_where)
        self._read.clicked.connect(self.read_asked)
        for shown in self.lists.values():
            shown.selection_changed.connect(partial(self._select, shown))
        self.tabs.currentChanged.connect(lambda place: self._select(self.lists[_ORDER[place]]))
        waiting = self.lists[RowOutcome.WAITING]
        waiting.selection_changed.connect(self._choose)
        waiting.activated.connect(lambda _item: self.mend.setFocus())
        for outcome in (RowOutcome.IMPORTED, RowOutcome.MATCHED):
            self.lists[outcome].activated.connect(lambda item: self.person_opened.emit(item.person_id or ""))

    # --- showing ---

    def show_item(self, item: ImportItem) -> None:
        """Whose list it is, and how many rows stand where."""
        another = self._item is None or self._item.import_id != item.import_id
        self._item = item
        self._title.say(message("survey_lists.of", agency=item.agency, received_on=item.received_on))
        self._about.say(message("survey_lists.about", file=item.file_name, sheet=item.sheet, rows=item.rows))
        mark = state_of(item)
        self._state.set_state(mark.said, mark.tone, mark.icon)
        waiting = bool(item.counts[RowOutcome.WAITING])
        self._save.setVisible(waiting and self._desk.may("imports.mend"))
        self._read.setVisible(waiting and self._desk.may("imports.mend"))
        self._name_tabs()
        if another:
            self.show_outcome(RowOutcome.WAITING if waiting else RowOutcome.IMPORTED)

    def show_outcome(self, outcome: RowOutcome) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(_ORDER.index(outcome))

    def show_rows(self, outcome: RowOutcome, rows: tuple[RowItem, ...]) -> None:
        """The rows of one tab; of the waiting ones the first is opened, or the one after what was mended."""
        shown = self.lists[outcome]
        before = self.mend.row
        shown.set_items(rows)
        if outcome is not RowOutcome.WAITING:
            return
        following = next((each for each in rows if before is not None and each.row >= before.row), None)
        chosen = following or (rows[0] if rows else None)
        if chosen is None:
            self.mend.show_nothing()
        else:
            shown.select_key(chosen.row)
            self._open(chosen)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew."""
        self._texts = texts
        for part in (
            self._title,
            self._about,
            self._state,
            self._back,
            self._save,
            self._read,
            self.mend,
            self.pictures,
        ):
            part.retranslate(texts)
        for shown in self.lists.values():
            shown.retranslate(texts)
        self._name_tabs()

    def _name_tabs(self) -> None:
        counts = self._item.counts if self._item is not None else dict.fromkeys(RowOutcome, 0)
        for place, outcome in enumerate(_ORDER):
            words = self._texts.text(f"imports.outcome.{outcome.value}")
            self.tabs.setTabText(place, f"{words} ({counts[outcome]:,})")

    # --- what people do ---

    def _choose(self) -> None:
        current = self.lists[RowOutcome.WAITING].current()
        if current is not None:
            self._open(current)

    def _select(self, shown: ListView) -> None:
        self.pictures.show_evidence(())
        current = shown.current()
        if current is not None:
            self.row_selected.emit(current)

    def show_evidence(self, item: RowItem, evidence: Sequence[EvidenceItem]) -> None:
        """The pictures of a row, while it is the one selected."""
        if item == self.lists[_ORDER[self.tabs.currentIndex()]].current():
            self.pictures.show_evidence(evidence)

    def _open(self, item: RowItem) -> None:
        if item != self.mend.row:
            self.mend.show_row(item)
            self.row_chosen.emit(item)

    def _ask_where(self) -> None:
        if self._item is None:
            return
        name = f"{Path(self._item.file_name).stem}-{self._texts.text('imports.outcome.waiting')}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._texts.text("survey_lists.save_excel"), name, "Excel (*.xlsx)"
        )
        if chosen:
            self.save_asked.emit(Path(chosen))


def _padded(content: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, Space.TWO, 0, 0)
    layout.addWidget(content)
    return page
