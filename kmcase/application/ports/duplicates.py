"""What was decided of duplicate persons, beside the index of who may be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from kmcase.application.read.duplicates import DuplicatePair, DuplicateQueries, KnownPairs
from kmcase.domain.budgets import ClaimUnit
from kmcase.domain.duplicates import PairJudgement, PersonLink
from kmcase.matching.records import PersonRecord


class DuplicateRepository(DuplicateQueries, Protocol):
    """Links, clusters and judgements of pairs."""

    def record(self, person_id: str) -> PersonRecord:
        """A person of the register as it is compared; raises `people.unknown`."""
        ...

    def records(self, person_ids: Collection[str]) -> Mapping[str, PersonRecord]:
        """The same of several by id; who is not in the register is left out."""
        ...

    def cluster(self, person_id: str) -> tuple[str, ...]:
        """All entries that are one person with this one, itself among them, in order."""
        ...

    def units_of(self, person_ids: Collection[str]) -> frozenset[tuple[ClaimUnit, str]]:
        """These persons, and the families and households that they belong to, as yearly limits count them."""
        ...

    def members_of(self, unit: ClaimUnit, unit_ids: Collection[str]) -> frozenset[str]:
        """The persons of families or households, or these persons themselves."""
        ...

    def links(self) -> tuple[PersonLink, ...]:
        """All links, those that were undone as well, the newest first."""
        ...

    def judgements(self, person_ids: Collection[str] | None = None) -> tuple[PairJudgement, ...]:
        """The standing judgement of each pair; with `person_ids` of pairs with one of these persons alone."""
        ...

    def picture(self, person_id: str) -> str:
        """The newest photograph of a person from a visit or a hand-over, as a stored SHA-256; empty without one."""
        ...

    def involved(self, person_ids: Collection[str]) -> frozenset[str]:
        """Who prepared a request of one of these persons, found its facts, paid or entered a payment."""
        ...

    def entered_by(self, person_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
        """For each of these persons who registered them or wrote a field that they are compared by."""
        ...

    def known_pairs(self, most: int, *, every: bool = False) -> KnownPairs | None:
        """All pairs of the register that score at least `matching.scoring.REVIEW`, without comparing all of it.

        Who was written since the pairs were last remembered is compared. Where more than `most` were, or nothing is
        remembered, a small register is compared whole, with `every` a large one too; of which it otherwise gives what
        is remembered, or None.
        """
        ...

    def as_known(self, pairs: Iterable[DuplicatePair]) -> KnownPairs:
        """All pairs of the register, found in this very transaction, as they are remembered."""
        ...

    def remember_pairs(self, known: KnownPairs) -> None:
        """Keep pairs as the next look begins from; in a write transaction."""
        ...
