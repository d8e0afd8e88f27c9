"""What stands where rows would stand: loading, nothing yet, nothing found, or why it failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from kmcase.messages import message
from ui.ports import Err, LiveTexts
from ui.widgets.notices import EmptyState
from ui.widgets.texts import Said


class StatePage(QStackedWidget):
    """One icon, one sentence, one way on; `retry` and `clear` are the ways."""

    retry = Signal()
    clear = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._loading = EmptyState(texts, "clock", message("tables.loading"))
        self._empty = EmptyState(texts, "note", message("tables.nothing_yet"))
        self._no_match = EmptyState(texts, "search", "")
        self._failed = EmptyState(texts, "warning", message("tables.failed"))
        for page in (self._loading, self._empty, self._no_match, self._failed):
            self.addWidget(page)
        self._no_match.action_requested.connect(self.clear)
        self._failed.action_requested.connect(self.retry)

    def show_loading(self) -> None:
        """The rows are on their way."""
        self.setCurrentWidget(self._loading)

    def show_empty(self, said: Said) -> None:
        """There is nothing yet; `said` says what to do next."""
        self._empty.say(said)
        self.setCurrentWidget(self._empty)

    def show_no_match(self, typed: str) -> None:
        """The filter hides all."""
        title = message("tables.no_match", typed=typed)
        self._no_match.say(title, message("tables.no_match_hint"), message("tables.clear_filter"))
        self.setCurrentWidget(self._no_match)

    def show_failure(self, failure: Err) -> None:
        """Why the list cannot be shown."""
        self._failed.say(message("tables.failed"), failure.message, message("tables.retry"))
        self.setCurrentWidget(self._failed)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        for page in (self._loading, self._empty, self._no_match, self._failed):
            page.retranslate(texts)
