"""Where a new file or a folder shall lie: typed, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.messages import message
from ui.widgets.basics import IconButton, row
from ui.widgets.editor import Editor, LineEdit, Raw
from ui.widgets.texts import Said, Texts, said_text


class _PathEdit(Editor):
    """A path as text, beside a button that asks for one."""

    def __init__(self, texts: Texts, title: Said, parent: QWidget | None) -> None:
        super().__init__(texts, parent)
        self._line = LineEdit(texts, max_length=1000)
        self._browse = IconButton(texts, title, "more", kind="")
        both = QWidget()
        line = row(self._line, self._browse, stretch=0)
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
        """Ask for a path and show it."""
        raise NotImplementedError


class FolderEdit(_PathEdit):
    """A folder's path as text."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, message("shell.wizard.browse"), parent)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._browse.accessibleName(), self.value())
        if chosen:
            self.set_value(chosen)


class FileEdit(_PathEdit):
    """A file's path as text; a name without the suffix gets it."""

    def __init__(self, texts: Texts, *, title: Said, kind: Said, suffix: str, parent: QWidget | None = None) -> None:
        super().__init__(texts, title, parent)
        self._title, self._kind, self._suffix = title, kind, suffix
        self._suggested = ""

    def suggest(self, path: str) -> None:
        """Where the dialogue begins while nothing is typed."""
        self._suggested = path

    def value(self) -> str:
        """The path with its suffix; empty while nothing is typed."""
        typed = super().value()
        return with_suffix(typed, self._suffix) if typed else ""

    def _choose(self) -> None:
        title, kind = (said_text(self._texts, said) for said in (self._title, self._kind))
        chosen = ask_where(self, title, self.value() or self._suggested, kind, self._suffix)
        if chosen is not None:
            self.set_value(str(chosen))


def ask_where(parent: QWidget, title: str, begin: str, kind: str, suffix: str) -> Path | None:
    """Ask where a new file of a kind shall lie, beginning at a path; None for who leaves the question."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, begin, f"{kind} (*.{suffix})")
    return Path(with_suffix(chosen, suffix)) if chosen else None


def with_suffix(path: str, suffix: str) -> str:
    """A path that ends in a suffix."""
    return path if path.lower().endswith(f".{suffix}") else f"{path}.{suffix}"
