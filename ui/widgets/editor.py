"""What every editor of one value can do, and the plain ones: a line, a number, a tick, several ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from kmcase.thai.digits import to_arabic
from ui.theme import Space, Tone
from ui.theme.style import restyle
from ui.widgets.choices import Choice
from ui.widgets.texts import Said, Texts, said_text, wrapped

Raw = Any
"""What is typed, as JSON: it comes back by `set_raw` just as it was, however wrong it is."""


class Editor(QWidget):
    """Holds one value; typing is never blocked, and what is no value says why in `problem`."""

    changed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._name: Said = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def value(self) -> object:
        """The value, None where there is none or where `problem` says why."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value."""
        raise NotImplementedError

    def raw(self) -> Raw:
        """What is typed, as JSON."""
        raise NotImplementedError

    def set_raw(self, raw: Raw) -> None:
        """Show again what was typed."""
        raise NotImplementedError

    def problem(self) -> Message | None:
        """Why what is typed is no value."""
        return None

    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen."""
        return self.raw() in (None, "", [], {})

    def inputs(self) -> Sequence[QWidget]:
        """The controls inside, the first of which takes the focus."""
        raise NotImplementedError

    def set_name(self, name: Said) -> None:
        """What the value is called, for people who cannot see the label beside it."""
        self._name = name
        self._apply_name()

    def set_tone(self, tone: Tone) -> None:
        """Draw the border in the tone of the sentence beside it."""
        for control in self.inputs():
            control.setProperty("tone", tone.value)
            restyle(control)

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for control in self.inputs():
            if hasattr(control, "setReadOnly"):
                control.setReadOnly(read_only)
            else:
                control.setEnabled(not read_only)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        self._apply_name()

    def _apply_name(self) -> None:
        name = said_text(self._texts, self._name)
        self.setAccessibleName(name)
        controls = self.inputs()
        if controls:
            controls[0].setAccessibleName(name)

    def _host(self, *parts: QWidget, spacing: int = Space.HALF) -> QVBoxLayout:
        """Lay out the parts below each other, and give the first control the focus."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(spacing)
        for part in parts:
            layout.addWidget(part)
        self.setFocusProxy(self.inputs()[0])
        return layout


class LineEdit(Editor):
    """One line of text; the value is without blanks at its ends."""

    def __init__(
        self,
        texts: Texts,
        *,
        placeholder: Said = "",
        max_length: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, parent)
        self._placeholder = placeholder
        self.line = QLineEdit()
        self.line.setMaxLength(max_length)
        self.line.textChanged.connect(self.changed)
        self._host(self.line)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> str:
        """The text."""
        return self.line.text().strip()

    def set_value(self, value: object) -> None:
        """Show a text; None is empty."""
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def raw(self) -> Raw:
        """The text as typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.line.setText(str(raw))

    def retranslate(self, texts: Texts) -> None:
        """Say the placeholder anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(said_text(texts, self._placeholder))


class SecretEdit(LineEdit):
    """A password; the value is what was typed, blanks at its ends too. What is kept of a form, a draft, has none."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """The password as typed."""
        return self.line.text()

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.line.text()

    def raw(self) -> Raw:
        """Nothing: it leaves the line by `value` alone."""
        return ""


class NumberEdit(LineEdit):
    """A whole number, Thai figures allowed, with its unit behind; the value is an int or None."""

    def __init__(
        self, texts: Texts, *, least: int = 0, most: int = 999_999, unit: Said = "", parent: QWidget | None = None
    ) -> None:
        self._least, self._most, self._unit = least, most, unit
        self._unit_label = QLabel()
        super().__init__(texts, max_length=20, parent=parent)
        self.line.setMaximumWidth(140)
        self._unit_label.setParent(self.line)
        self._unit_label.setProperty("role", "muted")
        self.line.setObjectName("number")

    def number(self) -> int | None:
        """The number typed, within its bounds."""
        digits = to_arabic(self.line.text()).replace(",", "").strip()
        if not digits.isascii() or not digits.removeprefix("-").isdigit():
            return None
        number = int(digits)
        return number if self._least <= number <= self._most else None

    def value(self) -> Any:
        """The number or None."""
        return self.number()

    def problem(self) -> Message | None:
        """No whole number, or out of its bounds."""
        if not self.line.text().strip() or self.number() is not None:
            return None
        return message("widgets.number.bounds", least=self._least, most=self._most)

    def retranslate(self, texts: Texts) -> None:
        """Say the unit anew."""
        super().retranslate(texts)
        self._unit_label.setText(said_text(texts, self._unit))
        self._place_unit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The unit stays at the right end."""
        super().resizeEvent(event)
        self._place_unit()

    def _place_unit(self) -> None:
        label = self._unit_label
        label.adjustSize()
        room = label.width() + Space.ONE if label.text() else 0
        self.line.setTextMargins(0, 0, room, 0)
        label.move(self.line.width() - label.width() - Space.ONE, (self.line.height() - label.height()) // 2)


class CheckEdit(Editor):
    """A tick with its sentence; the value is a bool."""

    def __init__(self, texts: Texts, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._said = said
        self.box = QCheckBox()
        self.box.toggled.connect(self.changed)
        self._host(self.box)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The box."""
        return (self.box,)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or not."""
        self.box.setChecked(bool(value))

    def raw(self) -> Raw:
        """Whether it is ticked."""
        return self.value()

    def set_raw(self, raw: Raw) -> None:
        """Tick or not."""
        self.box.setChecked(raw is True)

    def is_empty(self) -> bool:
        """A tick that is not set is an answer too."""
        return False

    def retranslate(self, texts: Texts) -> None:
        """Say the sentence anew."""
        super().retranslate(texts)
        words = said_text(texts, self._said)
        self.box.setText(words)
        self.box.setAccessibleName(words)


class ChecksEdit(Editor):
    """Several ticks, in columns; the value is the frozenset of what is ticked."""

    def __init__(
        self, texts: Texts, choices: Sequence[Choice], *, columns: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, parent)
        self._choices = tuple(choices)
        self._boxes = tuple(QCheckBox() for _ in self._choices)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(Space.HALF)
        for index, box in enumerate(self._boxes):
            grid.addWidget(box, index // columns, index % columns)
            box.toggled.connect(self.changed)
        if self._boxes:
            self.setFocusProxy(self._boxes[0])
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The boxes."""
        return self._boxes

    def value(self) -> frozenset[object]:
        """What is ticked."""
        return frozenset(choice.value for choice, box in self._pairs() if box.isChecked())

    def set_value(self, value: object) -> None:
        """Tick these."""
        ticked = set(value) if value else set()  # type: ignore[call-overload]
        for choice, box in self._pairs():
            box.setChecked(choice.value in ticked)

    def raw(self) -> Raw:
        """The places of what is ticked, as text."""
        return sorted(str(choice.value) for choice, box in self._pairs() if box.isChecked())

    def set_raw(self, raw: Raw) -> None:
        """Tick again."""
        for choice, box in self._pairs():
            box.setChecked(str(choice.value) in raw)

    def retranslate(self, texts: Texts) -> None:
        """Say the words anew."""
        self._texts = texts
        self.setAccessibleName(said_text(texts, self._name))
        for choice, box in self._pairs():
            words = said_text(texts, choice.said)
            box.setText(words)
            box.setAccessibleName(words)
            box.setToolTip(wrapped(said_text(texts, choice.hint)))

    def _apply_name(self) -> None:
        self.setAccessibleName(said_text(self._texts, self._name))

    def _pairs(self) -> zip[tuple[Choice, QCheckBox]]:
        return zip(self._choices, self._boxes, strict=True)
