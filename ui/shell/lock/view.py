"""The page over locked work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.messages import message
from ui.ports import Err, LiveTexts
from ui.shell.lock.presenter import LockPresenter
from ui.shell.password import PasswordLine
from ui.theme import Space
from ui.widgets.basics import Button, Card, IconMark, Label
from ui.widgets.texts import retranslate_all

_WIDTH = 400


class LockView(QWidget):
    """Name, password, and the way out for somebody else."""

    sign_out = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.setObjectName("page")
        self._presenter: LockPresenter | None = None
        self._name = Label(texts, role="title")
        self._why = Label(texts, message("shell.lock.kept"), role="muted")
        self.password = PasswordLine(texts)
        self._open = Button(texts, message("shell.lock.open"), kind="primary", icon_name="unlock")
        self._leave = Button(texts, message("shell.lock.sign_out"), kind="link", icon_name="signout")
        card = Card(margin=Space.FOUR, spacing=Space.TWO)
        card.setFixedWidth(_WIDTH)
        card.body.addWidget(IconMark("lock", "accent", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._name, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (self._name, self._why, self.password, self._open):
            card.body.addWidget(part)
        card.body.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.password.entered.connect(self._try)
        self._open.clicked.connect(self._try)
        self._leave.clicked.connect(self.sign_out)
        self.setFocusProxy(self.password)

    def attach(self, presenter: LockPresenter) -> None:
        """Who decides."""
        self._presenter = presenter

    def show_locked(self, name: str) -> None:
        """Whose work is under the lock."""
        self._name.say(name)
        self.password.clear()

    def show_busy(self, busy: bool) -> None:
        """The password is being checked."""
        self._open.setEnabled(not busy)

    def show_refused(self, failure: Err) -> None:
        """A sentence beside the password."""
        self.password.refuse(failure.message)
        self.password.setFocus()
        self.password.line.selectAll()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        retranslate_all(self, texts)

    def _try(self) -> None:
        if self._presenter is not None:
            self._presenter.unlock(self.password.text())
