"""Where a back-up goes, and whose password tries the copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.gateway import BackupCard
from ui.ports import LiveTexts
from ui.theme import Space
from ui.widgets.basics import Button, Label, row
from ui.widgets.editor import LineEdit, SecretEdit
from ui.widgets.path_edit import FolderEdit

_WIDE = 560
_SPEC = FormSpec(
    (
        Section(
            None,
            (
                Field("into", "shell.restore.into", FolderEdit, required=True, width=Width.FULL),
                Field("login", "shell.wizard.login", LineEdit, required=True),
                Field("password", "shell.sign_in.password", SecretEdit, required=True),
            ),
        ),
    )
)


class RestoreSheet(QDialog):
    """`wanted` gives the empty folder, the user name and the password as typed."""

    wanted = Signal(object, str, str)

    def __init__(self, texts: LiveTexts, backup: BackupCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE)
        self.setWindowTitle(texts.text("shell.sign_in.restore"))
        self.form = FormView(texts, _SPEC)
        self.form.set_values({"into": str(Path.home() / f"{backup.path.stem}.office")})
        self._start = Button(texts, message("shell.restore.start"), kind="primary", icon_name="backup")
        self._leave = Button(texts, message("shell.wizard.cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.THREE, Space.THREE, Space.THREE, Space.TWO)
        layout.setSpacing(Space.TWO)
        layout.addWidget(Label(texts, message("shell.sign_in.restore"), role="title"))
        layout.addWidget(Label(texts, message("shell.restore.what", office=backup.office, at=backup.made_at)))
        layout.addWidget(self.form)
        layout.addLayout(row(None, self._leave, self._start))
        self._start.clicked.connect(self._go)
        self._leave.clicked.connect(self.reject)
        self.form.main_action.connect(self._go)

    def _go(self) -> None:
        if self.form.validate():
            values = self.form.values()
            self.wanted.emit(Path(values["into"]), values["login"], values["password"])
            self.accept()
