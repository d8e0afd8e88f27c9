"""Where something shall lie: typed, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.messages import message
from ui.widgets.basics import IconButton, row
from ui.widgets.editor import Editor, LineEdit, Raw
from ui.widgets.texts import Texts


class FolderEdit(Editor):
    """A folder's path as text."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._line = LineEdit(texts, max_length=1000)
        self._browse = IconButton(texts, message("shell.wizard.browse"), "more", kind="")
        both = QWidget()
        line = row(self._line, self._browse)
        line.setStretch(0, 1)
        both.setLayout(line)
        self._host(both)
        self._line.changed.connect(self.changed)
        self._browse.clicked.connect(self._choose)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return self._line.inputs()

    def value(self) -> str:
        """The path."""
        return self._line.value()

    def set_value(self, value: object) -> None:
        """Show a path."""
        self._line.set_value(value)

    def raw(self) -> Raw:
        """The path as typed."""
        return self._line.raw()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self._line.set_raw(raw)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self._browse.retranslate(texts)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._browse.accessibleName(), self.value())
        if chosen:
            self.set_value(chosen)
