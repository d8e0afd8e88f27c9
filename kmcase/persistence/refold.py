"""The journal folded again: what the tables ought to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from kmcase.domain.events import decode
from kmcase.journal.checkpoints import row_mark
from kmcase.journal.entries import EntryHead
from kmcase.persistence.chains import chains
from kmcase.persistence.fold import At, fold
from kmcase.persistence.statements import Rows, bound_mark

_ENTRIES = (
    "SELECT entry.head, entry.hash, entry_body.body FROM entry"
    " LEFT JOIN entry_body ON entry_body.store = entry.store AND entry_body.n = entry.n"
    " WHERE entry.store = {mark} ORDER BY entry.n"
)


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as folding needs it; `body` is None where it was erased."""

    head: EntryHead
    hash: bytes
    body: str | None


def read_entries(connection: Connection) -> Iterator[StoredEntry]:
    """All entries, chain after chain; a restored office's chain after the one that it goes on from."""
    query = _ENTRIES.format(mark=bound_mark(connection))
    for store in chains(connection):
        for head, entry_hash, body in connection.exec_driver_sql(query, (store,)):
            yield StoredEntry(EntryHead.from_text(head), bytes(entry_hash), body)


def fold_everything(rows: Rows, entries: Iterable[StoredEntry]) -> int:
    """Fold entries in order; gives their number."""
    count = 0
    for entry in entries:
        count += 1
        if entry.body is None:
            continue
        head = entry.head
        at = At(event_id=head.event_id, at=head.at, actor=head.actor, mark=row_mark(entry.hash))
        fold(rows, at, decode(head.type, json.loads(entry.body)))
    return count
