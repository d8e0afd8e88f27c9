"""The beds' widget: a day, its counts, the list, what can be done with what is selected, a form in their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.case_stays import BedDay, BedLine, StayState
from kmcase.application.read.cases import CaseItem
from kmcase.domain.cases.stays import Attendance
from kmcase.messages import Message, message
from ui.case_lists import keep_taken_out
from ui.client_names import client_name
from ui.forms import Field, FormSpec, Section
from ui.forms.case import case_form
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Err, LiveTexts
from ui.screens.beds.columns import COLUMNS
from ui.screens.beds.presenter import AWAY, STAYING, BedsPresenter
from ui.tables.list_view import ListView
from ui.widgets import (
    BEDateEdit,
    Button,
    CheckEdit,
    Choice,
    ChoiceEdit,
    Label,
    LineEdit,
    WrappingRow,
    block,
    column,
    main_by_key,
    retranslate_all,
)

_DAY_WIDTH = 160


class BedsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: BedDay | None = None
        texts = desk.texts
        self.presenter = BedsPresenter(desk, self)
        self.counts = Label(texts, "", role="lead")
        self.day = BEDateEdit(texts, today=desk.today())
        self.day.set_name(message("case_stays.action.day"))
        self.day.set_value(desk.today())
        self.day.setFixedWidth(_DAY_WIDTH)
        self.list = ListView(
            desk,
            name="beds",
            title_key="case_stays.screen",
            columns=COLUMNS,
            key=lambda item: (item.bed_id, item.case_id),
            empty=message("case_stays.list.none"),
        )
        self.list.tools.addWidget(self.day)
        self.present = Button(texts, message("case_stays.action.present"), icon_name="tick")
        self.absent = Button(texts, message("case_stays.action.absent"), icon_name="close")
        self.leave = Button(texts, message("case_stays.action.leave"), icon_name="calendar")
        self.back = Button(texts, message("case_stays.action.back"), icon_name="undo")
        self.go = Button(texts, message("case_stays.action.go"), icon_name="signout")
        self.bed = Button(texts, message("case_stays.action.bed"), icon_name="plus")
        self.change_bed = Button(texts, message("case_stays.action.change_bed"), icon_name="edit", shortcut="F2")
        self.take = Button(texts, message("case_stays.action.take"), kind="primary", icon_name="house")
        foot = WrappingRow(
            self.present, self.absent, self.leave, self.back, self.go, None, self.change_bed, self.bed, self.take
        )
        page = block(self.counts, self.list, foot, stretch=1)
        main_by_key(page)
        self._pages = FormStack(page, back_to=self.list, notices=desk.notices)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        keep_taken_out(desk, self.list, lambda line: line.case_id)
        self._connect()
        self._offer()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Read the day anew, perhaps narrowed."""
        self.list.narrow(record_id)
        self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_beds(self, found: BedDay) -> None:
        """The beds of a day, and how many are free, there, away."""
        self._found = found
        counted = {state.value: found.count(state) for state in StayState}
        beds = len({line.bed_id for line in found.lines})
        self.counts.say(message("case_stays.counts.line", beds=beds, **counted))
        self.list.set_items(found.lines)
        self._offer()

    def show_failure(self, failure: Err) -> None:
        """Nothing can be read."""
        self.list.set_error(failure)

    def show_take(self, clients: Sequence[CaseItem], free: Sequence[BedLine]) -> None:
        """Who is given which bed from when."""
        people = [Choice(value=item.case_id, said=_client(item.name, item.number)) for item in clients]
        beds = [
            Choice(value=line.bed_id, said=message("case_stays.list.bed_of", room=line.room, bed=line.bed))
            for line in free
        ]
        chosen = self._only(StayState.FREE)
        fields = (
            Field("case_id", "case_stays.field.case_id", partial(ChoiceEdit, choices=people), True),
            Field("bed_id", "case_stays.field.bed_id", partial(ChoiceEdit, choices=beds), True),
            Field("on", "case_stays.field.on", self._day(), True),
        )
        values = {"on": self.presenter.day, "bed_id": chosen.bed_id if chosen else None}
        self._ask("take", fields, values, self.presenter.take)

    def form_done(self) -> None:
        """It is kept: back to the beds."""
        self._pages.close_saved()

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    # --- forms ---

    def begin_take(self) -> None:
        """Give a client a bed."""
        if self._found is not None:
            self.presenter.begin_take(self._found)

    def begin_go(self) -> None:
        """A client leaves the shelter."""
        if (line := self._only(*STAYING, *AWAY)) is not None:
            fields = (Field("on", "case_stays.field.left_on", self._day(), True),)
            self._ask(
                "go", fields, {"on": self.presenter.day}, lambda values: self.presenter.go(line.case_id, **values)
            )

    def begin_leave(self) -> None:
        """A client goes on leave."""
        if (line := self._only(*STAYING)) is not None:
            fields = (
                Field("on", "case_stays.field.on", self._day(), True),
                Field("until", "case_stays.field.until", self._day(), True),
                reason_field("case_stays.field.reason"),
            )
            self._ask("leave", fields, {"on": self.presenter.day}, partial(self.presenter.leave, line.case_id))

    def begin_back(self) -> None:
        """A client came back."""
        if (line := self._only(*AWAY)) is not None:
            fields = (Field("on", "case_stays.field.back_on", self._day(), True),)
            values = {"on": self.presenter.day}
            self._ask("back", fields, values, lambda typed: self.presenter.back(line.case_id, **typed))

    def begin_bed(self) -> None:
        """A new bed."""
        self._ask("bed", _bed_fields(new=True), {}, partial(self.presenter.set_bed, ""))

    def begin_change_bed(self) -> None:
        """Another name, another room, or used no more."""
        if isinstance(line := self.list.only(), BedLine):
            values = {"room": line.room, "name": line.bed, "in_use": True}
            self._ask("change_bed", _bed_fields(new=False), values, partial(self.presenter.set_bed, line.bed_id))

    # --- inside ---

    def _connect(self) -> None:
        self.day.changed.connect(self._turn_to)
        self.list.selection_changed.connect(self._offer)
        self.list.retry.connect(self.presenter.open)
        self.present.clicked.connect(lambda: self.presenter.attend(self.list.selected(), Attendance.PRESENT))
        self.absent.clicked.connect(lambda: self.presenter.attend(self.list.selected(), Attendance.ABSENT))
        for button, begin in (
            (self.leave, self.begin_leave),
            (self.back, self.begin_back),
            (self.go, self.begin_go),
            (self.bed, self.begin_bed),
            (self.change_bed, self.begin_change_bed),
            (self.take, self.begin_take),
        ):
            button.clicked.connect(begin)

    def _offer(self) -> None:
        """What can be done with what is selected."""
        staying = any(line.state in STAYING for line in self.list.selected())
        for button in (self.present, self.absent):
            button.setEnabled(staying)
        self.leave.setEnabled(self._only(*STAYING) is not None)
        self.back.setEnabled(self._only(*AWAY) is not None)
        self.go.setEnabled(self._only(*STAYING, *AWAY) is not None)
        self.change_bed.setEnabled(self.list.only() is not None)
        self.take.setEnabled(self._found is not None and self._found.count(StayState.FREE) > 0)
        use_cases = (
            ("attend", (self.present, self.absent)),
            ("begin_leave", (self.leave,)),
            ("end_leave", (self.back,)),
            ("take_bed", (self.go, self.take)),
            ("set_bed", (self.bed, self.change_bed)),
        )
        for use_case, buttons in use_cases:
            for button in buttons:
                button.setVisible(self._desk.may(f"case_stays.{use_case}"))

    def _only(self, *states: StayState) -> BedLine | None:
        line = self.list.only()
        return line if isinstance(line, BedLine) and line.state in states else None

    def _turn_to(self) -> None:
        day = self.day.value()
        if isinstance(day, date):
            self.presenter.open(day)

    def _day(self) -> partial[BEDateEdit]:
        return partial(BEDateEdit, today=self._desk.today())

    def _ask(
        self, name: str, fields: tuple[Field, ...], values: dict[str, Any], keep: Callable[[dict[str, Any]], None]
    ) -> None:
        title, spec = message(f"case_stays.action.{name}"), FormSpec((Section(None, fields),))
        self._pages.fill_in(case_form(self._desk.texts, title, spec, values), keep)


def _client(name: str, number: str) -> Message:
    return message("case_stays.list.client", name=client_name(name), number=number)


def _bed_fields(*, new: bool) -> tuple[Field, ...]:
    named = (
        Field("room", "case_stays.field.room", LineEdit, True),
        Field("name", "case_stays.field.name", LineEdit, True),
    )
    use = Field("in_use", "case_stays.field.in_use", partial(CheckEdit, said=message("case_stays.field.uses")))
    return named if new else (*named, use)
