"""Where a client sleeps: the bed and the leave of today, every stay and leave there was, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.cases import BeginLeave, EnterStay, TakeBed
from kmcase.application.changes import Outcome
from kmcase.application.read.case_stays import BedChoice, StayLine, StayPage
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.stays import Attendance
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section
from ui.forms.case import case_form
from ui.forms.reason import reason_field
from ui.ports import ColumnKind, Desk, Err, LiveTexts, Result
from ui.screens.cases.part import CaseHost, PartSpec
from ui.tables import Mark, columns_of
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import BEDateEdit, Button, Choice, ChoiceEdit, Fact, KeyFacts, WrappingRow, column


def _state(line: StayLine) -> Mark:
    key, tone, icon = _state_of(line)
    return Mark(message(f"case_stays.history.{key}"), tone, icon)


def _state_of(line: StayLine) -> tuple[str, Tone, str]:
    if line.is_leave:
        if line.until is not None:
            return "came_back", Tone.PLAIN, "undo"
        return ("late", Tone.ERROR, "warning") if line.late else ("away", Tone.ACCENT, "calendar")
    if line.closed:
        return "closed", Tone.WARN, "flag"
    if line.overruled:
        return "overruled", Tone.WARN, "copy"
    if line.shared:
        return "shared", Tone.WARN, "people"
    return ("stays", Tone.OK, "house") if line.until is None else ("left", Tone.PLAIN, "signout")


def _where(line: StayLine) -> Message | str:
    return line.reason if line.is_leave else message("case_stays.list.bed_of", room=line.room, bed=line.bed)


_column = columns_of("case_stays.history")
COLUMNS = (
    _column("since", lambda line: line.since, 88, ColumnKind.DATE),
    _column("until", lambda line: line.until, 88, ColumnKind.DATE),
    _column("kind", lambda line: message(f"case_stays.history.{'leave' if line.is_leave else 'stay'}"), 56),
    _column("where", _where, 0),
    _column("nights", lambda line: line.nights, 48, ColumnKind.INT),
    _column("state", _state, 156, ColumnKind.CHIP),
    _column("by", lambda line: line.by, 112, hidden=True),
)


class StayPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_stays
        self._case: CasePage | None = None
        self._page: StayPage | None = None
        texts = desk.texts
        self.facts = KeyFacts(texts)
        self.list = ListView(
            desk,
            name="case_stay",
            title_key="cases.part.stay",
            columns=COLUMNS,
            key=lambda line: line.record_id,
            empty=message("case_stays.history.none"),
        )
        self.present = Button(texts, message("case_stays.action.present_today"), icon_name="tick")
        self.absent = Button(texts, message("case_stays.action.absent_today"), icon_name="close")
        self.leave = Button(texts, message("case_stays.action.leave"), icon_name="calendar")
        self.back = Button(texts, message("case_stays.action.back"), icon_name="undo")
        self.go = Button(texts, message("case_stays.action.go"), icon_name="signout")
        self.past = Button(texts, message("case_stays.action.past"), icon_name="clock")
        self.take = Button(texts, message("case_stays.action.take"), kind="primary", icon_name="house")
        foot = WrappingRow(self.present, self.absent, self.leave, self.back, self.go, None, self.past, self.take)
        self.setLayout(column(self.facts, self.list, foot, stretch=1))
        self.list.retry.connect(self._read)
        self.present.clicked.connect(partial(self._attend, Attendance.PRESENT))
        self.absent.clicked.connect(partial(self._attend, Attendance.ABSENT))
        self.leave.clicked.connect(self.begin_leave)
        self.back.clicked.connect(self.begin_back)
        self.go.clicked.connect(self.begin_go)
        self.past.clicked.connect(self.begin_past)
        self.take.clicked.connect(self.begin_take)
        self._offer()

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if self._case is None or page.head.case_id != self._case.head.case_id:
            self._page = None
            self.facts.set_facts([])
            self.list.set_items(())
            self.list.set_loading()
        self._case = page
        self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- forms ---

    def begin_take(self) -> None:
        """Give the client a bed that is free, or another one."""
        if self._page is not None:
            beds = [bed for bed in self._page.beds if not bed.taken]
            fields = (_bed_field(beds), self._day("on", "on"))
            self._ask("take", fields, lambda case_id, typed: self._take(TakeBed(case_id=case_id, **typed)))

    def begin_go(self) -> None:
        """The client leaves the shelter."""
        fields = (self._day("on", "left_on"),)
        self._ask("go", fields, lambda case_id, typed: self._take(TakeBed(case_id=case_id, bed_id="", **typed)))

    def begin_past(self) -> None:
        """Enter a stay that is over."""
        if self._page is not None:
            fields = (_bed_field(self._page.beds), self._day("on", "on"), self._day("until", "left_on"))
            enter = self._service.enter_stay
            self._ask(
                "past", fields, lambda case_id, typed: partial(enter, EnterStay(case_id=case_id, **typed)), today=False
            )

    def begin_leave(self) -> None:
        """The client goes on leave."""
        fields = (self._day("on", "on"), self._day("until", "until"), reason_field("case_stays.field.reason"))
        begin = self._service.begin_leave
        self._ask("leave", fields, lambda case_id, typed: partial(begin, BeginLeave(case_id=case_id, **typed)))

    def begin_back(self) -> None:
        """The client came back."""
        end = self._service.end_leave
        self._ask("back", (self._day("on", "back_on"),), lambda case_id, typed: partial(end, case_id, typed["on"]))

    # --- inside ---

    def _take(self, command: TakeBed) -> Callable[[], Outcome[Any]]:
        return partial(self._service.take_bed, command)

    def _attend(self, attendance: Attendance, _checked: bool = False) -> None:
        if self._case is not None:
            work = partial(self._service.attend, (self._case.head.case_id,), self._desk.today(), attendance)
            said = message(f"case_stays.attendance.{attendance.value}")
            self._desk.jobs.database(work, self._host.recorded(message("case_stays.said.noted", said=said)))

    def _read(self) -> None:
        if self._case is not None:
            service, case_id = self._service, self._case.head.case_id
            self._desk.jobs.database(lambda: (case_id, service.page(case_id)), self._show)

    def _show(self, result: Result[tuple[str, StayPage]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
        elif self._case is not None and result.value[0] == self._case.head.case_id:
            self._page = result.value[1]
            self.facts.set_facts(_facts(self._page))
            self.list.set_items(self._page.lines)
            self._offer()

    def _offer(self) -> None:
        """What may be done of a client who stays, is away, or has no bed."""
        page, may = self._page, self._desk.may
        stays = page is not None and page.stay is not None
        away = page is not None and page.leave is not None
        open_case = self._case is not None and self._case.head.closed_on is None
        for button in (self.present, self.absent):
            button.setVisible(may("case_stays.attend") and stays and not away)
        self.leave.setVisible(may("case_stays.begin_leave") and stays and not away)
        self.back.setVisible(may("case_stays.end_leave") and away)
        self.go.setVisible(may("case_stays.take_bed") and stays)
        self.past.setVisible(may("case_stays.take_bed") and page is not None)
        self.take.setVisible(may("case_stays.take_bed") and page is not None and open_case)
        self.take.say(message(f"case_stays.action.{'move' if stays else 'take'}"))

    def _day(self, name: str, said: str) -> Field:
        return Field(name, f"case_stays.field.{said}", partial(BEDateEdit, today=self._desk.today()), True)

    def _ask(
        self,
        name: str,
        fields: tuple[Field, ...],
        work_of: Callable[[str, dict[str, Any]], Callable[[], Outcome[Any]]],
        *,
        today: bool = True,
    ) -> None:
        if self._case is None:
            return
        case_id = self._case.head.case_id
        title, spec = message(f"case_stays.action.{name}"), FormSpec((Section(None, fields),))
        form = case_form(self._desk.texts, title, spec, {"on": self._desk.today()} if today else {})

        def keep(typed: dict[str, Any]) -> None:
            said = message(f"case_stays.said.{name}")
            self._desk.jobs.database(work_of(case_id, typed), self._host.recorded(said))

        self._host.fill_in(form, keep)


def _bed_field(beds: Iterable[BedChoice]) -> Field:
    choices = [
        Choice(value=bed.bed_id, said=message("case_stays.list.bed_of", room=bed.room, bed=bed.bed)) for bed in beds
    ]
    return Field("bed_id", "case_stays.field.bed_id", partial(ChoiceEdit, choices=choices), True)


def _facts(page: StayPage) -> list[Fact]:
    stay, leave = page.stay, page.leave
    if stay is None:
        return [Fact(label=message("case_stays.now.where"), value=message("case_stays.now.nowhere"), strong=True)]
    where = message("case_stays.now.bed", room=stay.room, bed=stay.bed, day=stay.since, nights=stay.nights)
    said = f"attendance.{page.attendance.value}" if page.attendance else "state.unnoted"
    found = [Fact(label=message("case_stays.now.where"), value=where, strong=True)]
    if leave is None:
        return [*found, Fact(label=message("case_stays.now.today"), value=message(f"case_stays.{said}"))]
    away = message("case_stays.now.away", reason=leave.reason, day=leave.since, until=leave.expected)
    return [*found, Fact(label=message("case_stays.action.leave"), value=away)]


PART = PartSpec(key="stay", use_case="case_stays.read", make=StayPart)
