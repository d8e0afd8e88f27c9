"""The first users: who is there at the left, one more at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.forms import FormView
from ui.gateway import NewUser, UserCard
from ui.ports import LiveTexts
from ui.shell.sign_in.users import UserList
from ui.shell.wizard.forms import USER
from ui.theme import Space, Tone
from ui.widgets.basics import Button, Card, Label, row
from ui.widgets.texts import retranslate_all

_LIST_WIDTH = 300


class UsersPane(QWidget):
    """`adds` takes the values of the form and says whether all was well; `remove` gives a login."""

    remove = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.adds: Callable[[Mapping[str, Any]], bool] = lambda _values: False
        self.form = FormView(texts, USER)
        self._list = UserList(texts)
        self._count = Label(texts, role="lead")
        self._lacking = Label(texts, tone=Tone.WARN)
        self._add = Button(texts, message("shell.wizard.add_user"), icon_name="plus")
        self._remove = Button(texts, message("shell.wizard.remove_user"), kind="link", icon_name="trash")
        card = Card()
        card.setFixedWidth(_LIST_WIDTH)
        card.body.addWidget(self._count)
        card.body.addWidget(self._list, 1)
        card.body.addWidget(self._remove)
        card.body.addWidget(self._lacking)
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.TWO)
        right.addWidget(self.form)
        right.addLayout(row(self._add, None))
        right.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(card)
        layout.addWidget(area, 1)
        self._add.clicked.connect(self._add_one)
        self.form.main_action.connect(self._add_one)
        self._remove.clicked.connect(self._remove_one)
        away = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self._remove_one)

    def show_users(self, users: tuple[NewUser, ...], lacking: tuple[Message, ...]) -> None:
        """The users so far, and roles that nobody has yet."""
        cards = [UserCard(login=user.login, name=user.name, roles=user.roles) for user in users]
        self._list.show_users(cards, None)
        self._count.say(message("shell.wizard.users", count=len(users)))
        self._remove.setVisible(bool(users))
        self._lacking.say(message("shell.wizard.lacking", roles=lacking) if lacking else "")

    def add_typed(self) -> bool:
        """Add who is typed and not added yet, before the office is made; whether nobody is left in the form."""
        return not any(self.form.values().values()) or self._add_one()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        retranslate_all(self, texts)

    def _add_one(self) -> bool:
        well = self.adds(self.form.values())
        if well:
            self.form.set_values({})
            self.form.focus_field("name")
        return well

    def _remove_one(self) -> None:
        if login := self._list.login():
            self.remove.emit(login)
