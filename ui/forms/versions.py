"""Values of one answer that were written apart, on two devices: all of them, and which is to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QVBoxLayout

from kmcase.messages import message
from ui.theme import Space, Tone
from ui.widgets.basics import Button, IconMark, Label, row
from ui.widgets.texts import Said, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingValue:
    """One of the values: in words, who wrote it when, and what makes it the one that stands (None: only shown)."""

    said: Said
    written: Said
    choose: Callable[[], None] | None


class VersionsNote(QFrame):
    """All values below each other, each with its button."""

    def __init__(self, texts: Texts, values: Sequence[StandingValue], about: Said = "") -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", Tone.WARN.value)
        self._parts: list[Label | Button] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, Space.ONE, Space.ONE, Space.ONE)
        layout.setSpacing(Space.HALF)
        key = "forms_ui.versions.about" if about else "forms_ui.versions.apart"
        head = Label(texts, message(key, about=about), tone=Tone.WARN)
        line = row(IconMark("warning", "warn", 18), head, stretch=1)
        layout.addLayout(line)
        self._parts.append(head)
        for value in values:
            said = Label(texts, message("forms_ui.versions.value", value=value.said, written=value.written))
            self._parts.append(said)
            beside = row(said, stretch=0)
            if value.choose is not None:
                take = Button(texts, message("forms_ui.versions.take"), of=said.plain_text())
                _press(take, value.choose)
                self._parts.append(take)
                beside.addWidget(take)
            layout.addLayout(beside)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        for part in self._parts:
            part.retranslate(texts)


def _press(button: Button, choose: Callable[[], None]) -> None:
    button.clicked.connect(lambda _checked: choose())
