"""One finding as a tile: its name, and how many observations of it are open; pressed, the list shows it alone."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from kmcase.messages import message
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Label, Texts


class FamilyTile(QPushButton):
    """A count above a name; it stays pressed while the list is narrowed to it."""

    def __init__(self, texts: Texts, family: str) -> None:
        super().__init__()
        self.family = family
        self._count = Label(texts, "", role="title", wrap=False)
        self._name = Label(texts, message(f"controls.family.{family}"), role="muted")
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.HALF, Space.ONE, Space.HALF)
        layout.setSpacing(0)
        for part in (self._count, self._name):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many are open."""
        self._count.say(message("controls.tile.open", count=count))
        self._count.set_tone(Tone.WARN if count else Tone.PLAIN)
        self._name_it()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._count.retranslate(texts)
        self._name.retranslate(texts)
        self._name_it()

    def sizeHint(self) -> QSize:
        """As high as two lines of name under the count."""
        metrics = self._name.fontMetrics()
        height = self._count.sizeHint().height() + 2 * metrics.height() + Space.TWO
        return QSize(120, height)

    def minimumSizeHint(self) -> QSize:
        """Narrower, the name takes its second line."""
        return QSize(96, self.sizeHint().height())

    def _name_it(self) -> None:
        self.setAccessibleName(f"{self._name.plain_text()}: {self._count.plain_text()}")
