"""The ledger's widget: list at the left, the pages as printed at the right."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.printing.service import Group
from kmcase.domain.budgets import BudgetHalf
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.ledger.columns import COLUMNS
from ui.screens.ledger.presenter import GROUPS, LedgerPresenter, LedgerShown
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Choice, ChoiceEdit, Label, PdfPreview, retranslate_all, row


def half_said(half: BudgetHalf) -> Message:
    """A half in words."""
    return message(f"documents.ledger.half{half.half}", year=str(half.fiscal_year))


class LedgerView(QWidget):
    """Chooses, lists, previews, saves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._presenter = LedgerPresenter(desk, self)
        self._halves: tuple[BudgetHalf, ...] = ()
        self.half = ChoiceEdit(texts, placeholder=message("ledger.choose_half"))
        self.group = ChoiceEdit(texts, [Choice(value=name, said=message(f"ledger.group.{name}")) for name in GROUPS])
        self.only = ChoiceEdit(texts, placeholder=message("ledger.all_groups"))
        for editor, key in ((self.half, "ledger.half"), (self.group, "ledger.by"), (self.only, "ledger.only")):
            editor.setAccessibleName(texts.text(key))
            for control in editor.inputs():
                control.setAccessibleName(texts.text(key))
        self.group.set_value("half")
        self._excel = Button(texts, message("ledger.excel"), icon_name="excel", shortcut="Ctrl+Shift+E")
        self._verify = Button(texts, message("ledger.verify"), icon_name="check")
        self._agreement = Banner(texts)
        self.list = ListView(
            desk,
            name="ledger",
            title_key="ledger.screen",
            columns=COLUMNS,
            key=lambda item: item.voucher_id or item.number,
            empty=message("ledger.empty"),
        )
        self.preview = PdfPreview(texts)
        self._build()
        self._connect()
        self._started = False

    def _build(self) -> None:
        head = row(
            Label(self._desk.texts, message("ledger.screen"), role="title"),
            None,
            self.half,
            self.group,
            self.only,
            self._excel,
            self._verify,
        )
        self.half.setMinimumWidth(270)
        self.group.setMinimumWidth(150)
        self.only.setMinimumWidth(170)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([690, 420])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(head)
        layout.addWidget(self._agreement)
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.half.changed.connect(self._half_chosen)
        self.group.changed.connect(self._group_chosen)
        self.only.changed.connect(self._only_chosen)
        self._excel.clicked.connect(self._presenter.make_workbook)
        self._verify.clicked.connect(lambda: self._desk.navigation.open("verify"))
        self.list.activated.connect(self._open)
        self.list.retry.connect(self._presenter.refresh)
        self.preview.save_requested.connect(self._store)

    def _open(self, item: object) -> None:
        voucher_id = getattr(item, "voucher_id", "")
        if voucher_id and not getattr(item, "opening", True):
            self._desk.navigation.open("receipts", voucher_id)

    def _half_chosen(self) -> None:
        value = self.half.value()
        if isinstance(value, BudgetHalf):
            self._presenter.choose_half(value)

    def _group_chosen(self) -> None:
        value = self.group.value()
        if value in GROUPS:
            self._presenter.choose_group(cast(Group, value))

    def _only_chosen(self) -> None:
        value = self.only.value()
        if isinstance(value, str):
            self._presenter.choose_only(value)

    def choose_group(self, group: str) -> None:
        """As if chosen by hand; for the tour."""
        self.group.set_value(group)
        self._group_chosen()

    # --- what the presenter shows ---

    def show_halves(self, halves: tuple[BudgetHalf, ...]) -> None:
        """The halves that can be chosen."""
        self._halves = halves
        newest = halves[0] if halves else None
        self.half.offer([Choice(value=half, said=half_said(half)) for half in halves], newest)

    def show_groups(self, names: tuple[str, ...]) -> None:
        """The groups of the chosen grouping; nothing to choose for the whole half."""
        every = Choice(value="", said=message("ledger.all_groups"))
        self.only.offer([every, *(Choice(value=name, said=name) for name in names)], "")
        self.only.setEnabled(bool(names))

    def show_ledger(self, shown: LedgerShown) -> None:
        """Rows, and whether they agree with the budget."""
        self.list.set_items(shown.items)
        if shown.agrees:
            said = message("ledger.agrees", total=shown.total)
            self._agreement.say(Tone.OK, said, closable=False)
        else:
            said = message(
                "ledger.differs", total=shown.total, budget=shown.budget, difference=shown.total - shown.budget
            )
            self._agreement.say(Tone.ERROR, said, closable=False)

    def show_trouble(self, failure: Err) -> None:
        """Why there is nothing."""
        self._agreement.say(Tone.ERROR, failure.message)

    def show_paper(self, content: bytes, name: str) -> None:
        """The pages as printed."""
        self.preview.show_pdf(content, name)

    def show_making(self, making: bool) -> None:
        """Pages are being made: the old ones are dimmed."""
        self.preview.setEnabled(not making)

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        chosen, _ = QFileDialog.getSaveFileName(self, self._desk.texts.text("ledger.excel"), name, "Excel (*.xlsx)")
        if chosen:
            self._store(Path(chosen), content)

    def _store(self, path: Path, content: bytes) -> None:
        self._presenter.store(lambda: write_file(path, content))

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record id is a half."""
        if not self._started:
            self._started = True
            self._presenter.start()
        if record_id:
            self.half.set_value(BudgetHalf.parse(record_id))
            self._half_chosen()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self._presenter.apply_changes(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again; the pages speak the new language as well."""
        retranslate_all(self, texts)
        if self._started:
            self._presenter.make_paper()
