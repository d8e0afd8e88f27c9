"""Drafts: what is typed into a form before it is saved. What it is kept in is no business of the form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer

DraftValues = Mapping[str, Any]
"""What is typed by field name, as JSON."""

SAVE_WITHIN_MS = 400


Found = Callable[[DraftValues | None], None]


class Drafts(Protocol):
    """Keeps drafts; it must return at once, so it reads and writes in a lane of its own."""

    def save(self, key: str, values: DraftValues) -> None:
        """Keep what is typed."""
        ...

    def load(self, key: str, found: Found) -> None:
        """Give what was typed, or None, once it is read."""
        ...

    def clear(self, key: str) -> None:
        """Forget it."""
        ...


class DraftKeeper(QObject):
    """Saves at most `SAVE_WITHIN_MS` after the first change, however fast the typing goes on.

    What is typed is kept under the key of the record in front; without a record nothing is kept.
    """

    def __init__(self, drafts: Drafts, read: Callable[[], DraftValues], parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._key = ""
        self._read = read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_WITHIN_MS)
        self._timer.timeout.connect(self._save)

    @property
    def key(self) -> str:
        """The record in front, as `noun:id`; empty without one."""
        return self._key

    def touch(self) -> None:
        """Something was typed."""
        if self._key and not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Save now what waits."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def turn_to(self, key: str, found: Callable[[DraftValues], None]) -> None:
        """Another record is in front: save what waits of the one before, and give what was typed into this one."""
        self.flush()
        self._key = key

        def loaded(typed: DraftValues | None) -> None:
            if typed is not None and key == self._key:
                found(typed)

        if key:
            self._drafts.load(key, loaded)

    def clear(self) -> None:
        """The draft has become a record, or is thrown away."""
        self._timer.stop()
        if self._key:
            self._drafts.clear(self._key)

    def _save(self) -> None:
        self._drafts.save(self._key, self._read())
