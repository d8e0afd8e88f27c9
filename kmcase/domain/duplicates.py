"""Persons entered in the register more than once: what named persons decided of them.

A link says that two or more entries are one human being. It can be undone, no entry is deleted, and payments stay on
their vouchers; what is linked, directly or over others, is one cluster and counts as one person for yearly limits.
Two who were told apart stay so until a field changes that they are compared by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event

Pair = tuple[str, str]


class PairVerdict(StrEnum):
    """What a named person said of two entries that are not linked."""

    DIFFERENT = "different"
    UNDECIDED = "undecided"


def pair_of(one: str, other: str) -> Pair:
    """Two person ids in order."""
    return (min(one, other), max(one, other))


def _touched(person_ids: tuple[str, ...]) -> tuple[Touched, ...]:
    return (*(("duplicate", person_id) for person_id in person_ids), *(("person", each) for each in person_ids))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsLinked(Event):
    """These entries are one person. `cluster` are all that are one person with them from now on.

    `strength` is the score of their likest pair in hundredths, `weights_version` that of the weights behind it.
    """

    TYPE = "duplicate.linked"
    link_id: str
    person_ids: tuple[str, ...]
    cluster: tuple[str, ...]
    reason: str
    strength: int = 0
    weights_version: int = 0

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("duplicate", self.link_id), *_touched(self.cluster))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsUnlinked(Event):
    """A link was a mistake. `cluster` are all that were one person until now."""

    TYPE = "duplicate.unlinked"
    link_id: str
    cluster: tuple[str, ...]
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("duplicate", self.link_id), *_touched(self.cluster))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsToldApart(Event):
    """Two entries are two persons, as long as the fields that they are compared by have this `digest`.

    `second_person`, a staff id, confirmed it where who says so had entered one of the two.
    """

    TYPE = "duplicate.told_apart"
    person_ids: Pair
    digest: str
    reason: str
    strength: int = 0
    weights_version: int = 0
    second_person: str = ""

    @property
    def touches(self) -> tuple[Touched, ...]:
        return _touched(self.person_ids)

    def left_open(self) -> DuplicateLeftOpen:
        """The same look at the two, by somebody who cannot tell."""
        return DuplicateLeftOpen(
            person_ids=self.person_ids,
            digest=self.digest,
            reason=self.reason,
            strength=self.strength,
            weights_version=self.weights_version,
        )


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateLeftOpen(Event):
    """Somebody looked at two entries and cannot tell yet; why is written down, and the pair stays open."""

    TYPE = "duplicate.left_open"
    person_ids: Pair
    digest: str
    reason: str
    strength: int = 0
    weights_version: int = 0

    @property
    def touches(self) -> tuple[Touched, ...]:
        return _touched(self.person_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """A link with who made it and, where it was undone, who did that; times are UTC."""

    link_id: str
    person_ids: tuple[str, ...]
    reason: str
    linked_at: datetime
    linked_by: str
    unlinked_at: datetime | None = None
    unlinked_by: str = ""
    unlink_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether nobody undid it."""
        return self.unlinked_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairJudgement:
    """What was said of a pair last, on which facts, by whom, and who confirmed it where a second person was needed."""

    person_ids: Pair
    verdict: PairVerdict
    digest: str
    reason: str
    judged_at: datetime
    judged_by: str
    second_person: str = ""

    def holds(self, digest: str) -> bool:
        """Whether the two are told apart on these very facts."""
        return self.verdict is PairVerdict.DIFFERENT and self.digest == digest


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDuplicate:
    """An entry that is very likely the same person, about which nobody decided; `strength` in hundredths."""

    person_id: str
    name: str
    strength: int
    same_id: bool = False
