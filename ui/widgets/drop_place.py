"""A card on which a file is dropped, or chosen by its button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.theme import Space
from ui.theme.style import restyle
from ui.widgets.basics import Button, IconMark, Label, column
from ui.widgets.pictures import choose_file, dropped_files
from ui.widgets.texts import Said, Texts, said_text

_MARK = 40


class DropPlace(QFrame):
    """Takes one dropped file, or asks for one; `chosen` with its path."""

    chosen = Signal(object)

    def __init__(
        self,
        texts: Texts,
        *,
        icon_name: str,
        title: Said,
        advice: Said,
        choose: Said,
        suffixes: tuple[str, ...],
        shortcut: str = "",
    ) -> None:
        super().__init__()
        self._texts = texts
        self._choose = choose
        self._suffixes = suffixes
        self.setProperty("role", "card")
        self.setAcceptDrops(True)
        self._title, self._advice = Label(texts, title, role="lead"), Label(texts, advice, role="muted")
        self.button = Button(texts, choose, kind="primary", icon_name="import", shortcut=shortcut)
        self.button.clicked.connect(self.ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.TWO, Space.THREE, Space.TWO)
        layout.setSpacing(Space.TWO)
        layout.addWidget(IconMark(icon_name, "accent", _MARK))
        layout.addLayout(column(self._title, self._advice, spacing=Space.HALF), 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def ask(self) -> None:
        """The file dialogue."""
        path = choose_file(self, said_text(self._texts, self._choose), self._suffixes)
        if path is not None:
            self.chosen.emit(path)

    def set_busy(self, busy: bool) -> None:
        """Take nothing while something else is under way."""
        self.button.setEnabled(not busy)
        self.setAcceptDrops(not busy)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self._title, self._advice, self.button):
            part.retranslate(texts)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a file may be dropped here."""
        if dropped_files(event.mimeData()):
            self.setProperty("tone", "accent")
            restyle(self)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        """It went away again."""
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is dropped."""
        self._calm()
        self.chosen.emit(dropped_files(event.mimeData())[0])

    def _calm(self) -> None:
        self.setProperty("tone", "plain")
        restyle(self)
