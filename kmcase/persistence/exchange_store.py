"""`ExchangeStore` on rows and photographs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from kmcase.application.exchange.bundles import Frame, Hello, Holding, holding_from_plain, holding_to_plain
from kmcase.application.exchange.ports import (
    Device,
    EnrolledLaptop,
    ForkFound,
    Kinds,
    LoggedExchange,
    Outgoing,
    Peer,
    RefusedEntry,
    Standing,
    Taken,
)
from kmcase.application.read.overview import ExchangeClock
from kmcase.domain.laptops import OFFICE_DEVICE, Laptop
from kmcase.journal.merge import Fate, Held
from kmcase.persistence import schema
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.chain import iso
from kmcase.persistence.chains import chains, laptop_chains, office_chains
from kmcase.persistence.engine import translating
from kmcase.persistence.exchange_heard import heard_since
from kmcase.persistence.exchange_log import applied_whole, exchanges, note_exchange
from kmcase.persistence.exchange_refusals import refusals, refusals_by_laptop
from kmcase.persistence.exchange_scope import Scope, cases_of, checked_out_to, scope_of
from kmcase.persistence.exchange_sending import outgoing
from kmcase.persistence.exchange_taking import Stopped, Taking, note_fork
from kmcase.persistence.looked_over import (
    forget,
    look_over_bodies,
    look_over_photos,
    remember_bodies,
    remember_photos,
)
from kmcase.persistence.plain import from_json, to_json
from kmcase.persistence.rows import exchange as tables
from kmcase.persistence.rows import journal
from kmcase.persistence.statements import Row, Rows, bound_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlExchange:
    """The journal as the exchange sees it; `laptop_id` is empty at the office."""

    engine: Engine
    store_id: str
    blobs: BlobStore
    laptop_id: str = ""

    def device(self) -> Device:
        """Who this store is."""
        with translating(), self.engine.connect() as connection:
            if not self.laptop_id:
                office = office_chains(connection)[0]
                return Device(device_id=OFFICE_DEVICE, office=office, store=self.store_id, name="")
            row = Rows(connection).one(tables.laptop, laptop_id=self.laptop_id)
            office = self._office(connection)
            name = row["name"] if row else ""
            return Device(device_id=self.laptop_id, office=office, store=self.store_id, name=name)

    def _office(self, connection: Connection) -> str:
        """The office's id as the enrolment told it: before the first bundle there is no other word of it."""
        row = Rows(connection).one(journal.remembered, name="office_device")
        return str(from_json(row["content"])["office_id"]) if row else ""

    def clock(self) -> ExchangeClock | None:
        """From the ends of the own chains and one row of what the office said: no entry is read."""
        if not self.laptop_id:
            return None
        with translating(), self.engine.connect() as connection:
            peer = _peer(connection, OFFICE_DEVICE)
            waiting = _lacking(peer, self._heads_of(connection, self.laptop_id))
        last = datetime.fromisoformat(peer.applied_at) if peer else None
        return ExchangeClock(last_exchange=last, waiting=waiting)

    def _heads_of(self, connection: Connection, laptop_id: str) -> list[Row]:
        """The ends of a laptop's chains."""
        rows = Rows(connection)
        own = [row["store"] for row in rows.all(tables.laptop_chain, laptop_id=laptop_id)]
        return [head for store in own if (head := rows.one(journal.chain_head, store=store)) is not None]

    def note(self, exchange: LoggedExchange) -> None:
        """Remember a bundle that was made or applied."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            note_exchange(Rows(connection), exchange)

    def log(self) -> tuple[LoggedExchange, ...]:
        """Bundles made and applied here, the newest first."""
        with translating(), self.engine.connect() as connection:
            return exchanges(connection)

    def refusals(self) -> tuple[RefusedEntry, ...]:
        """Entries of laptops that count for nothing or are doubted, the newest first."""
        with translating(), self.engine.connect() as connection:
            return refusals(connection)

    def refusals_by_laptop(self) -> dict[str, int]:
        """How many such entries there are, by laptop."""
        with translating(), self.engine.connect() as connection:
            return refusals_by_laptop(connection)

    def applied_before(self, bundle_id: str) -> bool:
        """Whether this very bundle was applied whole."""
        with translating(), self.engine.connect() as connection:
            return applied_whole(Rows(connection), bundle_id)

    def laptops(self) -> tuple[EnrolledLaptop, ...]:
        """All that were ever enrolled, by name."""
        with translating(), self.engine.connect() as connection:
            rows = Rows(connection).all(tables.laptop)
        return tuple(sorted((_enrolled(row) for row in rows), key=lambda each: (each.laptop.name, each.enrolled_at)))

    def peer(self, device_id: str) -> Peer | None:
        """What another store was last known to hold."""
        with translating(), self.engine.connect() as connection:
            return _peer(connection, device_id)

    def forks(self) -> tuple[ForkFound, ...]:
        """Chains that split."""
        with translating(), self.engine.connect() as connection:
            rows = Rows(connection).all(tables.fork)
        return tuple(
            ForkFound(store=row["store"], n=row["n"], told_by=row["told_by"], found_at=row["found_at"]) for row in rows
        )

    def holdings(self) -> dict[str, Holding]:
        """What is held of every chain."""
        with translating(), self.engine.connect() as connection:
            held = _held(connection)
            looked = look_over_bodies(connection, {store: each.size for store, each in held.items()})
        if looked.worth_a_write:
            with translating(), self.engine.execution_options(write=True).begin() as connection:
                remember_bodies(Rows(connection), looked)
        return {store: Holding(held=each, bodies=looked.found[store]) for store, each in held.items()}

    def holdings_of(self, laptop_id: str) -> int:
        """How many entries of a laptop's chains are here."""
        with translating(), self.engine.connect() as connection:
            return sum(head["n"] for head in self._heads_of(connection, laptop_id))

    def lacking(self, receiver: str) -> int:
        """From the ends of all chains and what the receiver said; that the office heard somebody waits for nobody."""
        with translating(), self.engine.connect() as connection:
            peer = _peer(connection, receiver)
            lacking = _lacking(peer, Rows(connection).all(journal.chain_head))
            own = peer.holds.get(self.store_id) if peer else None
            return lacking - heard_since(connection, self.store_id, own.held.size if own else 0)

    def photos_wanted(self, *, again: bool = False) -> tuple[str, ...]:
        """Photographs that entries name and that are not here; `again` looks for every file, once found or not."""
        with translating(), self.engine.connect() as connection:
            ends = {store: each.size for store, each in _held(connection).items()}
            looked = look_over_photos(connection, ends, self.blobs.has, again=again)
        if looked.worth_a_write:
            with translating(), self.engine.execution_options(write=True).begin() as connection:
                remember_photos(Rows(connection), looked)
        return tuple(looked.found)

    def outgoing(self, receiver: str, area: frozenset[str] | None) -> Outgoing:
        """What a receiver lacks; `area` None for the office, which gets all of this store's own chains."""
        with translating(), self.engine.connect() as connection:
            peer = _peer(connection, receiver)
            scope = None if area is None else _scope_for(connection, area, receiver)
            sent = self._own(connection) if area is None else chains(connection)
            holds, wants = (peer.holds, peer.wants) if peer else ({}, ())
            found = outgoing(self.engine, connection, sent, holds, wants, scope)
        held = tuple(sha256 for sha256 in found.photos if self.blobs.has(sha256))
        return Outgoing(starts=found.starts, counts=found.counts, frames=found.frames, photos=held)

    def _own(self, connection: Connection) -> tuple[str, ...]:
        """The chains of this laptop: its present one and those before its restores."""
        rows = Rows(connection).all(tables.laptop_chain, laptop_id=self.laptop_id)
        own = {row["store"] for row in rows}
        return tuple(store for store in laptop_chains(connection) if store in own)

    def splits(self, starts: Mapping[str, Held], told_by: str, at: datetime) -> ForkFound | None:
        """Whether a sender's chain leaves the one held here, before anything is taken; noted where it does."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            rows = Rows(connection)
            for store, start in sorted(starts.items()):
                held = rows.one(journal.entry, store=store, n=start.size) if start.size else None
                if held is not None and bytes(held["hash"]) != start.head:
                    note_fork(rows, store, start.size, told_by, start.head, at)
                    return ForkFound(store=store, n=start.size, told_by=told_by, found_at=iso(at))
        return None

    def take(self, frame: Frame, sender: str, at: datetime) -> Taken:
        """Apply a frame in one transaction, or nothing of it."""
        writing = self.engine.execution_options(write=True)
        try:
            with translating(), writing.begin() as connection:
                self._lock(connection)
                taking = Taking(connection, sender)
                taking.take(frame)
                if taking.needs_rebuild:
                    # Until `settle` the tables are those of an older fold: a program killed here builds them anew.
                    forget(Rows(connection))
                    Rows(connection).put(journal.remembered, name="fold_version", content="0")
                return taking.taken
        except Stopped as stopped:
            taken = Taken(fates={stopped.fate: len(frame.entries)}, stopped=stopped.fate)
            if stopped.head is None:
                return taken
            taken.store, taken.n = stopped.head.store, stopped.head.n
            if stopped.fate is Fate.FORKED:
                with translating(), writing.begin() as connection:
                    note_fork(Rows(connection), taken.store, taken.n, sender, stopped.told_hash, at)
            return taken

    def _lock(self, connection: Connection) -> None:
        """Entries arrive one after another; SQLite's write lock says so by itself."""
        if connection.dialect.name == "postgresql":
            query = "SELECT n FROM chain_head WHERE store = %s FOR UPDATE"
            connection.exec_driver_sql(query, (self.store_id,)).one_or_none()

    def settle(self) -> None:
        """After the last frame: tables anew where bodies came for entries that had been sent bare."""
        with translating():
            with self.engine.connect() as connection:
                needed = schema.of_older_fold(connection)
            if needed:
                schema.rebuild(self.engine)

    def note_peer(self, device_id: str, bundle_id: str, hello: Hello, at: datetime) -> bool:
        """Remember what a sender holds; `False` for a bundle older than one applied before."""
        with translating(), self.engine.execution_options(write=True).begin() as connection:
            before = _peer(connection, device_id)
            if before is not None and _older(hello, before):
                return False
            Rows(connection).put(
                tables.peer,
                device_id=device_id,
                bundle_id=bundle_id,
                made_at=hello.made_at,
                applied_at=iso(at),
                holds=to_json({store: holding_to_plain(each) for store, each in hello.holds.items()}),
                wants=to_json(list(hello.photos_wanted)),
            )
            return True

    def standing(self, receiver: str) -> Standing:
        """What of this store's own work the receiver has acknowledged."""
        with translating(), self.engine.connect() as connection:
            peer = _peer(connection, receiver)
            holds, wants = (peer.holds, frozenset(peer.wants)) if peer else ({}, frozenset[str]())
            own = self._own(connection) if self.laptop_id else office_chains(connection)
            mark = bound_mark(connection)
            records: dict[str, dict[str, bool]] = {}
            photos: dict[str, bool] = {}
            entries = there = 0
            for store in own:
                size = holds[store].held.size if store in holds else 0
                query = f"SELECT n, noun, record_id FROM entry_touch WHERE store = {mark}"
                for n, noun, record_id in connection.exec_driver_sql(query, (store,)):
                    known = records.setdefault(noun, {})
                    known[record_id] = known.get(record_id, True) and n <= size
                query = f"SELECT n, sha256 FROM entry_photo WHERE store = {mark}"
                for n, sha256 in connection.exec_driver_sql(query, (store,)):
                    photos[sha256] = photos.get(sha256, True) and n <= size and sha256 not in wants
                head = Rows(connection).one(journal.chain_head, store=store)
                total = head["n"] if head else 0
                entries, there = entries + total, there + min(total, size)
        return Standing(
            records={noun: _kinds(each) for noun, each in sorted(records.items())},
            photos=_kinds(photos),
            entries=Kinds(total=entries, there=there),
        )


def _held(connection: Connection) -> dict[str, Held]:
    """What is held of every chain."""
    heads = Rows(connection).all(journal.chain_head)
    return {row["store"]: Held(size=row["n"], head=bytes(row["hash"])) for row in heads}


def _lacking(peer: Peer | None, heads: Iterable[Row]) -> int:
    """How many entries of these chains another store was last known not to hold."""
    holds = peer.holds if peer else {}
    there = {store: each.held.size for store, each in holds.items()}
    return sum(max(0, head["n"] - there.get(head["store"], 0)) for head in heads)


def _kinds(known: Mapping[str, bool]) -> Kinds:
    return Kinds(total=len(known), there=sum(known.values()))


def _older(hello: Hello, before: Peer) -> bool:
    """A bundle made before one that was applied already tells less; a chain never grows shorter in its own store."""
    sizes = {store: each.held.size for store, each in before.holds.items()}
    return hello.made_at < before.made_at and all(
        hello.holds[store].held.size <= size for store, size in sizes.items() if store in hello.holds
    )


def _enrolled(row: Row) -> EnrolledLaptop:
    return EnrolledLaptop(
        laptop=Laptop(
            laptop_id=row["laptop_id"],
            name=row["name"],
            area=frozenset(from_json(row["area"])),
            officers=frozenset(from_json(row["officers"])),
            sealing_key=row["sealing_key"],
            verify_key=row["verify_key"],
        ),
        enrolled_at=row["enrolled_at"],
        revoked_at=row["revoked_at"],
        revoked_reason=row["revoked_reason"],
    )


def _scope_for(connection: Connection, area: frozenset[str], laptop_id: str) -> Scope:
    """What a laptop is told of: its area, the runs it ever had out, the cases that it carries."""
    return scope_of(connection, area, checked_out_to(connection, laptop_id) | cases_of(connection, laptop_id))


def _peer(connection: Connection, device_id: str) -> Peer | None:
    row = Rows(connection).one(tables.peer, device_id=device_id)
    if row is None:
        return None
    return Peer(
        device_id=device_id,
        bundle_id=row["bundle_id"],
        made_at=row["made_at"],
        applied_at=row["applied_at"],
        holds={store: holding_from_plain(each) for store, each in json.loads(row["holds"]).items()},
        wants=tuple(json.loads(row["wants"])),
    )
