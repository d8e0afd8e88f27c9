"""The office and its numbers: read at every unit, so kept small."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.offices import Office, OfficeKind
from kmcase.persistence.rows import office as tables
from kmcase.persistence.statements import Row, Rows
from kmcase.rules.regulations import Number, Regulations, shipped_regulations


def in_order(row: Row) -> tuple[str, int]:
    """What rows with `made_at` and `event_id` are sorted by: when, and at one moment the place in the chain."""
    return row["made_at"], int(row["event_id"].rpartition(":")[2])


def load_office(connection: Connection) -> Office:
    """The office of this store; raises `office_files.no_office` where its first entry is missing."""
    rows = Rows(connection)
    row = rows.one(tables.office)
    if row is None:
        raise EnvironmentProblem("office_files.no_office")
    area = frozenset(found["subdistrict_code"] for found in rows.all(tables.office_area, store=row["store"]))
    return Office(
        store=row["store"],
        name=row["name"],
        kind=OfficeKind(row["kind"]),
        province_code=row["province_code"],
        area=area,
        short_code=row["short_code"],
        sample=bool(row["sample"]),
        signing_key=row["signing_key"],
    )


def load_regulations(connection: Connection) -> Regulations:
    """Shipped numbers with the office's own changes in the order in which they were made."""
    shipped = shipped_regulations()
    rows = sorted(Rows(connection).all(tables.regulation_change), key=in_order)
    if not rows:
        return shipped
    certainty = {number.key: number.certainty for number in shipped.shipped}
    return shipped.with_changes(
        Number(
            key=row["number_key"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            value=row["value"],
            reference=row["reference"],
            certainty=certainty[row["number_key"]],
            office_own=True,
        )
        for row in rows
    )
