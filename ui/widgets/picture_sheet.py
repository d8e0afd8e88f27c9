"""A kept picture, large, in a sheet above the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from ui.widgets.basics import scrolling
from ui.widgets.pictures import decoded

_SIDE = 1600


def show_picture(parent: QWidget, content: bytes, title: str) -> QDialog:
    """Open the sheet; Esc closes it."""
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
    return sheet
