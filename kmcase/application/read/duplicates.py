"""Persons of the register who may be one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.wording import Message
from kmcase.matching.records import PersonRecord
from kmcase.matching.stopping import stops_payment


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


@dataclass(frozen=True, slots=True)
class KnownPair:
    """Two persons of the register who may be one, as far as counting needs it; `person_ids` in order."""

    person_ids: tuple[str, str]
    score: float
    same_id: bool = False

    @property
    def levels(self) -> Mapping[str, str]:
        """What is kept of how far the two agree."""
        return {"number": "equal"} if self.same_id else {}

    @property
    def stops(self) -> bool:
        """Whether it stops payments while nobody decided."""
        return stops_payment(self.score, self.levels)


@dataclass(frozen=True, slots=True)
class KnownPairs:
    """The pairs of the register with the number of each chain up to which it was compared, the likeliest first.

    `compared` is how many persons it took to tell them now: none where all of it was remembered. `passed` is how many
    entries, of whatever kind, were looked through since it was.
    """

    pairs: tuple[KnownPair, ...]
    upto: Mapping[str, int]
    compared: int
    passed: int = 0


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
