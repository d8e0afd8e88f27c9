"""A disk that can be filled and emptied: a small one of its own where the system lets a test mount it, else a limit."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Protocol

import pytest

_MEGABYTES = 96
_BLOCKS = (1 << 20, 4096)


class Disk(Protocol):
    """Where an office lies."""

    path: Path

    def fill(self) -> None:
        """Nothing more can be written."""

    def make_room(self) -> None:
        """Writing goes on."""


class SmallDisk:
    """A real file system of its own; full is `ENOSPC`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ballast = path / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file:
            for size in _BLOCKS:
                _write_until_full(file, bytes(size))

    def make_room(self) -> None:
        self._ballast.unlink()


def _write_until_full(file: FileIO, block: bytes) -> None:
    try:
        while file.write(block) == len(block):
            pass
    except OSError as problem:
        assert problem.errno == errno.ENOSPC


class LimitedFiles:
    """No file of this process may grow past a size; beyond it is `EFBIG`, and to the database a disk error."""

    def __init__(self, path: Path) -> None:
        import resource

        self.path = path
        self._kind = resource.RLIMIT_FSIZE
        self._before = resource.getrlimit(self._kind)

    def fill(self) -> None:
        import resource

        resource.setrlimit(self._kind, (0, self._before[1]))

    def make_room(self) -> None:
        import resource

        resource.setrlimit(self._kind, self._before)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A mounted disk, taken away afterwards; skips the test where mounting is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "kmcase-test", str(folder)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def limited_files(folder: Path) -> Iterator[Disk]:
    """A folder whose files can be kept from growing."""
    if sys.platform == "win32":
        pytest.skip("needs limits of a process")
    folder.mkdir()
    disk = LimitedFiles(folder)
    try:
        yield disk
    finally:
        disk.make_room()
