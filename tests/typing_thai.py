"""Typing Thai into a widget as a keyboard does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def type_thai(widget: QWidget, text: str) -> None:
    """Press and release one key a code point; for text that `QTest.keyClicks` cannot type.

    `QTest.keyClicks` looks keys up in an ASCII table and aborts the whole process at the first Thai letter.
    """
    widget.setFocus()
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)
