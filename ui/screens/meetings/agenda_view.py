"""Choosing an agenda: what is ready at the left, the agenda in its order at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kmcase.application.read.meetings import AgendaItem, MeetingPage
from kmcase.domain.money import Baht
from kmcase.messages import message
from ui.ports import Desk
from ui.screens.meetings.agenda import Order, moved, sum_said, with_added, without
from ui.screens.meetings.columns import CHOSEN, READY
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Label, column, on_key, row


class AgendaPane(QWidget):
    """`saved` with the agenda in order, `cancelled` by Esc."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, page: MeetingPage, ready: Sequence[AgendaItem]) -> None:
        super().__init__()
        texts = desk.texts
        self._order: Order = page.agenda
        self._ready = tuple(ready)
        self._left: Baht | None = page.budget.available if page.budget else None
        self.ready = self._list(desk, "ready", READY)
        self.chosen = self._list(desk, "chosen", CHOSEN)
        self._sum = Label(texts, "", role="strong", wrap=False)
        title = message("meetings.agenda.title", number=page.values.number)
        self._title = Label(texts, title, role="title", wrap=False)
        add = Button(texts, message("meetings.action.add"), icon_name="arrow_right")
        remove = Button(texts, message("meetings.action.remove"), icon_name="arrow_left")
        up = Button(texts, message("meetings.action.up"), icon_name="chevron_up", shortcut="Alt+Up")
        down = Button(texts, message("meetings.action.down"), icon_name="chevron_down", shortcut="Alt+Down")
        cancel = Button(texts, message("meetings.back"))
        save = Button(texts, message("meetings.save"), kind="primary", icon_name="tick", shortcut="Ctrl+Return")
        for button, run in (
            (add, self.add),
            (remove, self.remove),
            (up, lambda: self.move(-1)),
            (down, lambda: self.move(1)),
            (cancel, self.cancelled.emit),
            (save, lambda: self.saved.emit(self._order)),
        ):
            button.clicked.connect(lambda _checked=False, run=run: run())
        self._build(desk, row(None, add), row(up, down, None, remove), row(self._sum, None, cancel, save))
        self.ready.activated.connect(lambda _item: self.add())
        self.chosen.activated.connect(lambda _item: self.remove())
        on_key(self, "Esc", self.cancelled)
        self._show()

    def _list(self, desk: Desk, name: str, columns: tuple[object, ...]) -> ListView:
        return ListView(
            desk,
            name=f"agenda_{name}",
            title_key=f"meetings.agenda.{name}",
            columns=columns,  # type: ignore[arg-type]
            key=lambda item: item.request_id,
            empty=message(f"meetings.agenda.{name}_empty"),
        )

    def _build(self, desk: Desk, left_foot: object, right_foot: object, foot: object) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        for name, listed, below in (("ready", self.ready, left_foot), ("chosen", self.chosen, right_foot)):
            side = QWidget()
            heading = Label(desk.texts, message(f"meetings.agenda.{name}"), role="strong")
            side.setLayout(column(heading, listed, below))  # type: ignore[arg-type]
            sides.addWidget(side)
        sides.setChildrenCollapsible(False)
        sides.setSizes([560, 540])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self._title)
        layout.addWidget(sides, 1)
        layout.addLayout(foot)  # type: ignore[arg-type]
        self.setFocusProxy(self.ready)

    @property
    def order(self) -> Order:
        """The agenda as chosen so far."""
        return self._order

    def add(self) -> None:
        """Put what is selected at the left at the end of the agenda."""
        self._change(with_added(self._order, self.ready.selected()))

    def remove(self) -> None:
        """Take what is selected at the right off."""
        self._change(without(self._order, self.chosen.selected()))

    def move(self, step: int) -> None:
        """Move what is selected at the right by a place."""
        self._change(moved(self._order, self.chosen.selected(), step))

    def _change(self, order: Order) -> None:
        self._order = order
        self._show()

    def _show(self) -> None:
        taken = {item.request_id for item in self._order}
        self.ready.set_items(tuple(item for item in self._ready if item.request_id not in taken))
        self.chosen.set_items(self._order)
        self._sum.say(sum_said(self._order, self._left))
