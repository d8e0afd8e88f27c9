"""An amount in baht, typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from kmcase.thai.baht import BahtProblem, baht_words, format_baht, parse_baht
from ui.theme import Space
from ui.theme.style import restyle
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts, wrapped


class BahtEdit(Editor):
    """Right-aligned, with commas after leaving; on request the amount in words below. The value is `Baht` or None."""

    def __init__(
        self, texts: Texts, *, show_words: bool = False, large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, parent)
        self._show_words = show_words
        self.line = QLineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.setMaxLength(30)
        self.line.setProperty("role", "hero" if large else "money")
        self.words = QLabel(self)
        self.words.setProperty("role", "muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.words.setWordWrap(True)
        self.words.setVisible(show_words)
        self._unit = QLabel(self.line)
        self._unit.setProperty("role", "muted")
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        self._host(self.line, self.words)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> Baht | None:
        """The amount typed."""
        try:
            return Baht(parse_baht(self.line.text()))
        except BahtProblem:
            return None

    def set_value(self, value: object) -> None:
        """Show an amount."""
        self.line.setText(format_baht(value.satang) if isinstance(value, Baht) else "")

    def raw(self) -> Raw:
        """The text as typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.line.setText(str(raw))

    def problem(self) -> Message | None:
        """Why what is typed is no amount."""
        try:
            parse_baht(self.line.text())
        except BahtProblem as problem:
            return None if problem.code == "empty" else message(f"widgets.baht.{problem.code}")
        return None

    def retranslate(self, texts: Texts) -> None:
        """Say the unit anew."""
        super().retranslate(texts)
        self._unit.setText(texts.text("widgets.baht.unit"))
        restyle(self._unit)
        self._place_unit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The unit stays at the right end."""
        super().resizeEvent(event)
        self._place_unit()

    def _typed(self) -> None:
        value = self.value()
        self.words.setText(wrapped(f"({baht_words(value.satang)})") if value is not None else " ")
        self.words.setVisible(self._show_words and self.problem() is None)
        self.changed.emit()

    def _settle(self) -> None:
        value = self.value()
        if value is not None:
            self.line.setText(format_baht(value.satang))

    def _place_unit(self) -> None:
        self._unit.adjustSize()
        self.line.setTextMargins(0, 0, self._unit.width() + Space.ONE, 0)
        left = self.line.width() - self._unit.width() - Space.ONE - Space.HALF
        self._unit.move(left, (self.line.height() - self._unit.height()) // 2)
