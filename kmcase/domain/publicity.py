"""Publicity of a round of assistance: a text with figures and no names, and photographs of those who agreed.

A round is a payment run (see `kmcase.domain.lessons`). Texts are kept as versions (`kmcase.domain.writings`); an
approval is of one version, so that a text changed afterwards waits for approval again. A consent speaks of a person,
for one photograph or for all of them, and is withdrawn from a day on: what was published before was published.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.dates import PartialDate
from kmcase.domain.events import Event, Judgement, Touched, event
from kmcase.domain.evidence import Attachment, EvidenceKind
from kmcase.domain.money import Baht
from kmcase.domain.payments import SignatureMark
from kmcase.domain.writings import Writing

EVERY_PHOTOGRAPH = ""
"""In place of a photograph's hash: the consent is for all photographs of the person."""


class PublicityState(StrEnum):
    """What a publicity text waits for; it follows from its versions and approvals."""

    WAITING = "waiting"
    APPROVED = "approved"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityValues:
    """A text and its photographs by stored SHA-256.

    `looked_over`: the writer looked at each photograph, and nobody but those who agreed can be told in it.
    """

    title: str
    text: str
    photographs: tuple[str, ...] = ()
    looked_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoConsent:
    """Who agreed to be shown: asked by whom, when, signed by whom (the person, or who signs for them).

    `photograph` is a stored SHA-256 or `EVERY_PHOTOGRAPH`. The signature is drawn, or on paper that is scanned.
    """

    consent_id: str
    person_id: str
    photograph: str = EVERY_PHOTOGRAPH
    asked_on: date
    asked_by: str
    signed_by: str
    signature: SignatureMark | None = None
    paper: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawal:
    """A person no longer wants to be shown: ends the consents it names, and all asked for before its day."""

    withdrawal_id: str
    person_id: str
    consent_ids: tuple[str, ...]
    withdrawn_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographedPerson:
    """Who is in a photograph, and what they said about being shown; `restricted` as in the register."""

    person_id: str
    name: str
    birth: PartialDate | None
    restricted: bool
    consents: tuple[PhotoConsent, ...] = ()
    withdrawals: tuple[ConsentWithdrawal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPhotograph:
    """A photograph of a round: of the requests that it paid, or of a hand-over; `persons` are those it was taken of."""

    stored_sha256: str
    kind: EvidenceKind
    taken_at: datetime | None
    persons: tuple[PhotographedPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFigures:
    """What a round came to: families, baht and villages paid, and families by cause of hardship, the most first."""

    families: int
    amount: Baht
    villages: int
    causes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPerson:
    """A payee of a round by everything that a text must not hold: (first, last) names, numbers and houses."""

    person_id: str
    names: frozenset[tuple[str, str]]
    national_ids: frozenset[str]
    phones: frozenset[str]
    houses: frozenset[str]


def publicity_state(standing: tuple[Writing[PublicityValues], ...], approved: Collection[str]) -> PublicityState | None:
    """What a text waits for, by the versions that stand and those that were approved; None where there is no text."""
    if not standing:
        return None
    if len(standing) > 1:
        return PublicityState.APART
    return PublicityState.APPROVED if standing[0].version_id in approved else PublicityState.WAITING


class _OfPublicity(Event):
    __slots__ = ()
    publicity_id: str
    run_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("publicity", self.publicity_id), ("run", self.run_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityWritten(_OfPublicity):
    """A publicity text of a round, or a version of it that takes the place of those it `replaces`."""

    TYPE = "publicity.written"
    FIELD: ClassVar[bool] = True
    publicity_id: str
    run_id: str
    version_id: str
    replaces: tuple[str, ...] = ()
    values: PublicityValues


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityApproved(_OfPublicity):
    """One version may be published."""

    TYPE = "publicity.approved"
    publicity_id: str
    run_id: str
    approval_id: str
    version_id: str
    judgement: Judgement


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoConsentGiven(Event):
    """A person agreed to be shown."""

    TYPE = "photo_consent.given"
    FIELD: ClassVar[bool] = True
    consent: PhotoConsent

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("person", self.consent.person_id), ("photo_consent", self.consent.consent_id))


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoConsentWithdrawn(Event):
    """A person no longer wants to be shown."""

    TYPE = "photo_consent.withdrawn"
    FIELD: ClassVar[bool] = True
    withdrawal: ConsentWithdrawal

    @property
    def touches(self) -> tuple[Touched, ...]:
        withdrawal = self.withdrawal
        consents = (("photo_consent", consent_id) for consent_id in withdrawal.consent_ids)
        return (("person", withdrawal.person_id), *consents)
