"""Persons of the register who may be one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.wording import Message
from kmcase.matching.records import PersonRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateItem:
    """A person of the register who may be the one asked about.

    `score` is in natural logs of odds (see `matching.scoring.BLOCK` and `REVIEW`), `levels` says by field how far the
    two agree (`matching.levels.LEVELS`), `version` is that of the weights; `reasons` begin with what weighs most.
    """

    person_id: str
    score: float
    levels: Mapping[str, str]
    reasons: tuple[Message, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePair:
    """Two persons of the register who may be one; `person_ids` in order."""

    person_ids: tuple[str, str]
    score: float
    levels: Mapping[str, str]
    reasons: tuple[Message, ...]
    version: int


class DuplicateQueries(Protocol):
    """Who may be in the register twice."""

    def candidates(self, record: PersonRecord, limit: int = 20) -> tuple[DuplicateItem, ...]:
        """Persons who may be the one of a record, the likeliest first, himself (by `record_id`) left out.

        All that score at least `matching.scoring.REVIEW`.
        """
        ...

    def pairs(self, threshold: float, progress: Callable[[int, int], None] | None = None) -> tuple[DuplicatePair, ...]:
        """All pairs of the register that score at least a threshold, the likeliest first; seconds for 100,000 persons.

        `progress` hears how many pairs of how many are compared, and may raise to stop.
        """
        ...
