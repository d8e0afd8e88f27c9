"""A signature, or a thumbprint with its finger, as a field of a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kmcase.domain.payments import SignatureMark
from kmcase.messages import Message, message
from ui.widgets.editor import Editor, Raw
from ui.widgets.ink import Ink
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.texts import Said, Texts
from ui.widgets.thumbprint_pad import Thumbprint, ThumbprintPad

_PAD_HEIGHT = 144


class SignatureEdit(Editor):
    """A signature drawn on the pad: the value is a `SignatureMark`, None where nothing is drawn."""

    def __init__(self, texts: Texts, who: Said = "", parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self.pad = SignaturePad(texts, who or message("widgets.signature.signer"), height=_PAD_HEIGHT)
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


class ThumbprintEdit(Editor):
    """A thumbprint: the value is a `Thumbprint`, None while something is missing. Drafts do not keep it."""

    def __init__(self, texts: Texts, who: Said = "", parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self.pad = ThumbprintPad(texts, who or message("widgets.signature.signer"))
        self.pad.changed.connect(self.changed)
        self._host(self.pad)

    def inputs(self) -> Sequence[QWidget]:
        """The place of the scan."""
        return (self.pad.well,)

    def value(self) -> Thumbprint | None:
        """The scan with its finger and hand."""
        return self.pad.value()

    def set_value(self, value: object) -> None:
        """Take out what is there: only what is picked is a value."""
        self.pad.clear()

    def raw(self) -> Raw:
        """Whether there is a print."""
        return "" if self.pad.value() is None else "thumbprint"

    def set_raw(self, raw: Raw) -> None:
        """A word brings no print back."""

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self.pad.retranslate(texts)
