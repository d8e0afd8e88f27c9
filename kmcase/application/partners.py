"""Partners of field work: who they are, and changes to it."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.changes import Outcome
from kmcase.application.read.appointments import PartnerItem
from kmcase.application.work import Work
from kmcase.domain.errors import require_that
from kmcase.domain.partners import PartnerChanged, PartnerListed, PartnerValues


class PartnerService:
    """Use cases of partners."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def partners(self) -> tuple[PartnerItem, ...]:
        """All partners by kind and name, those no longer active as well."""
        with self._work.read("partners.read") as reading:
            return reading.appointments.partner_items()

    def enter(self, values: PartnerValues) -> Outcome[str]:
        """A new partner; gives the id. Raises `partners.name_missing`."""
        kept = _tidy(values)
        with self._work.begin("partners.change") as unit:
            partner_id = unit.ids.new()
            unit.record(PartnerListed(partner_id=partner_id, content=kept.as_plain()))
            return unit.commit(partner_id)

    def change(self, partner_id: str, values: PartnerValues) -> Outcome[str]:
        """Other values; only what differs is written, so that another's change of another field stands."""
        kept = _tidy(values)
        with self._work.begin("partners.change") as unit:
            content = kept.differences(unit.appointments.partner(partner_id).values)
            if content:
                unit.record(PartnerChanged(partner_id=partner_id, content=content))
            return unit.commit(partner_id)


def _tidy(values: PartnerValues) -> PartnerValues:
    name = values.name.strip()
    require_that(bool(name), "partners.name_missing", "name")
    return replace(values, name=name, agency=values.agency.strip(), phone=values.phone.strip())
