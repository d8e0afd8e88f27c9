"""Laptops' chains as the office's use cases load them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.laptops import DoubtedEntry
from kmcase.domain.staff import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class LaptopChain:
    """A chain of a laptop: `size` entries are here, the last of hash `head` (hexadecimal); the office heard `heard`."""

    laptop_id: str
    store: str
    size: int
    head: str
    heard: int


class LaptopRepository(Protocol):
    """Laptops and their chains."""

    def unheard(self) -> tuple[LaptopChain, ...]:
        """Chains of which more is here than the office ever entered that it heard."""
        ...

    def new_entries(self, chain: LaptopChain) -> Iterator[DoubtedEntry]:
        """What is new of a chain and was not refused, in order; nobody doubts it yet."""
        ...

    def name_of(self, laptop_id: str) -> str:
        """What the office calls a laptop; raises `exchange.unknown_laptop`."""
        ...

    def roles_ever(self) -> dict[str, frozenset[Role]]:
        """By staff id every role that somebody ever held."""
        ...
