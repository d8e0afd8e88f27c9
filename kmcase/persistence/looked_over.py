"""What a store has looked over of its own journal, so that an exchange looks only at what came since.

Two rows of `remembered`, JSON: which bodies are here, and which photographs that entries name are not, each with the
number of each chain up to which that was looked at. Both can be told anew from the journal at any time: a row that is
not there, or was forgotten, costs one look at everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kmcase.persistence.rows.journal import remembered
from kmcase.persistence.statements import Rows, bound_mark

Stretches = tuple[tuple[int, int], ...]
_BODIES, _PHOTOS = "bodies_looked_over", "photos_looked_over"
FAR = 500
"""After how many entries it is worth a write to remember how far one has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedOver:
    """By chain, up to which entry, the JSON that was found until there, and whether to remember it is worth a write."""

    upto: Mapping[str, int]
    found: Any
    worth_a_write: bool


def look_over_bodies(connection: Connection, ends: Mapping[str, int]) -> LookedOver:
    """`found`: by chain, the stretches of entries (first, last) whose bodies are here; `ends`: their last numbers."""
    upto, known = _remembered(connection, _BODIES)
    mark = bound_mark(connection)
    query = f"SELECT n FROM entry_body WHERE store = {mark} AND n > {mark} AND n <= {mark} ORDER BY n"
    found = {}
    for store, end in ends.items():
        newer = stretches(row[0] for row in connection.exec_driver_sql(query, (store, upto.get(store, 0), end)))
        found[store] = _joined(known.get(store, ()) if known else (), newer)
    return LookedOver(upto=ends, found=found, worth_a_write=_beyond(ends, upto) >= FAR)


def look_over_photos(
    connection: Connection, ends: Mapping[str, int], has: Callable[[str], bool], *, again: bool = False
) -> LookedOver:
    """`found`: the SHA-256s, sorted, of photographs that entries name and that are not here.

    One that was found here counts as here from then on, unless one looks at all of them `again`.
    """
    upto, known = ({}, []) if again else _remembered(connection, _PHOTOS)
    mark = bound_mark(connection)
    query = f"SELECT DISTINCT sha256 FROM entry_photo WHERE store = {mark} AND n > {mark} AND n <= {mark}"
    named = set(known or ())
    for store, end in ends.items():
        named.update(row[0] for row in connection.exec_driver_sql(query, (store, upto.get(store, 0), end)))
    missing = sorted(sha256 for sha256 in named if not has(sha256))
    come = len(missing) < len(known or ())
    return LookedOver(upto=ends, found=missing, worth_a_write=come or _beyond(ends, upto) >= FAR)


def remember_bodies(rows: Rows, looked: LookedOver) -> None:
    """The next look begins here."""
    _remember(rows, _BODIES, looked)


def remember_photos(rows: Rows, looked: LookedOver) -> None:
    """The next look begins here."""
    _remember(rows, _PHOTOS, looked)


def forget(rows: Rows) -> None:
    """Look at everything the next time: bodies came for older entries, or files may be gone."""
    for name in (_BODIES, _PHOTOS):
        rows.delete(remembered, name=name)


def stretches(numbers: Iterable[int]) -> Stretches:
    """Rising numbers as (first, last) of each unbroken stretch."""
    found: list[tuple[int, int]] = []
    for n in numbers:
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return tuple(found)


def _joined(known: Iterable[Iterable[int]], newer: Stretches) -> Stretches:
    before = [(first, last) for first, last in known]
    if before and newer and before[-1][1] == newer[0][0] - 1:
        return (*before[:-1], (before[-1][0], newer[0][1]), *newer[1:])
    return (*before, *newer)


def _remember(rows: Rows, name: str, looked: LookedOver) -> None:
    rows.put(remembered, name=name, content=json.dumps({"upto": dict(looked.upto), "found": looked.found}))


def _remembered(connection: Connection, name: str) -> tuple[dict[str, int], Any]:
    row = Rows(connection).one(remembered, name=name)
    if row is None:
        return {}, None
    plain = json.loads(row["content"])
    return plain["upto"], plain["found"]


def _beyond(ends: Mapping[str, int], upto: Mapping[str, int]) -> int:
    return sum(end - upto.get(store, 0) for store, end in ends.items())
