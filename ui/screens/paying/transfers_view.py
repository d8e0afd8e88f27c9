"""The table of a transfer run: reference, 037 or 038, the bank's reason; the report beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.payments import RunPage
from kmcase.domain.evidence import Attachment
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.forms.second import offer_seconds, second_fields
from ui.lifting import possible_seconds
from ui.ports import Desk, Err, LiveTexts, Ok, Result
from ui.screens.paying.columns import state_mark
from ui.screens.paying.said import Said
from ui.screens.paying.transfers import Line, Report, TransfersPresenter, read_result
from ui.theme import Space, Tone
from ui.widgets import BEDateEdit, Button, Label, LineEdit, column, retranslate_all, row, said_text
from ui.widgets.pictures import DOCUMENT_SUFFIXES, FileReader, Picture, choose_file

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("number", "payee", "account", "amount", "reference", "result", "reason", "state")
_TYPED = {"reference": "reference", "result": "result", "reason": "reason"}
_WIDTHS = (96, 200, 136, 96, 144, 96, 160, 120)


class _Lines(QAbstractTableModel):
    typed = Signal(int, str, str)

    def __init__(self, texts: LiveTexts) -> None:
        super().__init__()
        self.texts = texts
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        same = len(lines) == len(self.lines)
        if not same:
            self.beginResetModel()
        self.lines = tuple(lines)
        if same and lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(_COLUMNS) - 1))
        elif not same:
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.texts.text(f"payments.transfer.column_{_COLUMNS[section]}")
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        typed = _COLUMNS[index.column()] in _TYPED and self.lines[index.row()].open
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, name = self.lines[index.row()], _COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(line, name)
            case Qt.ItemDataRole.TextAlignmentRole if name == "amount":
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole if line.problem is not None:
                return said_text(self.texts, line.problem)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.typed.emit(index.row(), _COLUMNS[index.column()], str(value))
        return True

    def _text(self, line: Line, name: str) -> str:
        item = line.voucher
        match name:
            case "number":
                return item.number
            case "payee":
                return item.payee_name
            case "account":
                return item.account
            case "amount":
                return format_baht(item.amount.satang)
            case "reference":
                return line.reference
            case "result":
                return line.result.value if line.result else ""
            case "reason":
                return line.reason
            case _:
                return said_text(self.texts, line.problem or state_mark(item).said)


class TransfersPane(QWidget):
    """A transfer run."""

    def __init__(self, desk: Desk, changed: Callable[[Changes], None]) -> None:
        super().__init__()
        texts = desk.texts
        self._desk = desk
        self.model = _Lines(texts)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.day = FieldBox(
            texts, Field("paid_on", "payments.transfer.day", partial(BEDateEdit, today=desk.today()), required=True)
        )
        self.late_reason = FieldBox(texts, Field("late_reason", "payments.entry.late_reason", LineEdit))
        of_second = second_fields(name="late_second_person", password="late_second_password", required=False)
        self.second, self.password = (FieldBox(texts, field) for field in of_second)
        self.attach = Button(texts, message("payments.transfer.attach"), icon_name="attach")
        self.report_said = Said(texts)
        self.problem = Said(texts)
        self.will = Label(texts, "", role="strong")
        self.send = Button(texts, message("payments.transfer.record"), kind="primary", icon_name="tick")
        self._reader = FileReader(self, DOCUMENT_SUFFIXES)
        self.presenter = TransfersPresenter(desk, self, changed)
        self._build()
        self._connect()

    def show_page(self, page: RunPage) -> None:
        """A run."""
        self.presenter.show(page)
        payments = self._desk.services.payments
        self._desk.jobs.database(payments.staff, self._staffed)

    def record(self) -> None:
        """Record what is typed; the second person's password is for one attempt."""
        day = self.day.editor.value()
        password = str(self.password.editor.value())
        self.password.editor.set_value(None)
        self.presenter.record(
            Report(
                paid_on=day if isinstance(day, date) else None,
                late_reason=str(self.late_reason.editor.value()),
                late_second_person=str(self.second.editor.value() or ""),
                late_second_password=password,
            )
        )

    # --- what the presenter shows ---

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The lines as they stand."""
        self.model.show(lines)

    def show_will(self, said: Message, *, ready: bool) -> None:
        """What recording will do."""
        self.will.say(said)
        self.send.setEnabled(ready)

    def show_report(self, attachment: Attachment | None, problem: Message | None) -> None:
        """The bank's report, or why it was not taken."""
        if problem is not None:
            self.report_said.error(problem)
        elif attachment is None:
            self.report_said.say(Tone.PLAIN, message("payments.transfer.no_report"))
        else:
            self.report_said.say(Tone.OK, message("payments.transfer.report", name=attachment.name))

    def show_problem(self, said: Message | None) -> None:
        """Why something was not recorded."""
        if said is None:
            self.problem.clear()
        else:
            self.problem.error(said)

    def show_second_refused(self, failure: Err) -> None:
        """Why the second person of a late report does not stand."""
        box = self.password if failure.field == "late_second_password" else self.second
        box.show_error(failure.message)
        box.editor.setFocus()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew."""
        self.model.texts = texts
        self.table.setAccessibleName(texts.text("payments.transfer.name"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)
        retranslate_all(self, texts)

    # --- inside ---

    def _build(self) -> None:
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(40)
        header = self.table.horizontalHeader()
        header.setMinimumHeight(36)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, width in enumerate(_WIDTHS):
            header.resizeSection(place, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(6, QHeaderView.ResizeMode.Stretch)
        for box, width in ((self.day, 200), (self.second, 248), (self.password, 248)):
            box.setFixedWidth(width)
        head = row(self.day, self.late_reason, self.second, self.password, spacing=Space.TWO, stretch=1)
        report = row(self.attach, self.report_said, spacing=Space.TWO, stretch=1)
        foot = row(column(self.will, self.problem, spacing=Space.HALF), self.send, spacing=Space.TWO, stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addLayout(head)
        layout.addLayout(report)
        layout.addWidget(Label(self._desk.texts, message("payments.transfer.hint"), role="muted"))
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.table)
        self.retranslate(self._desk.texts)

    def _connect(self) -> None:
        self.model.typed.connect(self._typed)
        for box in (self.second, self.password):
            box.editor.changed.connect(lambda box=box: box.show_error(None))
        self.send.clicked.connect(self.record)
        self.attach.clicked.connect(self._choose)
        self._reader.read.connect(self._picked)
        self._reader.failed.connect(self.report_said.error)

    def _typed(self, place: int, name: str, value: str) -> None:
        self.presenter.typed(place, **{_TYPED[name]: read_result(value) if name == "result" else value.strip()})

    def _choose(self) -> None:
        title = self._desk.texts.text("payments.transfer.attach")
        path = choose_file(self, title, DOCUMENT_SUFFIXES)
        if path is not None:
            self._reader.start(path)

    def _picked(self, picture: Picture, _preview: object) -> None:
        self.presenter.attach(picture.name, picture.content)

    def _staffed(self, result: Result[Sequence[StaffMember]]) -> None:
        if isinstance(result, Ok):
            offer_seconds(self.second.editor, possible_seconds(result.value, self._desk.actor.staff_id))
