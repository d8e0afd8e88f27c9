"""Publicity as use cases load it: texts, approvals, consents, and what a round's records say."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.publicity import (
    ConsentWithdrawal,
    PhotoConsent,
    PublicityValues,
    RoundFigures,
    RoundPerson,
    RoundPhotograph,
)
from kmcase.domain.writings import Writing


class PublicityRepository(Protocol):
    """Versions of publicity texts, and the records that they are held against."""

    def versions(self, publicity_id: str) -> tuple[Writing[PublicityValues], ...]:
        """All versions of a text, the newest first; raises `publicity.unknown`."""
        ...

    def approved(self, publicity_id: str) -> frozenset[str]:
        """The versions that were approved."""
        ...

    def consents(self, person_id: str) -> tuple[PhotoConsent, ...]:
        """Every consent of a person, the newest first."""
        ...

    def withdrawals(self, person_id: str) -> tuple[ConsentWithdrawal, ...]:
        """Every withdrawal of a person, the newest first."""
        ...

    def figures(self, run_id: str) -> RoundFigures:
        """What a run came to, from receipts that are not void."""
        ...

    def persons(self, run_id: str) -> tuple[RoundPerson, ...]:
        """Everybody who has a number of a run, paid or not, as in the register and as on the voucher."""
        ...

    def photographs(self, run_id: str) -> tuple[RoundPhotograph, ...]:
        """Photographs of the requests and hand-overs of a run, in the order of its numbers."""
        ...
