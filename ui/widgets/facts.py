"""Label and value pairs, as at the head of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Space
from ui.widgets.basics import Label, clear_layout
from ui.widgets.texts import Said, Texts, retranslate_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value; `strong` for what the eye should find first, `number` to the right."""

    label: Said
    value: Said
    strong: bool = False
    number: bool = False


class KeyFacts(QWidget):
    """Facts in one or more pairs of columns; values are copied from their menu."""

    def __init__(
        self, texts: Texts, facts: Sequence[Fact] = (), *, pairs: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._pairs = pairs
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.TWO)
        self._grid.setVerticalSpacing(Space.HALF)
        for pair in range(pairs):
            self._grid.setColumnStretch(2 * pair + 1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        clear_layout(self._grid)
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, 0)
        top = Qt.AlignmentFlag.AlignTop
        for index, fact in enumerate(facts):
            line, place = divmod(index, self._pairs)
            label = Label(self._texts, fact.label, role="muted", wrap=False)
            value = Label(self._texts, fact.value, role="strong" if fact.strong else "", copyable=True)
            value.setAlignment((Qt.AlignmentFlag.AlignRight if fact.number else Qt.AlignmentFlag.AlignLeft) | top)
            value.setAccessibleName(f"{label.plain_text()} {value.plain_text()}")
            # A label that wraps may be made lower than a line of text: the row may not.
            self._grid.setRowMinimumHeight(line, label.sizeHint().height())
            self._grid.addWidget(label, line, 2 * place, top)
            self._grid.addWidget(value, line, 2 * place + 1)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        retranslate_all(self, texts)
