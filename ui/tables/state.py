"""What stands where rows would stand: loading, nothing yet, nothing found, or why it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.messages import message
from ui.ports import Err, LiveTexts
from ui.theme import Space
from ui.widgets.basics import Button, IconMark, Label
from ui.widgets.texts import Said

_ICON = 48
_WIDEST = 420


class StatePage(QWidget):
    """One icon, one sentence, one way on."""

    retry = Signal()
    clear = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._icon = IconMark("note", "faint", _ICON)
        self._title = Label(texts, role="lead")
        self._hint = Label(texts, role="muted")
        self._retry = Button(texts, message("tables.retry"), icon_name="refresh")
        self._clear = Button(texts, message("tables.clear_filter"), icon_name="close")
        self._retry.clicked.connect(self.retry)
        self._clear.clicked.connect(self.clear)
        layout = QVBoxLayout(self)
        layout.setSpacing(Space.ONE)
        layout.addStretch(2)
        for part in (self._icon, self._title, self._hint, self._retry, self._clear):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(_WIDEST)
            label.setMinimumWidth(_WIDEST)

    def show_loading(self) -> None:
        """The rows are on their way."""
        self._show("clock", "faint", message("tables.loading"), "")

    def show_empty(self, said: Said) -> None:
        """There is nothing yet; `said` says what to do next."""
        self._show("note", "faint", said, "")

    def show_no_match(self, typed: str) -> None:
        """The filter hides all."""
        self._show("search", "faint", message("tables.no_match", typed=typed), message("tables.no_match_hint"))
        self._clear.show()

    def show_failure(self, failure: Err) -> None:
        """Why the list cannot be shown."""
        self._show("warning", "warn", message("tables.failed"), failure.message)
        self._retry.show()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        for part in (self._title, self._hint, self._retry, self._clear):
            part.retranslate(texts)

    def _show(self, icon_name: str, colour: str, title: Said, hint: Said) -> None:
        self._icon.set_icon(icon_name, colour)
        self._title.say(title)
        self._hint.say(hint)
        self._hint.setVisible(bool(hint))
        self._retry.hide()
        self._clear.hide()
