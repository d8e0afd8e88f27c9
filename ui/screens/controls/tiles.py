"""One finding as a tile: its name, and how many observations of it are open; pressed, the list shows it alone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from kmcase.messages import message
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Label, Texts


class FamilyTile(QPushButton):
    """A count beside a name; it stays pressed while the list is narrowed to it."""

    def __init__(self, texts: Texts, family: str) -> None:
        super().__init__()
        self.family = family
        self._count = Label(texts, "", role="hero", wrap=False)
        self._name = Label(texts, message(f"controls.family.{family}"), role="muted")
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.HALF, Space.ONE, Space.HALF)
        layout.setSpacing(Space.ONE)
        for part in (self._count, self._name):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        layout.setStretch(1, 1)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many are open."""
        self._count.say(message("controls.tile.count", count=count))
        self._count.set_tone(Tone.WARN if count else Tone.PLAIN)
        self._name_it()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._count.retranslate(texts)
        self._name.retranslate(texts)
        self._name_it()

    def sizeHint(self) -> QSize:
        """As high as two lines of the name."""
        return QSize(128, 2 * self._name.fontMetrics().lineSpacing() + Space.ONE)

    def minimumSizeHint(self) -> QSize:
        """Narrower, so that eight stand in a row."""
        return QSize(96, self.sizeHint().height())

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self._name.plain_text()}: {self._count.plain_text()}")
        self.setToolTip(self._name.plain_text())
