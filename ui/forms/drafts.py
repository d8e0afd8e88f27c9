"""Drafts: what is typed into a form before it is saved. What it is kept in is no business of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

DraftValues = Mapping[str, Any]
"""What is typed by field name, as JSON."""

SAVE_WITHIN_MS = 400


class Drafts(Protocol):
    """Keeps drafts; it must return at once, so it writes in a lane of its own."""

    def save(self, key: str, values: DraftValues) -> None:
        """Keep what is typed."""
        ...

    def load(self, key: str) -> DraftValues | None:
        """What was typed, or None."""
        ...

    def clear(self, key: str) -> None:
        """Forget it."""
        ...


class DraftKeeper(QObject):
    """Saves at most `SAVE_WITHIN_MS` after the first change, however fast the typing goes on."""

    def __init__(self, drafts: Drafts, key: str, read: Callable[[], DraftValues], parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._key = key
        self._read = read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_WITHIN_MS)
        self._timer.timeout.connect(self._save)

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save now what waits."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def load(self) -> DraftValues | None:
        """What was typed before."""
        return self._drafts.load(self._key)

    def clear(self) -> None:
        """The draft has become a record, or is thrown away."""
        self._timer.stop()
        self._drafts.clear(self._key)

    def _save(self) -> None:
        self._drafts.save(self._key, self._read())
