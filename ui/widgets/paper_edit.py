"""A picture of a paper, or of each of its pages, as a field of a form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.messages import message
from ui.widgets.basics import Button, Label, clear_layout, row
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


class PagesEdit(PaperEdit):
    """Pictures of the pages of a paper, in their order: the value is a tuple of `Picture`, empty where there is none.

    The well takes one page after another; each that was taken stands below it, and is taken out again there.
    """

    def __init__(self, texts: Texts, place: Said = "", parent: QWidget | None = None) -> None:
        self._pages: tuple[Picture, ...] = ()
        super().__init__(texts, place or message("widgets.paper.pages"), parent)
        self._taken = QVBoxLayout()
        self._taken.setSpacing(0)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(self._taken)

    def value(self) -> tuple[Picture, ...]:  # type: ignore[override]
        """The pages."""
        return self._pages

    def set_value(self, value: object) -> None:
        """Take out what is there: only what is picked is a value."""
        super().set_value(value)
        self._keep(())

    def raw(self) -> Raw:
        """The names of the files."""
        return ", ".join(page.name for page in self._pages)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self._show()

    def _take(self, picture: Picture | None) -> None:
        if picture is not None:
            self.well.clear()
            self._keep((*self._pages, picture))
            self.changed.emit()

    def _take_out(self, at: int, _checked: bool = False) -> None:
        self._keep((*self._pages[:at], *self._pages[at + 1 :]))
        self.changed.emit()

    def _keep(self, pages: tuple[Picture, ...]) -> None:
        self._pages = pages
        self._show()

    def _show(self) -> None:
        clear_layout(self._taken)
        for at, page in enumerate(self._pages):
            said = Label(self._texts, message("widgets.paper.page", number=at + 1, name=page.name))
            out = Button(self._texts, message("widgets.paper.take_out", number=at + 1), kind="link", icon_name="close")
            out.clicked.connect(partial(self._take_out, at))
            self._taken.addLayout(row(said, out, None))
