"""The table itself: rows, header, selection, and columns that stay as the user left them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QTableView, QWidget

from ui.ports import ColumnKind, LiveTexts, Memory
from ui.tables.columns import Column
from ui.tables.delegates import CellDelegate
from ui.tables.fitting import Ask, widths
from ui.tables.kept import KeptColumn, Layout, keep, recall
from ui.tables.model import RowTableModel
from ui.tables.rows import Key, Order
from ui.theme import Size, Space
from ui.widgets.basics import is_enter

_ROW_HEIGHT = 36
_LEAST_WIDTH = 48
_LEAST_STRETCH = 136
"""A column that takes the room left over is never narrower: the table scrolls instead."""
_EASY_STRETCH = 320
"""What stands in it is shown so far before others take more than they need."""
_KEEP_PAUSE_MS = 400
_MEASURED = 40
"""So many rows say how wide a column must be."""


class Grid(QTableView):
    """A `QTableView` over a `RowTableModel`; sorting is asked for by `order_changed`, not done here."""

    opened = Signal(object)
    copy_asked = Signal()
    order_changed = Signal()
    selection_moved = Signal()

    def __init__(
        self,
        texts: LiveTexts,
        columns: Sequence[Column],
        key: Callable[[Any], Key],
        memory: Memory,
        name: str,
        *,
        ticks: bool = False,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._key = key
        self._ticks = ticks
        self._memory = memory
        self._name = name
        self._layout = recall(memory, name, columns)
        self._order = self._layout.order
        self._stretched: int | None = None
        self._placed: dict[int, int] = {}
        self._needs: dict[int, int] = {}
        self.table = RowTableModel(texts, columns, key, self, ticks=ticks)
        self.setModel(self.table)
        self.setItemDelegate(CellDelegate(self))
        self._look()
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_PAUSE_MS)
        self._keep_later.timeout.connect(self._keep)
        self._place_columns()
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._keep_later.start())
        self.horizontalHeader().sectionMoved.connect(lambda *_: self._keep_later.start())
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())
        self.doubleClicked.connect(self._open)

    # --- rows ---

    def rows(self) -> Sequence[Any]:
        """The items shown, in order."""
        return self.table.rows

    def show_items(self, items: Sequence[Any]) -> None:
        """Show other items; what was selected stays selected."""
        chosen = {self._key(item) for item in self.selected()}
        self.table.show(items)
        if chosen and not self.selectionModel().hasSelection():
            self.select(chosen, scroll=False)
        self._measure()

    def selected(self) -> tuple[Any, ...]:
        """The selected items, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.table.item(row) for row in rows)

    def current(self) -> Any | None:
        """The item under the cursor."""
        index = self.currentIndex()
        return self.table.item(index.row()) if index.isValid() else None

    def select(self, keys: Collection[Key], *, scroll: bool = True) -> bool:
        """Select items by key; whether any was there."""
        rows = [row for row, item in enumerate(self.table.rows) if self._key(item) in keys]
        if not rows:
            return False
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.table.index(row, 0), self.table.index(row, self.table.columnCount() - 1))
        first = self.table.index(rows[0], self._first_column())
        self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.scrollTo(first)
        return True

    def enter(self) -> None:
        """Put the keyboard on the rows."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.table.rowCount():
            self.selectRow(0)

    # --- columns ---

    def order(self) -> tuple[Column | None, bool]:
        """The column that sorts, and whether downwards."""
        column = next((one for one in self.table.columns if one.key == self._order.column), None)
        return column, self._order.descending

    def shown_columns(self) -> tuple[Column, ...]:
        """The visible columns, from left to right."""
        return tuple(self.table.columns[section] for section in self._shown())

    def columns_menu(self, parent: QWidget) -> QMenu:
        """Which columns are shown, and the way back."""
        menu = QMenu(parent)
        header = self.horizontalHeader()
        for section, column in enumerate(self.table.columns):
            action = menu.addAction(self._texts.text(column.title_key))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(section))
            action.setEnabled(header.isSectionHidden(section) or len(self.shown_columns()) > 1)
            action.toggled.connect(lambda shown, at=section: self._set_shown(at, shown))
        menu.addSeparator()
        menu.addAction(self._texts.text("tables.columns_reset"), self.reset_columns)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def reset_columns(self) -> None:
        """Columns and order as declared."""
        given = (KeptColumn(key=one.key, width=one.width, hidden=one.hidden) for one in self.table.columns)
        self._layout, self._order = Layout(columns=tuple(given), order=Order()), Order()
        self._place_columns()
        self._keep()
        self.order_changed.emit()

    def retranslate(self, texts: LiveTexts, name: str) -> None:
        """Say everything again; `name` is what a screen reader calls the table."""
        self._texts = texts
        self.setAccessibleName(name)
        self.table.retranslate()
        if self._keep_later.isActive():
            self._keep()
        self._needs.clear()
        self._place_columns()
        self._measure()

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks; Ctrl+C is for the list, because Qt's own copies one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_enter(event):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and plain and self._ticks:
            self._tick_selected()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.table.item(index.row()))

    def _tick_selected(self) -> None:
        """Tick the selected rows, or take their ticks away where all have one."""
        keys = frozenset(self._key(item) for item in self.selected())
        ticked = self.table.ticked
        self.table.tick(ticked - keys if keys <= ticked else ticked | keys)

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        vertical, header = self.verticalHeader(), self.horizontalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(max(_ROW_HEIGHT, self.fontMetrics().height() + Space.ONE + Space.HALF))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_WIDTH)
        header.setSortIndicatorClearable(False)

    def _place_columns(self) -> None:
        header = self.horizontalHeader()
        section_of = self._sections()
        for place, kept in enumerate(self._layout.columns):
            section = section_of[kept.key]
            header.moveSection(header.visualIndex(section), place)
            header.setSectionHidden(section, kept.hidden)
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            if kept.width:
                self._place(section, round(kept.width * self._growth()))
        self._fit()
        self._mark_order()

    def _measure(self) -> None:
        """See what the first rows need; a column grows for new rows and never shrinks under somebody's eyes."""
        option = QStyleOptionViewItem()
        option.initFrom(self)
        delegate, before = self.itemDelegate(), dict(self._needs)
        for section in self._shown():
            cells = (self.table.index(row, section) for row in range(min(_MEASURED, self.table.rowCount())))
            need = max((delegate.sizeHint(option, cell).width() for cell in cells), default=0)
            self._needs[section] = max(need, self._needs.get(section, 0))
        if self._needs != before:
            self._fit()

    def _fit(self) -> None:
        """Share the room: one column takes what is left, those set by hand stay, the others as `fitting` has it."""
        shown = self._shown()
        if not shown:
            return
        header = self.horizontalHeader()
        section_of = self._sections()
        kept = {section_of[one.key]: one.width for one in self._layout.columns}
        before, self._stretched = self._stretched, next((one for one in shown if not kept[one]), shown[-1])
        if before is not None and before != self._stretched:
            header.setSectionResizeMode(before, QHeaderView.ResizeMode.Interactive)
            self._place(before, round(kept[before] * self._growth()))
        free = [one for one in shown if one != self._stretched and self._as_declared(one, kept[one])]
        fixed = sum(header.sectionSize(one) for one in shown if one != self._stretched and one not in free)
        least = self._ask(self._stretched) if kept[self._stretched] else None
        asks = [self._ask(one) for one in free]
        room = self.viewport().width() - fixed
        ease = max(0, min(self._needs.get(self._stretched, 0), _EASY_STRETCH) - _LEAST_STRETCH)
        wide = widths([*asks, least], room) if least else widths(asks, room - _LEAST_STRETCH, ease)
        for section, width in zip(free, wide, strict=False):
            self._place(section, width)
        self._stretch(self._stretched, wide[-1] if least else _LEAST_STRETCH)

    def _stretch(self, section: int, least: int) -> None:
        """Give one column the room left over, or its least width where none is left."""
        header = self.horizontalHeader()
        left = self.viewport().width() - header.length() + header.sectionSize(section)
        mode = QHeaderView.ResizeMode.Stretch if left >= least else QHeaderView.ResizeMode.Interactive
        header.setSectionResizeMode(section, mode)
        if left < least:
            header.resizeSection(section, least)

    def _place(self, section: int, width: int) -> None:
        self._placed[section] = max(width, _LEAST_WIDTH)
        self.horizontalHeader().resizeSection(section, self._placed[section])

    def _ask(self, section: int) -> Ask:
        column = self.table.columns[section]
        return Ask(
            declared=round(column.width * self._growth()),
            title=self.horizontalHeader().sectionSizeHint(section),
            rows=self._needs.get(section, 0),
            whole=column.kind is not ColumnKind.TEXT,
        )

    def _as_declared(self, section: int, kept_width: int) -> bool:
        """Whether nobody has set the width of a column, before or just now."""
        untouched = self.horizontalHeader().sectionSize(section) == self._placed.get(section)
        return untouched and kept_width == self.table.columns[section].width

    def _growth(self) -> float:
        return max(1.0, self.font().pointSizeF() / Size.BASE)

    def _sections(self) -> dict[str, int]:
        return {column.key: at for at, column in enumerate(self.table.columns)}

    def _shown(self) -> list[int]:
        """The visible columns as places in the declaration, from left to right."""
        header = self.horizontalHeader()
        sections = (header.logicalIndex(place) for place in range(header.count()))
        return [section for section in sections if not header.isSectionHidden(section)]

    def _first_column(self) -> int:
        return self._shown()[0]

    def _set_shown(self, section: int, shown: bool) -> None:
        if self._keep_later.isActive():
            self._keep()
        self.horizontalHeader().setSectionHidden(section, not shown)
        self._measure()
        self._fit()
        self._keep()

    def _sort_by(self, section: int) -> None:
        """First click upwards, second downwards, third as given."""
        key = self.table.columns[section].key
        if self._order.column != key:
            self._order = Order(column=key)
        elif not self._order.descending:
            self._order = Order(column=key, descending=True)
        else:
            self._order = Order()
        self._mark_order()
        self._keep()
        self.order_changed.emit()

    def _mark_order(self) -> None:
        header = self.horizontalHeader()
        section = next((at for at, one in enumerate(self.table.columns) if one.key == self._order.column), -1)
        header.setSortIndicatorShown(section >= 0)
        if section >= 0:
            down = Qt.SortOrder.DescendingOrder if self._order.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(section, down)

    def _keep(self) -> None:
        header = self.horizontalHeader()
        known = {one.key: one.width for one in self._layout.columns}
        columns = []
        for place in range(header.count()):
            section = header.logicalIndex(place)
            key = self.table.columns[section].key
            hidden = header.isSectionHidden(section)
            moved = header.sectionSize(section) != self._placed.get(section)
            free = not hidden and section != self._stretched and moved
            width = max(1, round(header.sectionSize(section) / self._growth())) if free else known[key]
            columns.append(KeptColumn(key=key, width=width, hidden=hidden))
        self._layout = Layout(columns=tuple(columns), order=self._order)
        keep(self._memory, self._name, self._layout)
