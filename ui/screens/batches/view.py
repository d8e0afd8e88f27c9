"""Batches as people see them: the list, one money chain, and the page that asks for money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.payments import BatchItem, BatchPage, PayableItem
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section
from ui.ports import Desk, Err, LiveTexts, Narrowed, Tone
from ui.screens.batches.batch_view import BatchPane
from ui.screens.batches.columns import COLUMNS, WAITING
from ui.screens.batches.presenter import BatchesPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import BEDateEdit, Button, Label, LineEdit, column, on_key, retranslate_all, row, side_by_side, stacked

ASK = "ask"
_LIST_WIDTH = 480


class BatchesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.presenter = BatchesPresenter(desk, self)
        self.list = ListView(
            desk,
            name="batches",
            title_key="batches.screen.batches",
            columns=COLUMNS,
            key=lambda batch: batch.batch_id,
            empty=message("batches.list.none_advice"),
        )
        self.new = Button(texts, message("batches.new.button"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("batches.request"))
        self.list.tools.addWidget(self.new)
        self.batch = BatchPane(desk, self.presenter)
        self.form = FormView(texts, _new_form(desk.today()))
        self.waiting = ListView(
            desk,
            name="batches.waiting",
            title_key="batches.waiting.title",
            columns=WAITING,
            key=lambda item: item.request_id,
            empty=message("batches.waiting.none"),
            ticks=True,
        )
        self.will = Label(texts, "", role="strong")
        self.cancel = Button(texts, message("batches.new.cancel"), kind="quiet")
        self.ask = Button(texts, message("batches.new.ask"), kind="primary", icon_name="tick")
        self._build()
        self._connect()

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and a batch; or ask for money."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None:
            self.list.set_filter(narrowed.typed)
        self.presenter.open(None if narrowed else record_id, ask=narrowed is not None and narrowed.by == ASK)

    def apply_changes(self, changes: Changes) -> None:
        """Money or requests changed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_batches(self, batches: Sequence[BatchItem], waiting: Sequence[PayableItem]) -> None:
        """The list, and how many wait for money."""
        self.list.set_items(batches)
        self.new.say(message("batches.new.waiting", count=len(waiting)) if waiting else message("batches.new.button"))

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_batch(self, page: BatchPage | None) -> None:
        """One batch."""
        self.batch.show_page(page)
        if page is not None:
            self.list.select_key(page.batch.batch_id)

    def show_new(self, waiting: Sequence[PayableItem]) -> None:
        """Ask for money; all who wait in the newest half are ticked."""
        self.form.set_values({"requested_on": self._desk.today()})
        self.waiting.set_items(waiting)
        newest = max((item.half for item in waiting), key=lambda half: half.budget_id, default=None)
        self.waiting.tick({item.request_id for item in waiting if item.half == newest})
        self._pages.setCurrentWidget(self._new_page)
        self.form.focus_field("number")

    def show_will(self, said: Message, *, ready: bool) -> None:
        """What asking will do."""
        self.will.say(said)
        self.ask.setEnabled(ready)

    def show_list(self) -> None:
        """Something was recorded."""
        self._pages.setCurrentWidget(self._both)
        self.batch.clear()

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why nothing was recorded."""
        form = self.form if self._pages.currentWidget() is self._new_page else self.batch.form
        fields = set(form.values())
        form.set_errors({name: said for name, said in errors.items() if name in fields})
        if not errors:
            form.validate()
        for name, said in errors.items():
            if name not in fields:
                self._desk.notices.notice(said, Tone.ERROR)

    # --- inside ---

    def _build(self) -> None:
        texts = self._desk.texts
        self._both = side_by_side(self.list, self.batch, (_LIST_WIDTH, 700))
        self._new_page = QWidget()
        page = QVBoxLayout(self._new_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.TWO)
        page.addWidget(Label(texts, message("batches.new.title"), role="title"))
        page.addWidget(self.form)
        page.addWidget(Label(texts, message("batches.waiting.choose"), role="muted"))
        page.addWidget(self.waiting, 1)
        foot = row(self.will, self.cancel, self.ask, spacing=Space.TWO, stretch=0)
        page.addLayout(foot)
        self._pages = stacked(self._both, self._new_page)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.new.clicked.connect(self.presenter.begin)
        self.cancel.clicked.connect(self._back)
        self.ask.clicked.connect(self._ask)
        self.list.chosen.connect(lambda item: self.presenter.select(item.batch_id))
        self.list.retry.connect(lambda: self.presenter.open(None))
        self.waiting.ticks_changed.connect(lambda: self.presenter.picked(self.waiting.ticked()))
        for keys, run in (("Ctrl+Return", self._main), ("Ctrl+Enter", self._main), ("Escape", self._back)):
            on_key(self, keys, run)

    def _main(self) -> None:
        if self._pages.currentWidget() is self._new_page:
            self._ask()
        else:
            self.batch.main_action()

    def _ask(self) -> None:
        if not self.form.validate() or not self.ask.isEnabled():
            return
        values = self.form.values()
        day = values["requested_on"]
        if isinstance(day, date):
            chosen = tuple(item.request_id for item in self.waiting.ticked())
            self.presenter.ask(str(values["number"]), day, chosen)

    def _back(self) -> None:
        self._pages.setCurrentWidget(self._both)


def _new_form(today: date) -> FormSpec:
    return FormSpec(
        (
            Section(
                None,
                (
                    Field("number", "batches.new.number", LineEdit, required=True),
                    Field("requested_on", "batches.new.on", partial(BEDateEdit, today=today), required=True),
                ),
            ),
        )
    )
