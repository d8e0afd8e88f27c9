"""Records that belong together: pairs followed from one to the next."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Record = TypeVar("Record", bound=Hashable)


def clusters(pairs: Iterable[tuple[Record, Record]]) -> tuple[tuple[Record, ...], ...]:
    """The groups that pairs connect, each in the order in which its records came."""
    leader: dict[Record, Record] = {}

    def find(record: Record) -> Record:
        leader.setdefault(record, record)
        while leader[record] != record:
            leader[record] = record = leader[leader[record]]
        return record

    for one, other in pairs:
        leader[find(other)] = find(one)
    groups: dict[Record, list[Record]] = {}
    for record in leader:
        groups.setdefault(find(record), []).append(record)
    return tuple(tuple(group) for group in groups.values())
