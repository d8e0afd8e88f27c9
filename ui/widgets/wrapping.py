"""Buttons beside each other that go on in another line where there is too little room, as with large text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from ui.theme import Space


class WrappingRow(QLayout):
    """As `row`: None takes what is left. What does not fit goes on below, each line at the right."""

    def __init__(self, *parts: QWidget | QLayout | None, spacing: int = Space.ONE) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._left = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in parts:
            match part:
                case None:
                    self._left = len(self._items)
                case QLayout():
                    self.addChildLayout(part)
                    self.addItem(part)
                case _:
                    self.addChildWidget(part)
                    self.addItem(QWidgetItem(part))

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """A part."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """A part, taken out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As broad as there is room."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        return QSize(self._width(shown), _height(shown))

    def minimumSize(self) -> QSize:
        """The broadest part."""
        shown = self._shown()
        return QSize(max((item.sizeHint().width() for item in shown), default=0), _height(shown))

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        lines, top = self._lines(rect.width()), rect.top()
        for line in lines:
            self._place(line, QRect(rect.left(), top, rect.width(), _height(line)), split=len(lines) == 1)
            top += _height(line) + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self.spacing() * max(0, len(line) - 1)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if lines and self._width([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines

    def _place(self, line: list[QLayoutItem], rect: QRect, *, split: bool) -> None:
        at_left = [item for item in self._items[: self._left] if split and item in line]
        place = rect.left()
        for number, item in enumerate(line):
            if number == len(at_left):
                place = rect.right() + 1 - self._width(line[number:])
            size = QSize(min(item.sizeHint().width(), rect.width()), rect.height())
            item.setGeometry(QRect(max(place, rect.left()), rect.top(), size.width(), size.height()))
            place += size.width() + self.spacing()


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
