"""Where encrypted files stand by name: in the folder `photos/`, or in pieces in a table of the shared office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, delete, select

from kmcase.application.access import Silent, Steps
from kmcase.persistence.durable import atomic_write, file_trouble, make_folder, sweep_parts, sync_folder
from kmcase.persistence.engine import translating
from kmcase.persistence.rows.server import blob_chunk

CHUNK_BYTES = 256 * 1024
_NAME_LENGTH = 64


class BlobShelf(Protocol):
    """Named bytes; nothing here knows what they mean."""

    def read(self, name: str) -> bytes | None:
        """The bytes, or None where there are none."""
        ...

    def has(self, name: str) -> bool:
        """Whether there are any."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in place whole, durable when it returns."""
        ...

    def remove(self, name: str) -> None:
        """Delete; what is not there is no error."""
        ...

    def names(self) -> Iterator[str]:
        """All names, in order."""
        ...

    def sweep(self) -> None:
        """Remove what killed writers left."""
        ...


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """One file a name, 256 shelves by the first two characters."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """The file's bytes."""
        path = self._path(name)
        with file_trouble(path):
            return path.read_bytes() if path.is_file() else None

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._path(name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """The file in place, and its shelf."""
        path = self._path(name)
        if not path.parent.is_dir():
            make_folder(path.parent)
            sync_folder(self.folder)
        atomic_write(path, content)

    def remove(self, name: str) -> None:
        """Delete the file."""
        path = self._path(name)
        with file_trouble(path):
            path.unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The names of all files."""
        for path in stored_files(self.folder):
            yield path.name

    def sweep(self) -> None:
        """Files of killed writers."""
        for shelf in self.folder.iterdir():
            if shelf.is_dir():
                sweep_parts(shelf)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


@dataclass(frozen=True, slots=True)
class TableShelf:
    """Rows of at most `CHUNK_BYTES` a name; a name is written in one transaction."""

    engine: Engine

    def read(self, name: str) -> bytes | None:
        """The pieces put together."""
        wanted = select(blob_chunk.c.content).where(blob_chunk.c.name == name).order_by(blob_chunk.c.chunk)
        with translating(), self.engine.connect() as connection:
            pieces = connection.execute(wanted).scalars().all()
        return b"".join(bytes(piece) for piece in pieces) if pieces else None

    def has(self, name: str) -> bool:
        """Whether the first piece is there."""
        wanted = select(blob_chunk.c.chunk).where(blob_chunk.c.name == name, blob_chunk.c.chunk == 0)
        with translating(), self.engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def write(self, name: str, content: bytes) -> None:
        """The pieces in place of those that stood there."""
        pieces = [
            {"name": name, "chunk": number, "content": content[start : start + CHUNK_BYTES]}
            for number, start in enumerate(range(0, max(len(content), 1), CHUNK_BYTES))
        ]
        with translating(), self.engine.begin() as connection:
            connection.execute(delete(blob_chunk).where(blob_chunk.c.name == name))
            connection.execute(blob_chunk.insert(), pieces)

    def remove(self, name: str) -> None:
        """Delete the pieces."""
        with translating(), self.engine.begin() as connection:
            connection.execute(delete(blob_chunk).where(blob_chunk.c.name == name))

    def names(self) -> Iterator[str]:
        """All names, read at once: the table may be written while they are gone through."""
        wanted = select(blob_chunk.c.name).where(blob_chunk.c.chunk == 0)
        with translating(), self.engine.connect() as connection:
            yield from sorted(connection.execute(wanted).scalars().all())

    def sweep(self) -> None:
        """A killed writer's transaction left nothing."""


def stored_files(folder: Path) -> Iterator[Path]:
    """All files of a folder's shelves, in order of name; for back-ups, which copy without keys."""
    with file_trouble(folder):
        for shelf in sorted(path for path in folder.iterdir() if path.is_dir()):
            yield from sorted(path for path in shelf.iterdir() if len(path.name) == _NAME_LENGTH)


def copy_shelf(source: BlobShelf, target: BlobShelf, steps: Steps | None = None) -> int:
    """Copy what the target lacks; returns how many. Names stand for contents, so what is there is the same."""
    steps = steps or Silent()
    wanted, there = tuple(source.names()), frozenset(target.names())
    copied = 0
    for done, name in enumerate(wanted):
        steps.check()
        steps.report(done, len(wanted))
        content = source.read(name) if name not in there else None
        if content is not None:
            target.write(name, content)
            copied += 1
    return copied
