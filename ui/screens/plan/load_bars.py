"""How much each officer has in a month: one bar an officer, what is done solid in it, the figures at its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.screens.plan.loads import LoadShown
from ui.theme import Space, colours_of
from ui.widgets import Texts

_LINE = 26
_BAR = 12
_NAME = 132
_FIGURES = 64


class LoadBars(QWidget):
    """Bars below each other; the longest is the greatest load, and no shorter than `set_loads` is told."""

    def __init__(self, texts: Texts, *, fullest: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._fullest = fullest
        self._loads: tuple[LoadShown, ...] = ()
        self._most = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(texts)

    def set_loads(self, loads: Sequence[LoadShown], *, most: int = 0) -> None:
        """Show loads; `most` is the length that another picture beside it has as well."""
        self._loads = tuple(loads)
        self._most = max([most, *map(self._length, self._loads)]) or 1
        self.updateGeometry()
        self.retranslate(self._texts)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language; the accessible name tells every figure."""
        self._texts = texts
        said = [
            texts.text("plan.load.officer", name=one.name, visits=one.visits, done=one.done, fullest=one.fullest)
            for one in self._loads
        ]
        self.setAccessibleName("; ".join([texts.text("plan.load.title"), *said]))
        self.setToolTip("\n".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        """A line an officer."""
        return QSize(320, max(1, len(self._loads)) * _LINE)

    def minimumSizeHint(self) -> QSize:
        """Names, a short bar, figures."""
        return QSize(_NAME + _FIGURES + 60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        room = self.width() - _NAME - _FIGURES - 2 * Space.ONE
        for number, one in enumerate(self._loads):
            top = number * _LINE
            painter.setPen(QColor(colours.text))
            name = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, _NAME)
            painter.drawText(QRect(0, top, _NAME, _LINE), middle, name)
            left, whole = _NAME + Space.ONE, room * self._length(one) / self._most
            bar = QRectF(left, top + (_LINE - _BAR) / 2, max(whole, 2.0), _BAR)
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(bar, 3, 3)
            if not self._fullest and one.visits:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent))
                painter.drawRoundedRect(
                    QRectF(bar.topLeft(), QPointF(left + whole * one.done / one.visits, bar.bottom())), 3, 3
                )
            painter.setPen(QColor(colours.muted))
            painter.drawText(QRect(round(bar.right()) + Space.ONE, top, _FIGURES, _LINE), middle, self._figures(one))

    def _length(self, one: LoadShown) -> int:
        return one.fullest if self._fullest else one.visits

    def _figures(self, one: LoadShown) -> str:
        return f"{one.fullest:,}" if self._fullest else f"{one.done:,}/{one.visits:,}"
