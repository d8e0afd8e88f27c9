"""Whom the register may hold already of the person who is being typed: quiet, with reasons, never in the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.clusters import AlikeItem
from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Label, clear_layout, column, line, row

_REASONS = 3


class AlikePanel(QWidget):
    """Hidden while nobody is alike; `opened`, `set_aside` and `linked` with the id of the person in the register.

    With `link` each has a button of these words that says it is the one.
    """

    opened = Signal(str)
    set_aside = Signal(str)
    linked = Signal(str)

    def __init__(self, texts: LiveTexts, link: Message | None = None) -> None:
        super().__init__()
        self._texts = texts
        self._link = link
        self._items: tuple[AlikeItem, ...] = ()
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def items(self) -> tuple[AlikeItem, ...]:
        """Who is shown."""
        return self._items

    def show_alike(self, items: Iterable[AlikeItem]) -> None:
        """Show other persons, the likeliest first."""
        self._items = tuple(items)
        self._show()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        self._show()

    def _show(self) -> None:
        clear_layout(self._inside)
        self.setVisible(bool(self._items))
        if not self._items:
            return
        card = Card(spacing=Space.ONE)
        card.body.addWidget(Label(self._texts, message("duplicates.alike.title"), role="strong"))
        for number, item in enumerate(self._items):
            if number:
                card.body.addWidget(line())
            card.body.addLayout(self._entry(item))
        self._inside.addWidget(card)

    def _entry(self, item: AlikeItem) -> QVBoxLayout:
        texts = self._texts
        name = Label(texts, item.name, role="strong", wrap=False)
        head: list[QWidget | None] = [name]
        if item.stops:
            head.append(Chip(texts, message("duplicates.alike.stops"), Tone.WARN, "warning"))
        reasons = " · ".join(texts.render(reason) for reason in item.reasons[:_REASONS])
        open_it = Button(texts, message("duplicates.alike.open"), kind="link", icon_name="arrow_right")
        open_it.setAccessibleName(texts.text("duplicates.alike.open_name", name=item.name))
        open_it.clicked.connect(partial(self._opened, item.person_id))
        other = Button(texts, message("duplicates.alike.other"), kind="link", icon_name="close")
        other.setAccessibleName(texts.text("duplicates.alike.other_name", name=item.name))
        other.clicked.connect(partial(self._set_aside, item.person_id))
        return column(
            row(*head, None),
            Label(texts, item.address, role="muted"),
            Label(texts, reasons),
            row(*self._linking(item), open_it, other, None),
            spacing=0,
        )

    def _linking(self, item: AlikeItem) -> tuple[QWidget, ...]:
        if self._link is None:
            return ()
        button = Button(self._texts, self._link, icon_name="tick", of=item.name)
        button.clicked.connect(partial(self._linked, item.person_id))
        return (button,)

    def _linked(self, person_id: str, _pressed: bool = False) -> None:
        self.linked.emit(person_id)

    def _opened(self, person_id: str, _pressed: bool = False) -> None:
        self.opened.emit(person_id)

    def _set_aside(self, person_id: str, _pressed: bool = False) -> None:
        self.set_aside.emit(person_id)
