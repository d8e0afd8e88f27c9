"""Sentences beside a field: an icon and words, gone where there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.theme import Space, Tone
from ui.widgets import Button, IconMark, Label, Texts, clear_layout, row
from ui.widgets.findings_panel import SEVERITY_TONES
from ui.widgets.marks import TONE_ICONS

_WEIGHTS = {Tone.ERROR: 0, Tone.WARN: 1}


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
    """Findings and errors, one below the other; `folded` into the weightiest with a count that opens the others."""

    def __init__(self, texts: Texts, parent: QWidget | None = None, *, folded: bool = False) -> None:
        super().__init__(parent)
        self._texts = texts
        self._folds = self._folded = folded
        self._more: Button | None = None
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
        """Nothing to say, and what comes next is folded again."""
        self._folded = self._folds
        self._show([])

    def sentences(self) -> tuple[str, ...]:
        """What is said, for tests and for those who listen."""
        return tuple(self._texts.render(said) for _, said in self._said)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._show(self._said)

    def _show(self, said: list[tuple[Tone, Message]]) -> None:
        self._said = sorted(said, key=lambda each: _WEIGHTS.get(each[0], len(_WEIGHTS))) if self._folds else said
        clear_layout(self._layout)
        lines = [self._line(*each) for each in self._said[: 1 if self._folded else None]]
        for line in lines[1:]:
            self._layout.addWidget(line)
        if self._folds and len(said) > 1:
            self._more = self._unfolding(len(said) - 1)
            first = row(lines[0], self._more, spacing=Space.TWO, stretch=0)
            self._layout.insertLayout(0, first)
        elif lines:
            self._layout.insertWidget(0, lines[0])
        self.setVisible(bool(said))

    def _line(self, tone: Tone, sentence: Message) -> Said:
        line = Said(self._texts, self)
        line.say(tone, sentence)
        return line

    def _unfolding(self, count: int) -> Button:
        said = message("payments.entry.more_findings", count=count)
        button = Button(self._texts, said if self._folded else message("payments.entry.fewer_findings"), kind="link")
        button.clicked.connect(self._turn)
        return button

    def _turn(self) -> None:
        self._folded = not self._folded
        self._show(self._said)
        if self._more is not None:
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)
