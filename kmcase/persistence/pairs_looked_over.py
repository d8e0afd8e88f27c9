"""The alike pairs of the register as they were last found, so that only who was written since is compared.

A row of `remembered`, JSON: the pairs, and the number of each chain up to which they were looked for. It can be found
anew from the register at any time: one that is not there, or of other weights or keys, costs one look at everything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from kmcase.application.read.duplicates import KnownPair, KnownPairs
from kmcase.domain.people import PersonChanged, PersonRegistered
from kmcase.matching.weights import shipped
from kmcase.persistence.rows import FOLD_VERSION
from kmcase.persistence.rows.journal import chain_head, remembered
from kmcase.persistence.statements import Rows, bound_mark

_PAIRS = "pairs_looked_over"
_WRITING = (PersonRegistered.TYPE, PersonChanged.TYPE)


@dataclass(frozen=True, slots=True)
class RememberedPairs:
    """Pairs as they were found last, up to which entries, and whom somebody wrote since."""

    pairs: tuple[KnownPair, ...]
    upto: Mapping[str, int]
    written: frozenset[str]


def remembered_pairs(connection: Connection) -> RememberedPairs | None:
    """What was remembered; None where nothing was, or other weights found it."""
    row = Rows(connection).one(remembered, name=_PAIRS)
    known = json.loads(row["content"]) if row is not None else {}
    if known.get("found_by") != _found_by():
        return None
    pairs = tuple(KnownPair((one, other), score / 100, same_id=same) for one, other, score, same in known["pairs"])
    return RememberedPairs(pairs, known["upto"], _written_since(connection, known["upto"]))


def remember_pairs(rows: Rows, known: KnownPairs) -> None:
    """The next look begins here."""
    content = {
        "found_by": _found_by(),
        "upto": known.upto,
        "pairs": [(*pair.person_ids, round(pair.score * 100), pair.same_id) for pair in known.pairs],
    }
    rows.put(remembered, name=_PAIRS, content=json.dumps(content))


def _found_by() -> list[int]:
    """The weights, and the profiles and keys, by which pairs are found."""
    return [shipped().version, FOLD_VERSION]


def ends_of(rows: Rows) -> dict[str, int]:
    """The number of the newest entry of each chain."""
    return {row["store"]: row["n"] for row in rows.all(chain_head)}


def _written_since(connection: Connection, upto: Mapping[str, int]) -> frozenset[str]:
    """Persons whose fields were entered after these numbers of the chains."""
    mark = bound_mark(connection)
    query = (
        "SELECT entry_touch.record_id FROM entry_touch JOIN entry"
        " ON entry.store = entry_touch.store AND entry.n = entry_touch.n"
        f" WHERE entry_touch.store = {mark} AND entry_touch.n > {mark} AND entry_touch.noun = 'person'"
        f" AND entry.type IN ({mark}, {mark})"
    )
    found: set[str] = set()
    for store, end in ends_of(Rows(connection)).items():
        before = upto.get(store, 0)
        if end > before:
            found.update(connection.exec_driver_sql(query, (store, before, *_WRITING)).scalars())
    return frozenset(found)
