"""A list as every screen shows it: filter, table, foot with counts and sums, copy, export, print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from kmcase.messages import message
from ui.ports import Desk, Err, LiveTexts, Narrowed, Result
from ui.tables.columns import Column
from ui.tables.export import ListExport
from ui.tables.foot import Foot
from ui.tables.grid import Grid
from ui.tables.output import as_tsv
from ui.tables.rows import Haystack, Key, arranged
from ui.tables.state import StatePage
from ui.theme import Space, icon
from ui.widgets.basics import IconButton, on_key, row, stacked
from ui.widgets.texts import Said, Translatable, said_text, wrapped

_TYPING_PAUSE_MS = 120
_LEAST_FILTER = 120
_AT_ONCE = 5_000
"""So many rows are filtered and sorted within a frame; more are arranged in a background job."""


class Taken(StrEnum):
    """How rows left the window."""

    PRINTED = "printed"
    EXPORTED = "exported"


class ListView(QWidget):
    """A list of frozen items; `key` names an item, `name` is what its layout is remembered by.

    `activated` gives the item of Enter or a double click, `chosen` the one that is selected alone, `selection_changed`
    tells to ask `selected` again.
    `tools` is a layout beside the filter for a screen's own buttons and choices. With `ticks` items are chosen by boxes
    in the first column, and `ticks_changed` tells to ask `ticked` again. `taken_out` gives how rows left the window
    (`Taken`; copied rows are exported) and which.
    """

    activated = Signal(object)
    chosen = Signal(object)
    selection_changed = Signal()
    ticks_changed = Signal()
    retry = Signal()
    taken_out = Signal(object, object)

    def __init__(
        self,
        desk: Desk,
        *,
        name: str,
        title_key: str,
        columns: Sequence[Column],
        key: Callable[[Any], Key],
        empty: Said | None = None,
        ticks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._texts: LiveTexts = desk.texts
        self._title_key = title_key
        self._key = key
        self._empty: Said = empty if empty is not None else message("tables.nothing_yet")
        self._items: tuple[Any, ...] = ()
        self._of = 0
        self._failure: Err | None = None
        self._loading = True
        self._wanted: frozenset[Key] | None = None
        self._followed: Key | None = None
        self._placing = False
        self._round = 0
        self._haystack = Haystack(columns, key)
        self._actions: list[tuple[QAction, Said]] = []
        self.grid = Grid(self._texts, columns, key, desk.memory, name, ticks=ticks)
        self._foot = Foot(self._texts, columns)
        self._state = StatePage(self._texts)
        self._export = ListExport(desk, title_key, self)
        self._build()
        self._connect()
        self.retranslate(self._texts)

    # --- what a screen says and asks ---

    def set_items(self, items: Sequence[Any], *, of: int | None = None) -> None:
        """Show other items; filter, order, selection and scroll stay. `of`: how many there are, where not all came."""
        self._items, self._failure, self._loading = tuple(items), None, False
        self._of = len(self._items) if of is None else of
        self._arrange()

    def say_empty(self, said: Said) -> None:
        """What stands where there is nothing, from now on."""
        self._empty = said
        self._show_state()

    def set_loading(self) -> None:
        """Say that the list is being opened; rows already shown stay."""
        self._loading = not self._items
        self._show_state()

    def set_error(self, failure: Err) -> None:
        """Say why the list cannot be shown, and offer to try again (`retry`)."""
        self._failure, self._loading = failure, False
        self._show_state()

    def items(self) -> Sequence[Any]:
        """The items now shown, in order."""
        return self.grid.rows()

    def selected(self) -> tuple[Any, ...]:
        """The selected items, in order."""
        return self.grid.selected()

    def only(self) -> Any | None:
        """The item that is selected alone; None where none is, or several are."""
        selected = self.selected()
        return selected[0] if len(selected) == 1 else None

    def tick(self, keys: Collection[Key]) -> None:
        """Tick these items, and only these."""
        self.grid.table.tick(keys)

    def ticked(self) -> tuple[Any, ...]:
        """The ticked items, those that the filter hides as well."""
        return tuple(item for item in self._items if self._key(item) in self.grid.table.ticked)

    def current(self) -> Any | None:
        """The item under the cursor."""
        return self.grid.current()

    def select_key(self, key: Key) -> None:
        """Select an item and bring it into view; at the next arrival of items if it is not there yet."""
        self._followed = None
        self._wanted = None if self.grid.select({key}) else frozenset({key})

    def follow(self, key: Key | None) -> None:
        """Mark the item whose page stands beside the list, without `selection_changed`; nothing where it is not listed.

        It is marked again when it comes back into the list. Several selected items stay selected.
        """
        self._followed = key
        self._mark_followed()

    def set_filter(self, typed: str) -> None:
        """Filter by a text at once."""
        self._filter.setText(typed)
        self._arrange()

    def narrow(self, record_id: str | None) -> str | None:
        """Filter where a screen is opened for a `Narrowed`; any other record id comes back, to be opened."""
        narrowed = Narrowed.of(record_id)
        if narrowed is None:
            return record_id
        self.set_filter(narrowed.typed)
        return None

    def add_action(self, said: Said, run: Callable[[], None], icon_name: str = "", shortcut: str = "") -> QAction:
        """Another line in the context menu, with its key."""
        action = QAction(self)
        if icon_name:
            action.setIcon(icon(icon_name, "muted"))
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        action.setText(said_text(self._texts, said))
        self._actions.append((action, said))
        self.addAction(action)
        return action

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        self._texts = texts
        self._haystack.forget()
        name = texts.text("tables.list_name", title=texts.text(self._title_key))
        self._filter.setPlaceholderText(texts.text("tables.filter"))
        self._filter.setAccessibleName(texts.text("tables.filter"))
        self._filter.setToolTip(wrapped(texts.text("tables.filter_tip")))
        self.grid.retranslate(texts, name)
        for button in (self._columns_button, self._export_button, self._print_button):
            button.retranslate(texts)
        for place in range(self.tools.count()):
            tool = self.tools.itemAt(place).widget()
            if isinstance(tool, Translatable):
                tool.retranslate(texts)
        for action, said in self._actions:
            action.setText(said_text(texts, said))
        self._foot.retranslate(texts)
        self._state.retranslate(texts)
        self._show_state()
        self._show_foot()

    def export(self) -> None:
        """Ctrl+E: the rows shown as a workbook, at a place that is asked for."""
        if self._export.workbook(self.grid.shown_columns(), self.items()):
            self.taken_out.emit(Taken.EXPORTED, tuple(self.items()))

    def print_list(self) -> None:
        """Ctrl+P: the rows shown on paper, previewed."""
        self._export.paper(self.grid.shown_columns(), self.items())
        self.taken_out.emit(Taken.PRINTED, tuple(self.items()))

    def copy(self) -> None:
        """Ctrl+C: the selected rows, or all shown, as a table that Excel pastes."""
        rows = self.selected() or tuple(self.items())
        QGuiApplication.clipboard().setText(as_tsv(self.grid.shown_columns(), rows, self._texts))
        self._foot.say(message("tables.copied", count=len(rows)))
        self.taken_out.emit(Taken.EXPORTED, rows)

    # --- building ---

    def _build(self) -> None:
        self._filter = QLineEdit()
        self._filter.setClearButtonEnabled(True)
        self._filter.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._filter.setMinimumWidth(_LEAST_FILTER)
        self._columns_button = IconButton(self._texts, message("tables.columns"), "columns")
        self._export_button = IconButton(self._texts, message("tables.export"), "excel")
        self._print_button = IconButton(self._texts, message("tables.print"), "print")
        self.tools = row()
        self._pages = stacked(self.grid, self._state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.ONE)
        head = row(self._filter, self.tools, self._columns_button, self._export_button, self._print_button, stretch=0)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self._foot)
        self.setFocusProxy(self._filter)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._arrange)
        self._filter.textChanged.connect(lambda _typed: self._pause.start())
        self._filter.returnPressed.connect(self._to_rows)
        self.grid.opened.connect(self.activated)
        self.grid.order_changed.connect(self._arrange)
        self.grid.selection_moved.connect(self._selection_moved)
        self.grid.table.ticks_changed.connect(self.ticks_changed)
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid.customContextMenuRequested.connect(self._menu)
        self._columns_button.clicked.connect(self._choose_columns)
        self._export_button.clicked.connect(self.export)
        self._print_button.clicked.connect(self.print_list)
        self._state.retry.connect(self.retry)
        self._state.clear.connect(self._filter.clear)
        self.grid.copy_asked.connect(self.copy)
        for sequence, run in (("Ctrl+E", self.export), ("Ctrl+P", self.print_list), ("Ctrl+F", self._filter.setFocus)):
            on_key(self, sequence, run)

    # --- arranging ---

    def _arrange(self) -> None:
        """Filter and sort what there is: at once, or in a job where that would be felt."""
        self._pause.stop()
        self._round += 1
        items, typed, haystack = self._items, self._filter.text(), self._haystack
        column, descending = self.grid.order()
        sayer, now = self._texts.catalogue, self._round

        def work() -> tuple[Any, ...]:
            return arranged(haystack.matching(items, typed, sayer), column, descending, sayer)

        if len(items) <= _AT_ONCE or not (typed or column):
            self._place(work())
            return
        self._desk.jobs.background(
            lambda _: work(),
            lambda result: self._arrived(now, result),
            title=message("tables.job_arrange", title=message(self._title_key)),
        )

    def _arrived(self, of_round: int, result: Result[tuple[Any, ...]]) -> None:
        if of_round != self._round:
            return
        if isinstance(result, Err):
            self.set_error(result)
        else:
            self._place(result.value)

    def _place(self, items: tuple[Any, ...]) -> None:
        """Show rows; Qt tells of a selection that only moved with its row, and nobody chose that."""
        alone = self.only() is not None
        self._placing = True
        self.grid.show_items(items)
        self._placing = False
        if not alone and (left := self.only()) is not None:
            self.chosen.emit(left)
        if self._wanted is not None and self.grid.select(self._wanted):
            self._wanted = None
        if self._followed is not None:
            self._mark_followed()
        self._show_state()
        self._show_foot()

    def _mark_followed(self) -> None:
        chosen = [self._key(item) for item in self.selected()]
        if len(chosen) > 1 or chosen == [self._followed]:
            return
        before = self.blockSignals(True)
        if self._followed is None or not self.grid.select({self._followed}):
            self.grid.clearSelection()
            self.grid.setCurrentIndex(QModelIndex())
        self.blockSignals(before)

    def _show_state(self) -> None:
        typed = self._filter.text().strip()
        if self._failure is not None:
            self._state.show_failure(self._failure)
        elif self._loading:
            self._state.show_loading()
        elif not self._items:
            self._state.show_empty(self._empty)
        elif typed and not self.grid.rows():
            self._state.show_no_match(typed)
        else:
            self._pages.setCurrentWidget(self.grid)
            return
        self._pages.setCurrentWidget(self._state)

    def _show_foot(self) -> None:
        self._foot.show_rows(self.grid.rows(), self._of, self.selected())
        if self._of > len(self._items):
            self._foot.say(message("tables.cut"))

    def _selection_moved(self) -> None:
        self._show_foot()
        self.selection_changed.emit()
        if not self._placing and (item := self.only()) is not None:
            self.chosen.emit(item)

    def _to_rows(self) -> None:
        """Enter in the filter goes to the first row, and opens it where it is the only one."""
        if self._pause.isActive():
            self._arrange()
        if rows := self.grid.rows():
            self.grid.enter()
            if len(rows) == 1:
                self.activated.emit(rows[0])

    # --- menus ---

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for action, _ in self._actions:
            menu.addAction(action)
        if self._actions:
            menu.addSeparator()
        menu.addAction(icon("copy", "muted"), self._texts.text("tables.copy"), self.copy)
        menu.addAction(icon("excel", "muted"), self._texts.text("tables.export_menu"), self.export)
        menu.addAction(icon("print", "muted"), self._texts.text("tables.print_menu"), self.print_list)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.grid.viewport().mapToGlobal(at))

    def _choose_columns(self) -> None:
        menu = self.grid.columns_menu(self)
        menu.popup(self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height())))
