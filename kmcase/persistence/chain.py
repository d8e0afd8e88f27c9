"""Appending to this store's chain, inside the transaction that folds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.events import Event, encode
from kmcase.domain.ids import Ids
from kmcase.journal.checkpoints import Frontier
from kmcase.journal.entries import GENESIS, EntryHead, canonical, chain_hash, commitment
from kmcase.persistence.arrivals import note_arrival
from kmcase.persistence.fold import At, fold
from kmcase.persistence.rows import journal as tables
from kmcase.persistence.statements import Rows, bound_mark

Signer = Callable[[bytes], bytes]
ENTRY_COLUMNS = ("store", "n", "type", "head", "hash", "signature")
BODY_COLUMNS = ("store", "n", "salt", "body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """In whose name entries are written; `laptop`: in a laptop's chain, where the office's events count for nothing."""

    store: str
    actor: str
    workstation: str
    use_case: str
    ids: Ids
    signer: Signer | None = None
    laptop: bool = False


def iso(moment: datetime) -> str:
    """ISO UTC with microseconds and `Z`: sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _frontier(text: str) -> Frontier:
    try:
        return Frontier.from_text(text)
    except ValueError:
        raise EnvironmentProblem("verify.not_signed") from None


class Chain:
    """The end of a store's chain, locked for this transaction; raises `verify.not_signed` for an end that is none."""

    def __init__(self, connection: Connection, writer: Writer) -> None:
        self._rows = Rows(connection)
        self._writer = writer
        lock = " FOR UPDATE" if connection.dialect.name == "postgresql" else ""
        mark = bound_mark(connection)
        found = connection.exec_driver_sql(
            f"SELECT n, hash, frontier FROM chain_head WHERE store = {mark}{lock}", (writer.store,)
        ).one_or_none()
        self._n: int = found[0] if found else 0
        self._hash: bytes = bytes(found[1]) if found else GENESIS
        self._frontier = _frontier(found[2]) if found else Frontier()
        self._entries: list[tuple[object, ...]] = []
        self._bodies: list[tuple[str, int, bytes, str]] = []

    @property
    def end(self) -> tuple[str, int, bytes]:
        """Store, number and hash of the newest entry."""
        return self._writer.store, self._n, self._hash

    def append(self, event: Event, at: datetime) -> At:
        """Add an entry and fold it; returns where it stands. The journal's own rows are written by `finish`."""
        body = canonical(encode(event))
        salt = self._writer.ids.salt()
        head = EntryHead(
            store=self._writer.store,
            n=self._n + 1,
            type=event.TYPE,
            version=event.VERSION,
            at=iso(at),
            actor=self._writer.actor,
            workstation=self._writer.workstation,
            use_case=self._writer.use_case,
            commitment=commitment(salt, body),
        )
        text = head.canonical()
        self._hash = chain_hash(self._hash, text)
        self._n += 1
        self._frontier.append(self._hash)
        signed = self._writer.signer(self._hash) if self._writer.signer else None
        self._entries.append((head.store, head.n, head.type, text.decode(), self._hash, signed))
        self._bodies.append((head.store, head.n, salt, body.decode()))
        where = At(
            event_id=head.event_id,
            at=head.at,
            actor=head.actor,
            hash=self._hash,
            by_laptop=self._writer.laptop,
        )
        fold(self._rows, where, event, self._bodies[-1][-1])
        return where

    def finish(self) -> None:
        """Write the entries and the new end; last of all before the commit."""
        if self._entries:
            note_arrival(self._rows, self._writer.store, self._n - len(self._entries) + 1, self._n)
            self._rows.insert_all(tables.entry, ENTRY_COLUMNS, self._entries)
            self._rows.insert_all(tables.entry_body, BODY_COLUMNS, self._bodies)
            self._entries.clear()
            self._bodies.clear()
            self._rows.put(
                tables.chain_head,
                store=self._writer.store,
                n=self._n,
                hash=self._hash,
                frontier=self._frontier.to_text(),
            )
