"""A score by its anchors: what each figure means stands beside it, and its figure on the keyboard chooses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton, QWidget

from kmcase.messages import message
from kmcase.thai.digits import to_arabic
from kmcase.thai.keyboard import swap_layout
from ui.theme import Space
from ui.widgets.choices import Choice
from ui.widgets.editor import Raw
from ui.widgets.radio_edit import RadioEdit
from ui.widgets.texts import Said, Texts

_NOT_SCORED = "-"


class AnchoredScore(RadioEdit):
    """The value is the score, None for `not scored`, which is chosen at first and never looks like a zero.

    A figure (a Thai one or the same key in the Thai layout too) chooses the score and goes on, to the next control or
    where `then` leads; `-` and Delete choose `not scored`.
    """

    def __init__(self, texts: Texts, anchors: Sequence[tuple[int, Said]], *, parent: QWidget | None = None) -> None:
        """`anchors` are scores with the words that they mean, the worst first."""
        choices = [
            Choice(value=score, said=message("widgets.score.anchor", score=score, words=said))
            for score, said in anchors
        ]
        choices.append(Choice(value=None, said=message("widgets.score.not_scored")))
        self._places = {str(score): place for place, (score, _) in enumerate(anchors)}
        super().__init__(texts, choices, columns=1, parent=parent)
        for button in self.findChildren(QRadioButton):
            button.setMinimumHeight(Space.THREE + Space.HALF)
        self._go_on: Callable[[], object] = self.focusNextChild
        self.set_value(None)

    def then(self, go_on: Callable[[], object]) -> None:
        """Where the keyboard goes once a key has chosen."""
        self._go_on = go_on

    def raw(self) -> Raw:
        """The score as text; empty for not scored."""
        value = self.value()
        return "" if value is None else str(value)

    def set_raw(self, raw: Raw) -> None:
        """Choose again."""
        self._choose(self._places.get(str(raw), len(self._places)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Figures choose."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            typed = self._figure(event.text())
            unscored = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or typed == _NOT_SCORED
            if typed in self._places or unscored:
                self._choose(len(self._places) if unscored else self._places[typed])
                self._go_on()
                return True
        return super().eventFilter(watched, event)

    def _figure(self, text: str) -> str:
        """What a key stands for, the same key in the Thai and the English layout."""
        plain = to_arabic(text)
        return plain if plain in self._places else swap_layout(plain) if plain != _NOT_SCORED else plain

    def _choose(self, place: int) -> None:
        button = self.inputs()[place]
        assert isinstance(button, QRadioButton)
        if self.hasFocus() or any(each.hasFocus() for each in self.inputs()):
            button.setFocus()
        button.setChecked(True)
