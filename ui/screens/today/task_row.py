"""One kind of task as a line to press: how many, what, what to do, and that it leads on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from kmcase.application.read.today import TaskItem
from kmcase.messages import Message, message
from ui.screens.today.places import PLACES
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import IconMark, Label, Texts, column

_COUNT_WIDTH = 72


class TaskRow(QPushButton):
    """A whole line is the button; `stepped` (1 or -1) where an arrow key asks for the next or the one before."""

    stepped = Signal(int)

    def __init__(self, texts: Texts, item: TaskItem, advice: Message) -> None:
        super().__init__()
        self.item = item
        place = PLACES[item.task]
        own = "_own" if item.own and item.task.value == "overdue" else ""
        self._count = Label(texts, message("today.count", count=item.count), role="hero", tone=place.tone, wrap=False)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setMinimumWidth(_COUNT_WIDTH)
        self._title = Label(texts, message(f"today.task.{item.task.value}{own}"), role="strong", wrap=False)
        self._advice = Label(texts, advice, role="muted", wrap=False)
        self._marks: tuple[QWidget, ...] = (
            IconMark(place.icon, "muted" if place.tone is Tone.PLAIN else place.tone.value),
            IconMark("chevron_right", "muted"),
        )
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.HALF, Space.TWO, Space.HALF)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self._count)
        layout.addWidget(self._marks[0])
        layout.addLayout(column(self._title, self._advice, spacing=0), 1)
        layout.addWidget(self._marks[1])
        for part in (self._count, self._title, self._advice, *self._marks):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate(texts)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return self.layout().sizeHint().expandedTo(QSize(0, Space.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """No narrower than its words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down are told: by itself a button would leave the list at its end."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def changeEvent(self, event: QEvent) -> None:
        """Words that grew need a higher line."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for label in (self._count, self._title, self._advice):
            label.retranslate(texts)
        self.setAccessibleName(f"{self._title.plain_text()} {self._count.plain_text()}")
        self.setAccessibleDescription(self._advice.plain_text())
