"""Writing files so that a killed process or a full disk leaves the old content or the new, never half of it."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kmcase.domain.errors import EnvironmentProblem

PART = ".part"
_CHUNK = 1 << 20
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def file_trouble(path: Path) -> Iterator[None]:
    """Turn errors of the system into `office_files.disk_full`, `.read_only` or `.file_trouble`, which name the file."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise EnvironmentProblem("office_files.disk_full") from error
        if error.errno in _READ_ONLY:
            raise EnvironmentProblem("office_files.read_only", path=str(path)) from error
        raise EnvironmentProblem("office_files.file_trouble", path=str(path)) from error


def atomic_write(path: Path, data: bytes) -> None:
    """Replace a file whole: temporary name, fsync, rename, fsync of the folder."""
    with file_trouble(path):
        _replace(path, lambda file: file.write(data))


def atomic_fill(path: Path, fill: Callable[[BinaryIO], object]) -> int:
    """The same for a file that is written as it is made; gives its size in bytes."""
    with file_trouble(path):
        _replace(path, fill)
        return path.stat().st_size


def durable_copy(source: Path, target: Path) -> str:
    """Copy a file as `atomic_write` does; returns the SHA-256 of what was written, in hexadecimal."""
    digest = hashlib.sha256()

    def fill(file: BinaryIO) -> None:
        for chunk in _chunks(source):
            digest.update(chunk)
            file.write(chunk)

    with file_trouble(target):
        _replace(target, fill)
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def sync_file(path: Path) -> None:
    """Have a file that somebody else wrote on the disk before going on."""
    with file_trouble(path), path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have renames within a folder on the disk; Windows writes them through and cannot open folders."""
    if os.name == "nt":
        return
    with file_trouble(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """A folder and its parents, open to this user alone."""
    with file_trouble(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def sweep_parts(folder: Path) -> None:
    """Remove what killed writers left."""
    for left in folder.glob(f"*{PART}"):
        with suppress(OSError):
            left.unlink()


def _replace(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{PART}")
    try:
        with part.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def _chunks(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
