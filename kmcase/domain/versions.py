"""Multi-value fields: what two people write apart is kept until a person decides.

A write carries the ids of the events whose values it saw. A value stands while no known write has seen it. Where
several stand, the greatest (time, store, number) is shown for now, and the field is in conflict if they differ.
The result depends on the set of writes, never on the order of their arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def event_order(at: str, event_id: str) -> tuple[str, str, int]:
    """What entries of all stores are compared by: time, store, number; one commit's entries share their time."""
    store, _, number = event_id.rpartition(":")
    return at, store, int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One event's values for some fields of one record (plain JSON values), and what it saw of each."""

    event_id: str
    at: str
    actor: str
    values: Mapping[str, Any]
    seen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One standing value of a field."""

    event_id: str
    at: str
    actor: str
    value: Any


@dataclass(frozen=True, slots=True)
class Resolved:
    """The shown values, the standing versions of each field, and the fields in conflict."""

    values: dict[str, Any]
    versions: dict[str, tuple[Version, ...]]

    @property
    def known(self) -> dict[str, Any]:
        """The shown values of the fields that are not empty."""
        return {name: value for name, value in self.values.items() if value is not None}

    @property
    def conflicts(self) -> frozenset[str]:
        """Fields for which differing values stand."""
        return frozenset(name for name, standing in self.versions.items() if differ(standing))

    def seen(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """What an edit of these fields, made now, has seen."""
        return {name: tuple(v.event_id for v in self.versions[name]) for name in names if name in self.versions}


def differ(standing: tuple[Version, ...]) -> bool:
    """Whether the values that stand of a field (one at least) are not the same."""
    return any(version.value != standing[-1].value for version in standing)


def resolve(writes: Iterable[Write]) -> Resolved:
    """What a set of writes adds up to."""
    every = tuple(writes)
    overwritten = {(name, event_id) for write in every for name, ids in write.seen.items() for event_id in ids}
    standing: dict[str, list[Version]] = {}
    for write in every:
        for name, value in write.values.items():
            if (name, write.event_id) not in overwritten:
                version = Version(event_id=write.event_id, at=write.at, actor=write.actor, value=value)
                standing.setdefault(name, []).append(version)
    versions = {name: tuple(sorted(found, key=_place)) for name, found in standing.items()}
    return Resolved({name: found[-1].value for name, found in versions.items()}, versions)


def _place(version: Version) -> tuple[str, str, int]:
    return event_order(version.at, version.event_id)
