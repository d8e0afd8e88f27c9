"""One of a few values side by side, each a large target: for a finger as well as for the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ui.theme import Space
from ui.widgets.choices import Choice
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts, said_text, wrapped


class RadioEdit(Editor):
    """The value is that of the choice, None where nothing is chosen; Delete chooses nothing again."""

    def __init__(
        self, texts: Texts, choices: Sequence[Choice], *, columns: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, parent)
        self._choices = tuple(choices)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.TWO)
        grid.setVerticalSpacing(0)
        for number, _ in enumerate(self._choices):
            button = QRadioButton()
            button.setMinimumHeight(Space.CONTROL)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            grid.addWidget(button, number // columns, number % columns)
        grid.setColumnStretch(columns, 1)
        self._group.idToggled.connect(lambda _, on: self.changed.emit() if on else None)
        self.setFocusProxy(self._group.button(0))
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The buttons."""
        return [self._group.button(number) for number, _ in enumerate(self._choices)]

    def value(self) -> object:
        """The value chosen."""
        number = self._group.checkedId()
        return None if number < 0 else self._choices[number].value

    def set_value(self, value: object) -> None:
        """Choose a value; None or an unknown one chooses nothing."""
        values = [choice.value for choice in self._choices]
        if value in values:
            self._group.button(values.index(value)).setChecked(True)
        else:
            self._choose_none()

    def raw(self) -> Raw:
        """The value as text."""
        value = self.value()
        return "" if value is None else str(value)

    def set_raw(self, raw: Raw) -> None:
        """Choose again."""
        self.set_value(next((choice.value for choice in self._choices if str(choice.value) == raw), None))

    def retranslate(self, texts: Texts) -> None:
        """Say the words anew."""
        self._texts = texts
        self._apply_name()
        for number, choice in enumerate(self._choices):
            words = said_text(texts, choice.said)
            button = self._group.button(number)
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(wrapped(said_text(texts, choice.hint)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete on a button chooses nothing."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value() is not None:
            self._choose_none()
            self.changed.emit()
            return True
        return super().eventFilter(watched, event)

    def _apply_name(self) -> None:
        self.setAccessibleName(said_text(self._texts, self._name))

    def _choose_none(self) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
