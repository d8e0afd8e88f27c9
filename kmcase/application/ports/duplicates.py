"""What was decided of duplicate persons, beside the index of who may be one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from kmcase.application.read.duplicates import DuplicateQueries
from kmcase.domain.budgets import ClaimUnit
from kmcase.domain.duplicates import PairJudgement, PersonLink
from kmcase.matching.records import PersonRecord


class DuplicateRepository(DuplicateQueries, Protocol):
    """Links, clusters and judgements of pairs."""

    def record(self, person_id: str) -> PersonRecord:
        """A person of the register as it is compared; raises `people.unknown`."""
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
