"""Decides for a worker's day: whose, which group, where a line leads, a group activity. No Qt."""

from __future__ import annotations

from typing import Any, Protocol

from kmcase.application.cases import HoldActivity
from kmcase.application.changes import Changes
from kmcase.application.read.case_tasks import CaseDay, DayGroup, DayLine, OwnClient
from kmcase.messages import message
from ui.answering import FormPort, recorded
from ui.at_part import AtPart
from ui.ports import Desk, Err, Result
from ui.screens.my_day.columns import part_of

OWN, ALL = "own", "all"

_Counted = tuple[CaseDay, tuple[OwnClient, ...]]


class MyDayPort(FormPort, Protocol):
    """What the view can show."""

    def show_day(self, day: CaseDay, clients: tuple[OwnClient, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...


class MyDayPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: MyDayPort) -> None:
        self._desk = desk
        self._view = view
        self._own = True
        self._group: DayGroup | None = None
        self.clients: tuple[OwnClient, ...] = ()

    def open(self) -> None:
        """Count anew."""
        service, own, group = self._desk.services.case_tasks, self._own, self._group
        self._desk.jobs.database(lambda: service.morning(own=own, group=group), self._counted)

    def narrow(self, whose: str, group: DayGroup | None) -> None:
        """One's own day or everybody's, all of it or a group."""
        self._own, self._group = whose == OWN, group
        self.open()

    def changed(self, changes: Changes) -> None:
        """Something of a case was committed."""
        if "case" in changes:
            self.open()

    def open_line(self, line: DayLine) -> None:
        """Go to the case, at the part where the line is done."""
        self._open(line.case_id, line)

    def open_client(self, client: OwnClient) -> None:
        """Go to the case, at the part of its next step."""
        self._open(client.case_id, client.step)

    def hold(self, values: dict[str, Any]) -> None:
        """Note a group activity in the case of each participant."""
        service = self._desk.services.case_notes
        order = [client.case_id for client in self.clients]
        chosen = tuple(sorted(values.pop("case_ids"), key=order.index))
        command = HoldActivity(case_ids=chosen, **values)
        done = recorded(self._desk, self._view, lambda count: message("case_notes.group.kept", count=count))
        self._desk.jobs.database(lambda: service.hold(command), done)

    def _open(self, case_id: str, line: DayLine | None) -> None:
        self._desk.navigation.open("cases", AtPart(record_id=case_id, part=part_of(line)).as_record())

    def _counted(self, result: Result[_Counted]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            day, self.clients = result.value
            self._view.show_day(day, self.clients)
