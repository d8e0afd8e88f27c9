"""What a bundle says, whatever it looks like as bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kmcase.journal.entries import Entry
from kmcase.journal.merge import Held

FORMAT = 1
SHA256_BYTES = 32
LARGEST_BUNDLE = 16 << 30
"""Bytes of a bundle, in a file or on the wire: some 30,000 photographs. Ours stay below; a larger one is refused."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeviceKeys:
    """The private keys of this device: bundles for it are sealed to `sealing` (X25519, raw), its own are signed."""

    sealing: bytes
    signing: Ed25519PrivateKey

    def __repr__(self) -> str:
        return "DeviceKeys(hidden)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends a bundle to whom: device ids, `office` the id of the office's first store."""

    bundle_id: str
    office: str
    sender: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a store holds of one chain; `bodies` are the stretches of entries (first, last) whose bodies are there."""

    held: Held
    bodies: tuple[tuple[int, int], ...]

    @property
    def whole(self) -> bool:
        """Whether no body is lacking."""
        return self.bodies == ((1, self.held.size),) or not self.held.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a bundle brings: entries, bodies of entries that were sent bare before, photographs."""

    entries: int = 0
    backfilled: int = 0
    photos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first part of a bundle: what the sender holds (an acknowledgement), lacks, and now sends.

    `starts`: by chain, what the first entry sent follows; `photos_wanted`: SHA-256s that the sender lacks.
    """

    made_at: str
    holds: Mapping[str, Holding]
    starts: Mapping[str, Held]
    photos_wanted: tuple[str, ...]
    counts: Counts
    checkpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Entries that are applied together or not at all; `backfill`: bodies of entries that were sent bare before."""

    entries: tuple[Entry, ...]
    backfill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPart:
    """A photograph or scan."""

    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class End:
    """Nothing was cut off before here."""

    sections: int


BundlePart = Hello | Frame | PhotoPart | End


class BundleSource(Protocol):
    """A bundle that was opened for reading."""

    @property
    def envelope(self) -> Envelope:
        """Whose it says it is."""
        ...

    def parts(self, keys: DeviceKeys, verify: Callable[[bytes, bytes], None]) -> Iterator[BundlePart]:
        """What is in it, in order; raises `exchange.*` at the place where something is wrong."""
        ...


class BundleTarget(Protocol):
    """A bundle that is being written."""

    def hello(self, hello: Hello) -> None:
        """First of all."""
        ...

    def frame(self, frame: Frame) -> None:
        """Entries."""
        ...

    def photo(self, sha256: str, content: bytes) -> None:
        """A photograph."""
        ...

    def end(self) -> None:
        """Last of all."""
        ...


class BundleFiles(Protocol):
    """Bundles as files."""

    def read(self, path: Path) -> AbstractContextManager[BundleSource]:
        """Open one; raises `exchange.not_a_bundle`, `.newer_bundle`, or what is wrong with the file."""
        ...

    def write(
        self,
        path: Path,
        envelope: Envelope,
        sealing_key: str,
        keys: DeviceKeys,
        fill: Callable[[BundleTarget], None],
    ) -> int:
        """Write one, in its place whole or not at all; gives its size in bytes."""
        ...


def hello_to_plain(hello: Hello) -> dict[str, Any]:
    """As JSON."""
    return {
        "format": FORMAT,
        "made_at": hello.made_at,
        "holds": {store: holding_to_plain(each) for store, each in hello.holds.items()},
        "starts": {store: _held_to_plain(each) for store, each in hello.starts.items()},
        "photos_wanted": list(hello.photos_wanted),
        "counts": {
            "entries": hello.counts.entries,
            "backfilled": hello.counts.backfilled,
            "photos": hello.counts.photos,
        },
        "checkpoint": hello.checkpoint,
    }


def hello_from_plain(plain: Mapping[str, Any]) -> Hello:
    """`hello_to_plain` undone; `ValueError`, `KeyError` or `TypeError` for anything else."""
    if plain["format"] != FORMAT:
        raise ValueError("another format")
    counts = plain["counts"]
    return Hello(
        made_at=str(plain["made_at"]),
        holds={store: holding_from_plain(each) for store, each in plain["holds"].items()},
        starts={store: _held_from_plain(each) for store, each in plain["starts"].items()},
        photos_wanted=tuple(_sha256(each) for each in plain["photos_wanted"]),
        counts=Counts(
            entries=int(counts["entries"]), backfilled=int(counts["backfilled"]), photos=int(counts["photos"])
        ),
        checkpoint=str(plain["checkpoint"]),
    )


def holding_to_plain(holding: Holding) -> dict[str, Any]:
    """As JSON."""
    return {**_held_to_plain(holding.held), "bodies": [list(pair) for pair in holding.bodies]}


def holding_from_plain(plain: Mapping[str, Any]) -> Holding:
    """`holding_to_plain` undone."""
    return Holding(
        held=_held_from_plain(plain), bodies=tuple((_size(first), _size(last)) for first, last in plain["bodies"])
    )


def _held_to_plain(held: Held) -> dict[str, Any]:
    return {"n": held.size, "hash": held.head.hex()}


def _held_from_plain(plain: Mapping[str, Any]) -> Held:
    return Held(size=_size(plain["n"]), head=bytes.fromhex(plain["hash"]))


def _size(value: object) -> int:
    """A number of entries as a store can hold them."""
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError("not a number of entries")
    return value


def _sha256(value: object) -> str:
    if not isinstance(value, str) or len(bytes.fromhex(value)) != SHA256_BYTES:
        raise ValueError("not a SHA-256")
    return value
