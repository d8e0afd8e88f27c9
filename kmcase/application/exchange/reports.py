"""What came of an exchange, for window and commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kmcase.application.changes import Changes
from kmcase.application.exchange.bundles import Counts
from kmcase.application.exchange.ports import EnrolledLaptop, ForkFound, Standing
from kmcase.messages import Message, message

RECORDS = ("visit", "person", "household", "appointment", "lesson", "handover")
"""Nouns that an acknowledgement counts, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBundle:
    """A bundle that was written."""

    path: Path
    bundle_id: str
    receiver: str
    counts: Counts
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPairs:
    """Entries of the register, two by two, that are alike since a bundle was applied, and nobody decided about.

    `stops` stop payments, `waits` are likely enough for somebody to look; the likeliest first.
    """

    stops: tuple[tuple[str, str], ...] = ()
    waits: tuple[tuple[str, str], ...] = ()

    @property
    def every(self) -> tuple[tuple[str, str], ...]:
        """Both."""
        return (*self.stops, *self.waits)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedBundle:
    """What came of applying a bundle.

    `new` are entries but for those that say only that the office heard a laptop; `without_effect` are those among them
    that count for nothing or are doubted. `stopped` says what is wrong where not all of it was applied; what came
    before stays applied. `acknowledged` is what the sender holds of this store's own work. `again`: this very bundle
    was applied before; `older`: a newer one was. `alike`: at the office, entries that may be one person since then.
    """

    sender: str
    new: int = 0
    known: int = 0
    backfilled: int = 0
    held_back: int = 0
    refused: int = 0
    photos: int = 0
    photos_known: int = 0
    accepted: int = 0
    without_effect: int = 0
    again: bool = False
    older: bool = False
    acknowledged: Standing | None = None
    stopped: Message | None = None
    changes: Changes = field(default_factory=Changes)
    alike: NewPairs = NewPairs()

    @property
    def whole(self) -> bool:
        """Whether all of it was applied."""
        return self.stopped is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopStatus:
    """A laptop as the office knows it: when it was last heard of, and how many entries of its the office has.

    `silent`: not heard of for longer than the office's rule says; `forked`: it told of a chain that split; `refused`:
    entries of its that count for nothing or are doubted.
    """

    enrolled: EnrolledLaptop
    last_exchange: datetime | None
    entries: int
    not_sent: int
    silent: bool = False
    forked: bool = False
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeStatus:
    """Where the exchange stands: at the office its laptops, on a laptop its own work.

    `overdue`: on a laptop, it met the office longer ago than the office's rule says.
    """

    is_office: bool
    device_name: str
    last_exchange: datetime | None
    standing: Standing | None
    laptops: tuple[LaptopStatus, ...]
    photos_wanted: int
    forks: tuple[ForkFound, ...]
    conflicts: int
    overdue: bool = False

    @property
    def not_yet_there(self) -> int:
        """Entries that the other side has not acknowledged; 0 at the office, which others come to."""
        return self.standing.entries.total - self.standing.entries.there if self.standing else 0


def acknowledgement(standing: Standing) -> tuple[Message, ...]:
    """What the office has, in plain words: `the office has 41 of 41 visits`."""
    said = [
        message(f"exchange.has.{noun}", there=found.there, total=found.total)
        for noun in RECORDS
        if (found := standing.records.get(noun)) is not None
    ]
    if standing.photos.total:
        said.append(message("exchange.has.photos", there=standing.photos.there, total=standing.photos.total))
    said.append(message("exchange.has.entries", there=standing.entries.there, total=standing.entries.total))
    return tuple(said)
