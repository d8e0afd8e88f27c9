"""Files that come from outside, as the application needs them read; `kmcase.files` reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Steps
from kmcase.domain.imports.waiting import WaitingSheet
from kmcase.domain.imports.workbook import Workbook
from kmcase.messages import Catalogue

OpenBytes = Callable[[str], bytes]
"""Gives a stored attachment by the hash under which it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph made fit to keep: upright, at most 1600 pixels long, JPEG without metadata.

    `sha256` and `size` are of the original bytes, `stored_sha256` of `jpeg`; `taken_at` is aware UTC; the place is in
    decimal degrees of WGS 84, as text.
    """

    name: str
    sha256: str
    size: int
    jpeg: bytes
    stored_sha256: str
    width: int
    height: int
    thumbnail: bytes
    taken_at: datetime | None = None
    latitude: str | None = None
    longitude: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraPhoto:
    """A photograph that lies in a camera's folder, in small; without a thumbnail it cannot be read.

    Time and place are as in `Photo`.
    """

    path: Path
    thumbnail: bytes
    taken_at: datetime | None = None
    latitude: str | None = None
    longitude: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thumbprint:
    """A thumbprint cut out of its scan: `png` is grey with transparency; `scan` keeps where it was cut from."""

    png: bytes
    width: int
    height: int
    scan: Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage:
    """A scanned page with the texts of its QR codes; `source` is the file's name, `page` counts from 1.

    `sha256` is of the whole source file, `stored_sha256` of `jpeg`.
    """

    source: str
    page: int
    pages: int
    qr_texts: tuple[str, ...]
    jpeg: bytes
    sha256: str
    stored_sha256: str
    thumbnail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadPage:
    """A page, or a whole file (`page` is 0), that could not be read: the code of why, and what its sentence needs."""

    source: str
    page: int
    code: str
    params: dict[str, object]


class WorkbookReader(Protocol):
    """Workbooks as plain cells."""

    def __call__(self, path: Path, steps: Steps | None = None) -> Workbook:
        """All filled sheets; raises `files.*`."""
        ...


class WaitingListWriter(Protocol):
    """Waiting rows as a workbook to be mended."""

    def __call__(self, sheet: WaitingSheet, catalogue: Catalogue) -> bytes:
        """The workbook's bytes, in the words of a catalogue."""
        ...


class CameraReader(Protocol):
    """Folders of a camera or a telephone."""

    def photographs(self, folder: Path) -> tuple[Path, ...]:
        """The newest photographs there, newest first; raises `files.*`, among them `files.no_photographs`."""
        ...

    def look(self, paths: Sequence[Path], steps: Steps | None = None) -> tuple[CameraPhoto, ...]:
        """Each in small with its time and place; `steps.check` may raise to cancel."""
        ...


class ScanReader(Protocol):
    """Stacks of scanned paper."""

    def __call__(self, paths: Sequence[Path], steps: Steps | None = None) -> Iterator[ScanPage | UnreadPage]:
        """Page after page of PDF files and pictures; a page that cannot be read says why and the rest goes on."""
        ...
