"""Texts that two officers may write apart: every version is kept, and those that no later one replaces stand.

A version names the versions that its writer had before him. Two written apart both stand until a third replaces both,
so that no text is lost and none overwrites another (`kmcase.domain.versions` does the same field by field). What
stands depends on the set of versions, never on the order of their arrival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Generic[V]):
    """One version: who wrote it when (UTC), and which versions it took the place of; `run_id` is its round, if any."""

    version_id: str
    run_id: str = ""
    replaces: tuple[str, ...]
    values: V
    written_at: datetime
    written_by: str


def standing(versions: Iterable[Writing[V]]) -> tuple[Writing[V], ...]:
    """The versions that none replaces, the newest first; more than one were written apart.

    Of versions there are it is never empty: where forged ones replace themselves or each other, all stand.
    """
    every = tuple(versions)
    replaced = {version_id for version in every for version_id in version.replaces}
    return newest_first([version for version in every if version.version_id not in replaced] or every)


def superseded(versions: Iterable[Writing[V]], seen: Collection[str]) -> tuple[str, ...]:
    """Ids of the versions that stand and that a writer saw: the next version takes their place, and no other's."""
    return tuple(version.version_id for version in standing(versions) if version.version_id in seen)


def newest_first(versions: Iterable[Writing[V]]) -> tuple[Writing[V], ...]:
    """All versions by time, equal times by id."""
    return tuple(sorted(versions, key=lambda one: (one.written_at, one.version_id), reverse=True))
