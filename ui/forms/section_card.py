"""The card of a section of a form; its fields may be made later than the card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.forms.field_box import FieldBox
from ui.forms.spec import COLUMNS, Section
from ui.theme import Space
from ui.widgets.basics import Card, Label
from ui.widgets.texts import Texts


class SectionCard(Card):
    """`made`: title and fields stand in it."""

    def __init__(self, section: Section) -> None:
        super().__init__(spacing=Space.TWO)
        self.section = section
        self.made = False
        self._title: Label | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.TWO)
        self._grid.setVerticalSpacing(Space.TWO)
        for number in range(COLUMNS):
            self._grid.setColumnStretch(number, 1)
        self.body.addLayout(self._grid)

    def make(self, texts: Texts) -> list[FieldBox]:
        """Make the fields; they stand nowhere before `lay_out`."""
        self.made = True
        if self.section.title is not None:
            self._title = Label(texts, self.section.title, role="lead")
            self.body.insertWidget(0, self._title)
        return [FieldBox(texts, field, self) for field in self.section.fields]

    def lay_out(self, boxes: Iterable[tuple[FieldBox, int]]) -> None:
        """Fields with the columns that each takes, in rows."""
        for box in self.findChildren(FieldBox, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._grid.removeWidget(box)
        place, line = 0, 0
        for box, width in boxes:
            if place + width > COLUMNS:
                place, line = 0, line + 1
            self._grid.addWidget(box, line, place, 1, width)
            place += width

    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        here = (each for each in self.findChildren(QWidget) if each.window() is self.window())
        return [each for each in here if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def retranslate(self, texts: Texts) -> None:
        """Say the title anew."""
        if self._title is not None:
            self._title.retranslate(texts)
