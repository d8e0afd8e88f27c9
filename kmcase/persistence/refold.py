"""The journal folded again: what the tables ought to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from kmcase.domain.events import Event, decode
from kmcase.journal.checkpoints import row_mark
from kmcase.journal.entries import EntryHead
from kmcase.persistence.arrivals import arrivals
from kmcase.persistence.chains import laptop_chains
from kmcase.persistence.fold import At, fold
from kmcase.persistence.statements import Rows, bound_mark

_ENTRIES = (
    "SELECT entry.head, entry.hash, entry_body.body FROM entry"
    " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
    " WHERE entry.store = {mark} AND entry.n BETWEEN {mark} AND {mark} ORDER BY entry.n"
)


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
    for stretch in arrivals(connection):
        bounds = (stretch.store, stretch.first, stretch.last)
        for head, entry_hash, body in connection.exec_driver_sql(query, bounds):
            yield StoredEntry(EntryHead.from_text(head), bytes(entry_hash), body, stretch.store in laptops)


def fold_everything(rows: Rows, entries: Iterable[StoredEntry]) -> int:
    """Fold entries in order; gives their number."""
    count = 0
    for entry in entries:
        count += 1
        if entry.body is not None:
            fold_entry(rows, entry)
    return count


def fold_entry(rows: Rows, entry: StoredEntry) -> Event:
    """Fold one entry, whose body is here; gives its event."""
    head, body = entry.head, entry.body or ""
    at = At(event_id=head.event_id, at=head.at, actor=head.actor, mark=row_mark(entry.hash), by_laptop=entry.by_laptop)
    event = decode(head.type, json.loads(body))
    fold(rows, at, event, body)
    return event
