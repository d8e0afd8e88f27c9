"""One of a few ways, side by side: a word each, moved through by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ui.theme import Space
from ui.widgets import Said, Texts, said_text

T = TypeVar("T")


class OneOf(QWidget, Generic[T]):
    """`changed` when another way is chosen; the first is chosen to begin with."""

    changed = Signal()

    def __init__(self, texts: Texts, ways: Sequence[tuple[T, Said]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways = tuple(ways)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        for number, _ in enumerate(self._ways):
            button = QRadioButton()
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addStretch(1)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(lambda _, on: self.changed.emit() if on else None)
        self.setFocusProxy(self._group.button(0))
        self.retranslate(texts)

    def chosen(self) -> T:
        """The way chosen."""
        return self._ways[self._group.checkedId()][0]

    def choose(self, way: T) -> None:
        """Choose a way."""
        self._group.button([one for one, _ in self._ways].index(way)).setChecked(True)

    def retranslate(self, texts: Texts) -> None:
        """Say the words anew."""
        for number, (_, said) in enumerate(self._ways):
            words = said_text(texts, said)
            self._group.button(number).setText(words)
            self._group.button(number).setAccessibleName(words)
