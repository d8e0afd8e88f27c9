"""The password line of sign-in and lock: eye, sentence beside it, and a word when the keyboard types Thai."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.ports import LiveTexts
from ui.theme import Space, Tone, icon
from ui.theme.style import restyle
from ui.widgets.basics import IconMark, Label, row

_THAI = re.compile("[\u0e01-\u0e5b]")


class PasswordLine(QWidget):
    """`entered` on Enter; `text` is as typed."""

    entered = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self._refused: Message | None = None
        self._label = Label(texts, message("shell.sign_in.password"), role="field")
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(200)
        self._eye = self.line.addAction(icon("eye", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._label.setBuddy(self.line)
        self._mark = IconMark("warning", "error")
        self._words = Label(texts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self._label)
        layout.addWidget(self.line)
        words = row(self._mark, self._words, stretch=1)
        layout.addLayout(words)
        self._eye.toggled.connect(self._show_letters)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(lambda _: self.refuse(None))
        self.setFocusProxy(self.line)
        self._layout_room()
        self.retranslate(texts)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Nothing typed, nothing refused."""
        self.line.clear()
        self._eye.setChecked(False)
        self.refuse(None)

    def refuse(self, why: Message | None) -> None:
        """Say beside the line what is wrong; None takes it back."""
        self._refused = why
        self.line.setProperty("tone", Tone.ERROR.value if why else "")
        restyle(self.line)
        self._show_words()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say it in another language."""
        self._label.retranslate(texts)
        self._words.retranslate(texts)
        self.line.setAccessibleName(texts.text("shell.sign_in.password"))
        self._eye.setToolTip(texts.text("shell.sign_in.show_password"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing here is for the page behind."""
        event.accept()

    def _show_letters(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _show_words(self) -> None:
        thai = bool(_THAI.search(self.line.text()))
        said = self._refused or (message("shell.sign_in.thai_keyboard") if thai else "")
        tone = Tone.ERROR if self._refused else Tone.WARN
        self._mark.set_icon("warning" if said else "", tone.value)
        self._words.set_tone(tone if said else Tone.PLAIN)
        self._words.say(said)
        self.line.setAccessibleDescription(self._words.plain_text())

    def _layout_room(self) -> None:
        """Room for two lines of words, so that nothing jumps when one appears."""
        self._words.setMinimumHeight(2 * self._words.fontMetrics().lineSpacing())
        self._mark.set_icon("", "error")
