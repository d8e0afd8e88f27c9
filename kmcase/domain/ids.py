"""Ids are UUIDv7 text made by the client: sortable, and possible without a network."""

from __future__ import annotations

import random
import uuid
from typing import Protocol

import uuid6


class Ids(Protocol):
    """Makes new ids and salts."""

    def new(self) -> str:
        """A new id, 36 characters."""
        ...

    def salt(self) -> bytes:
        """Sixteen fresh bytes."""
        ...


class RandomIds:
    """Ids of a working office."""

    def new(self) -> str:
        """A new UUIDv7."""
        return str(uuid6.uuid7())

    def salt(self) -> bytes:
        """Sixteen bytes from the system's generator."""
        return random.SystemRandom().randbytes(16)


class SeededIds:
    """The same ids at every run: for the sample office and for tests, never for a working office."""

    def __init__(self, seed: int = 1, start_ms: int = 1_700_000_000_000) -> None:
        self._random = random.Random(seed)
        self._ms = start_ms

    def new(self) -> str:
        """The next UUIDv7 of the seed; time goes on by a millisecond an id."""
        self._ms += 1
        head, tail = self._random.getrandbits(12), self._random.getrandbits(62)
        value = self._ms << 80 | 0x7 << 76 | head << 64 | 0x2 << 62 | tail
        return str(uuid.UUID(int=value))

    def salt(self) -> bytes:
        """Sixteen bytes of the seed."""
        return self._random.randbytes(16)
