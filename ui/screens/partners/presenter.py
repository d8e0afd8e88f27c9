"""Decides for partners: who is in front, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.appointments import PartnerItem
from kmcase.domain.partners import PartnerValues
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Result


class PartnersPort(Protocol):
    """What the view can show."""

    def show_partners(self, items: tuple[PartnerItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_form(self, item: PartnerItem | None) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self, partner_id: str, said: Message) -> None: ...


class PartnersPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: PartnersPort) -> None:
        self._desk = desk
        self._view = view
        self._editing: PartnerItem | None = None

    @property
    def may_change(self) -> bool:
        """Whether the signed-in person enters and changes partners."""
        return self._desk.may("partners.change")

    def refresh(self) -> None:
        """Read all partners."""
        self._desk.jobs.database(self._desk.services.partners.partners, self._came)

    def _came(self, result: Result[tuple[PartnerItem, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self._view.show_partners(result.value)

    def apply_changes(self, changes: Changes) -> None:
        """A partner, or who goes along, was changed."""
        if "partner" in changes or "appointment" in changes:
            self.refresh()

    def begin(self, item: PartnerItem | None) -> None:
        """Open the form of a partner, or of a new one."""
        if self.may_change:
            self._editing = item
            self._view.show_form(item)

    def save(self, filled: Mapping[str, Any]) -> None:
        """Write what the form holds."""
        item, partners = self._editing, self._desk.services.partners
        values = PartnerValues(
            kind=filled["kind"],
            name=filled["name"],
            agency=filled["agency"],
            phone=filled["phone"],
            subdistrict_code=filled["subdistrict_code"] or "",
            active=filled["active"],
        )

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.form_failed(result)
                return
            self._view.form_done(result.value.value, message("partners.saved", name=values.name.strip()))
            self._desk.announce(result.value.changes)

        if item is None:
            self._desk.jobs.database(lambda: partners.enter(values), done)
        else:
            self._desk.jobs.database(lambda: partners.change(item.partner_id, values), done)
