"""A new password for somebody who forgot theirs, by the office's recovery key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kmcase.domain.staff import SHORTEST_PASSWORD
from kmcase.messages import message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.ports import Err, LiveTexts
from ui.theme import Space, Tone
from ui.widgets.basics import Button, Label, row
from ui.widgets.editor import LineEdit, SecretEdit
from ui.widgets.notices import Banner

_WIDE = 760
_SPEC = FormSpec(
    (
        Section(
            None,
            (
                Field(
                    "recovery_key",
                    "shell.recover.key",
                    partial(LineEdit, max_length=80),
                    required=True,
                    help_key="shell.recover.key_help",
                    width=Width.FULL,
                ),
                Field("password", "staff.field.password", SecretEdit, required=True),
                Field("password_again", "staff.field.password_again", SecretEdit, required=True),
                Field("reason", "shell.recover.reason", LineEdit, required=True, width=Width.FULL),
            ),
        ),
    )
)


class RecoverSheet(QDialog):
    """`wanted` gives key, new password and reason as typed; it stays open until the password is changed."""

    wanted = Signal(str, str, str)

    def __init__(self, texts: LiveTexts, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE)
        self.setWindowTitle(texts.text("shell.sign_in.recover"))
        self.form = FormView(texts, _SPEC)
        self._banner = Banner(texts)
        self._start = Button(texts, message("shell.recover.start"), kind="primary", icon_name="key")
        self._leave = Button(texts, message("shell.wizard.cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.THREE, Space.THREE, Space.TWO)
        layout.setSpacing(Space.TWO)
        layout.addWidget(Label(texts, message("shell.recover.title", name=name), role="title"))
        layout.addWidget(Label(texts, message("shell.recover.what"), role="muted"))
        layout.addWidget(self._banner)
        layout.addWidget(self.form)
        layout.addLayout(row(None, self._leave, self._start))
        self._start.clicked.connect(self._go)
        self._leave.clicked.connect(self.reject)
        self.form.main_action.connect(self._go)

    def show_busy(self, busy: bool) -> None:
        """The key is being tried."""
        self._start.setEnabled(not busy)

    def show_refused(self, failure: Err) -> None:
        """Why the password was not changed, beside its field or above all."""
        if failure.field in self.form.raws():
            self.form.set_errors({failure.field or "": failure.message})
        else:
            self._banner.say(Tone.ERROR, failure.message)

    def _go(self) -> None:
        self._banner.hide()
        if not self.form.validate():
            return
        typed = self.form.values()
        if typed["password"] != typed["password_again"]:
            self.form.set_errors({"password_again": message("staff.error.passwords_differ")})
        elif len(str(typed["password"])) < SHORTEST_PASSWORD:
            self.form.set_errors({"password": message("staff.error.password_short", least=SHORTEST_PASSWORD)})
        else:
            self.wanted.emit(str(typed["recovery_key"]), str(typed["password"]), str(typed["reason"]))
