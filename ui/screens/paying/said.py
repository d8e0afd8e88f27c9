"""Sentences beside a field: an icon and words, gone where there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.theme import Space, Tone
from ui.widgets import IconMark, Label, Texts, clear_layout
from ui.widgets.findings_panel import SEVERITY_TONES
from ui.widgets.marks import TONE_ICONS


class Said(QWidget):
    """One sentence in a tone; plain ones have no icon."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = IconMark(size=18)
        self.words = Label(texts, "")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        self.clear()

    def say(self, tone: Tone, said: Message) -> None:
        """Show a sentence."""
        self._mark.setVisible(tone is not Tone.PLAIN)
        if tone is not Tone.PLAIN:
            self._mark.set_icon(TONE_ICONS[tone], tone.value)
        self.words.set_tone(tone)
        self.words.say(said)
        self.show()

    def error(self, said: Message) -> None:
        """Show why it does not go on."""
        self.say(Tone.ERROR, said)

    def clear(self) -> None:
        """Nothing to say."""
        self.words.say("")
        self.hide()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.words.retranslate(texts)


class SaidLines(QWidget):
    """Findings and errors, one below the other."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._said: list[tuple[Tone, Message]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.HALF)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the rules found."""
        self._show([(SEVERITY_TONES[f.severity], message(f.message_key, **f.params)) for f in findings])

    def show_errors(self, errors: Sequence[Message]) -> None:
        """Why it does not go on."""
        self._show([(Tone.ERROR, said) for said in errors])

    def clear(self) -> None:
        """Nothing to say."""
        self._show([])

    def sentences(self) -> tuple[str, ...]:
        """What is said, for tests and for those who listen."""
        return tuple(self._texts.render(said) for _, said in self._said)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._show(self._said)

    def _show(self, said: list[tuple[Tone, Message]]) -> None:
        self._said = said
        clear_layout(self._layout)
        for tone, sentence in said:
            line = Said(self._texts)
            line.say(tone, sentence)
            self._layout.addWidget(line)
        self.setVisible(bool(said))
