"""A table of frozen items for Qt: `data` only indexes, a refresh applies a keyed difference."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.ports import ColumnKind, LiveTexts
from ui.tables.columns import Column, Mark, Passage
from ui.tables.rows import Key, difference

MARK_ROLE = Qt.ItemDataRole.UserRole + 1
_RIGHT = (ColumnKind.MONEY, ColumnKind.INT)
_MOST_RUNS = 64
"""More runs than this are shown by one reset, which is cheaper than as many moves of rows."""

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowTableModel(QAbstractTableModel):
    """Rows are the items in the order given; the model neither filters nor sorts.

    With `ticks` the first column has a box for each row; `ticked` holds the keys of those ticked, shown or not.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        texts: LiveTexts,
        columns: Sequence[Column],
        key: Callable[[Any], Key],
        parent: QObject | None = None,
        *,
        ticks: bool = False,
    ) -> None:
        super().__init__(parent)
        self._ticks = ticks
        self.ticked: frozenset[Key] = frozenset()
        self._texts = texts
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[Any] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as declared."""
        return self._columns

    @property
    def rows(self) -> Sequence[Any]:
        """The items shown, in order."""
        return self._rows

    def item(self, row: int) -> Any:
        """The item of a row."""
        return self._rows[row]

    def row_of(self, key: Key) -> int | None:
        """Where an item with a key stands."""
        return next((row for row, item in enumerate(self._rows) if self._key(item) == key), None)

    def show(self, items: Sequence[Any]) -> None:
        """Show other items: rows that stay keep their selection."""
        change = difference(self._rows, items, self._key)
        if len(change.removed) + len(change.inserted) > _MOST_RUNS:
            self.beginResetModel()
            self._rows = list(items)
            self.endResetModel()
            return
        for first, end in change.removed:
            self.beginRemoveRows(_NOWHERE, first, end - 1)
            del self._rows[first:end]
            self.endRemoveRows()
        if change.reordered:
            self._reorder(items)
        for first, end in change.inserted:
            self.beginInsertRows(_NOWHERE, first, end - 1)
            self._rows[first:first] = items[first:end]
            self.endInsertRows()
        self._rows = list(items)
        for first, end in change.changed:
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, len(self._columns) - 1))

    def retranslate(self) -> None:
        """All words have changed."""
        if self._columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many items are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many columns are declared."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text, the alignment or the chip of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.shown(self._rows[index.row()], self._texts)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.CheckStateRole if self._ticks and index.column() == 0:
                ticked = self._key(self._rows[index.row()]) in self.ticked
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case _ if role == MARK_ROLE:
                value = column.getter(self._rows[index.row()])
                return value if isinstance(value, Mark | Passage) else None
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The boxes of the first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks and index.column() == 0 else flags

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A box is ticked or its tick taken away."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._ticks or index.column() != 0:
            return False
        key = frozenset({self._key(self._rows[index.row()])})
        ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.tick(self.ticked | key if ticked else self.ticked - key)
        return True

    def tick(self, keys: Collection[Key]) -> None:
        """Tick these, and only these."""
        self.ticked = frozenset(keys)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of the columns; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._texts.text(self._columns[section].title_key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None

    def _reorder(self, items: Sequence[Any]) -> None:
        """The kept rows in their new order; Qt's own marks (selection, current) go with their items."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        held_keys = [self._key(self._rows[index.row()]) for index in held]
        present = {self._key(item) for item in self._rows}
        self._rows = [item for item in items if self._key(item) in present]
        place = {self._key(item): row for row, item in enumerate(self._rows)}
        moved = [self.index(place[key], index.column()) for key, index in zip(held_keys, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
