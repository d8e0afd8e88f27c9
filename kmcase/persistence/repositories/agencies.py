"""Agencies of the directory."""

from __future__ import annotations

from kmcase.domain.agencies import Agency, AgencyValues
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.persistence.fold.agencies import resolved_agency
from kmcase.persistence.plain import from_json
from kmcase.persistence.rows.agencies import agency
from kmcase.persistence.statements import Rows


class SqlAgencies:
    """`AgencyRepository` on rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def agency(self, agency_id: str) -> Agency:
        """An agency; raises `agencies.unknown`."""
        row = self._rows.one(agency, agency_id=agency_id)
        if row is None:
            raise DomainError("agencies.unknown")
        resolved = resolved_agency(self._rows, agency_id)
        return Agency(
            agency_id=agency_id,
            values=build(AgencyValues, from_json(row["content"])),
            seen=resolved.seen(resolved.values),
            conflicts=resolved.conflicts,
        )

    def list(self) -> tuple[Agency, ...]:
        """All agencies by name, those no longer active as well."""
        rows = sorted(self._rows.all(agency), key=lambda row: (row["sort_key"], row["agency_id"]))
        return tuple(
            Agency(
                agency_id=row["agency_id"],
                values=build(AgencyValues, from_json(row["content"])),
                conflicts=frozenset(from_json(row["conflicts"])),
            )
            for row in rows
        )
