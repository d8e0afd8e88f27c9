"""The office itself: kind, province, area of responsibility, and its own dated numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kmcase.domain.events import Event, Touched, event


class OfficeKind(StrEnum):
    """What kind of office keeps this store."""

    SETTLEMENT = "settlement"
    SHELTER = "shelter"


class NumberUnit(StrEnum):
    """What a number of the regulations counts; money is in satang."""

    BAHT = "baht"
    TIMES = "times"
    DAYS = "days"
    YEARS = "years"
    REQUESTS = "requests"
    PERSONS = "persons"
    FAMILIES = "families"
    PAGES = "pages"
    KILOMETRES = "kilometres"
    PAYMENTS = "payments"
    PERCENT = "percent"
    SECONDS = "seconds"


UNLIMITED = -1
"""The value of a number of the regulations that sets no limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as it stands; area codes are six-digit sub-district codes.

    `signing_key` is the public key (Ed25519, 64 hexadecimal digits) that was entered last, empty where none was; only
    the signature of its entry says whether it counts.
    """

    store: str
    name: str
    kind: OfficeKind
    province_code: str
    area: frozenset[str]
    short_code: str
    sample: bool = False
    signing_key: str = ""


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeOpened(Event):
    """The first entry of an office's first chain; the signing key that it names is the first that is believed."""

    TYPE = "office.opened"
    office: Office

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("office", self.office.store),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRestored(Event):
    """The first entry of the chain that a restored office goes on with, under a store id of its own.

    It names the chain before by its size and last hash (hexadecimal), and the numbers that are passed over, by series,
    because paper may bear them.
    """

    TYPE = "office.restored"
    store: str
    old_store: str
    old_size: int
    old_head: str
    skip: dict[str, int]

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("office", self.store),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeyRenewed(Event):
    """Another public key (64 hexadecimal digits) signs for the office from the next entry on.

    It is believed where the key before signed this entry.
    """

    TYPE = "office.signing_key_renewed"
    store: str
    public_key: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("office", self.store),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSigned(Event):
    """The office signed the root over the first `size` entries of its chain; this entry is the next one.

    `text` is what is printed. A checkpoint is not taken out of the chain unseen while a signed entry follows it; where
    the end of the chain was cut off with it, only a page that bears it tells.
    """

    TYPE = "office.checkpoint_signed"
    store: str
    size: int
    text: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("office", self.store),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAreaChanged(Event):
    """The area of responsibility was changed, by an order."""

    TYPE = "office.area_changed"
    store: str
    area: frozenset[str]
    reference: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("office", self.store),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationChanged(Event):
    """The office's own number for a time, over the shipped default."""

    TYPE = "office.regulation_changed"
    change_id: str
    key: str
    value: int
    valid_from: date
    valid_to: date | None = None
    reference: str
    reason: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("regulation", self.key),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class DutyExceptionGranted(Event):
    """One person may do two duties that exclude each other on one record, because the office is too small.

    It is granted by a second person and printed on the documents of the record.
    """

    TYPE = "office.duty_exception_granted"
    exception_id: str
    record_noun: str
    record_id: str
    duties: tuple[str, str]
    staff_id: str
    reason: str
    granted_by: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return ((self.record_noun, self.record_id),)
