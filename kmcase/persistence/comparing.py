"""Tables of two stores compared row for row: the store with the journal folded anew, or an office with its copy."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table

from kmcase.application.verification import said
from kmcase.messages import Message
from kmcase.persistence import schema
from kmcase.persistence.engine import memory_engine
from kmcase.persistence.refold import fold_everything, read_entries
from kmcase.persistence.rows import LOCAL, STATE
from kmcase.persistence.statements import Row, Rows


def compare_with_journal(connection: Connection) -> tuple[int, list[Message]]:
    """The state tables against the journal folded anew: how many entries there are, and what differs."""
    problems: list[Message] = []
    with memory_engine().begin() as fresh:
        schema.create_state(fresh)
        count = fold_everything(fresh, read_entries(connection))
        for table in STATE.sorted_tables:
            if table.name not in LOCAL:
                problems += compare_table(table, connection, fresh)
    return count, problems


def compare_table(table: Table, held: Connection, folded: Connection) -> Iterable[Message]:
    """Rows that differ between the store and the journal folded anew, by table, number and field."""
    keys = [column.name for column in table.primary_key.columns]
    one, other = _by_key(table, keys, held), _by_key(table, keys, folded)
    for key in sorted(one.keys() | other.keys()):
        mine, ought = one.get(key), other.get(key)
        if mine is None and ought is not None:
            yield said("row_missing", table=table.name, number=_number(ought, keys))
        elif ought is None and mine is not None:
            yield said("row_added", table=table.name, number=_number(mine, keys))
        elif mine is not None and ought is not None:
            for name in mine:
                if mine[name] != ought[name]:
                    yield said("field_differs", table=table.name, number=_number(ought, keys), field=name)


def _by_key(table: Table, keys: list[str], connection: Connection) -> dict[tuple[str, ...], Row]:
    return {tuple(str(row[name]) for name in keys): row for row in Rows(connection).all(table)}


def _number(row: Row, keys: list[str]) -> str:
    """The number that people know a row by, else its key."""
    for name in ("number", "voucher_number", "budget_id"):
        if row.get(name):
            return str(row[name])
    return "/".join(str(row[name]) for name in keys)
