"""The page on which a bank's report is read: the file, its lines beside the vouchers, what recording will do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.reconciliation import ReportPreview
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field
from ui.forms.field_box import FieldBox
from ui.forms.second import offer_seconds, second_fields
from ui.lifting import possible_seconds
from ui.ports import Desk, Err
from ui.screens.reconciliation.columns import LINES, LineItem
from ui.screens.reconciliation.presenter import Entry, ReconciliationPresenter
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, BEDateEdit, Button, Label, LineEdit, on_key, row
from ui.widgets.pictures import choose_file

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt")
_SECOND = ("late_second_person", "late_second_password")


class ReportPage(QWidget):
    """A bank's report before it is recorded."""

    def __init__(self, desk: Desk, presenter: ReconciliationPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self.title = Label(texts, "", role="title", wrap=False)
        self.file = Label(texts, "", role="muted")
        self.choose = Button(texts, message("reconciliation.report.choose"), icon_name="excel", shortcut="Ctrl+O")
        self.columns = Button(texts, message("reconciliation.report.columns"), icon_name="columns")
        self.banner = Banner(texts)
        day = Field("paid_on", "reconciliation.report.day", partial(BEDateEdit, today=desk.today()))
        self.day = FieldBox(texts, day)
        self.late_reason = FieldBox(texts, Field("late_reason", "payments.entry.late_reason", LineEdit))
        person, password = second_fields(name=_SECOND[0], password=_SECOND[1], required=False)
        self.second, self.password = FieldBox(texts, person), FieldBox(texts, password)
        self.lines = ListView(
            desk,
            name="reconciliation.lines",
            title_key="reconciliation.page.report",
            columns=LINES,
            key=lambda item: item.key,
            empty=message("reconciliation.report.no_file"),
            ticks=True,
        )
        self.will = Label(texts, "", role="strong")
        self.back = Button(texts, message("reconciliation.report.back"), kind="quiet")
        self.record = Button(texts, message("reconciliation.report.record"), kind="primary", icon_name="tick")
        self._build()
        self._connect()

    def begin(self, number: str) -> None:
        """A report of a withdrawal, from the beginning."""
        self.title.say(message("reconciliation.report.title", number=number))
        self.banner.hide()
        for box in (self.day, self.late_reason, self.second, self.password):
            box.editor.set_value(None)
            box.show_error(None)
        self.choose.setFocus()

    def show_preview(self, preview: ReportPreview | None, lines: Sequence[LineItem], ticked: frozenset[str]) -> None:
        """The lines, those ticked that are sure; without a file nothing."""
        self.banner.hide()
        self.columns.setVisible(preview is not None)
        self.lines.set_items(lines)
        self.lines.tick(ticked)
        if preview is None:
            self.file.say(message("reconciliation.report.no_file"))
            return
        self.file.say(
            message(
                "reconciliation.report.file",
                name=preview.file_name,
                count=len(preview.lines),
                skipped=preview.skipped,
            )
        )
        if preview.taken:
            self.banner.say(Tone.ACCENT, message("reconciliation.report.taken"))

    def show_will(self, said: Message | None, *, ready: bool) -> None:
        """What recording will do."""
        self.will.say(said or "")
        self.record.setEnabled(ready)

    def show_seconds(self, staff: Sequence[StaffMember]) -> None:
        """Who may be the second person of a late entry."""
        offer_seconds(self.second.editor, possible_seconds(staff, self._desk.actor.staff_id))

    def show_trouble(self, failure: Err) -> None:
        """Why it was not read or recorded: beside its field, else above."""
        boxes = dict(zip(_SECOND, (self.second, self.password), strict=True))
        if failure.field in boxes:
            boxes[failure.field].show_error(failure.message)
            boxes[failure.field].editor.setFocus()
        else:
            self.banner.say(Tone.ERROR, failure.message)

    def send(self) -> None:
        """Record; the password is for one attempt."""
        if not self.record.isEnabled() or self.day.editor.problem() is not None:
            return
        day = self.day.editor.value()
        password = str(self.password.editor.value() or "")
        self.password.editor.set_value(None)
        self._presenter.record(
            Entry(
                paid_on=day if isinstance(day, date) else None,
                late_reason=str(self.late_reason.editor.value() or ""),
                late_second_person=str(self.second.editor.value() or ""),
                late_second_password=password,
            )
        )

    # --- inside ---

    def _build(self) -> None:
        for box, width in ((self.day, 200), (self.second, 248), (self.password, 248)):
            box.setFixedWidth(width)
        head = row(self.title, self.file, self.columns, self.choose, spacing=Space.TWO, stretch=1)
        fields = row(self.day, self.late_reason, self.second, self.password, spacing=Space.TWO, stretch=1)
        foot = row(self.will, self.back, self.record, spacing=Space.TWO, stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addLayout(fields)
        layout.addWidget(Label(self._desk.texts, message("reconciliation.report.confirm_hint"), role="muted"))
        layout.addWidget(self.lines, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.columns.clicked.connect(self._presenter.choose_columns)
        self.lines.ticks_changed.connect(self._ticked)
        self.record.clicked.connect(self.send)
        self.back.clicked.connect(self._presenter.leave_report)
        for box in (self.second, self.password):
            box.editor.changed.connect(lambda box=box: box.show_error(None))
        on_key(self, "Esc", self._presenter.leave_report)

    def _choose(self) -> None:
        path = choose_file(self, self._desk.texts.text("reconciliation.report.choose_title"), SUFFIXES)
        if path is not None:
            self._presenter.look(path)

    def _ticked(self) -> None:
        ticked = (item.found for item in self.lines.ticked())
        self._presenter.tick(frozenset(found.line.number for found in ticked if found is not None))
