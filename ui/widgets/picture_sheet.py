"""A picture, large, in a window of its own that Esc closes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from ui.widgets.basics import scrolling
from ui.widgets.pictures import decoded

_SIDE = 1600


def open_picture(parent: QWidget, content: bytes, title: str) -> None:
    """Show the bytes of a picture under a title."""
    sheet = QDialog(parent)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.setWindowTitle(title)
    shown = QLabel()
    shown.setPixmap(QPixmap.fromImage(decoded(content, _SIDE)))
    shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    shown.setAccessibleName(title)
    layout = QVBoxLayout(sheet)
    area = scrolling(shown)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(area)
    sheet.resize(880, 680)
    sheet.open()
