"""In which order the entries of all chains came to this store: what it folds in, and hands on in.

An entry comes after all that its writer had seen: laptops meet the office alone, so the office's order keeps causes
before their effects, and whoever receives from the office receives in that order. A row tells of entries of one chain
that came one after another.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from kmcase.journal.entries import EntryHead
from kmcase.persistence.chains import chains
from kmcase.persistence.rows.exchange import arrival
from kmcase.persistence.statements import Rows, bound_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Entries `first` to `last` of a chain."""

    store: str
    first: int
    last: int


def note_arrival(rows: Rows, store: str, first: int, last: int) -> None:
    """These entries came now; inside the transaction that writes them."""
    newest = rows.connection.exec_driver_sql(
        'SELECT seq, store, "last" FROM arrival ORDER BY seq DESC LIMIT 1'
    ).one_or_none()
    if newest is not None and newest[1] == store and newest[2] == first - 1:
        rows.update(arrival, {"seq": newest[0]}, last=last)
    else:
        rows.insert(arrival, seq=(newest[0] if newest else 0) + 1, store=store, first=first, last=last)


def arrivals(connection: Connection) -> Iterator[Stretch]:
    """All entries in the order of their arrival; what no row tells of (it was tampered with) comes last."""
    told: dict[str, int] = {}
    query = 'SELECT store, "first", "last" FROM arrival ORDER BY seq'
    for store, first, last in connection.exec_driver_sql(query).all():
        begin = max(first, told.get(store, 0) + 1)
        if begin <= last:
            yield Stretch(store=store, first=begin, last=last)
        told[store] = max(last, told.get(store, 0))
    mark = bound_mark(connection)
    for store in chains(connection):
        newest = connection.exec_driver_sql(f"SELECT max(n) FROM entry WHERE store = {mark}", (store,)).scalar()
        if newest and newest > told.get(store, 0):
            yield Stretch(store=store, first=told.get(store, 0) + 1, last=int(newest))


def heads_by_arrival(connection: Connection, event_type: str) -> tuple[EntryHead, ...]:
    """The heads of all entries of a type, in the order of their arrival."""
    query = f"SELECT head FROM entry WHERE type = {bound_mark(connection)}"
    heads = [EntryHead.from_text(row[0]) for row in connection.exec_driver_sql(query, (event_type,))]
    begins: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, stretch in enumerate(arrivals(connection)) if heads else ():
        begins[stretch.store].append((stretch.first, place))

    def arrived(head: EntryHead) -> tuple[int, int]:
        every = begins[head.store]
        return every[bisect(every, head.n, key=lambda each: each[0]) - 1][1], head.n

    return tuple(sorted(heads, key=arrived))
