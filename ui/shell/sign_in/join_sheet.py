"""A laptop joins: where its folder shall lie, who opens it, and with which password."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.gateway import EnrolmentDoor
from ui.ports import Err, LiveTexts
from ui.theme import Space, Tone
from ui.widgets.basics import Button, Label, row
from ui.widgets.choice_edit import ChoiceEdit
from ui.widgets.choices import Choice
from ui.widgets.editor import SecretEdit
from ui.widgets.notices import Banner
from ui.widgets.path_edit import FolderEdit

_WIDE = 640


class JoinSheet(QDialog):
    """`wanted` gives the empty folder, the user and the password; it stays open until the laptop has joined."""

    wanted = Signal(object, str, str)

    def __init__(self, texts: LiveTexts, door: EnrolmentDoor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE)
        title = message("shell.join.title", name=door.laptop)
        self.setWindowTitle(texts.render(title))
        self.form = FormView(texts, _spec(door))
        first = door.users[0].login if len(door.users) == 1 else None
        self.form.set_values({"into": str(Path.home() / f"{door.laptop}.office"), "login": first})
        self._banner = Banner(texts)
        self._start = Button(texts, message("shell.join.start"), kind="primary", icon_name="laptop")
        self._leave = Button(texts, message("shell.wizard.cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.THREE, Space.THREE, Space.TWO)
        layout.setSpacing(Space.TWO)
        layout.addWidget(Label(texts, title, role="title"))
        layout.addWidget(Label(texts, message("shell.join.what", office=door.office)))
        if door.sample_password is not None:
            layout.addWidget(Label(texts, message("shell.join.sample", password=door.sample_password), role="muted"))
        layout.addWidget(self._banner)
        layout.addWidget(self.form)
        layout.addLayout(row(None, self._leave, self._start))
        self._start.clicked.connect(self._go)
        self._leave.clicked.connect(self.reject)
        self.form.main_action.connect(self._go)

    def show_busy(self, busy: bool) -> None:
        """The folder is being made and the area's data taken in."""
        for part in (self.form, self._start, self._leave):
            part.setEnabled(not busy)
        if busy:
            self._banner.say(Tone.ACCENT, message("shell.join.working"), closable=False)
        else:
            self._banner.hide()

    def show_refused(self, failure: Err) -> None:
        """Why it did not join, beside its field or above all."""
        if failure.field in self.form.raws():
            self.form.set_errors({failure.field or "": failure.message})
        else:
            self._banner.say(Tone.ERROR, failure.message)

    def reject(self) -> None:
        """Leave; what is being made is waited for."""
        if self._leave.isEnabled():
            super().reject()

    def _go(self) -> None:
        self._banner.hide()
        if self.form.validate():
            values = self.form.values()
            self.wanted.emit(Path(values["into"]), str(values["login"]), str(values["password"]))


def _spec(door: EnrolmentDoor) -> FormSpec:
    users = partial(ChoiceEdit, choices=[Choice(value=user.login, said=user.name) for user in door.users])
    fields = (
        Field("into", "shell.join.into", FolderEdit, required=True, width=Width.FULL),
        Field("login", "shell.join.user", users, required=True),
        Field(
            "password",
            "shell.sign_in.password",
            SecretEdit,
            required=True,
            help_key="shell.join.password_help",
        ),
    )
    return FormSpec((Section(None, fields),))
