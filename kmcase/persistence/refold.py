"""The journal folded again: what the tables ought to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.events import Touched, decode
from kmcase.domain.laptops import RefusedBy
from kmcase.journal.entries import EntryHead
from kmcase.persistence.arrivals import Stretch, arrivals
from kmcase.persistence.batched import BatchedRows
from kmcase.persistence.chains import laptop_chains
from kmcase.persistence.fold import At, fold, refuse
from kmcase.persistence.statements import Rows, bound_mark

_ENTRIES = (
    "SELECT entry.head, entry.hash, entry_body.body FROM entry"
    " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
    " WHERE entry.store = {mark} AND entry.n BETWEEN {mark} AND {mark} ORDER BY entry.n"
)

_PART = 1_000
"""Entries that are read at once."""
_OF_THE_STORE = (OperationalError, InterfaceError, InternalError, EnvironmentProblem, MemoryError)
"""Troubles of disk, server and memory: the entry has no part in them, and may be folded when they are gone."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as folding needs it; `body` is None where it was erased or never came."""

    head: EntryHead
    hash: bytes
    body: str | None
    by_laptop: bool


def read_entries(connection: Connection) -> Iterator[StoredEntry]:
    """All entries in the order in which they came here."""
    query = _ENTRIES.format(mark=bound_mark(connection))
    laptops = frozenset(laptop_chains(connection))
    for store, first, last in _parts(arrivals(connection)):
        # Read to its end: SQLite breaks off a reading when what was folded meanwhile is taken back.
        for head, entry_hash, body in connection.exec_driver_sql(query, (store, first, last)).all():
            yield StoredEntry(EntryHead.from_text(head), bytes(entry_hash), body, store in laptops)


def _parts(every: Iterable[Stretch]) -> Iterator[tuple[str, int, int]]:
    for stretch in every:
        for first in range(stretch.first, stretch.last + 1, _PART):
            yield stretch.store, first, min(first + _PART - 1, stretch.last)


def fold_everything(connection: Connection, entries: Iterable[StoredEntry]) -> int:
    """Fold entries in order; gives their number."""
    count = 0
    every = iter(entries)
    while some := list(islice(every, _PART)):
        count += len(some)
        fold_together(connection, [entry for entry in some if entry.body is not None])
    return count


def fold_together(connection: Connection, entries: Sequence[StoredEntry]) -> set[Touched]:
    """Fold entries, whose bodies are here, in order; gives what they touch, and tables as `fold_entry` of each gives.

    All are tried as if each could be folded; only where one cannot are they folded one by one.
    """
    rows = BatchedRows(connection)
    try:
        with rows.all_or_nothing():
            touched = {each for entry in entries for each in _fold(rows, _at(entry), entry)}
            rows.flush()
            return touched
    except _OF_THE_STORE:
        raise
    except Exception:  # noqa: BLE001  the one that brought it about is found below
        one_by_one = Rows(connection)
        return {each for entry in entries for each in fold_entry(one_by_one, entry)}


def fold_entry(rows: Rows, entry: StoredEntry) -> tuple[Touched, ...]:
    """Fold one entry, whose body is here; gives what it touches.

    What another device wrote cannot stop a store: an entry of a laptop that cannot be read or folded is noted as
    refused and adds nothing else. One of the office's raises.
    """
    at = _at(entry)
    if not entry.by_laptop:
        return _fold(rows, at, entry)
    try:
        with rows.all_or_nothing():
            return _fold(rows, at, entry)
    except _OF_THE_STORE:
        raise
    except Exception:  # noqa: BLE001  whatever a forged body brings about
        refuse(rows, at, entry.head.type, RefusedBy.UNREADABLE)
        return ()


def _at(entry: StoredEntry) -> At:
    head = entry.head
    return At(event_id=head.event_id, at=head.at, actor=head.actor, hash=entry.hash, by_laptop=entry.by_laptop)


def _fold(rows: Rows, at: At, entry: StoredEntry) -> tuple[Touched, ...]:
    body = entry.body or ""
    event = decode(entry.head.type, json.loads(body))
    fold(rows, at, event, body)
    return event.touches
