"""Laptops of the office: enrolled by it, each with a chain of its own, an area and officers."""

from __future__ import annotations

from dataclasses import dataclass
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
    """The first entry of the chain that a restored laptop goes on with, naming the end of the one before."""

    TYPE = "laptop.restored"
    FIELD: ClassVar[bool] = True
    laptop_id: str
    store: str
    old_store: str
    old_size: int
    old_head: str
