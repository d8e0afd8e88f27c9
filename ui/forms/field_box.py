"""A field on the form: label, editor, help, and the sentences about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding
from kmcase.messages import Message, message
from ui.forms.spec import Field
from ui.forms.versions import VersionsNote
from ui.theme import Space, Tone
from ui.widgets.basics import IconMark, Label, clear_layout
from ui.widgets.findings_panel import SEVERITY_TONES
from ui.widgets.marks import TONE_ICONS
from ui.widgets.texts import Texts

_WORST_FIRST = (Tone.ERROR, Tone.WARN, Tone.ACCENT)


class FieldBox(QWidget):
    """One field; errors and findings stand under its editor with icon and sentence."""

    def __init__(self, texts: Texts, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._texts = texts
        self._error: Message | None = None
        self._findings: tuple[Finding, ...] = ()
        self._unconfirmed = False
        self._notes_shown: tuple[VersionsNote, ...] = ()
        self.editor = field.editor(texts)
        key = "widgets.form.required" if field.required else "widgets.form.label"
        self.label = Label(texts, message(key, label=field.label), role="field")
        self.label.setBuddy(self.editor)
        self.editor.set_name(field.label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self.label)
        layout.addWidget(self.editor)
        for said in (message(field.help_key) if field.help_key else None, field.help):
            if said is not None:
                layout.addWidget(Label(texts, said, role="muted"))
        self._said = QVBoxLayout()
        self._said.setSpacing(Space.HALF)
        layout.addLayout(self._said)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(Space.HALF)
        layout.addLayout(self._notes)
        layout.addStretch(1)

    @property
    def error(self) -> Message | None:
        """The error that is shown."""
        return self._error

    def show_error(self, error: Message | None) -> None:
        """Show an error; None takes it away."""
        if error != self._error:
            self._error = error
            self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the rules found about this field."""
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self._show()

    def show_unconfirmed(self, unconfirmed: bool) -> None:
        """Say that what is shown comes of the register and nobody has confirmed it here."""
        if unconfirmed != self._unconfirmed:
            self._unconfirmed = unconfirmed
            self._show()

    def show_notes(self, notes: Sequence[VersionsNote]) -> None:
        """Put these below the sentences, and only these."""
        clear_layout(self._notes)
        self._notes_shown = tuple(notes)
        for note in notes:
            self._notes.addWidget(note)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        self._texts = texts
        self.editor.retranslate(texts)
        for note in self._notes_shown:
            note.retranslate(texts)
        for label in self.findChildren(Label, options=Qt.FindChildOption.FindDirectChildrenOnly):
            label.retranslate(texts)
        self._show()

    def _show(self) -> None:
        clear_layout(self._said)
        said = [(Tone.ERROR, self._error)] if self._error else []
        found = [(SEVERITY_TONES[f.severity], message(f.message_key, **f.params)) for f in self._findings]
        said += [each for each in found if each not in said]
        said += [(Tone.ACCENT, message("widgets.form.unconfirmed"))] if self._unconfirmed else []
        for tone, sentence in said:
            self._said.addLayout(self._sentence(tone, sentence))
        tones = {tone for tone, _ in said}
        self.editor.set_tone(next((tone for tone in _WORST_FIRST if tone in tones), Tone.PLAIN))
        self.editor.setAccessibleDescription(" ".join(self._texts.render(sentence) for _, sentence in said))

    def _sentence(self, tone: Tone, sentence: Message) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.HALF)
        line.addWidget(IconMark(TONE_ICONS[tone], tone.value, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(self._texts, sentence, tone=tone), 1)
        return line
