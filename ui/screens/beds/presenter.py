"""Decides for the beds of a day: which day, what may be done with what is selected, writes and their ends. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from kmcase.application.cases import BeginLeave, SetBed, TakeBed
from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.case_stays import BedDay, BedLine, StayState
from kmcase.application.read.cases import CaseItem
from kmcase.domain.cases.stays import Attendance
from kmcase.messages import Message, message
from ui.answering import FormPort, recorded, told
from ui.ports import Desk, Err, Result

STAYING = (StayState.UNNOTED, StayState.PRESENT, StayState.ABSENT)
AWAY = (StayState.AWAY, StayState.LATE)


class BedsPort(FormPort, Protocol):
    """What the view can show."""

    def show_beds(self, found: BedDay) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_take(self, clients: Sequence[CaseItem], free: Sequence[BedLine]) -> None: ...


class BedsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: BedsPort) -> None:
        self._desk = desk
        self._view = view
        self._service = desk.services.case_stays
        self.day: date = desk.today()

    def open(self, day: date | None = None) -> None:
        """Read the beds of a day."""
        self.day = day or self.day
        service, wanted = self._service, self.day

        def show(result: Result[BedDay]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
            else:
                self._view.show_beds(result.value)

        self._desk.jobs.database(lambda: service.beds(wanted), show)

    def changed(self, changes: Changes) -> None:
        """Something of a bed or case was committed."""
        if "bed" in changes or "case" in changes:
            self.open()

    def begin_take(self, found: BedDay) -> None:
        """Who may be given a bed: first which cases there are."""
        with_bed = {line.case_id for line in found.lines if line.case_id}
        free = [line for line in found.lines if line.state is StayState.FREE]
        cases = self._desk.services.cases

        def open_cases() -> list[CaseItem]:
            return [item for item in cases.list().items if not item.stage.ends and item.case_id not in with_bed]

        self._desk.jobs.database(open_cases, told(self._desk, lambda items: self._view.show_take(items, free)))

    def take(self, values: dict[str, Any]) -> None:
        """Give a client a bed."""
        self._write(lambda: self._service.take_bed(TakeBed(**values)), message("case_stays.said.take"))

    def go(self, case_id: str, on: date) -> None:
        """The client leaves the shelter."""
        command = TakeBed(case_id=case_id, bed_id="", on=on)
        self._write(lambda: self._service.take_bed(command), message("case_stays.said.go"))

    def attend(self, lines: Sequence[BedLine], attendance: Attendance) -> None:
        """Note attendance of all that are selected and stay."""
        case_ids, day = tuple(line.case_id for line in lines if line.state in STAYING), self.day
        done = recorded(self._desk, self._view, lambda count: message("case_stays.said.attended", count=count))
        self._desk.jobs.database(lambda: self._service.attend(case_ids, day, attendance), done)

    def leave(self, case_id: str, values: dict[str, Any]) -> None:
        """The client goes on leave."""
        command = BeginLeave(case_id=case_id, **values)
        self._write(lambda: self._service.begin_leave(command), message("case_stays.said.leave"))

    def back(self, case_id: str, on: date) -> None:
        """The client came back."""
        self._write(lambda: self._service.end_leave(case_id, on), message("case_stays.said.back"))

    def set_bed(self, bed_id: str, values: dict[str, Any]) -> None:
        """Keep a bed, a new one without an id."""
        command = SetBed(bed_id=bed_id, **values)
        self._write(lambda: self._service.set_bed(command), message("case_stays.said.bed"))

    def _write(self, work: Callable[[], Outcome[Any]], said: Message) -> None:
        self._desk.jobs.database(work, recorded(self._desk, self._view, said))
