"""A signature as it was drawn, on white in either scheme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from ui.widgets.ink import Ink
from ui.widgets.pictures import decoded
from ui.widgets.signature_pad import ink_png

_HEIGHT = 72


def drawn_ink(strokes: str, name: str) -> QLabel:
    """A picture of strokes (JSON) with an accessible name; empty where they cannot be read."""
    shown = QLabel()
    shown.setAccessibleName(name)
    shown.setFixedHeight(_HEIGHT)
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    try:
        image = decoded(ink_png(Ink.from_json(strokes)))
    except (ValueError, KeyError, TypeError):
        return shown
    fitted = image.scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation)
    shown.setStyleSheet("background: #ffffff")
    shown.setPixmap(QPixmap.fromImage(fitted))
    return shown
