"""What is unusual about a hand-over: another day than today, somebody who receives for the payee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.forms.second import offer_seconds, second_fields
from ui.screens.paying.entry import Entry
from ui.screens.paying.said import Said
from ui.theme import Space
from ui.widgets import BEDateEdit, LineEdit, PhotoWell, Texts, bring_into_sight, column, row

_SECOND, _PASSWORD = "late_second_person", "late_second_password"


class Extras(QWidget):
    """Two ticks; each opens its fields."""

    changed = Signal()

    def __init__(self, texts: Texts, today: date) -> None:
        super().__init__()
        self._today = today
        self.late = QCheckBox()
        self.by_proxy = QCheckBox()
        self._boxes = {
            field.name: FieldBox(texts, field)
            for field in (
                Field("paid_on", "payments.entry.paid_on", partial(BEDateEdit, today=today), required=True),
                Field("late_reason", "payments.entry.late_reason", LineEdit, required=True),
                *second_fields(name=_SECOND, password=_PASSWORD),
                Field("proxy_name", "payments.entry.proxy_name", LineEdit, required=True),
                Field("proxy_relation", "payments.entry.proxy_relation", LineEdit, required=True),
            )
        }
        self.authority = PhotoWell(texts, message("payments.entry.authority"))
        self.proxy_said = Said(texts)
        self._late_part = QWidget()
        late = column(self._part("paid_on", "late_reason"), self._part(_SECOND, _PASSWORD), spacing=Space.ONE)
        self._late_part.setLayout(late)
        self._proxy_part = self._part("proxy_name", "proxy_relation")
        proxy = self._proxy_part.layout()
        assert isinstance(proxy, QHBoxLayout)
        self.authority.setFixedSize(200, 120)
        proxy.addWidget(self.authority)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self._late_part)
        layout.addWidget(self._proxy_part)
        layout.addWidget(self.proxy_said)
        layout.addLayout(row(self.late, self.by_proxy, None, spacing=Space.TWO))
        self._connect()
        self.retranslate(texts)
        self._show_parts()

    @property
    def fields(self) -> frozenset[str]:
        """The fields whose errors stand here."""
        return frozenset({*self._boxes, "proxy"})

    def clear(self, seconds: Sequence[StaffMember]) -> None:
        """An ordinary hand-over again; `seconds` may stand beside a late one."""
        self.late.setChecked(False)
        self.by_proxy.setChecked(False)
        for box in self._boxes.values():
            box.editor.set_value(None)
            box.show_error(None)
        offer_seconds(self._boxes[_SECOND].editor, seconds)
        self.authority.clear()
        self.proxy_said.clear()

    def entry(self, entry: Entry) -> Entry:
        """The entry with what stands here."""
        values = {name: box.editor.value() for name, box in self._boxes.items()}
        if self.late.isChecked():
            day = values["paid_on"]
            entry = replace(
                entry,
                paid_on=day if isinstance(day, date) else None,
                late_reason=str(values["late_reason"]),
                late_second_person=str(values[_SECOND] or ""),
                late_second_password=str(values[_PASSWORD]),
            )
        if self.by_proxy.isChecked():
            name, relation = str(values["proxy_name"]), str(values["proxy_relation"])
            entry = replace(entry, by_proxy=True, proxy_name=name, proxy_relation=relation)
        return entry

    def forget_password(self) -> None:
        """It was taken for one attempt."""
        self._boxes[_PASSWORD].editor.set_value(None)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Errors of these fields; one of a closed part opens it, the first takes the focus."""
        late = {"paid_on", "late_reason", _SECOND, _PASSWORD} & set(errors)
        if late:
            self.late.setChecked(True)
        for name, box in self._boxes.items():
            box.show_error(errors.get(name))
        wrong = next((box for box in self._boxes.values() if box.error is not None), None)
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_sight(wrong)
        if "proxy" in errors:
            self.proxy_said.error(errors["proxy"])
        else:
            self.proxy_said.clear()

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        for box in (*self._boxes.values(), self.authority, self.proxy_said):
            box.retranslate(texts)
        for tick, key in ((self.late, "payments.entry.late"), (self.by_proxy, "payments.entry.by_proxy")):
            tick.setText(texts.text(key))
            tick.setAccessibleName(texts.text(key))

    def _part(self, *names: str) -> QWidget:
        part = QWidget()
        layout = QHBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        for name in names:
            layout.addWidget(self._boxes[name], 1, Qt.AlignmentFlag.AlignTop)
        return part

    def _connect(self) -> None:
        for tick in (self.late, self.by_proxy):
            tick.toggled.connect(self._show_parts)
        for box in self._boxes.values():
            box.editor.changed.connect(lambda box=box: box.show_error(None))
            box.editor.changed.connect(self.changed)
        self.authority.picked.connect(lambda _: self.proxy_said.clear())

    def _show_parts(self) -> None:
        self._late_part.setVisible(self.late.isChecked())
        if not self.late.isChecked():
            self.forget_password()
        self._proxy_part.setVisible(self.by_proxy.isChecked())
        self.changed.emit()
