"""The directory of agencies: entered and changed by whoever finds out something, on laptops too."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.changes import Outcome
from kmcase.application.work import Unit, Work
from kmcase.domain.agencies import Agency, AgencyDescribed, AgencyValues
from kmcase.domain.casework import Dimension
from kmcase.domain.errors import require_that

_TEXTS = ("name", "services", "place", "open_when", "phone", "contact", "ask_for")


class AgencyService:
    """Use cases of the directory."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def list(self) -> tuple[Agency, ...]:
        """All agencies by name, those no longer active as well."""
        with self._work.read("agencies.read") as reading:
            return reading.agencies.list()

    def agency(self, agency_id: str) -> Agency:
        """An agency with what an editor of it has seen; raises `agencies.unknown`."""
        with self._work.read("agencies.read") as reading:
            return reading.agencies.agency(agency_id)

    def dimensions(self) -> tuple[Dimension, ...]:
        """What an agency may offer something for."""
        with self._work.read("agencies.read") as reading:
            return reading.cases.newest_casework().dimensions

    def enter(self, values: AgencyValues) -> Outcome[str]:
        """A new agency; gives the id. Raises `agencies.name_missing`, `agencies.offers_missing`."""
        with self._work.begin("agencies.change") as unit:
            kept = _tidy(unit, values)
            agency_id = unit.ids.new()
            unit.record(AgencyDescribed(agency_id=agency_id, values=kept.differences(AgencyValues()), seen={}))
            return unit.commit(agency_id)

    def change(self, before: Agency, values: AgencyValues) -> Outcome[str]:
        """Other values than the editor saw; what somebody wrote apart meanwhile comes to stand beside them."""
        with self._work.begin("agencies.change") as unit:
            unit.agencies.agency(before.agency_id)
            changed = _tidy(unit, values).differences(before.values)
            changed |= {name: value for name, value in values.differences(AgencyValues()).items()
                        if name in before.conflicts}  # fmt: skip
            if changed:
                seen = {name: before.seen[name] for name in changed if name in before.seen}
                unit.record(AgencyDescribed(agency_id=before.agency_id, values=changed, seen=seen))
            return unit.commit(before.agency_id)


def _tidy(unit: Unit, values: AgencyValues) -> AgencyValues:
    tidy = replace(values, **{name: getattr(values, name).strip() for name in _TEXTS})
    require_that(bool(tidy.name), "agencies.name_missing", "name")
    order = [dimension.code for dimension in unit.cases.newest_casework().dimensions]
    offers = tuple(code for code in order if code in values.offers)
    others = tuple(sorted(set(values.offers) - set(order)))
    require_that(bool(offers or others), "agencies.offers_missing", "offers")
    return replace(tidy, offers=(*offers, *others))
