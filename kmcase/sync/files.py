"""Bundles on a folder or a stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kmcase.application.exchange.bundles import BundleTarget, DeviceKeys, Envelope
from kmcase.domain.errors import EnvironmentProblem
from kmcase.sync.bundle import BundleReader, BundleWriter

Replace = Callable[[Path, Callable[[BinaryIO], object]], int]
"""Writes a file whole or not at all, and gives its size."""


class FileBundles:
    """`BundleFiles`: a bundle is in its place whole or not at all."""

    def __init__(self, replace: Replace) -> None:
        self._replace = replace

    @contextmanager
    def read(self, path: Path) -> Iterator[BundleReader]:
        """Open a bundle; raises `exchange.no_file`, `.not_a_bundle` or `.newer_bundle`."""
        try:
            file = path.open("rb")
        except OSError as error:
            raise EnvironmentProblem("exchange.no_file", path=str(path)) from error
        with file:
            yield BundleReader(_Steady(file, path))

    def write(
        self,
        path: Path,
        envelope: Envelope,
        sealing_key: str,
        keys: DeviceKeys,
        fill: Callable[[BundleTarget], None],
    ) -> int:
        """Write a bundle; gives its size in bytes."""

        def write(file: BinaryIO) -> None:
            fill(BundleWriter(file, envelope, bytes.fromhex(sealing_key), keys))

        return self._replace(path, write)


class _Steady:
    """A file whose stick may be pulled out while it is read."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path

    def read(self, count: int) -> bytes:
        """As a file does; raises `exchange.stick_gone`."""
        try:
            return self._file.read(count)
        except OSError as error:
            raise EnvironmentProblem("exchange.stick_gone", path=str(self._path)) from error
