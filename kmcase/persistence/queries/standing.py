"""Values that stand side by side in a field, with who wrote each, when, and on which device."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from kmcase.application.read.conflicts import StandingValue
from kmcase.domain.events import build
from kmcase.domain.people import Address
from kmcase.domain.versions import Resolved, Version
from kmcase.journal.entries import EntryHead
from kmcase.persistence.rows import exchange, journal
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.people import family, household
from kmcase.persistence.statements import Rows


class Standing:
    """Reads what several records need once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = Rows(connection)
        self._names: dict[str, str] | None = None

    def of(self, kind: type[Any] | None, resolved: Resolved) -> Mapping[str, tuple[StandingValue, ...]]:
        """The fields of a record in conflict, each with its values, the one that is shown last.

        `kind` is the class of its values, None for answers, which are plain.
        """
        return {
            name: tuple(self.value(kind, name, version) for version in resolved.versions[name])
            for name in sorted(resolved.conflicts)
        }

    def value(self, kind: type[Any] | None, name: str, version: Version) -> StandingValue:
        """A value with where it comes from; `kind` as of `of`."""
        store, _, number = version.event_id.rpartition(":")
        row = self._rows.one(journal.entry, store=store, n=int(number))
        head = EntryHead.from_text(row["head"]) if row is not None else None
        return StandingValue(
            event_id=version.event_id,
            written_by=self._staff().get(version.actor, version.actor),
            written_at=datetime.fromisoformat(version.at),
            value=self._shown(kind, name, version.value),
            plain=version.value,
            laptop=self._laptop(store),
            workstation=head.workstation if head is not None else "",
            use_case=head.use_case if head is not None else "",
        )

    def _shown(self, kind: type[Any] | None, name: str, plain: object) -> object:
        if kind is None:
            return plain
        if name == "family_id" and plain is not None:
            return self._house_of(str(plain))
        return getattr(build(kind, {} if plain is None else {name: plain}), name)

    def _house_of(self, family_id: str) -> Address:
        query = select(household).join(family, family.c.household_id == household.c.household_id)
        row = self._connection.execute(query.where(family.c.family_id == family_id)).one_or_none()
        return address_of(row) if row is not None else Address()

    def _laptop(self, store: str) -> str:
        chain = self._rows.one(exchange.laptop_chain, store=store)
        found = self._rows.one(exchange.laptop, laptop_id=chain["laptop_id"]) if chain is not None else None
        return str(found["name"]) if found is not None else ""

    def _staff(self) -> Mapping[str, str]:
        if self._names is None:
            query = select(staff.c.staff_id, staff.c.name)
            self._names = {row.staff_id: row.name for row in self._connection.execute(query)}
        return self._names


def address_of(row: Any) -> Address:
    """Where a person or a household lives, of its row."""
    return Address(
        house_no=row.house_no,
        moo=row.moo,
        village=row.village,
        soi=row.soi,
        road=row.road,
        subdistrict_code=row.subdistrict_code,
    )
