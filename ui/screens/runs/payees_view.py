"""Who of a batch is to be paid in a run: ticks, and accounts where money is transferred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kmcase.application.read.payments import PayableItem
from kmcase.thai.baht import format_baht
from ui.ports import LiveTexts
from ui.screens.runs.presenter import Picked

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("pick", "request", "resolution", "approved", "account")
_ACCOUNT_WIDTH = 152
_TICK, _RESOLUTION, _ACCOUNT = 0, 2, 4


class _Payees(QAbstractTableModel):
    changed = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.texts = texts
        self.items: tuple[PayableItem, ...] = ()
        self.ticked: set[str] = set()
        self.accounts: dict[str, str] = {}

    def show(self, items: Sequence[PayableItem]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.ticked = {item.request_id for item in items}
        self.accounts = {}
        self.endResetModel()
        self.changed.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.texts.text(f"payments.runs.column_{_COLUMNS[section]}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == _TICK:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == _ACCOUNT:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, place = self.items[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                cells = (item.person_name, item.number, item.resolution_number, format_baht(item.amount.satang))
                return cells[place] if place < _ACCOUNT else self.accounts.get(item.request_id, "")
            case Qt.ItemDataRole.CheckStateRole if place == _TICK:
                return Qt.CheckState.Checked if item.request_id in self.ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if _COLUMNS[place] == "approved":
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _TICK:
            self.ticked ^= {item.request_id}
        elif role == Qt.ItemDataRole.EditRole and index.column() == _ACCOUNT:
            self.accounts[item.request_id] = str(value).strip()
        else:
            return False
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True


class PayeesTable(QTableView):
    """`changed` with each tick and account; Space ticks, F2 types an account."""

    changed = Signal()

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.payees = _Payees(texts)
        self.setModel(self.payees)
        self.payees.changed.connect(self.changed)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(40)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TICK, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_ACCOUNT, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_ACCOUNT, _ACCOUNT_WIDTH)
        self.retranslate(texts)

    def show_items(self, items: Sequence[PayableItem]) -> None:
        """Show who waits; all are ticked."""
        self.payees.show(items)

    def show_accounts(self, *, visible: bool) -> None:
        """Whether money is transferred: the account then takes the place of the resolution."""
        self.setColumnHidden(_ACCOUNT, not visible)
        self.setColumnHidden(_RESOLUTION, visible)

    def picked(self) -> Picked:
        """Who is ticked, in order."""
        chosen = tuple(item.request_id for item in self.payees.items if item.request_id in self.payees.ticked)
        return Picked(request_ids=chosen, accounts=dict(self.payees.accounts))

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew."""
        self.payees.texts = texts
        self.setAccessibleName(texts.text("payments.runs.payees"))
        self.payees.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)
