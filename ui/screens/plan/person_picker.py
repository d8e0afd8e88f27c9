"""Whom to visit: the register is searched as one types, and somebody found is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from kmcase.messages import Message, message
from ui.widgets import Choice, Editor, Texts, said_text
from ui.widgets.editor import Raw

_SHORTEST = 2


class PersonPicker(Editor):
    """`sought` with what is typed; the value is the id of who was chosen among those `offer`ed, or empty."""

    sought = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._offered: dict[str, str] = {}
        self._chosen = ""
        self.line = QLineEdit()
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self.line)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self._completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        self._completer.activated.connect(self._take)
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._settle)
        self._host(self.line)
        self.retranslate(texts)

    def offer(self, found: Sequence[Choice]) -> None:
        """Who was found for what is typed."""
        self._offered = {said_text(self._texts, each.said): str(each.value) for each in found}
        self._model.setStringList(list(self._offered))
        if self._offered and self.line.hasFocus() and not self._chosen:
            self._completer.complete()

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> str:
        """The id of the person."""
        return self._chosen

    def set_value(self, value: object) -> None:
        """Show a person by a `Choice`; None empties it."""
        self._chosen = str(value.value) if isinstance(value, Choice) else ""
        self.line.setText(said_text(self._texts, value.said) if isinstance(value, Choice) else "")

    def raw(self) -> Raw:
        """The words as typed or chosen."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Type it again; who is meant is chosen anew."""
        self._chosen = ""
        self.line.setText(str(raw))

    def problem(self) -> Message | None:
        """What is typed is nobody chosen."""
        typed = self.line.text().strip()
        return message("plan.form.nobody_chosen", typed=typed) if typed and not self._chosen else None

    def retranslate(self, texts: Texts) -> None:
        """Say the placeholder anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(texts.text("plan.form.person_placeholder"))

    def _typed(self, typed: str) -> None:
        self._chosen = ""
        if len(typed.strip()) >= _SHORTEST:
            self.sought.emit(typed)
        self.changed.emit()

    def _take(self, words: str) -> None:
        self._chosen = self._offered.get(words, "")
        self.line.setText(words)
        self.changed.emit()

    def _settle(self) -> None:
        """On leaving: take the only one there is."""
        if not self._chosen and len(self._offered) == 1 and self.line.text().strip():
            self._take(next(iter(self._offered)))
