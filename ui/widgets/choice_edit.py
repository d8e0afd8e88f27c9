"""A choice out of a list that is searched as one types; code and words both find it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from kmcase.messages import Message, message
from ui.widgets.choices import Choice
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Said, Texts, said_text


class ChoiceEdit(Editor):
    """One of several values; what is typed and fits nothing stays typed and is a problem."""

    def __init__(
        self, texts: Texts, choices: Sequence[Choice] = (), *, placeholder: Said = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, parent)
        self._choices: tuple[Choice, ...] = ()
        self._placeholder = placeholder
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(12)
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        self.box.setCompleter(completer)
        self._host(self.box)
        self.box.installEventFilter(self)
        self._line().editingFinished.connect(self._settle)
        self.box.currentTextChanged.connect(self.box.setToolTip)
        self.box.currentTextChanged.connect(self.changed)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other values; what is typed stays."""
        typed = self.raw()
        self._choices = tuple(choices)
        self.retranslate(self._texts)
        self.set_raw(typed)

    def offer(self, choices: Sequence[Choice], chosen: object) -> None:
        """Offer other values with one of them chosen, without `changed`: nobody at the window chose it."""
        self.blockSignals(True)
        self.set_choices(choices)
        self.set_value(chosen)
        self.blockSignals(False)

    def inputs(self) -> Sequence[QWidget]:
        """The box."""
        return (self.box,)

    def value(self) -> object:
        """The value chosen, or None."""
        index = self._index()
        return None if index < 0 else self._choices[index].value

    def set_value(self, value: object) -> None:
        """Choose a value; None chooses nothing, an unknown one too."""
        values = [choice.value for choice in self._choices]
        self.box.setCurrentIndex(values.index(value) if value is not None and value in values else -1)
        self._line().setCursorPosition(0)

    def raw(self) -> Raw:
        """What is typed; a choice by its value, so that it outlives a change of language."""
        index = self._index()
        return {"value": str(self._choices[index].value)} if index >= 0 else self.box.currentText()

    def set_raw(self, raw: Raw) -> None:
        """Choose or type again."""
        if isinstance(raw, dict):
            values = [str(choice.value) for choice in self._choices]
            self.box.setCurrentIndex(values.index(raw["value"]) if raw["value"] in values else -1)
        else:
            self.box.setCurrentIndex(-1)
            self.box.setEditText(str(raw))

    def problem(self) -> Message | None:
        """What is typed is not in the list."""
        if not self.box.currentText().strip() or self._index() >= 0:
            return None
        return message("widgets.choice.unknown", typed=self.box.currentText().strip())

    def retranslate(self, texts: Texts) -> None:
        """Say the words of the list anew."""
        super().retranslate(texts)
        chosen = self.box.currentIndex()
        typed = self.box.currentText()
        self.box.blockSignals(True)
        self.box.clear()
        for index, choice in enumerate(self._choices):
            self.box.addItem(self._words(choice))
            self.box.setItemData(index, said_text(texts, choice.hint), Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(chosen if chosen < len(self._choices) else -1)
        if chosen < 0:
            self.box.setEditText(typed)
        self.box.blockSignals(False)
        said = self._placeholder or message("widgets.choice.placeholder")
        self._line().setPlaceholderText(said_text(texts, said))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A wheel over a box that is not in use scrolls the page and changes nothing."""
        if event.type() is QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _apply_name(self) -> None:
        super()._apply_name()
        for part in (self._line(), self.box.view()):
            part.setAccessibleName(self.box.accessibleName())

    def _line(self) -> QLineEdit:
        found = self.box.lineEdit()
        assert found is not None
        return found

    def _words(self, choice: Choice) -> str:
        words = said_text(self._texts, choice.said)
        return f"{choice.code}  {words}" if choice.code else words

    def _settle(self) -> None:
        """On leaving: take the code, the words, or the only one that contains what was typed."""
        if (index := self._index()) >= 0:
            self.box.setCurrentIndex(index)

    def _index(self) -> int:
        typed = self.box.currentText().strip().casefold()
        if not typed:
            return -1
        current = self.box.currentIndex()
        if current >= 0 and self.box.itemText(current).strip().casefold() == typed:
            return current
        for index, choice in enumerate(self._choices):
            words = said_text(self._texts, choice.said).casefold()
            if typed in (words, choice.code.casefold(), self._words(choice).casefold()):
                return index
        near = [index for index, choice in enumerate(self._choices) if typed in self._words(choice).casefold()]
        return near[0] if len(near) == 1 else -1
