"""The foot of a list: how many rows are shown and selected, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.tables.columns import Column, total_text
from ui.theme import Space
from ui.widgets.basics import Label

_LEAST_SUMS = 120
_HARD_SPACE = "\N{NO-BREAK SPACE}"
"""A sum never stands on another line than what it is the sum of."""


class Foot(QWidget):
    """Counts at the left, sums at the right; all numbers are of what is shown."""

    def __init__(self, texts: LiveTexts, columns: Sequence[Column]) -> None:
        super().__init__()
        self._texts = texts
        self._summed = tuple(column for column in columns if column.summed)
        self._shown: tuple[Sequence[Any], int, Sequence[Any]] = ((), 0, ())
        self._count = Label(texts, role="muted", wrap=False)
        self._said = Label(texts, role="muted", wrap=False)
        self._sums = Label(texts, role="strong")
        self._sums.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sums.setMinimumWidth(_LEAST_SUMS)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.HALF, 0, Space.HALF, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self._count)
        layout.addWidget(self._said)
        layout.addWidget(self._sums, 1)

    def show_rows(self, rows: Sequence[Any], of: int, selected: Sequence[Any]) -> None:
        """Count and add up."""
        self._shown = (rows, of, selected)
        parts = [_count(len(rows), of)]
        if len(selected) > 1:
            parts.append(message("tables.selected", count=len(selected)))
        self._count.say(" · ".join(self._texts.render(part) for part in parts))
        added = selected if len(selected) > 1 else rows
        self._sums.say("    ".join(self._sum(column, added) for column in self._summed))
        self._said.say("")

    def say(self, said: Message) -> None:
        """A word beside the count, until the rows move."""
        self._said.say(said)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        for label in (self._count, self._said, self._sums):
            label.retranslate(texts)
        self.show_rows(*self._shown)

    def _sum(self, column: Column, rows: Sequence[Any]) -> str:
        amount = total_text(sum(column.amount(item) for item in rows), column.kind)
        said = self._texts.text("tables.sum", title=self._texts.text(column.title_key), amount=amount)
        return said.replace(" ", _HARD_SPACE)


def _count(shown: int, of: int) -> Message:
    if shown == of:
        return message("tables.count_all", count=of)
    return message("tables.count_some", shown=shown, count=of)
