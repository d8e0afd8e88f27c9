"""What was changed of staff, office and numbers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select

from kmcase.application.read.offices import (
    AreaChangeItem,
    DutyExceptionItem,
    NumberChangeItem,
    RelativeItem,
    StaffChangeItem,
)
from kmcase.domain.staff import Role, StaffChange
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.office import in_order
from kmcase.persistence.rows import office as tables
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Row, Rows

_Place = tuple[frozenset[Role], str]


class SqlOfficeQueries:
    """`OfficeQueries` on rows: an office makes few of these changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)

    def staff_changes(self) -> tuple[StaffChangeItem, ...]:
        """All changes of staff, the newest last."""
        names, places = self._names(), dict[str, _Place]()
        found = []
        for row in sorted(self._rows.all(tables.staff_change), key=in_order):
            before = places.get(row["staff_id"], (frozenset(), ""))
            after = places[row["staff_id"]] = _place(row) if row["roles"] is not None else before
            found.append(
                StaffChangeItem(
                    staff_id=row["staff_id"],
                    change=StaffChange(row["change"]),
                    made_at=datetime.fromisoformat(row["made_at"]),
                    made_by=names.get(row["made_by"], ""),
                    reason=row["reason"],
                    roles_before=before[0],
                    roles=after[0],
                    position_before=before[1],
                    position=after[1],
                )
            )
        return tuple(found)

    def relatives(self) -> tuple[RelativeItem, ...]:
        """All declared relatives, in the order of their declaration."""
        rows = sorted(self._rows.all(tables.relative), key=lambda row: str(row["declaration_id"]))
        return tuple(RelativeItem(**row) for row in rows)

    def area_changes(self) -> tuple[AreaChangeItem, ...]:
        """The areas since the office was opened, the newest last."""
        names, before = self._names(), frozenset[str]()
        found = []
        for row in sorted(self._rows.all(tables.area_change), key=in_order):
            area = frozenset(from_json(row["area"]))
            found.append(
                AreaChangeItem(
                    event_id=row["event_id"],
                    made_at=datetime.fromisoformat(row["made_at"]),
                    made_by=names.get(row["made_by"], ""),
                    reference=row["reference"],
                    reason=row["reason"],
                    area=area,
                    added=area - before,
                    removed=before - area,
                )
            )
            before = area
        return tuple(found)

    def number_changes(self) -> tuple[NumberChangeItem, ...]:
        """The office's own numbers, the newest last."""
        names = self._names()
        return tuple(
            NumberChangeItem(
                change_id=row["change_id"],
                key=row["number_key"],
                value=row["value"],
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                reference=row["reference"],
                reason=row["reason"],
                made_at=datetime.fromisoformat(row["made_at"]),
                made_by=names.get(row["made_by"], ""),
            )
            for row in sorted(self._rows.all(tables.regulation_change), key=in_order)
        )

    def duty_exceptions(self) -> tuple[DutyExceptionItem, ...]:
        """Exceptions of duties, the newest last."""
        names, granted = self._names(), tables.duty_exception
        query = (
            select(granted, aid_request.c.number)
            .join(aid_request, aid_request.c.request_id == granted.c.record_id)
            .where(granted.c.record_noun == "request")
            .order_by(granted.c.granted_at, granted.c.exception_id)
        )
        return tuple(
            DutyExceptionItem(
                exception_id=row.exception_id,
                request_id=row.record_id,
                request_number=row.number,
                duties=tuple(from_json(row.duties)),
                officer=names.get(row.staff_id, ""),
                reason=row.reason,
                granted_by=names.get(row.granted_by, ""),
                granted_at=datetime.fromisoformat(row.granted_at),
            )
            for row in self._connection.execute(query)
        )

    def _names(self) -> dict[str, str]:
        return {row["staff_id"]: row["name"] for row in self._rows.all(tables.staff)}


def _place(row: Row) -> _Place:
    return frozenset(Role(name) for name in from_json(row["roles"])), row["position"]
