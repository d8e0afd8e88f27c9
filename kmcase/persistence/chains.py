"""The chains of a store: the office's, its laptops', and after a restore one that names the end of the one before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kmcase.domain.laptops import LaptopBegan, LaptopRestored
from kmcase.domain.offices import OfficeRestored
from kmcase.journal.checkpoints import Frontier
from kmcase.journal.entries import Entry
from kmcase.persistence.statements import bound_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEnd:
    """How many entries a chain has, and the hash of its last."""

    size: int
    head: bytes


def laptop_chains(connection: Connection) -> tuple[str, ...]:
    """The chains that laptops wrote, by their first entries; a restored one after the one that it goes on from."""
    query = f"SELECT store FROM entry WHERE n = 1 AND type IN ('{LaptopBegan.TYPE}', '{LaptopRestored.TYPE}')"
    found = {row[0] for row in connection.exec_driver_sql(query)}
    return tuple(store for store in chains(connection) if store in found) if found else ()


def office_chains(connection: Connection) -> tuple[str, ...]:
    """The office's own chains, each after the one that it goes on from."""
    laptops = laptop_chains(connection)
    return tuple(store for store in chains(connection) if store not in laptops)


# DISTINCT would read every entry; this looks for the next greater store as often as there are stores.
_STORES = """
    WITH RECURSIVE each_store (store) AS (
        SELECT min(store) FROM entry
        UNION ALL SELECT (SELECT min(entry.store) FROM entry WHERE entry.store > each_store.store)
        FROM each_store WHERE each_store.store IS NOT NULL
    ) SELECT store FROM each_store WHERE store IS NOT NULL ORDER BY store
"""


def chains(connection: Connection) -> tuple[str, ...]:
    """All stores of the journal, each after the one that it goes on from."""
    waiting = [row[0] for row in connection.exec_driver_sql(_STORES)]
    if len(waiting) == 1:
        return tuple(waiting)
    before = {store: body["old_store"] for store, body in _restores(connection).items()}
    ordered: list[str] = []
    while waiting:
        # A journal that was tampered with may name a chain that is not there, or run in a circle.
        free = [store for store in waiting if before.get(store) not in waiting] or waiting[:1]
        ordered += free
        waiting = [store for store in waiting if store not in free]
    return tuple(ordered)


def hashes(connection: Connection, store: str) -> Iterator[bytes]:
    """The hashes of a chain's entries, in order."""
    mark = bound_mark(connection)
    query = f"SELECT hash FROM entry WHERE store = {mark} ORDER BY n"
    for (entry_hash,) in connection.exec_driver_sql(query, (store,)):
        yield bytes(entry_hash)


def stored_entry(head: str, entry_hash: bytes, signature: bytes | None, salt: bytes | None, body: str | None) -> Entry:
    """An entry of the columns that both engines give: head, hash, signature, salt and body."""
    return Entry(
        head_text=head.encode(),
        hash=bytes(entry_hash),
        salt=None if salt is None else bytes(salt),
        body=None if body is None else body.encode(),
        signature=None if signature is None else bytes(signature),
    )


def frontier_of(connection: Connection, store: str) -> Frontier:
    """The Merkle frontier of a chain as its entries say, whatever its head has noted."""
    frontier = Frontier()
    for entry_hash in hashes(connection, store):
        frontier.append(entry_hash)
    return frontier


def follows(connection: Connection, store: str, ends: Mapping[str, ChainEnd]) -> bool:
    """Whether a chain's first entry names the end of one of the chains before it."""
    body = _restores(connection).get(store)
    if body is None or body["old_store"] not in ends:
        return False
    end = ends[body["old_store"]]
    return bool(body.get("old_size") == end.size and body.get("old_head") == end.head.hex())


def newest_head(connection: Connection) -> bytes:
    """The hash of the end of the chain that the office now writes; empty before the first entry."""
    query = "SELECT chain_head.hash FROM chain_head JOIN office ON office.store = chain_head.store"
    row = connection.exec_driver_sql(query).first()
    return bytes(row[0]) if row else b""


def _restores(connection: Connection) -> dict[str, Any]:
    """Bodies of first entries of restored offices and laptops, by store; such as name no chain before are left out."""
    query = (
        "SELECT entry.store, body FROM entry JOIN entry_body"
        " ON entry_body.store = entry.store AND entry_body.n = entry.n"
        f" WHERE entry.type IN ('{OfficeRestored.TYPE}', '{LaptopRestored.TYPE}') AND entry.n = 1"
    )
    found = {store: _object(body) for store, body in connection.exec_driver_sql(query)}
    return {store: body for store, body in found.items() if isinstance(body.get("old_store"), str)}


def _object(body: str) -> dict[str, Any]:
    """Of a body that was tampered with nothing is known."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
