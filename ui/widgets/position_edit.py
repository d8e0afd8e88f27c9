"""A position: typed or pasted as latitude and longitude, or taken from a photograph that tells where it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kmcase.messages import Message, message
from kmcase.thai.positions import PositionProblem, format_position, parse_position
from ui.widgets.basics import Button, row
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts


class PositionEdit(Editor):
    """The value is {"latitude", "longitude", "accuracy"} in texts, None where nothing readable is typed.

    Ctrl+G takes the position of the first photograph that has one (`offer`).
    """

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self._offered: tuple[tuple[str, str], ...] = ()
        self._accuracy = ""
        self.line = QLineEdit()
        self.line.setMaxLength(400)
        self.line.textChanged.connect(self.changed)
        self.line.editingFinished.connect(self._settle)
        self.line.installEventFilter(self)
        self.from_photo = Button(texts, message("widgets.position.from_photo"), icon_name="camera")
        self.from_photo.clicked.connect(self.take_offered)
        self.from_photo.hide()
        layout = self._host()
        beside = row(self.line, self.from_photo, stretch=0)
        layout.addLayout(beside)
        self.retranslate(texts)

    def offer(self, positions: Sequence[tuple[str, str]]) -> None:
        """Latitudes and longitudes of photographs, the best first."""
        self._offered = tuple(positions)
        self.from_photo.setVisible(bool(self._offered) and not self.line.isReadOnly())

    def take_offered(self) -> None:
        """Take the position of the first photograph."""
        if self._offered and not self.line.isReadOnly():
            self.line.setText(format_position(*self._offered[0]))
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def inputs(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> dict[str, str] | None:
        """The position typed."""
        try:
            latitude, longitude = parse_position(self.line.text())
        except PositionProblem:
            return None
        return {"latitude": latitude, "longitude": longitude, "accuracy": self._accuracy}

    def set_value(self, value: object) -> None:
        """Show a position; how exact it is stays with it until another is typed."""
        shown = dict(value) if isinstance(value, Mapping) else {}
        self._accuracy = str(shown.get("accuracy") or "")
        self.line.setText(format_position(shown["latitude"], shown["longitude"]) if shown else "")
        self.line.setCursorPosition(0)

    def raw(self) -> Raw:
        """The text as typed."""
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        """Show it again."""
        self.line.setText(str(raw))

    def problem(self) -> Message | None:
        """Why what is typed is no position."""
        try:
            parse_position(self.line.text())
        except PositionProblem as problem:
            return None if problem.code == "empty" else message(f"widgets.position.{problem.code}")
        return None

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        super().set_read_only(read_only)
        self.offer(self._offered)

    def retranslate(self, texts: Texts) -> None:
        """Say the placeholder anew."""
        super().retranslate(texts)
        self.line.setPlaceholderText(texts.text("widgets.position.placeholder"))
        self.from_photo.retranslate(texts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing makes it another position, of which nobody knows how exact it is; Ctrl+G takes a photograph's."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_G and event.modifiers() is Qt.KeyboardModifier.ControlModifier:
                self.take_offered()
                return True
            if event.text():
                self._accuracy = ""
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """On leaving: a link or a pair of figures in one form."""
        found = self.value()
        if found is not None:
            self.line.setText(format_position(found["latitude"], found["longitude"]))
