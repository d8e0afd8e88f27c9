"""Decides for the office's page: what holds on a day, and the office's own change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.staff import ChangeNumber, Number
from kmcase.domain.money import Baht
from kmcase.domain.offices import Office
from kmcase.messages import message
from ui.ports import Desk, Err, Result
from ui.tone import Tone


class RegulationsPort(Protocol):
    """What the view can show."""

    def show_office(self, office: Office) -> None: ...
    def show_numbers(self, numbers: tuple[Number, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_refused(self, failure: Err) -> None: ...
    def show_list(self) -> None: ...


class RegulationsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: RegulationsPort) -> None:
        self._desk = desk
        self._view = view
        self._day = desk.today()

    @property
    def may_change(self) -> bool:
        """Whether this person may enter an own number."""
        return self._desk.may("office.regulation_change")

    def open(self) -> None:
        """Read the office, and what holds on the day chosen."""
        office, day = self._desk.services.office, self._day
        self._desk.jobs.database(lambda: (office.office(), office.numbers_on(day)), self._read)

    def _read(self, result: Result[tuple[Office, tuple[Number, ...]]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._view.show_office(result.value[0])
        self._view.show_numbers(result.value[1])

    def choose_day(self, day: date) -> None:
        """What holds on another day."""
        self._day = day
        self.open()

    def changed(self, changes: Changes) -> None:
        """A number was changed."""
        if "regulation" in changes or "office" in changes:
            self.open()

    def change(self, number: Number, values: Mapping[str, Any]) -> None:
        """Enter the office's own number."""
        value = values["value"]
        command = ChangeNumber(
            key=number.key,
            value=value.satang if isinstance(value, Baht) else int(value),
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            reference=values["reference"] or "",
            reason=values["reason"] or "",
        )
        office = self._desk.services.office

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_refused(result)
                return
            self._view.show_list()
            self._desk.notices.notice(message("regulations.done"), Tone.OK)
            self._desk.announce(result.value.changes)
            self.open()

        self._desk.jobs.database(lambda: office.change_number(command), done)
