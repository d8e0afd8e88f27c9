"""The area of responsibility: sub-districts added one by one or a whole district at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kmcase.messages import Message, message
from kmcase.thai import areas
from ui.widgets.address_edit import AreaPicker
from ui.widgets.basics import Button, row
from ui.widgets.editor import Editor, Raw
from ui.widgets.texts import Texts

_CODE = Qt.ItemDataRole.UserRole
_LIST_HEIGHT = 104


class AreasEdit(Editor):
    """The value is a frozenset of six-digit sub-district codes; Delete takes the marked ones out.

    One that is chosen in the line counts before it is added: whoever goes on meant it.
    """

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts, parent)
        self.picker = AreaPicker(texts)
        self._add = Button(texts, message("widgets.areas.add"), icon_name="plus")
        self._add_district = Button(texts, message("widgets.areas.add_district"), icon_name="plus")
        self._list = QListWidget()
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.setFixedHeight(_LIST_HEIGHT)
        top = QWidget()
        line = row(self.picker, self._add, self._add_district, stretch=0)
        top.setLayout(line)
        self._host(top, self._list)
        self._add.clicked.connect(self._add_one)
        self._add_district.clicked.connect(self._add_all)
        away = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self._take_out)
        self.retranslate(texts)

    def inputs(self) -> Sequence[QWidget]:
        """The search line."""
        return self.picker.inputs()

    def value(self) -> frozenset[str]:
        """The codes."""
        chosen = self.picker.value()
        return frozenset((*self._codes(), chosen) if chosen else self._codes())

    def set_value(self, value: object) -> None:
        """Show codes."""
        self._list.clear()
        self._put(sorted(str(code) for code in value) if isinstance(value, (frozenset, set, tuple, list)) else ())

    def raw(self) -> Raw:
        """The codes in order."""
        return self._codes()

    def set_raw(self, raw: Raw) -> None:
        """Show them again."""
        self.set_value(raw)

    def problem(self) -> Message | None:
        """What is typed in the line names no sub-district."""
        return self.picker.problem()

    def is_empty(self) -> bool:
        """Whether there is no area yet, nor anything typed."""
        return not self.value() and not self.picker.line.text().strip()

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        super().retranslate(texts)
        self._list.setAccessibleName(texts.text("widgets.areas.list"))
        for part in (self.picker, self._add, self._add_district):
            part.retranslate(texts)

    def _codes(self) -> list[str]:
        return [str(self._list.item(at).data(_CODE)) for at in range(self._list.count())]

    def _add_one(self) -> None:
        if code := self.picker.value():
            self._put([code])

    def _add_all(self) -> None:
        chosen = areas.area(self.picker.value()) if self.picker.value() else None
        if chosen is not None:
            self._put(one.subdistrict_code for one in areas.subdistricts(chosen.district_code))

    def _put(self, codes: Iterable[str]) -> None:
        known = set(self._codes())
        for code in codes:
            area = areas.area(code)
            if area is not None and code not in known:
                item = QListWidgetItem(areas.label(area))
                item.setData(_CODE, code)
                self._list.addItem(item)
        self.picker.set_value(None)
        if self.isVisible():
            self.picker.inputs()[0].setFocus()
        self.changed.emit()

    def _take_out(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self.changed.emit()
