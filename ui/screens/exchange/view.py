"""The exchange as people see it: sending and taking at the top, how things stand and what was exchanged below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.exchange import ExchangeStatus
from kmcase.application.exchange.ports import LoggedExchange, RefusedEntry
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts
from ui.screens.exchange.cards import MakeCard, NetworkCard, StandingCard, ToldCard, Ways
from ui.screens.exchange.columns import COLUMNS, REFUSAL_COLUMNS
from ui.screens.exchange.presenter import ExchangePresenter
from ui.screens.exchange.said import Told, device_said
from ui.tables.list_view import ListView
from ui.tables.output import file_name
from ui.theme import Space
from ui.widgets import Button, DropPlace, Label, ask_where, retranslate_all, row, scrolling, side_by_side

SUFFIX = "kmbundle"
_SUFFIXES = (f".{SUFFIX}", ".bundle")
_TOLD_WIDTH = 440
_LIST_WIDTH = 640


class ExchangeView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self._status: ExchangeStatus | None = None
        self._answer_to = ""
        self._refused = 0
        self.presenter = ExchangePresenter(desk, self)
        self.make = MakeCard(texts)
        self.take = DropPlace(
            texts,
            icon_name="import",
            title=message("exchange_ui.take_title"),
            advice=message("exchange_ui.take_advice"),
            choose=message("exchange_ui.take"),
            suffixes=_SUFFIXES,
            shortcut="Ctrl+O",
        )
        self.network = NetworkCard(texts)
        self.network.hide()
        self.working = Label(texts, "", role="strong")
        self.stop = Button(texts, message("exchange_ui.cancel"), kind="link", icon_name="close")
        self.told = ToldCard(texts, may_duplicates=desk.may("duplicates.read"))
        self.standing = StandingCard(texts, may_conflicts=desk.may("conflicts.read"))
        self.list = ListView(
            desk,
            name="exchange",
            title_key="exchange_ui.history",
            columns=COLUMNS,
            key=lambda one: one.log_id,
            empty=message("exchange_ui.history_empty"),
        )
        self.refusals = ListView(
            desk,
            name="refused_entries",
            title_key="refused_entries.list",
            columns=REFUSAL_COLUMNS,
            key=lambda one: one.entry_id,
            empty=message("refused_entries.none"),
        )
        self._build()
        self._connect()
        self.show_working(None)

    def _build(self) -> None:
        texts = self._desk.texts
        self.make.setVisible(self._desk.may("exchange.make"))
        self.take.setVisible(self._desk.may("exchange.apply"))
        said = QWidget()
        inside = QVBoxLayout(said)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(self.told)
        inside.addWidget(self.standing)
        inside.addStretch(1)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.list, texts.text("exchange_ui.history"))
        self.tabs.addTab(self.refusals, texts.text("refused_entries.tab", count=0))
        both = side_by_side(scrolling(said), self.tabs, (_TOLD_WIDTH, _LIST_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(Label(texts, message("exchange_ui.screen"), role="title", wrap=False))
        layout.addWidget(Ways(self.make, self.take))
        layout.addWidget(self.network)
        self._under_way = QWidget()
        self._under_way.setLayout(row(self.working, self.stop, None))
        layout.addWidget(self._under_way)
        layout.addWidget(both, 1)
        self.setFocusProxy(self.make.button)

    def _connect(self) -> None:
        presenter = self.presenter
        self.make.chosen.connect(presenter.choose)
        self.make.button.clicked.connect(self.ask_where)
        self.take.chosen.connect(presenter.take)
        self.network.asked.connect(presenter.meet)
        self.stop.clicked.connect(presenter.cancel)
        self.told.answered.connect(self._answer)
        self.told.compared.connect(presenter.compare)
        self.standing.asked.connect(presenter.go)
        self.list.retry.connect(presenter.open)

    def ask_where(self) -> None:
        """Ask where the bundle shall lie, and write it."""
        if not self.presenter.receiver:
            return
        text = self._desk.texts.text
        name = file_name(self.presenter.name_of_file(), self._desk.today(), SUFFIX)
        begin = str(self.presenter.folder(Path.home()) / name)
        out = ask_where(self, text("exchange_ui.pick_file"), begin, text("exchange_ui.file_kind"), SUFFIX)
        if out is not None:
            self.presenter.make(out)

    def _answer(self) -> None:
        self.presenter.choose(self._answer_to)
        self.ask_where()

    # --- what the presenter shows ---

    def show_status(self, status: ExchangeStatus, receiver: str) -> None:
        """How things stand, and for whom the next bundle is."""
        self._status = status
        self.make.show_status(status, self.presenter.receivers, receiver)
        self.make.button.setEnabled(bool(self.presenter.receiver) and self._under_way.isHidden())
        self.network.setVisible(not status.is_office and self._desk.may("exchange.apply"))
        if not self.network.address.value():
            self.network.address.set_value(self.presenter.address())
        self.standing.show_status(status)

    def show_log(self, exchanges: tuple[LoggedExchange, ...]) -> None:
        """What was exchanged."""
        self.list.set_items(exchanges)

    def show_refusals(self, refusals: tuple[RefusedEntry, ...]) -> None:
        """Entries of laptops that count for nothing or are doubted; a tab of its own once there are some."""
        self.refusals.set_items(refusals)
        self._refused = len(refusals)
        self.tabs.setTabVisible(1, bool(refusals))
        self._name_tabs()

    def _name_tabs(self) -> None:
        text = self._desk.texts.text
        self.tabs.setTabText(0, text("exchange_ui.history"))
        self.tabs.setTabText(1, text("refused_entries.tab", count=self._refused))

    def show_failure(self, failure: Err) -> None:
        """Nothing can be shown."""
        self.list.set_error(failure)

    def show_working(self, said: Message | None) -> None:
        """What is under way; until it ends no other bundle is begun here."""
        self.working.say(said or "")
        self._under_way.setVisible(said is not None)
        self.make.button.setEnabled(said is None and bool(self.presenter.receiver))
        self.take.set_busy(said is not None)
        self.network.button.setEnabled(said is None)

    def show_told(self, told: Told, answer_to: str) -> None:
        """How it ended; `answer_to` is the laptop that waits for an answer."""
        self._answer_to = answer_to
        name = device_said(answer_to, self._status)
        self.told.show_told(told, message("exchange_ui.answer", name=name) if answer_to else None)

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is the laptop for which a bundle is to be made."""
        self.presenter.open(record_id)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes, in_front=self.isVisible())

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self._name_tabs()
