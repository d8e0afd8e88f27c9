"""Folders and zips that appear whole or not at all: written beside their place under another name, renamed at the end.

A zip is plain (ZIP 2.0, deflated), so that any program opens it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kmcase.domain.errors import DomainError
from kmcase.persistence.durable import PART, atomic_fill, file_trouble, make_folder, sync_folder


class DurableFolder:
    """`BundleFolder`: a folder being filled; a `zipped` one becomes one file."""

    def __init__(self, target: Path, part: Path) -> None:
        self._target = target
        self._part = part
        self._names: list[str] = []

    def write(self, name: str, parts: Iterable[bytes]) -> tuple[str, int]:
        """A file by its path with slashes; gives its SHA-256 in hexadecimal and its size in bytes."""
        path = self._part / name
        make_folder(path.parent)
        digest, size = hashlib.sha256(), 0
        with file_trouble(path), path.open("wb") as file:
            for part in parts:
                file.write(part)
                digest.update(part)
                size += len(part)
            file.flush()
            os.fsync(file.fileno())
        self._names.append(name)
        return digest.hexdigest(), size

    def finish(self) -> None:
        """Let it appear at its place, whole and on the disk."""
        if _is_zip(self._target):
            atomic_fill(self._target, self._pack)
            return
        with file_trouble(self._target):
            for folder in {(self._part / name).parent for name in self._names}:
                sync_folder(folder)
            if self._target.exists():
                self._target.rmdir()
            self._part.rename(self._target)
        sync_folder(self._target.parent)

    def _pack(self, file: object) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
            for name in self._names:
                packed.write(self._part / name, name)


class DurableFolders:
    """`BundleFolders` on the disk."""

    @contextmanager
    def begin(self, target: Path) -> Iterator[DurableFolder]:
        """A folder, or a zip where the name ends so; what was written is taken away unless it is finished.

        Raises `audits.place_taken` for a file or a folder that holds something.
        """
        if target.exists() and (not target.is_dir() or _is_zip(target) or any(target.iterdir())):
            raise DomainError("audits.place_taken", "target", place=str(target))
        part = target.with_name(f".{target.name}.{os.getpid()}{PART}")
        shutil.rmtree(part, ignore_errors=True)
        make_folder(part)
        try:
            yield DurableFolder(target, part)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"
