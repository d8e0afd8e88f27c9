"""A thumbprint from the scanner: its picture, and whose finger of which hand it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.theme import Space
from ui.widgets.basics import Label, row
from ui.widgets.photo_well import Choose, PhotoShown, PhotoWell
from ui.widgets.pictures import Picture, choose_file
from ui.widgets.texts import Said, Texts


class Hand(StrEnum):
    """Which hand."""

    LEFT = "left"
    RIGHT = "right"


class Finger(StrEnum):
    """Which finger, from the thumb."""

    THUMB = "thumb"
    INDEX = "index"
    MIDDLE = "middle"
    RING = "ring"
    LITTLE = "little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbprint:
    """A scanned print, as it came from the scanner."""

    content: bytes
    hand: Hand
    finger: Finger


class ThumbprintPad(QWidget):
    """`picked` with the scan's bytes as soon as there is one (cleaning is the caller's), `changed` with any change."""

    picked = Signal(bytes)
    changed = Signal()

    def __init__(self, texts: Texts, who: Said, *, choose: Choose = choose_file, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self._content = b""
        self.well = PhotoWell(texts, message("widgets.thumb.place", who=who), choose=choose)
        self.well.picked.connect(self._take)
        self.well.removed.connect(self._lose)
        self._labels = [Label(texts, message(f"widgets.thumb.{name}"), role="field") for name in ("hand", "finger")]
        self._hands, hands = _radios(Hand)
        self._fingers, fingers = _radios(Finger)
        for group in (self._hands, self._fingers):
            group.idToggled.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.HALF)
        layout.addWidget(self.well, 1)
        for label, buttons in zip(self._labels, (hands, fingers), strict=True):
            layout.addLayout(row(label, *buttons, None, spacing=Space.ONE))
        self.setFocusProxy(self.well)
        self.retranslate(texts)

    def value(self) -> Thumbprint | None:
        """The print; None while something is missing."""
        hand, finger = self._chosen()
        if not self._content or hand is None or finger is None:
            return None
        return Thumbprint(content=self._content, hand=hand, finger=finger)

    def problem(self) -> Message | None:
        """What is missing."""
        if not self._content:
            return message("widgets.thumb.missing", who=self._who)
        return None if self.value() else message("widgets.thumb.which")

    def show_cleaned(self, shown: PhotoShown) -> None:
        """Show the print as it will be printed."""
        self.well.show_photo(shown)

    def choose_finger(self, hand: Hand, finger: Finger) -> None:
        """Mark hand and finger."""
        self._hands.button(list(Hand).index(hand)).setChecked(True)
        self._fingers.button(list(Finger).index(finger)).setChecked(True)

    def clear(self) -> None:
        """Nothing is here."""
        self.well.clear()
        for group in (self._hands, self._fingers):
            group.setExclusive(False)
            for button in group.buttons():
                button.setChecked(False)
            group.setExclusive(True)
        self._lose()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self.well.retranslate(texts)
        for label in self._labels:
            label.retranslate(texts)
        for group, kind, name in ((self._hands, Hand, "hand"), (self._fingers, Finger, "finger")):
            for number, member in enumerate(kind):
                words = texts.text(f"widgets.thumb.{name}_{member.value}")
                group.button(number).setText(words)
                group.button(number).setAccessibleName(words)

    def _chosen(self) -> tuple[Hand | None, Finger | None]:
        hand, finger = self._hands.checkedId(), self._fingers.checkedId()
        return list(Hand)[hand] if hand >= 0 else None, list(Finger)[finger] if finger >= 0 else None

    def _take(self, picture: Picture) -> None:
        self._content = picture.content
        self.picked.emit(picture.content)
        self.changed.emit()

    def _lose(self) -> None:
        self._content = b""
        self.changed.emit()


def _radios(kind: type[StrEnum]) -> tuple[QButtonGroup, Sequence[QRadioButton]]:
    buttons = [QRadioButton() for _ in kind]
    group = QButtonGroup(buttons[0])
    for number, button in enumerate(buttons):
        group.addButton(button, number)
    return group, buttons
