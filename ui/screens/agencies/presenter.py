"""The directory: what somebody needs, who offers it, and what is written of an agency. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.domain.agencies import Agency, AgencyValues
from kmcase.domain.casework import Dimension
from kmcase.messages import message
from ui.answering import FormPort, recorded, told
from ui.ports import Desk, Done, Err, Result

EVERY_NEED = ""

_Opened = tuple[tuple[Agency, ...], tuple[Dimension, ...]]


class AgenciesPort(FormPort, Protocol):
    """What the view can show."""

    def show_agencies(self, items: tuple[Agency, ...], dimensions: tuple[Dimension, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_form(self, agency: Agency | None, dimensions: tuple[Dimension, ...]) -> None: ...


class AgenciesPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: AgenciesPort) -> None:
        self._desk = desk
        self._view = view
        self._agencies: tuple[Agency, ...] = ()
        self._dimensions: tuple[Dimension, ...] = ()
        self._need = EVERY_NEED

    @property
    def may_change(self) -> bool:
        """Whether the signed-in person enters and changes agencies."""
        return self._desk.may("agencies.change")

    def refresh(self) -> None:
        """Read the directory."""
        service = self._desk.services.agencies
        self._desk.jobs.database(lambda: (service.list(), service.dimensions()), self._came)

    def _came(self, result: Result[_Opened]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._agencies, self._dimensions = result.value
        self._show()

    def need(self, dimension: str) -> None:
        """Show who offers something for a need, or everybody."""
        self._need = dimension
        self._show()

    def _show(self) -> None:
        found = (one for one in self._agencies if self._need in ("", *one.values.offers))
        self._view.show_agencies(tuple(found), self._dimensions)

    def changed(self, changes: Changes) -> None:
        """An agency was written."""
        if "agency" in changes:
            self.refresh()

    def begin(self, agency: Agency | None) -> None:
        """Open the form of an agency as it stands now, or of a new one."""
        if not self.may_change:
            return
        if agency is None:
            self._view.show_form(None, self._dimensions)
            return
        service, agency_id = self._desk.services.agencies, agency.agency_id

        def show(found: Agency) -> None:
            self._view.show_form(found, self._dimensions)

        self._desk.jobs.database(lambda: service.agency(agency_id), told(self._desk, show))

    def save(self, agency: Agency | None, filled: Mapping[str, Any]) -> None:
        """Write what the form holds."""
        service = self._desk.services.agencies
        subdistrict = filled["subdistrict_code"] or ""
        values = AgencyValues(**{**filled, "subdistrict_code": subdistrict, "offers": tuple(sorted(filled["offers"]))})
        done: Done[Outcome[str]] = recorded(self._desk, self._view, message("agencies.saved", name=values.name.strip()))
        if agency is None:
            self._desk.jobs.database(lambda: service.enter(values), done)
        else:
            self._desk.jobs.database(lambda: service.change(agency, values), done)
