"""Records with values that were written apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, literal_column, select

from kmcase.application.read.conflicts import ConflictItem, ConflictPage
from kmcase.domain.people import HouseholdValues, PersonValues
from kmcase.domain.versions import Resolved
from kmcase.persistence.fold.people import resolved_household, resolved_person
from kmcase.persistence.queries.standing import Standing
from kmcase.persistence.rows.people import NO_CONFLICT, household, person
from kmcase.persistence.statements import Rows

Resolve = Callable[[Rows, str], Resolved]
_SOURCES: tuple[tuple[str, Table, type[Any], Resolve], ...] = (
    ("person", person, PersonValues, resolved_person),
    ("household", household, HouseholdValues, resolved_household),
)


class SqlConflictQueries:
    """`ConflictQueries` on plain selects: the tables keep which of their rows are in conflict."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """How many records have some."""
        return sum(
            self._connection.execute(select(func.count()).select_from(table).where(_in_conflict(table))).scalar_one()
            for _, table, _, _ in _SOURCES
        )

    def list(self) -> tuple[ConflictPage, ...]:
        """All of them, the newest first."""
        return tuple(sorted(self._pages(), key=lambda page: page.item.newest_at, reverse=True))

    def _pages(self) -> Iterator[ConflictPage]:
        rows, standing = Rows(self._connection), Standing(self._connection)
        for noun, table, kind, resolve in _SOURCES:
            for row in self._connection.execute(select(table).where(_in_conflict(table))).all():
                record_id = getattr(row, f"{noun}_id")
                resolved = resolve(rows, record_id)
                found = standing.of(kind, resolved)
                every = [each for values in found.values() for each in values]
                item = ConflictItem(
                    noun=noun,
                    record_id=record_id,
                    title=f"{row.title}{row.first_name} {row.last_name}".strip() if noun == "person" else "",
                    house_no=row.house_no,
                    moo=row.moo,
                    subdistrict_code=row.subdistrict_code,
                    fields=tuple(found),
                    written_by=tuple(dict.fromkeys(each.written_by for each in every)),
                    laptops=tuple(dict.fromkeys(each.laptop for each in every)),
                    newest_at=max(each.written_at for each in every),
                )
                yield ConflictPage(item=item, standing=found, seen=resolved.seen(found))


def _in_conflict(table: Table) -> ColumnElement[bool]:
    """As the partial index says it: by a constant, for SQLite looks at no bound value when it chooses an index."""
    return table.c.conflicts != literal_column(f"'{NO_CONFLICT}'")
