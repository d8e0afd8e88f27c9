"""Decides for the numbers: what holds on a day, every time of one number, and the office's own change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.offices import ChangeNumber
from kmcase.application.read.offices import NumberItem
from kmcase.domain.money import Baht
from kmcase.domain.offices import UNLIMITED
from kmcase.messages import Message, message
from ui.answering import recorded
from ui.ports import Desk, Done, Err, Result
from ui.screens.regulations.columns import value_said

_NOT_CERTAIN = frozenset({"B", "C", "S", "R"})


class RegulationsPort(Protocol):
    """What the view can show."""

    def show_numbers(self, numbers: tuple[NumberItem, ...], uncertain: int) -> None: ...
    def show_number(self, item: NumberItem | None, times: tuple[NumberItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def form_says(self, said: Message | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class RegulationsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: RegulationsPort) -> None:
        self._desk = desk
        self._view = view
        self._day = desk.today()
        self._items: tuple[NumberItem, ...] = ()
        self._chosen: str | None = None

    @property
    def may_change(self) -> bool:
        """Whether this person may enter an own number."""
        return self._desk.may("office.regulation_change")

    @property
    def item(self) -> NumberItem | None:
        """The number in front, as it holds on the day."""
        return next((item for item in self._items if item.in_force and item.key == self._chosen), None)

    def open(self, key: str | None = None) -> None:
        """Read all numbers, seen from the day chosen, and bring one to the front."""
        self._chosen = key or self._chosen
        office, day = self._desk.services.office, self._day
        self._desk.jobs.database(lambda: office.numbers(day), self._read)

    def _read(self, result: Result[tuple[NumberItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items = result.value
        numbers = tuple(item for item in self._items if item.in_force)
        self._view.show_numbers(numbers, sum(item.certainty in _NOT_CERTAIN for item in numbers))
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Bring a number to the front."""
        if key != self._chosen:
            self._chosen = key
            self._show_chosen()

    def _show_chosen(self) -> None:
        times = tuple(item for item in self._items if item.key == self._chosen)[::-1]
        self._view.show_number(self.item, times)

    def choose_day(self, day: date) -> None:
        """What holds on another day."""
        self._day = day
        self.open()

    def changed(self, changes: Changes) -> None:
        """A number was changed."""
        if "regulation" in changes:
            self.open()

    def typed(self, values: Mapping[str, Any]) -> None:
        """Something was typed: say what will hold."""
        item, value, first = self.item, _value(values), values["valid_from"]
        if item is None or value is None or first is None:
            self._view.form_says(None)
            return
        said = {"first": first, "value": value_said(item, value), "before": value_said(item)}
        last = values["valid_to"]
        if last is None:
            self._view.form_says(message("regulations.says.open", **said))
        else:
            self._view.form_says(message("regulations.says.closed", last=last, **said))

    def change(self, values: Mapping[str, Any]) -> None:
        """Enter the office's own number."""
        item, value, office = self.item, _value(values), self._desk.services.office
        if item is None:
            return
        if value is None:
            self._view.form_failed(Err(message("widgets.form.missing"), "widgets.form.missing", "value"))
            return
        command = _command(item, values, value)

        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("regulations.done"))
        self._desk.jobs.database(lambda: office.change_number(command), done)


def _value(values: Mapping[str, Any]) -> int | None:
    """The number typed, satang for money; None where none is."""
    if values.get("unlimited"):
        return UNLIMITED
    value = values["value"]
    return value.satang if isinstance(value, Baht) else value


def _command(item: NumberItem, values: Mapping[str, Any], value: int) -> ChangeNumber:
    """The command of a filled form."""
    return ChangeNumber(
        key=item.key,
        value=value,
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
        reference=values["reference"] or "",
        reason=values["reason"] or "",
    )
