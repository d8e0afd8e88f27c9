"""Opening a file of somebody else's: all of its bytes at once, or a refusal that says what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kmcase.domain.errors import DomainError, EnvironmentProblem

MEGABYTE = 1_000_000
_CHUNK = 1 << 20


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole file, at most `limit` bytes; so that what was hashed is what is read.

    Raises `files.missing`, `files.busy`, `files.unreadable`, `files.empty` or `files.too_large`.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as problem:
        raise open_problem(path, problem) from problem
    if not content:
        raise DomainError("files.empty", "file", name=path.name)
    if len(content) > limit:
        raise DomainError("files.too_large", "file", name=path.name, megabytes=limit // MEGABYTE)
    return content


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file, read piece by piece. Raises as `read_bytes`, without a limit."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as problem:
        raise open_problem(path, problem) from problem
    return digest.hexdigest()


def open_problem(path: Path, problem: OSError) -> DomainError | EnvironmentProblem:
    """What to say of a file that the system does not give."""
    if isinstance(problem, FileNotFoundError):
        return DomainError("files.missing", "file", name=path.name)
    if isinstance(problem, IsADirectoryError) or path.is_dir():
        return DomainError("files.is_folder", "file", name=path.name)
    if isinstance(problem, PermissionError | BlockingIOError):
        # Excel on Windows keeps others from reading what it has open.
        return EnvironmentProblem("files.busy", name=path.name)
    return EnvironmentProblem("files.unreadable", name=path.name)
