"""Receipts as people see them: three lists at the left, one receipt at the right, scans dropped anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QTabBar,
    QWidget,
)

from kmcase.application.changes import Changes
from kmcase.application.read.payments import ReceiptPage, VoucherItem
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.receipts.columns import COLUMNS, PAGES
from ui.screens.receipts.pages import PageLine
from ui.screens.receipts.presenter import ReceiptsPresenter
from ui.screens.receipts.receipt_view import ReceiptPane
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Label, LineEdit, column, on_key, retranslate_all, row, side_by_side, stacked
from ui.widgets.picture_sheet import open_picture
from ui.widgets.pictures import DOCUMENT_SUFFIXES, dropped_files

_LIST_WIDTH = 672


class ReceiptsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self._counts = (0, 0)
        self.setAcceptDrops(True)
        self.presenter = ReceiptsPresenter(desk, self)
        self.tabs = QTabBar()
        for _ in range(3):
            self.tabs.addTab("")
        self.tabs.setDrawBase(False)
        self.all = self._numbers("receipts", message("payments.receipts.none_advice"))
        self.missing = self._numbers("receipts.missing", message("payments.receipts.none_missing"))
        self.pages = ListView(
            desk,
            name="receipts.pages",
            title_key="payments.scans.name",
            columns=PAGES,
            key=lambda line: line.place,
            empty=message("payments.scans.none_advice"),
        )
        self.summary = Label(texts, "", role="strong")
        self.number = FieldBox(texts, Field("number", "payments.scans.number", LineEdit))
        self.place = Button(texts, message("payments.scans.place"), icon_name="attach")
        self.drop = Button(texts, message("payments.receipts.drop"), icon_name="import", shortcut="Ctrl+N")
        self.drop.setVisible(desk.may("payments.scan"))
        self.receipt = ReceiptPane(desk, self.presenter)
        self._build()
        self._connect()
        self._name_tabs()

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the lists, and a receipt or what is missing."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by == "missing":
            self.show_missing()
        self.presenter.open(None if narrowed else record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Receipts changed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._name_tabs()

    def show_missing(self) -> None:
        """The list of finance: paid without its paper."""
        self.tabs.setCurrentIndex(1)

    # --- what the presenter shows ---

    def show_lists(self, items: Sequence[VoucherItem], missing: Sequence[VoucherItem]) -> None:
        """All numbers, and those that lack their paper."""
        self.all.set_items(items)
        self.missing.set_items(missing)
        self._counts = (len(missing), self._counts[1])
        self._name_tabs()

    def show_failure(self, failure: Err) -> None:
        """The lists cannot be shown."""
        self.all.set_error(failure)

    def show_receipt(self, page: ReceiptPage | None, staff: Sequence[StaffMember]) -> None:
        """One receipt."""
        self.receipt.show_page(page, staff)
        if page is not None:
            self.all.select_key(page.voucher.voucher_id)

    def show_lines(self, lines: Sequence[PageLine], said: Message) -> None:
        """What became of scanned pages."""
        self.pages.set_items(lines)
        self.summary.say(said)
        self.number.editor.set_value("")
        self.number.show_error(None)
        self._counts = (self._counts[0], len(lines))
        self._name_tabs()
        self.tabs.setCurrentIndex(2)

    def show_picture(self, content: bytes, title: Message) -> None:
        """A scan or photograph, large."""
        open_picture(self, content, self._desk.texts.render(title))

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why nothing was recorded."""
        if self.receipt.is_voiding:
            self.receipt.show_errors(errors)
        else:
            self.number.show_error(errors.get("number"))

    def void_done(self) -> None:
        """It is void."""
        self.receipt.back()

    # --- dropping ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Scans come."""
        if self._scans_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are dropped."""
        event.acceptProposedAction()
        self.presenter.take_in(self._scans_in(event.mimeData()))

    # --- inside ---

    @staticmethod
    def _scans_in(data: object) -> list[Path]:
        return [path for path in dropped_files(data) if path.suffix.lower() in DOCUMENT_SUFFIXES]  # type: ignore[arg-type]

    def _numbers(self, name: str, empty: Message) -> ListView:
        return ListView(
            self._desk,
            name=name,
            title_key="payments.screen.receipts",
            columns=COLUMNS,
            key=lambda item: item.voucher_id,
            empty=empty,
        )

    def _build(self) -> None:
        pages = QWidget()
        by_hand = row(self.number, self.place, spacing=Space.TWO, stretch=0)
        by_hand.setAlignment(self.place, Qt.AlignmentFlag.AlignBottom)
        self._by_hand = QWidget()
        self._by_hand.setLayout(by_hand)
        self._by_hand.hide()
        pages.setLayout(column(self.pages, self.summary, self._by_hand))
        self._lists = stacked(self.all, self.missing, pages)
        left = QWidget()
        head = row(self.tabs, None, self.drop)
        left.setLayout(column(head, self._lists))
        both = side_by_side(left, self.receipt, (_LIST_WIDTH, 416), stretch=(1, 1))
        self.setLayout(column(both))
        self.setFocusProxy(self.all)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._lists.setCurrentIndex)
        for numbers in (self.all, self.missing):
            numbers.chosen.connect(partial(self._chosen, numbers))
        self.all.retry.connect(lambda: self.presenter.open(None))
        self.pages.selection_changed.connect(self._page_selected)
        self.pages.activated.connect(self.presenter.show_held)
        self.place.clicked.connect(self._place)
        self.number.editor.inputs()[0].returnPressed.connect(self._place)  # type: ignore[attr-defined]
        self.drop.clicked.connect(self._choose)
        for keys, run in (
            ("Ctrl+Return", self.receipt.send_void),
            ("Ctrl+Enter", self.receipt.send_void),
            ("Escape", self.receipt.back),
        ):
            on_key(self, keys, run)

    def _chosen(self, numbers: ListView, item: VoucherItem) -> None:
        if self._lists.currentWidget() is numbers:
            self.presenter.select(item.voucher_id)

    def _page_selected(self) -> None:
        page = self.pages.only()
        self._by_hand.setVisible(page is not None and page.held is not None)

    def _place(self) -> None:
        if (page := self.pages.only()) is not None:
            self.presenter.place(page, str(self.number.editor.value()))

    def _choose(self) -> None:
        title = self._desk.texts.text("payments.receipts.drop")
        patterns = " ".join(f"*{suffix}" for suffix in DOCUMENT_SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(self, title, "", f"{title} ({patterns})")
        self.presenter.take_in([Path(path) for path in chosen])

    def _name_tabs(self) -> None:
        texts = self._desk.texts
        missing, results = self._counts
        self.tabs.setTabText(0, texts.text("payments.receipts.all"))
        self.tabs.setTabText(1, texts.text("payments.receipts.missing", count=missing))
        self.tabs.setTabText(2, texts.text("payments.receipts.results", count=results))
