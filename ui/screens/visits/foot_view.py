"""The foot of a visit: whether what is typed is kept, and what can be done next, always at the same place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.screens.visits.actions import Action
from ui.widgets import Button, Label, clear_layout, row

_SHOWN = 2


class VisitFoot(QWidget):
    """`acted` with the key of an action: the main one and the next are buttons, the others in a menu."""

    acted = Signal(str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._texts = texts
        self._actions: tuple[Action, ...] = ()
        self.saved = Label(texts, "", role="muted")
        self.more = Button(texts, message("visits_ui.more"), icon_name="more")
        self._menu = QMenu(self)
        self._buttons = QHBoxLayout()
        self.more.setMenu(self._menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        foot = row(self.more, self.saved, self._buttons, stretch=1)
        layout.addLayout(foot)

    def say(self, said: Message) -> None:
        """How it is with what is typed."""
        self.saved.say(said)

    def show_actions(self, actions: Sequence[Action]) -> None:
        """What can be done now; the keyboard stays on an action that stays."""
        held = self._buttons_held()
        self._actions = tuple(actions)
        clear_layout(self._buttons)
        self._menu.clear()
        for action in reversed(self._actions[:_SHOWN]):
            self._buttons.addWidget(self._button(action))
        for action in self._actions[_SHOWN:]:
            entry = self._menu.addAction(self._texts.text(f"visits_ui.action.{action.key}"))
            entry.triggered.connect(partial(self.acted.emit, action.key))
        self.more.setVisible(not self._menu.isEmpty())
        if held:
            self.begin()

    def begin(self) -> None:
        """The keyboard goes to the main action."""
        last = self._buttons.itemAt(self._buttons.count() - 1) if self._buttons.count() else None
        widget = last.widget() if last is not None else self.more
        if widget is not None:
            widget.setFocus()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._texts = texts
        self.saved.retranslate(texts)
        self.more.retranslate(texts)
        self.show_actions(self._actions)

    def _buttons_held(self) -> bool:
        items = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        return any(item is not None and (widget := item.widget()) is not None and widget.hasFocus() for item in items)

    def _button(self, action: Action) -> Button:
        said = message(f"visits_ui.action.{action.key}")
        button = Button(self._texts, said, kind="primary" if action.main else "", icon_name=action.icon)
        button.clicked.connect(partial(self.acted.emit, action.key))
        if action.main:
            button.setShortcut("Ctrl+Return")
        return button
