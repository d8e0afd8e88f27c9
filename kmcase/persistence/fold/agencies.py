"""Agencies: fields are what the set of writes adds up to."""

from __future__ import annotations

from kmcase.domain.agencies import AgencyDescribed, AgencyValues
from kmcase.domain.events import build, build_fields
from kmcase.domain.versions import Resolved, resolve
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.fold.writes import add_write, as_write
from kmcase.persistence.rows import agencies as tables
from kmcase.persistence.statements import Rows
from kmcase.thai.collation import sort_key


@folds(AgencyDescribed)
def _described(rows: Rows, at: At, event: AgencyDescribed) -> None:
    build_fields(AgencyValues, event.values)
    add_write(rows, tables.agency_write, "agency_id", event.agency_id, at, event.values, event.seen)
    found = resolved_agency(rows, event.agency_id)
    present = found.known
    values: AgencyValues = build(AgencyValues, present)
    rows.put(
        tables.agency,
        agency_id=event.agency_id,
        content=present,
        sort_key=sort_key(values.name),
        conflicts=sorted(found.conflicts),
    )


def resolved_agency(rows: Rows, agency_id: str) -> Resolved:
    """What stands of an agency's fields."""
    return resolve(as_write(row) for row in rows.all(tables.agency_write, agency_id=agency_id))
