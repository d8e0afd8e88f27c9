"""What the exchange needs of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.exchange.bundles import Counts, Frame, Hello, Holding
from kmcase.application.read.overview import ExchangeClock
from kmcase.domain.laptops import OFFICE_DEVICE, Laptop, RefusedBy
from kmcase.journal.merge import Fate, Held
from kmcase.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Who this store is among those that exchange: `device_id` is `office` or the laptop's id."""

    device_id: str
    office: str
    store: str
    name: str

    @property
    def is_office(self) -> bool:
        """Whether this is the office itself."""
        return self.device_id == OFFICE_DEVICE


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledLaptop:
    """A laptop with its standing; times ISO UTC."""

    laptop: Laptop
    enrolled_at: str
    revoked_at: str | None = None
    revoked_reason: str = ""

    def is_called(self, name: str) -> bool:
        """Whether it is meant by a name or an id."""
        return name in (self.laptop.laptop_id, self.laptop.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What another store was last known to hold and to lack, by a bundle of its that was applied here."""

    device_id: str
    bundle_id: str
    made_at: str
    applied_at: str
    holds: Mapping[str, Holding]
    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForkFound:
    """A chain that split: two entries under one number, as after a cloned disk or an old copy that was used again."""

    store: str
    n: int
    told_by: str
    found_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a receiver lacks, ready to be written in order; photographs by SHA-256."""

    starts: Mapping[str, Held]
    counts: Counts
    frames: Callable[[], Iterator[Frame]]
    photos: tuple[str, ...]


@dataclass(slots=True)
class Taken:
    """What became of a frame: how many entries met each fate; `stopped` where the frame was not applied.

    `receipts` of the new ones say only that the office heard a laptop.
    """

    fates: dict[Fate, int] = field(default_factory=dict)
    touched: set[tuple[str, str]] = field(default_factory=set)
    receipts: int = 0
    stopped: Fate | None = None
    store: str = ""
    n: int = 0

    def count(self, fate: Fate) -> int:
        """How many entries met a fate."""
        return self.fates.get(fate, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """How many records and photographs of this store's own chains there are, and how many of them another store has."""

    total: int
    there: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What of this store's own work is at the other side: records by noun, photographs, and entries."""

    records: Mapping[str, Kinds]
    photos: Kinds
    entries: Kinds


class ExchangeKind(StrEnum):
    """What was done with a bundle."""

    MADE = "made"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedExchange:
    """A bundle that was made or applied here.

    `device_id` is who it is for or from; `file` its name, over the network the laptop's with the time; `entries` and
    `photos` are what it brings where it was made, what was new where it was applied; `stopped` why not all of it was
    applied. `by` is a staff id when it is noted, and a name when it is read; `device` is a laptop's name, empty for the
    office.
    """

    log_id: str
    at: datetime
    by: str
    kind: ExchangeKind
    device_id: str
    bundle_id: str
    file: str
    entries: int
    photos: int
    known: int = 0
    held_back: int = 0
    refused: int = 0
    stopped: Message | None = None
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedEntry:
    """An entry of a laptop that counts for nothing or is doubted: who entered it, when by its clock, what kind.

    `laptop` and `officer` are names, the id of an officer whom the office does not know; `type` is the event's.
    """

    entry_id: str
    at: datetime
    laptop: str
    officer: str
    type: str
    why: RefusedBy


class ExchangeStore(Protocol):
    """The journal as the exchange sees it."""

    def clock(self) -> ExchangeClock | None:
        """How long ago and how much, cheap enough to ask at each commit; None at the office."""
        ...

    def note(self, exchange: LoggedExchange) -> None:
        """Remember a bundle that was made or applied."""
        ...

    def log(self) -> tuple[LoggedExchange, ...]:
        """Bundles made and applied here, the newest first."""
        ...

    def refusals(self) -> tuple[RefusedEntry, ...]:
        """Entries of laptops that count for nothing or are doubted, the newest first."""
        ...

    def refusals_by_laptop(self) -> Mapping[str, int]:
        """How many such entries there are, by laptop."""
        ...

    def applied_before(self, bundle_id: str) -> bool:
        """Whether this very bundle was applied whole."""
        ...

    def device(self) -> Device:
        """Who this store is."""
        ...

    def laptops(self) -> tuple[EnrolledLaptop, ...]:
        """All that were ever enrolled, by name."""
        ...

    def peer(self, device_id: str) -> Peer | None:
        """What another store was last known to hold."""
        ...

    def forks(self) -> tuple[ForkFound, ...]:
        """Chains that split."""
        ...

    def holdings(self) -> dict[str, Holding]:
        """What is held of every chain."""
        ...

    def photos_wanted(self, *, again: bool = False) -> tuple[str, ...]:
        """Photographs that entries name and that are not here; `again` looks for every file, once found or not."""
        ...

    def holdings_of(self, laptop_id: str) -> int:
        """How many entries of a laptop's chains are here."""
        ...

    def lacking(self, receiver: str) -> int:
        """How many entries a receiver was last known not to hold, of all those that are for it."""
        ...

    def outgoing(self, receiver: str, area: frozenset[str] | None) -> Outgoing:
        """What a receiver lacks; `area` None for the office, which gets all of this store's own chains."""
        ...

    def splits(self, starts: Mapping[str, Held], told_by: str, at: datetime) -> ForkFound | None:
        """Whether a sender's chain leaves the one held here, before anything is taken; noted where it does."""
        ...

    def take(self, frame: Frame, sender: str, at: datetime) -> Taken:
        """Apply a frame in one transaction, or nothing of it."""
        ...

    def settle(self) -> None:
        """After the last frame: tables anew where bodies came for entries that had been sent bare."""
        ...

    def note_peer(self, device_id: str, bundle_id: str, hello: Hello, at: datetime) -> bool:
        """Remember what a sender holds; `False` for a bundle older than one applied before."""
        ...

    def standing(self, receiver: str) -> Standing:
        """What of this store's own work the receiver has acknowledged."""
        ...
