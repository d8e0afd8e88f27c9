"""Facts side by side: few things stand in columns beside each other, many in lines below each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kmcase.domain.controls import Fact as Told
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets import Button, Fact, KeyFacts, Label, clear_layout

_BESIDE = 3
"""So many things stand in columns; more stand in lines."""
_MOST = 40
"""So many lines are shown; how many more there are is said."""
NUMBER = "voucher"
_EACH = (NUMBER, "payee")


class FactsView(QWidget):
    """Shows the facts of an observation; `open_voucher` is called with the place of a voucher that is pressed."""

    def __init__(self, texts: LiveTexts, open_voucher: Callable[[int], None]) -> None:
        super().__init__()
        self._texts = texts
        self._open_voucher = open_voucher
        self._shown: tuple[Sequence[Told], Sequence[Told], bool] = ((), (), False)
        self._single = KeyFacts(texts)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.TWO)
        self._grid.setVerticalSpacing(Space.HALF)
        self._more = Label(texts, "", role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self._single)
        layout.addLayout(self._grid)
        layout.addWidget(self._more)

    def show_facts(self, facts: Sequence[Told], context: Sequence[Told], *, linked: bool) -> None:
        """Facts, and what is shown beside them; `linked`: each number is that of a voucher that can be opened."""
        self._shown = (facts, context, linked)
        single = [(name, _common(value)) for name, value in (*facts, *context) if _is_single(name, value)]
        self._single.set_facts([Fact(label=_name(name), value=self._words(value)) for name, value in single])
        self._single.setVisible(bool(single))
        clear_layout(self._grid)
        many = [(name, value) for name, value in facts if isinstance(value, tuple) and not _is_single(name, value)]
        many = [(name, values) for name, values in many if any(value is not None and value != "" for value in values)]
        count = max((len(value) for _, value in many), default=0)
        self._more.setVisible(count > _MOST)
        self._more.say(message("controls.facts.more", count=max(count - _MOST, 0)))
        for across, (name, values) in enumerate(many):
            for down, value in enumerate((_name(name), *values[:_MOST])):
                cell = self._cell(name, value, down - 1, linked=linked)
                place = (across, down) if count <= _BESIDE else (down, across)
                self._grid.addWidget(cell, *place, Qt.AlignmentFlag.AlignTop)
        self._stretch(len(many), count)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        self._single.retranslate(texts)
        facts, context, linked = self._shown
        self.show_facts(facts, context, linked=linked)

    def _stretch(self, names: int, count: int) -> None:
        last = count + 1 if count <= _BESIDE else names
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)
        self._grid.setColumnStretch(last, 1)

    def _cell(self, name: str, value: Any, place: int, *, linked: bool) -> QWidget:
        if place < 0:
            return Label(self._texts, value, role="muted", wrap=False)
        words = self._words(value)
        if linked and name == NUMBER and words:
            button = Button(self._texts, words, kind="link")
            button.setAccessibleName(self._texts.text("controls.facts.open_voucher", number=words))
            button.clicked.connect(partial(self._open_voucher, place))
            return button
        shown = Label(self._texts, words, role="strong" if isinstance(value, Baht) else "", wrap=False, copyable=True)
        if isinstance(value, (Baht, int)):
            shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        return shown

    def _words(self, value: object) -> str:
        return "" if value is None else self._texts.catalogue.show(value)


def _name(name: str) -> Message:
    return message(f"controls.fact.{name}")


def _is_single(name: str, value: object) -> bool:
    """Whether a fact is one for all: said once, what stands side by side is what differs."""
    if not isinstance(value, tuple):
        return True
    return name not in _EACH and len(value) > 1 and bool(value[0]) and len(set(value)) == 1


def _common(value: object) -> object:
    return value[0] if isinstance(value, tuple) else value
