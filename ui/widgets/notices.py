"""What the program says in the page itself: a banner above it, and what stands where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.theme import Space, Tone
from ui.theme.style import restyle
from ui.widgets.basics import Button, IconButton, IconMark, Label, row
from ui.widgets.marks import TONE_ICONS
from ui.widgets.texts import Said, Texts

_ROOM_FOR_ICON = 176


class Banner(QFrame):
    """One sentence with an icon, perhaps an action; it stays until it is closed or replaced, and never blinks."""

    action_requested = Signal()
    closed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._mark = IconMark(size=Space.ICON)
        self._words = Label(texts, "", role="strong")
        self._action = Button(texts, "", kind="link")
        self._close = IconButton(texts, message("widgets.close"), "close", kind="inside")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.TWO, Space.HALF, Space.ONE, Space.HALF)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self._action.clicked.connect(self.action_requested)
        self._close.clicked.connect(self._dismiss)
        self.hide()

    def say(self, tone: Tone, said: Said, action: Said = "", *, closable: bool = True) -> None:
        """Show a sentence; `action` is what the button beside it says."""
        self.setProperty("tone", tone.value)
        restyle(self)
        self._mark.set_icon(TONE_ICONS[tone], "muted" if tone is Tone.PLAIN else tone.value)
        self._words.say(said)
        self._action.say(action)
        self._action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(self._words.plain_text())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for part in (self._words, self._action, self._close):
            part.retranslate(texts)
        self.setAccessibleName(self._words.plain_text())

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()


class EmptyState(QWidget):
    """Where there is nothing yet: a large icon, what is not there, what to do next, and the button that does it."""

    action_requested = Signal()

    def __init__(
        self,
        texts: Texts,
        icon_name: str,
        title: Said,
        advice: Said = "",
        action: Said = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(texts, title, role="lead")
        self._advice = Label(texts, advice, role="muted")
        self._advice.setMaximumWidth(420)
        self._advice.setMinimumWidth(200)
        self._action = Button(texts, action, kind="primary")
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.action_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.THREE, Space.THREE, Space.THREE)
        layout.setSpacing(Space.ONE)
        layout.addStretch(1)
        self._mark = IconMark(icon_name, "edge", 48)
        layout.addWidget(self._mark, 0, middle)
        for label in (self._title, self._advice):
            label.setAlignment(middle)
        layout.addWidget(self._title)
        # An alignment in the layout would forget how high wrapped words are.
        layout.addLayout(row(None, self._advice, None))
        layout.addSpacing(Space.ONE)
        layout.addWidget(self._action, 0, middle)
        layout.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for icon and words, words alone."""
        super().resizeEvent(event)
        self._mark.setVisible(event.size().height() >= _ROOM_FOR_ICON)

    def say(self, title: Said, advice: Said = "", action: Said = "") -> None:
        """Show other words."""
        self._title.say(title)
        self._advice.say(advice)
        self._action.say(action)
        self._action.setVisible(bool(action))

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for part in (self._title, self._advice, self._action):
            part.retranslate(texts)
