"""What a bundle needs from outside: a folder that appears whole or not at all, and what the controls observed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLine:
    """An observation (ข้อสังเกต) of a control in words: its standing is open, explained or confirmed."""

    code: str
    on: date | None
    text: str
    standing: str
    reason: str = ""
    judged_by: str = ""


Observations = Callable[[frozenset[str], frozenset[str]], tuple[ObservationLine, ...]]
"""What the controls observe of these persons and vouchers, by their ids, and of nobody else."""


def no_observations(persons: frozenset[str], vouchers: frozenset[str]) -> tuple[ObservationLine, ...]:
    """Where no controls run."""
    return ()


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
