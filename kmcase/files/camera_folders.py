"""Folders of a camera or a telephone: which photographs lie there, and what each looks like in small."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from kmcase.application.access import Silent, Steps
from kmcase.application.ports.files import CameraPhoto
from kmcase.domain.errors import DomainError, EnvironmentProblem
from kmcase.files.opening import open_problem
from kmcase.files.photos import glance
from kmcase.files.pictures import SUFFIXES

MOST_SHOWN = 300
_DEEPEST = 3
_MOST_LOOKED_AT = 20_000
_CAMERA = "dcim"


class CameraFolders:
    """`application.ports.files.CameraReader` over the disk."""

    def photographs(self, folder: Path) -> tuple[Path, ...]:
        """The newest photographs in a folder and below it, newest first, at most `MOST_SHOWN`.

        Of a whole telephone or card only the part that its camera fills (`DCIM`) is looked at. Raises
        `files.no_photographs`, or what the system says of a folder that cannot be read.
        """
        try:
            found = [
                (path.stat().st_mtime_ns, path) for path in islice(_pictures(_camera_part(folder)), _MOST_LOOKED_AT)
            ]
        except OSError as problem:
            raise open_problem(folder, problem) from problem
        if not found:
            raise DomainError("files.no_photographs", "file", name=folder.name or str(folder))
        return tuple(path for _, path in sorted(found, reverse=True)[:MOST_SHOWN])

    def look(self, paths: Sequence[Path], steps: Steps | None = None) -> tuple[CameraPhoto, ...]:
        """Each in small with its time and place; one that cannot be read has no thumbnail."""
        steps = steps or Silent()
        seen = []
        for path in paths:
            steps.check()
            seen.append(_look(path))
        return tuple(seen)


def _look(path: Path) -> CameraPhoto:
    try:
        return glance(path)
    except (DomainError, EnvironmentProblem):
        return CameraPhoto(path=path, thumbnail=b"")


def _camera_part(folder: Path) -> Path:
    inside = [each for each in folder.iterdir() if each.name.lower() == _CAMERA and each.is_dir()]
    return inside[0] if inside else folder


def _pictures(folder: Path) -> Iterator[Path]:
    deepest = len(folder.parts) + _DEEPEST
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [] if len(here.parts) >= deepest else sorted(each for each in folders if not each.startswith("."))
        yield from (here / name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))
