"""An auditor's bundle that was made earlier against the office: the journal may have grown since, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from sqlalchemy import Connection

from kmcase.application.verification import said
from kmcase.messages import Message
from kmcase.persistence.chains import hashes
from kmcase.persistence.rows import journal as tables
from kmcase.persistence.statements import Rows


def bundle_problems(connection: Connection, chains: Mapping[str, tuple[bytes, ...]]) -> Iterator[Message]:
    """The first entry of each chain that is not what the bundle has."""
    for store, told in chains.items():
        standing = tuple(hashes(connection, store))
        if not standing:
            yield said("bundle_chain_unknown", store=store)
            continue
        for n, (one, other) in enumerate(zip_longest(told, standing[: len(told)]), 1):
            if other is None:
                yield said("bundle_longer", n=n)
                break
            if one != other:
                row = Rows(connection).one(tables.entry, store=store, n=n)
                yield said("bundle_differs", n=n, type=row["type"] if row else "")
                break
