"""The editor of a consent: the drawn signature."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kmcase.domain.payments import SignatureMark
from kmcase.messages import Message, message
from ui.widgets import Ink, SignaturePad, Texts
from ui.widgets.editor import Editor, Raw

_PAD_HEIGHT = 144


class SignatureEdit(Editor):
    """A signature drawn on the pad: the value is a `SignatureMark`, None where nothing is drawn."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self.pad = SignaturePad(texts, message("publicity.field.signed_by"), height=_PAD_HEIGHT)
        self.pad.changed.connect(self.changed)
        self._host(self.pad)

    def inputs(self) -> Sequence[QWidget]:
        """The sheet."""
        return (self.pad.sheet,)

    def value(self) -> SignatureMark | None:
        """What is drawn, where it is more than a touch by mistake."""
        return SignatureMark(strokes=self.pad.ink().to_json()) if self.pad.is_signed() else None

    def set_value(self, value: object) -> None:
        """Show a signature, or a fresh sheet."""
        if isinstance(value, SignatureMark):
            self.pad.set_ink(Ink.from_json(value.strokes))
        else:
            self.pad.clear()

    def raw(self) -> Raw:
        """The strokes, empty where there are none."""
        ink = self.pad.ink()
        return ink.to_json() if ink.strokes else ""

    def set_raw(self, raw: Raw) -> None:
        """Draw the strokes again."""
        if raw:
            self.pad.set_ink(Ink.from_json(str(raw)))
        else:
            self.pad.clear()

    def problem(self) -> Message | None:
        """That there is too little ink, where there is some."""
        return self.pad.problem() if self.pad.ink().strokes else None

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self.pad.retranslate(texts)
