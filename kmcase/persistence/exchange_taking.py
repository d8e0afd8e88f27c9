"""Applying what another store sends: one transaction a frame, all of it or nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from kmcase.application.exchange.bundles import Frame
from kmcase.application.exchange.ports import Taken
from kmcase.domain.events import build
from kmcase.domain.laptops import OFFICE_DEVICE, LaptopBegan, LaptopHeard, LaptopRestored
from kmcase.journal.checkpoints import Frontier
from kmcase.journal.entries import Entry, EntryHead, chain_hash
from kmcase.journal.merge import Fate, Held, Known, Verdict, judge
from kmcase.persistence.arrivals import note_arrival
from kmcase.persistence.chain import BODY_COLUMNS, ENTRY_COLUMNS, iso
from kmcase.persistence.chains import laptop_chains
from kmcase.persistence.refold import StoredEntry, fold_together
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.rows import journal
from kmcase.persistence.statements import Rows

_STOPPING = frozenset({Fate.HELD_BACK, Fate.FORKED, Fate.REFUSED, Fate.DAMAGED})
_FIRST_OF_LAPTOP = frozenset({LaptopBegan.TYPE, LaptopRestored.TYPE})
_RESTORED = LaptopRestored.TYPE.encode()
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class Stopped(Exception):
    """An entry that cannot be taken: its frame is left alone."""

    def __init__(self, fate: Fate, head: EntryHead | None, told_hash: bytes) -> None:
        super().__init__(fate.value)
        self.fate = fate
        self.head = head
        self.told_hash = told_hash


class Taking:
    """One frame, inside its transaction."""

    def __init__(self, connection: Connection, sender: str) -> None:
        self._rows = Rows(connection)
        self._sender = sender
        self._ends: dict[str, tuple[int, bytes, Frontier]] = {}
        self._laptops = set(laptop_chains(connection))
        own = self._rows.all(tables.laptop_chain, laptop_id=sender)
        self._senders = {sender, *(row["store"] for row in own)}
        self._entries: list[tuple[object, ...]] = []
        self._bodies: list[tuple[object, ...]] = []
        self._to_fold: list[StoredEntry] = []
        self.taken = Taken()
        self.needs_rebuild = False

    def take(self, frame: Frame) -> None:
        """Apply all entries; raises `Stopped`."""
        began: dict[str, int] = {}
        for entry in frame.entries:
            self._admit(entry)
            verdict = self._verdict(entry)
            if verdict.fate in _STOPPING:
                raise Stopped(verdict.fate, verdict.head, self._told_hash(entry, verdict))
            head = verdict.head
            assert head is not None
            self.taken.fates[verdict.fate] = self.taken.count(verdict.fate) + 1
            self.taken.receipts += verdict.fate is Fate.NEW and head.type == LaptopHeard.TYPE
            if verdict.fate is Fate.NEW:
                began.setdefault(head.store, head.n)
                self._append(entry, head, verdict.hash)
            elif verdict.fate is Fate.BODY:
                self._insert_body(head, entry)
                self.needs_rebuild = True
        self._finish(began)

    def _verdict(self, entry: Entry) -> Verdict:
        """A laptop tells whole entries of its own: a body sent after its head would be folded unseen, when all is."""
        verdict = judge(entry, held=self._held, known=self._known, may_tell=self._may_tell)
        if self._sender == OFFICE_DEVICE:
            return verdict
        if verdict.fate is Fate.NEW and entry.body is None:
            return replace(verdict, fate=Fate.DAMAGED)
        return replace(verdict, fate=Fate.KNOWN) if verdict.fate is Fate.BODY else verdict

    def _append(self, entry: Entry, head: EntryHead, entry_hash: bytes) -> None:
        _, _, frontier = self._end(head.store)
        frontier.append(entry_hash)
        self._ends[head.store] = (head.n, entry_hash, frontier)
        self._entries.append((head.store, head.n, head.type, entry.head_text.decode(), entry_hash, entry.signature))
        if head.n == 1 and head.type in _FIRST_OF_LAPTOP:
            self._laptops.add(head.store)
        if entry.body is None:
            return
        self._insert_body(head, entry)
        self._to_fold.append(StoredEntry(head, entry_hash, entry.body.decode(), head.store in self._laptops))

    def _insert_body(self, head: EntryHead, entry: Entry) -> None:
        self._bodies.append((head.store, head.n, entry.salt, (entry.body or b"").decode()))

    def _finish(self, began: dict[str, int]) -> None:
        self.taken.touched.update(fold_together(self._rows.connection, self._to_fold))
        self._rows.insert_all(journal.entry, ENTRY_COLUMNS, self._entries)
        self._rows.insert_all(journal.entry_body, BODY_COLUMNS, self._bodies)
        for store, first in began.items():
            n, entry_hash, frontier = self._ends[store]
            note_arrival(self._rows, store, first, n)
            self._rows.put(journal.chain_head, store=store, n=n, hash=entry_hash, frontier=frontier.to_text())

    def _admit(self, entry: Entry) -> None:
        """A restored laptop goes on in a chain of a new id, whose first entry names the one before."""
        if self._sender == OFFICE_DEVICE or entry.body is None or _RESTORED not in entry.head_text:
            return
        try:
            head = EntryHead.from_text(entry.head_text)
            if head.n != 1 or head.type != LaptopRestored.TYPE:
                return
            told = build(LaptopRestored, json.loads(entry.body))
        except _UNREADABLE:
            return
        own = told.laptop_id == self._sender and told.old_store in self._senders and told.store == head.store
        if own and self._rows.one(tables.laptop, laptop_id=head.store) is None:
            self._senders.add(head.store)

    def _may_tell(self, head: EntryHead) -> bool:
        """The office tells of every chain; a laptop of its own, whose first entry says that it is one."""
        if self._sender == OFFICE_DEVICE:
            return True
        first = LaptopBegan.TYPE if head.store == self._sender else LaptopRestored.TYPE
        return head.store in self._senders and (head.n > 1 or head.type == first)

    def _held(self, store: str) -> Held:
        n, entry_hash, _ = self._end(store)
        return Held(size=n, head=entry_hash)

    def _end(self, store: str) -> tuple[int, bytes, Frontier]:
        if store not in self._ends:
            row = self._rows.one(journal.chain_head, store=store)
            self._ends[store] = (
                (row["n"], bytes(row["hash"]), Frontier.from_text(row["frontier"]))
                if row is not None
                else (0, Held().head, Frontier())
            )
        return self._ends[store]

    def _known(self, store: str, n: int) -> Known | None:
        row = self._rows.one(journal.entry, store=store, n=n)
        if row is None:
            return None
        has_body = self._rows.one(journal.entry_body, store=store, n=n) is not None
        return Known(head_text=row["head"].encode(), has_body=has_body)

    def _told_hash(self, entry: Entry, verdict: Verdict) -> bytes:
        head = verdict.head
        if verdict.fate is not Fate.FORKED or head is None or head.n < 2:
            return b""
        before = self._rows.one(journal.entry, store=head.store, n=head.n - 1)
        return chain_hash(bytes(before["hash"]), entry.head_text) if before is not None else b""


def note_fork(rows: Rows, store: str, n: int, told_by: str, told_hash: bytes, at: datetime) -> None:
    """Keep that a chain split, once for each who told of it."""
    known = rows.one(journal.entry, store=store, n=n)
    rows.put(
        tables.fork,
        store=store,
        n=n,
        told_by=told_by,
        known_hash=bytes(known["hash"]) if known else b"",
        told_hash=told_hash,
        found_at=iso(at),
    )
