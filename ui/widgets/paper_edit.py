"""A picture of a paper as a field of a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kmcase.messages import message
from ui.widgets.editor import Editor, Raw
from ui.widgets.photo_well import PhotoWell
from ui.widgets.pictures import Picture
from ui.widgets.texts import Said, Texts


class PaperEdit(Editor):
    """A picture of a paper, or of what `place` says: the value is a `Picture`, None where none was chosen.

    Drafts do not keep it.
    """

    def __init__(self, texts: Texts, place: Said = "", parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._picture: Picture | None = None
        self.well = PhotoWell(texts, place or message("widgets.paper.place"))
        self.well.picked.connect(self._take)
        self.well.removed.connect(lambda: self._take(None))
        self._host(self.well)

    def inputs(self) -> Sequence[QWidget]:
        """The well."""
        return (self.well,)

    def value(self) -> Picture | None:
        """What was chosen."""
        return self._picture

    def set_value(self, value: object) -> None:
        """Take out what is there: only what is picked is a value."""
        self._picture = None
        self.well.clear()

    def raw(self) -> Raw:
        """The name of the file."""
        return self._picture.name if self._picture else ""

    def set_raw(self, raw: Raw) -> None:
        """A name brings no picture back."""

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self.well.retranslate(texts)

    def _take(self, picture: Picture | None) -> None:
        self._picture = picture
        self.changed.emit()
