"""Pictures that are compared: what has no fingerprint yet, where fingerprints are kept, what is alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kmcase.domain.likeness import PictureFamily, PictureUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A picture or signature without a fingerprint.

    `content` is the SHA-256 of the original; a signature has `strokes`, a picture the `stored_sha256` of what is kept.
    """

    family: PictureFamily
    content: str
    stored_sha256: str = ""
    strokes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A fingerprint, or the shape of a signature; empty where there is nothing to compare."""

    family: PictureFamily
    content: str
    print: bytes


class Fingerprints(Protocol):
    """Makes fingerprints."""

    def of_picture(self, content: bytes, family: PictureFamily) -> bytes:
        """The fingerprint of a picture; raises `files.*` for what cannot be read."""
        ...

    def of_strokes(self, strokes: str) -> bytes:
        """The shape of a drawn signature."""
        ...


class PrintStore(Protocol):
    """Keeps fingerprints, and knows which of them are alike."""

    def unseen(self) -> tuple[Unseen, ...]:
        """What is named as evidence and has no fingerprint."""
        ...

    def keep(self, prints: Sequence[Print]) -> int:
        """Keep fingerprints and compare each with all others; how many pairs were found alike."""
        ...


class PictureQueries(Protocol):
    """Uses of pictures."""

    def uses(self, contents: Sequence[str]) -> tuple[PictureUse, ...]:
        """Where contents stand as evidence, the earliest use first."""
        ...

    def strokes(self, uses: Sequence[PictureUse]) -> Mapping[str, str]:
        """The strokes of signatures by content."""
        ...
