"""What a bundle needs from outside: a folder that appears whole or not at all, and what the controls observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from kmcase.application.read.controls import ObservationItem

Observations = Callable[[frozenset[str], frozenset[str]], tuple[ObservationItem, ...]]
"""What the controls observe of these persons and vouchers, by their ids."""


class BundleFolder(Protocol):
    """A bundle being written; nobody sees it before `finish`."""

    def write(self, name: str, parts: Iterable[bytes]) -> tuple[str, int]:
        """A file by its path with slashes; gives its SHA-256 in hexadecimal and its size in bytes."""
        ...

    def finish(self) -> None:
        """Let it appear at its place, whole and on the disk."""
        ...


class BundleFolders(Protocol):
    """Where bundles are written."""

    def begin(self, target: Path) -> AbstractContextManager[BundleFolder]:
        """A folder, or a zip where the name ends so; what was written is taken away unless it is finished.

        Raises `audits.place_taken` for a file or a folder that holds something, and what `atomic_write` raises.
        """
        ...
