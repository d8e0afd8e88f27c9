"""Decides for the office: what is shown, and a change of its area by an order."""

from __future__ import annotations

from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.offices import DutyExceptionItem, OfficePage
from kmcase.messages import Message, message
from ui.answering import recorded
from ui.ports import Desk, Done, Err, Result

_CHANGE = "office.change"


class OfficePort(Protocol):
    """What the view can show."""

    def show_page(self, page: OfficePage) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_form(self, page: OfficePage) -> None: ...
    def form_says(self, said: Message | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class OfficePresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: OfficePort) -> None:
        self._desk = desk
        self._view = view
        self._page: OfficePage | None = None

    @property
    def may_change(self) -> bool:
        """Whether the signed-in person may change the area."""
        return self._desk.may(_CHANGE)

    def open(self) -> None:
        """Read the office."""
        self._desk.jobs.database(self._desk.services.office.page, self._read)

    def _read(self, result: Result[OfficePage]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._page = result.value
        self._view.show_page(result.value)

    def apply_changes(self, changes: Changes) -> None:
        """The office changed, or an exception of duties was granted on a request."""
        if "office" in changes or "request" in changes:
            self.open()

    def open_request(self, item: DutyExceptionItem) -> None:
        """The request of an exception, for who may see it."""
        if self._desk.may("requests.read"):
            self._desk.navigation.open("requests", item.request_id)

    # --- another area ---

    def begin(self) -> None:
        """Ask for another area."""
        if self.may_change and self._page is not None:
            self._view.show_form(self._page)

    def typed(self, area: frozenset[str]) -> None:
        """Another area is in the form: say what it will do."""
        before = self._page.office.area if self._page is not None else frozenset()
        if area in (before, frozenset()):
            self._view.form_says(None)
            return
        added, removed = len(area - before), len(before - area)
        self._view.form_says(message("office.says", added=added, removed=removed, total=len(area)))

    def submit(self, values: dict[str, Any]) -> None:
        """Change the area."""
        office = self._desk.services.office

        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("office.done"))
        self._desk.jobs.database(
            lambda: office.change_area(values["area"], values["reference"], values["reason"]), done
        )
