"""Photographs and scans: encrypted files, named so that only the office can tell which picture a name means.

A file is `KMB1`, a nonce and AES-256-GCM with the name as associated data; its name is HMAC-SHA256 of the content's
SHA-256, which alone stands in events. A file is on the disk before its row is written, so a killed program leaves at
most a file without a row, which `garbage` lists.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.blob_shelves import BlobShelf, FolderShelf
from kmcase.persistence.key_wrapping import SubKeys, UnlockedKeys

_MAGIC = b"KMB1"
_NONCE_BYTES = 12


class BlobState(StrEnum):
    """How a stored content is found."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class BlobProblem:
    """A content that is not whole, by its SHA-256 in hexadecimal, and the file that should hold it."""

    sha256: str
    name: str
    state: BlobState


class BlobStore:
    """The photographs of an office, in a `photos/` folder or on another shelf.

    `former` keys still open what a broken-off change of keys has not reached.
    """

    def __init__(self, place: Path | BlobShelf, keys: SubKeys, former: SubKeys | None = None) -> None:
        self._shelf = FolderShelf(place) if isinstance(place, Path) else place
        self._keys = keys
        self._former = former

    @classmethod
    def unlocked(cls, place: Path | BlobShelf, keys: UnlockedKeys) -> BlobStore:
        """The store with a signed-in user's keys."""
        return cls(place, keys.parts, keys.former_parts)

    def name_of(self, sha256: str) -> str:
        """The file name of a content."""
        return _name(self._keys, sha256)

    def put(self, content: bytes) -> str:
        """Store a content; returns its SHA-256 in hexadecimal.

        On the disk when it returns. Raises `office_files.disk_full` with nothing half done. A content that is there
        already is read, and written again where it was damaged.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        if self.state(sha256) is not BlobState.WHOLE:
            self._write(sha256, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """A content, verified; raises `office_files.blob_missing` or `.blob_damaged`, which name it."""
        for keys in self._all_keys():
            name = _name(keys, sha256)
            stored = self._shelf.read(name)
            if stored is None:
                continue
            content = _decrypt(keys, name, stored)
            if content is None or not hmac.compare_digest(hashlib.sha256(content).hexdigest(), sha256):
                raise EnvironmentProblem("office_files.blob_damaged", sha256=sha256, file=name)
            return content
        raise EnvironmentProblem("office_files.blob_missing", sha256=sha256, file=self.name_of(sha256))

    def has(self, sha256: str) -> bool:
        """Whether a file of a content is here, whole or not."""
        return any(self._shelf.has(_name(keys, sha256)) for keys in self._all_keys())

    def state(self, sha256: str) -> BlobState:
        """Whether a content is whole, missing or damaged."""
        try:
            self.get(sha256)
        except EnvironmentProblem as problem:
            known = {"office_files.blob_missing": BlobState.MISSING, "office_files.blob_damaged": BlobState.DAMAGED}
            if problem.code in known:
                return known[problem.code]
            raise
        return BlobState.WHOLE

    def problems(self, known: Iterable[str]) -> Iterator[BlobProblem]:
        """Every content of `known` (SHA-256s in hexadecimal) that is missing or damaged."""
        for sha256 in known:
            state = self.state(sha256)
            if state is not BlobState.WHOLE:
                yield BlobProblem(sha256, self.name_of(sha256), state)

    def names(self) -> Iterator[str]:
        """The names of all stored files, in order."""
        return self._shelf.names()

    def garbage(self, known: Iterable[str]) -> tuple[str, ...]:
        """Names of files that belong to no content of `known`."""
        wanted = {_name(keys, sha256) for sha256 in known for keys in self._all_keys()}
        return tuple(name for name in self.names() if name not in wanted)

    def remove_garbage(self, known: Iterable[str]) -> int:
        """Delete files without a row and what killed writers left; returns how many files without a row there were."""
        names = self.garbage(known)
        for name in names:
            self._shelf.remove(name)
        self._shelf.sweep()
        return len(names)

    def erase(self, sha256: str) -> None:
        """Delete a content whose retention has ended; back-ups keep theirs."""
        for keys in self._all_keys():
            self._shelf.remove(_name(keys, sha256))

    def rekey(self) -> int:
        """Move every file from the former keys to these; returns how many. Broken off, it is simply called again."""
        if self._former is None:
            return 0
        moved = 0
        for name in tuple(self._shelf.names()):
            content = _decrypt(self._former, name, self._shelf.read(name) or b"")
            if content is None:
                continue
            self._write(hashlib.sha256(content).hexdigest(), content)
            self._shelf.remove(name)
            moved += 1
        return moved

    def _all_keys(self) -> tuple[SubKeys, ...]:
        return (self._keys,) if self._former is None else (self._keys, self._former)

    def _write(self, sha256: str, content: bytes) -> None:
        name = self.name_of(sha256)
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._keys.photos).encrypt(nonce, content, name.encode())
        self._shelf.write(name, _MAGIC + nonce + sealed)


def _name(keys: SubKeys, sha256: str) -> str:
    return hmac.digest(keys.names, bytes.fromhex(sha256), "sha256").hex()


def _decrypt(keys: SubKeys, name: str, stored: bytes) -> bytes | None:
    start = len(_MAGIC) + _NONCE_BYTES
    if not stored.startswith(_MAGIC):
        return None
    with suppress(InvalidTag, ValueError):
        return AESGCM(keys.photos).decrypt(stored[len(_MAGIC) : start], stored[start:], name.encode())
    return None
