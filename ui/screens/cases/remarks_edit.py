"""Strengths, problems and risks of a dimension by level: places for words that appear when somebody wants to write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from kmcase.domain.cases.assessments import Level, RemarkKind
from kmcase.messages import message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.theme import Space
from ui.widgets import Button, TextArea, bring_into_sight
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Said, Texts

_Place = tuple[RemarkKind, Level]
_PLACES: tuple[_Place, ...] = tuple((kind, level) for kind in RemarkKind for level in Level)


class RemarksEdit(Editor):
    """The value is a dict of texts by kind and level, without the empty ones; a place that holds text is shown."""

    def __init__(self, texts: Texts, *, of: Said, key: str, parent: QWidget | None = None) -> None:
        """`of` is the dimension, `key` what the form opens the places by."""
        super().__init__(texts, parent)
        self._boxes: dict[_Place, FieldBox] = {}
        words = message("case_assessment.form.words", keys=key)
        self.button = Button(texts, words, kind="link", icon_name="plus", of=of)
        self.button.clicked.connect(self.open)
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.TWO)
        for place in range(len(Level)):
            self._grid.setColumnStretch(place, 1)
        layout = self._host(self.button)
        layout.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._grid)

    def open(self) -> None:
        """Show all places, and go to the first."""
        self._show(_PLACES)
        self._boxes[_PLACES[0]].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: bring_into_sight(self))  # once the places have their room

    def area(self, kind: RemarkKind, level: Level) -> TextArea | None:
        """The place for words of a kind at a level; None where it is not shown."""
        box = self._boxes.get((kind, level))
        return box.editor if box is not None and isinstance(box.editor, TextArea) else None

    def inputs(self) -> Sequence[QWidget]:
        """The button, and the places that are shown."""
        return [self.button, *(each for box in self._boxes.values() for each in box.editor.inputs())]

    def value(self) -> dict[_Place, str]:
        """The texts, without blanks at their ends."""
        typed = {place: str(box.editor.value()) for place, box in self._boxes.items()}
        return {place: typed[place] for place in _PLACES if typed.get(place)}

    def set_value(self, value: object) -> None:
        """Show texts; None is none."""
        self._write(value if isinstance(value, Mapping) else {})

    def raw(self) -> Raw:
        """The texts as typed, by kind and level."""
        typed = {_name(place): box.editor.raw() for place, box in self._boxes.items()}
        return {_name(place): typed[_name(place)] for place in _PLACES if typed.get(_name(place))}

    def set_raw(self, raw: Raw) -> None:
        """Show them again."""
        self._write({place: raw[_name(place)] for place in _PLACES if _name(place) in raw})

    def retranslate(self, texts: Texts) -> None:
        """Say button and labels anew."""
        super().retranslate(texts)
        self.button.retranslate(texts)
        for box in self._boxes.values():
            box.retranslate(texts)

    def _apply_name(self) -> None:
        """The button keeps its own name, which says what it does and of which dimension."""

    def _write(self, said: Mapping[_Place, str]) -> None:
        self._show(said)
        for place, box in self._boxes.items():
            box.editor.set_raw(said.get(place, ""))

    def _show(self, places: Iterable[_Place]) -> None:
        """Make places that are not there yet; they stand, and the keyboard comes to them, in one order."""
        wanted = set(self._boxes) | set(places)
        if wanted == set(self._boxes):
            return
        for place in wanted - set(self._boxes):
            self._boxes[place] = self._made(place)
        self._boxes = {place: self._boxes[place] for place in _PLACES if place in wanted}
        before: QWidget = self.button
        for at, box in enumerate(self._boxes.values()):
            self._grid.removeWidget(box)
            self._grid.addWidget(box, *divmod(at, len(Level)))
            [area] = box.editor.inputs()
            QWidget.setTabOrder(before, area)
            before = area
        self.button.setVisible(len(self._boxes) < len(_PLACES))

    def _made(self, place: _Place) -> FieldBox:
        kind, level = place
        words = message(
            "case_assessment.field.remark",
            kind=message(f"case_assessment.kind.{kind.value}"),
            level=message(f"case_assessment.level.{level.value}"),
        )
        box = FieldBox(self._texts, Field(_name(place), words, lambda texts: TextArea(texts, rows=2)), self)
        box.editor.changed.connect(self.changed)
        return box


def _name(place: _Place) -> str:
    kind, level = place
    return f"{kind.value}:{level.value}"
