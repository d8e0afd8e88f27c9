"""Laptops of the office: enrolled by it, each with a chain of its own, an area and officers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event

OFFICE_DEVICE = "office"
"""How bundles name the office, whose store id changes when it is restored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laptop:
    """An enrolled laptop.

    `area` are six-digit sub-district codes, `officers` staff ids; the keys are public (X25519 and Ed25519, in hex):
    bundles for it are sealed to the one, its own are signed with the other.
    """

    laptop_id: str
    name: str
    area: frozenset[str]
    officers: frozenset[str]
    sealing_key: str
    verify_key: str


class RefusedBy(StrEnum):
    """Why an entry of a laptop adds nothing; `ROLE` alone does not keep it out, it is the office's doubt."""

    OFFICE_ALONE = "office_alone"
    NO_OFFICER = "no_officer"
    UNREADABLE = "unreadable"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedEntry:
    """Entry `n` of a laptop's chain, whose officer never held a role that permits it; `at` is ISO UTC as entered."""

    n: int
    type: str
    at: str
    actor: str


class _OfLaptop(Event):
    __slots__ = ()
    laptop_id: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("laptop", self.laptop_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopEnrolled(Event):
    """The office let a laptop in."""

    TYPE = "laptop.enrolled"
    laptop: Laptop

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("laptop", self.laptop.laptop_id),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopAreaChanged(_OfLaptop):
    """A laptop goes to another area; what it lacks of that comes with the next bundle."""

    TYPE = "laptop.area_changed"
    laptop_id: str
    area: frozenset[str]
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopRevoked(_OfLaptop):
    """A laptop was lost or given up: its earlier work stays, its bundles are refused from now on."""

    TYPE = "laptop.revoked"
    laptop_id: str
    reason: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopBegan(_OfLaptop):
    """The first entry of a laptop's chain."""

    TYPE = "laptop.began"
    FIELD: ClassVar[bool] = True
    laptop_id: str
    store: str


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopRestored(_OfLaptop):
    """The first entry of the chain that a restored laptop goes on with, naming the end of the one before.

    `skip`: numbers of its own that are passed over, by series, because paper may bear them.
    """

    TYPE = "laptop.restored"
    FIELD: ClassVar[bool] = True
    laptop_id: str
    store: str
    old_store: str
    old_size: int
    old_head: str
    skip: dict[str, int] = field(default_factory=dict)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopHeard(_OfLaptop):
    """The office holds `size` entries of a laptop's chain, the last of hash `head` (hexadecimal).

    Entered in the office's own chain, whose signed checkpoints so cover the laptop's: what of it is altered, taken out
    or cut off afterwards differs from what stands here. `doubted` are entries among those that are new since the last.
    """

    TYPE = "laptop.heard"
    laptop_id: str
    store: str
    size: int
    head: str
    doubted: tuple[DoubtedEntry, ...] = ()
