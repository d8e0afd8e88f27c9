"""Requests as a board: a column a step of the work, a card a request, the longest waiting first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kmcase.application.read.requests import RequestItem
from kmcase.domain.money import Baht
from kmcase.messages import message
from kmcase.thai.baht import format_baht
from ui.ports import Desk, LiveTexts
from ui.screens.requests.board import BOARD, BoardColumn, amount_of, board_columns
from ui.screens.requests.columns import LIGHT_TONES, status_mark
from ui.theme import Space, icon
from ui.tone import Tone
from ui.widgets import Button, Label, column, on_key, row, said_text, scrolling

_ID = Qt.ItemDataRole.UserRole
_WIDTH = 180
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class BoardView(QWidget):
    """`opened` with a request's id, `left` to go back to the list. The arrows go from column to column."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts: LiveTexts = desk.texts
        self._items: tuple[RequestItem, ...] = ()
        self.back = Button(desk.texts, message("requests_ui.to_list"), icon_name="arrow_left")
        self.back.clicked.connect(self.left)
        title = Label(desk.texts, message("requests_ui.board"), role="title", wrap=False)
        self.columns = {key: _Column(desk.texts) for key, _ in BOARD}
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(Space.ONE)
        for shown in self.columns.values():
            columns.addWidget(shown, 1)
            shown.cards.itemActivated.connect(self._open)
            shown.cards.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(row(title, None, self.back))
        across = scrolling(inside)
        across.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        layout.addWidget(across, 1)
        on_key(self, "Esc", self.left)

    def show_items(self, items: Sequence[RequestItem]) -> None:
        """All requests that are under way."""
        self._items = tuple(items)
        for found in board_columns(self._items):
            self.columns[found.key].show_column(found, self._texts)

    def come_here(self) -> None:
        """The keyboard goes to the first column that holds a card."""
        first = next((shown for shown in self.columns.values() if shown.cards.count()), None)
        if first is not None:
            first.take_keyboard()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say the cards anew."""
        self._texts = texts
        self.show_items(self._items)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and right go to the next column that holds a card."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _SIDEWAYS:
            return self._sideways(watched, _SIDEWAYS[Qt.Key(event.key())])
        return super().eventFilter(watched, event)

    def _sideways(self, here: QObject, step: int) -> bool:
        filled = [shown for shown in self.columns.values() if shown.cards.count()]
        place = next((at for at, shown in enumerate(filled) if shown.cards is here), None)
        if place is not None and 0 <= place + step < len(filled):
            filled[place + step].take_keyboard()
        return True

    def _open(self, card: QListWidgetItem) -> None:
        self.opened.emit(str(card.data(_ID)))


class _Column(QWidget):
    """Title with count and money, cards below."""

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._title = Label(texts, "", role="strong")
        self._title.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._title.setMinimumHeight(2 * self._title.fontMetrics().lineSpacing())
        self._sum = Label(texts, "", role="muted", wrap=False)
        self.cards = QListWidget()
        self.cards.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.cards.setSpacing(Space.HALF // 2)
        self.setMinimumWidth(_WIDTH)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self._title, self._sum, self.cards))

    def show_column(self, found: BoardColumn, texts: LiveTexts) -> None:
        """The cards of a step."""
        statuses = next(statuses for key, statuses in BOARD if key == found.key)
        words = " / ".join(sorted(texts.text(f"requests.status.{status.value}") for status in statuses))
        self._title.say(f"{words} ({len(found.items)})")
        self._sum.say(message("requests_ui.baht", amount=found.amount))
        self.cards.setAccessibleName(words)
        self.cards.clear()
        for item in found.items:
            self.cards.addItem(_card(item, texts))

    def take_keyboard(self) -> None:
        """To the card that was left, or the first."""
        if self.cards.currentRow() < 0:
            self.cards.setCurrentRow(0)
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)


def _card(item: RequestItem, texts: LiveTexts) -> QListWidgetItem:
    tone, name = LIGHT_TONES[item.waiting.light]
    amount = amount_of(item) or Baht.zero()
    days = texts.text("requests_ui.days", days=item.waiting.days)
    card = QListWidgetItem(f"{item.person_name}\n{item.number} · {days}\n{format_baht(amount.satang)}")
    card.setToolTip(f"{item.person_name} · {said_text(texts, status_mark(item.status).said)}")
    card.setIcon(icon(name, "muted" if tone is Tone.PLAIN else tone.value))
    card.setData(_ID, item.request_id)
    return card
