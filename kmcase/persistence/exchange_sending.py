"""What another store lacks, read in the order of arrival so that causes come before their effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection, Engine

from kmcase.application.exchange.bundles import Counts, Frame, Holding
from kmcase.application.exchange.ports import Outgoing
from kmcase.journal.entries import Entry
from kmcase.journal.merge import Held
from kmcase.persistence.arrivals import Stretch, arrivals
from kmcase.persistence.chains import stored_entry
from kmcase.persistence.exchange_scope import Scope, is_sent
from kmcase.persistence.statements import bound_mark

FRAME = 1_000
"""Entries a frame: one commit at the receiver, so short that nobody who types beside it waits."""


@dataclass(slots=True)
class _Plan:
    """What is to be sent: stretches after what the receiver holds, and numbers whose bodies follow their heads."""

    starts: dict[str, Held] = field(default_factory=dict)
    stretches: list[Stretch] = field(default_factory=list)
    backfill: list[tuple[str, int]] = field(default_factory=list)
    photos: dict[str, None] = field(default_factory=dict)
    entries: int = 0


def outgoing(
    engine: Engine,
    connection: Connection,
    chains: tuple[str, ...],
    holds: Mapping[str, Holding],
    wants: tuple[str, ...],
    scope: Scope | None,
) -> Outgoing:
    """What a receiver that holds `holds` lacks of `chains`; bodies only within `scope`, all where it is None."""
    plan = _plan(connection, frozenset(chains), holds, scope)
    for wanted in wants:
        plan.photos.setdefault(wanted)

    def frames() -> Iterator[Frame]:
        with engine.connect() as reading:
            for stretch in plan.stretches:
                yield from _frames(reading, stretch, scope)
            yield from _backfill(reading, plan.backfill)

    counts = Counts(entries=plan.entries, backfilled=len(plan.backfill), photos=len(plan.photos))
    return Outgoing(starts=plan.starts, counts=counts, frames=frames, photos=tuple(plan.photos))


def _plan(connection: Connection, chains: frozenset[str], holds: Mapping[str, Holding], scope: Scope | None) -> _Plan:
    plan = _Plan()
    for stretch in arrivals(connection):
        if stretch.store not in chains:
            continue
        known = holds.get(stretch.store)
        first = max(stretch.first, (known.held.size if known else 0) + 1)
        if first > stretch.last:
            continue
        if stretch.store not in plan.starts:
            plan.starts[stretch.store] = Held(size=first - 1, head=_hash_at(connection, stretch.store, first - 1))
        part = Stretch(store=stretch.store, first=first, last=stretch.last)
        before = plan.stretches[-1] if plan.stretches else None
        if before is not None and before.store == part.store and before.last == part.first - 1:
            plan.stretches[-1] = Stretch(store=part.store, first=before.first, last=part.last)
        else:
            plan.stretches.append(part)
        plan.entries += part.last - part.first + 1
        _note_photos(connection, plan, part, scope)
    if scope is not None:
        for store in sorted(chains & holds.keys()):
            _note_backfill(connection, plan, store, holds[store], scope)
    return plan


def _note_photos(connection: Connection, plan: _Plan, part: Stretch, scope: Scope | None) -> None:
    """Photographs that bodies name which are sent, each once, in the order of their first mention."""
    mark = bound_mark(connection)
    query = f"SELECT n, sha256 FROM entry_photo WHERE store = {mark} AND n BETWEEN {mark} AND {mark} ORDER BY n"
    for each in _in_frames(part):
        found = connection.exec_driver_sql(query, (each.store, each.first, each.last)).all()
        touched = _touched(connection, each) if found and scope is not None else {}
        for n, sha256 in found:
            if scope is None or is_sent(touched.get(n, ()), scope):
                plan.photos.setdefault(sha256)


def _note_backfill(connection: Connection, plan: _Plan, store: str, holding: Holding, scope: Scope) -> None:
    """Bodies that the area now takes in, of entries whose heads were sent before."""
    after = 0
    for first, last in (*holding.bodies, (holding.held.size + 1, 0)):
        if first > after + 1:
            for part in _in_frames(Stretch(store=store, first=after + 1, last=first - 1)):
                _note_backfill_of(connection, plan, part, scope)
        after = last


def _note_backfill_of(connection: Connection, plan: _Plan, part: Stretch, scope: Scope) -> None:
    for n, touched in _touched(connection, part).items():
        if is_sent(touched, scope):
            plan.backfill.append((part.store, n))
            _note_photos(connection, plan, Stretch(store=part.store, first=n, last=n), None)


def _in_frames(stretch: Stretch) -> Iterator[Stretch]:
    """The parts of a stretch that one frame takes each: no more is held in memory at once."""
    for first in range(stretch.first, stretch.last + 1, FRAME):
        yield Stretch(store=stretch.store, first=first, last=min(first + FRAME - 1, stretch.last))


def _touched(connection: Connection, part: Stretch) -> dict[int, tuple[tuple[str, str], ...]]:
    mark = bound_mark(connection)
    query = (
        "SELECT n, noun, record_id FROM entry_touch"
        f" WHERE store = {mark} AND n BETWEEN {mark} AND {mark} ORDER BY n, noun, record_id"
    )
    found = connection.exec_driver_sql(query, (part.store, part.first, part.last))
    return {n: tuple((noun, each) for _, noun, each in rows) for n, rows in groupby(found, key=lambda row: int(row[0]))}


def _frames(connection: Connection, stretch: Stretch, scope: Scope | None) -> Iterator[Frame]:
    for part in _in_frames(stretch):
        touched = {} if scope is None else _touched(connection, part)
        entries = tuple(
            entry if scope is None or is_sent(touched.get(n, ()), scope) else _bare(entry)
            for n, entry in _entries(connection, part)
        )
        yield Frame(entries=entries)


def _backfill(connection: Connection, numbers: list[tuple[str, int]]) -> Iterator[Frame]:
    for start in range(0, len(numbers), FRAME):
        entries = (
            entry
            for store, n in numbers[start : start + FRAME]
            for _, entry in _entries(connection, Stretch(store=store, first=n, last=n))
        )
        yield Frame(entries=tuple(entries), backfill=True)


def _entries(connection: Connection, part: Stretch) -> Iterator[tuple[int, Entry]]:
    mark = bound_mark(connection)
    query = (
        "SELECT entry.n, head, hash, signature, salt, body FROM entry LEFT JOIN entry_body"
        " ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.store = {mark} AND entry.n BETWEEN {mark} AND {mark} ORDER BY entry.n"
    )
    for n, *columns in connection.exec_driver_sql(query, (part.store, part.first, part.last)).all():
        yield n, stored_entry(*columns)


def _bare(entry: Entry) -> Entry:
    return Entry(head_text=entry.head_text, hash=entry.hash, signature=entry.signature)


def _hash_at(connection: Connection, store: str, n: int) -> bytes:
    if not n:
        return Held().head
    mark = bound_mark(connection)
    query = f"SELECT hash FROM entry WHERE store = {mark} AND n = {mark}"
    return bytes(connection.exec_driver_sql(query, (store, n)).scalar_one())
