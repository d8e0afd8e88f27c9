"""A topic's figures as bars, each with its words: what is not told exactly has none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from kmcase.application.read.indicators import IndicatorLine
from ui.theme import Space
from ui.widgets import Label, Texts, clear_layout

_FULL = 100


class TopicBars(QWidget):
    """Lines with a bar, in their order."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.shown: tuple[IndicatorLine, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.ONE)
        self._grid.setVerticalSpacing(Space.ONE)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[IndicatorLine]) -> None:
        """Show other lines."""
        clear_layout(self._grid)
        self._grid.setRowStretch(len(self.shown), 0)
        self.shown = tuple(line for line in lines if line.bar is not None)
        for place, line in enumerate(self.shown):
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, _FULL)
            bar.setValue(min(line.bar or 0, _FULL))
            label = Label(self._texts, line.label, role="muted")
            bar.setAccessibleName(label.plain_text())
            self._grid.addWidget(label, place, 0)
            self._grid.addWidget(bar, place, 1)
            self._grid.addWidget(Label(self._texts, line.figure, role="strong", wrap=False), place, 2)
        self._grid.setRowStretch(len(self.shown), 1)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.show_lines(self.shown)
