"""The national id as it is typed or pasted, its verdict, and why somebody has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from kmcase.domain.people import NoIdReason
from kmcase.messages import Message, message
from kmcase.thai import national_id
from ui.theme import Space, Tone
from ui.widgets.basics import Button, IconMark, Label, row
from ui.widgets.choice_edit import ChoiceEdit
from ui.widgets.choices import enum_choices
from ui.widgets.editor import Editor, LineEdit, Raw
from ui.widgets.texts import Texts

_GROUPS = (1, 5, 10, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdAnswer:
    """A number of thirteen digits, or the reason why there is none; `note` explains an unusual number."""

    number: str | None = None
    no_id_reason: NoIdReason | None = None
    note: str = ""


class NationalIdEdit(Editor):
    """Groups the digits while they are typed, says what is thought of them, and takes "no id" with a reason.

    A number that is refused gives no value; one that is unusual is taken with a note. The value is an `IdAnswer`.
    With `number_only` neither reason nor note is asked for here: an unusual number is said to be one, and taken.
    """

    def __init__(self, texts: Texts, *, number_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._noting = False
        self._number_only = number_only
        self.line = QLineEdit()
        self.line.setMaxLength(60)
        self.mark = IconMark("", size=18)
        self.verdict = Label(texts, "", role="muted")
        self.toggle = Button(texts, message("widgets.id.none"), kind="link")
        self.toggle.setCheckable(True)
        self.reason = ChoiceEdit(texts, enum_choices(NoIdReason, "widgets.id.reason"))
        self.reason.set_name(message("widgets.id.reason_name"))
        self.note = LineEdit(texts, placeholder=message("widgets.id.note"))
        self.note.set_name(message("widgets.id.note"))
        layout = self._host(self.line, self.reason)
        opinion = row(self.mark, self.verdict, spacing=Space.HALF)
        opinion.setStretchFactor(self.verdict, 1)
        opinion.setAlignment(self.mark, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(opinion)
        layout.addWidget(self.note)
        layout.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self.line.textEdited.connect(self._group)
        self.line.textChanged.connect(self._typed)
        self.toggle.toggled.connect(self._toggled)
        self.reason.changed.connect(self.changed)
        self.note.changed.connect(self.changed)
        self.retranslate(texts)
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        """The line; the reason where there is no number."""
        return (self.line, *self.reason.inputs(), *self.note.inputs())

    def value(self) -> IdAnswer | None:
        """The answer; None where nothing is answered or the number is refused."""
        if self.toggle.isChecked():
            reason = self.reason.value()
            return IdAnswer(no_id_reason=reason) if isinstance(reason, NoIdReason) else None
        found = national_id.check(self.line.text())
        if not found.accepted:
            return None
        return IdAnswer(number=found.number, note=self.note.value() if found.warnings else "")

    def set_value(self, value: object) -> None:
        """Show an answer."""
        answer = value if isinstance(value, IdAnswer) else IdAnswer()
        self.toggle.setChecked(answer.no_id_reason is not None)
        self.reason.set_value(answer.no_id_reason)
        self.line.setText(national_id.format_id(answer.number or ""))
        self.note.set_value(answer.note)

    def raw(self) -> Raw:
        """Number as typed, reason and note; empty where nothing is typed."""
        typed = self.line.text(), self.reason.raw(), self.note.raw(), self.toggle.isChecked()
        return dict(zip(("number", "reason", "note", "none"), typed, strict=True)) if any(typed) else {}

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.toggle.setChecked(bool(raw.get("none")))
        self.line.setText(raw.get("number", ""))
        self.reason.set_raw(raw.get("reason", ""))
        self.note.set_raw(raw.get("note", ""))

    def problem(self) -> Message | None:
        """Why the number is refused, or that a reason or a note is missing."""
        if self.toggle.isChecked():
            return self.reason.problem() or (
                message("widgets.id.reason_missing") if self.reason.value() is None else None
            )
        if not self.line.text().strip():
            return None
        found = national_id.check(self.line.text())
        if found.refusals:
            return message(f"widgets.id.{found.refusals[0]}", count=len(found.number))
        asked = found.warnings and not self._number_only and not self.note.value()
        return message("widgets.id.note_missing") if asked else None

    def set_tone(self, tone: Tone) -> None:
        """Colour what is being asked for only."""
        super().set_tone(Tone.PLAIN)
        part: Editor | None = self.reason if self.toggle.isChecked() else self.note if self._noting else None
        if part is not None:
            part.set_tone(tone)
        else:
            self.line.setProperty("tone", tone.value)
            self.line.style().polish(self.line)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(texts.text("widgets.id.placeholder"))
        for part in (self.verdict, self.toggle, self.reason, self.note):
            part.retranslate(texts)
        if hasattr(self, "_noting"):
            self._show()

    def _group(self, text: str) -> None:
        """Put the dashes where they belong; the cursor stays behind the digit it was behind."""
        digits = national_id.normalise(text)
        if not digits.isdigit() or len(digits) > national_id.LENGTH:
            return
        behind = len(national_id.normalise(text[: self.line.cursorPosition()]))
        self.line.setText(_grouped(digits))
        self.line.setCursorPosition(len(_grouped(digits[:behind])))

    def _typed(self) -> None:
        self._show()
        self.changed.emit()

    def _toggled(self) -> None:
        self._show()
        (self.reason if self.toggle.isChecked() else self.line).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        none = self.toggle.isChecked()
        found = national_id.check(self.line.text())
        self._noting = not none and found.accepted and bool(found.warnings) and not self._number_only
        self.line.setVisible(not none)
        self.reason.setVisible(none)
        self.setFocusProxy(self.reason if none else self.line)
        self.note.setVisible(self._noting)
        show = not none and bool(self.line.text().strip())
        self.toggle.say(message("widgets.id.has" if none else "widgets.id.none"))
        self.toggle.setVisible(not show and not self._number_only)
        tone, name, said = self._opinion(found)
        self.mark.setVisible(show)
        self.verdict.setVisible(show)
        if show:
            self.mark.set_icon(name, "muted" if tone is Tone.PLAIN else tone.value)
            self.verdict.set_tone(tone)
            self.verdict.say(said)

    def _opinion(self, found: national_id.IdVerdict) -> tuple[Tone, str, Message]:
        if found.accepted and not found.warnings:
            return Tone.OK, "ok", message("widgets.id.right")
        if found.warnings and found.accepted:
            return Tone.WARN, "warning", message(f"widgets.id.{found.warnings[0]}")
        if found.refusals == ("length",) and len(found.number) < national_id.LENGTH:
            return Tone.PLAIN, "info", message("widgets.id.counting", count=len(found.number))
        return Tone.ERROR, "error", message(f"widgets.id.{found.refusals[0]}", count=len(found.number))


def _grouped(digits: str) -> str:
    cuts = [0, *(cut for cut in _GROUPS if cut < len(digits)), len(digits)]
    return "-".join(digits[start:end] for start, end in pairwise(cuts))
