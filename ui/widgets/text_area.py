"""Several lines of text, with the headings that such a text should have."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kmcase.messages import message
from ui.theme import Space
from ui.widgets.basics import Button, row
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Said, Texts, said_text


class TextArea(Editor):
    """Free text; each guided heading is a button that writes it once, or jumps to it."""

    def __init__(
        self,
        texts: Texts,
        *,
        headings: Sequence[Said] = (),
        rows: int = 4,
        placeholder: Said = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(texts, parent)
        self._placeholder = placeholder
        self.area = _Area(rows)
        self.area.setTabChangesFocus(True)
        self.area.textChanged.connect(self.changed)
        layout = self._host(self.area)
        if headings:
            buttons = [self._heading_button(heading) for heading in headings]
            layout.insertLayout(0, row(*buttons, None, spacing=Space.HALF))
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The area."""
        return (self.area,)

    def value(self) -> str:
        """The text without blanks at its ends."""
        return self.area.toPlainText().strip()

    def set_value(self, value: object) -> None:
        """Show a text; None is empty."""
        self.area.setPlainText("" if value is None else str(value))

    def raw(self) -> Raw:
        """The text as typed."""
        return self.area.toPlainText()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.area.setPlainText(str(raw))

    def write_heading(self, heading: str) -> None:
        """Go behind a heading, writing it at the end where it is not there yet."""
        mark = f"{heading}: "
        text = self.area.toPlainText()
        cursor = self.area.textCursor()
        found = text.find(mark)
        if found >= 0:
            cursor.setPosition(found + len(mark))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(("\n" if text and not text.endswith("\n") else "") + mark)
        self.area.setTextCursor(cursor)
        self.area.setFocus()

    def retranslate(self, texts: Texts) -> None:
        """Say placeholder and headings anew; what is written stays."""
        super().retranslate(texts)
        self.area.setPlaceholderText(said_text(texts, self._placeholder))
        for button in self.findChildren(Button):
            button.retranslate(texts)

    def _heading_button(self, heading: Said) -> Button:
        button = Button(self._texts, heading, kind="link", icon_name="plus", tip=message("widgets.area.heading"))
        button.clicked.connect(lambda: self.write_heading(said_text(self._texts, heading)))
        return button


class _Area(QPlainTextEdit):
    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._rows * self.fontMetrics().lineSpacing() + Space.TWO)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
