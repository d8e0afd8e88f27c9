"""Attachments: bytes kept under their SHA-256, so that an event may name them.

Content is on the disk before any event names it; what no event ever names is garbage that the store may clear away.
Permissions are those of the use cases that name an attachment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kmcase.application.ports.files import Photo, Thumbprint
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import Attachment, EvidenceKind, is_heic


class Blobs(Protocol):
    """Where contents lie."""

    def put(self, content: bytes) -> str:
        """Keep a content; its SHA-256 in hexadecimal."""
        ...

    def get(self, sha256: str) -> bytes:
        """A content again; raises `EnvironmentProblem` where it is missing or damaged."""
        ...


class Pictures(Protocol):
    """Makes pictures fit to be kept; raises `files.*` for what is no picture."""

    def photograph(self, name: str, content: bytes) -> Photo:
        """Upright and no larger than is needed."""
        ...

    def photograph_at(self, path: Path) -> Photo:
        """The same from a file, however large it is, without holding all of it."""
        ...

    def thumbprint(self, name: str, content: bytes) -> Thumbprint:
        """A scanned print cut out on transparent ground."""
        ...


class AttachmentStore(Protocol):
    """What services and screens ask of the store of attachments."""

    def keep(self, content: bytes, kind: EvidenceKind, name: str, media_type: str = "") -> Attachment:
        """Keep a file for an event to name."""
        ...

    def keep_photograph(self, path: Path, kind: EvidenceKind) -> Attachment:
        """Keep a photograph that lies in a file."""
        ...

    def open(self, stored_sha256: str) -> bytes:
        """What is kept."""
        ...


_AS_THEY_ARE = frozenset({EvidenceKind.RECEIPT_SCAN, EvidenceKind.BANK_REPORT, EvidenceKind.MINUTES})
"""Papers whose every pixel may be evidence: never made smaller."""


class Attachments:
    """`AttachmentStore` over a place for contents and a hand for pictures."""

    def __init__(self, blobs: Blobs, pictures: Pictures) -> None:
        self._blobs = blobs
        self._pictures = pictures

    def keep(self, content: bytes, kind: EvidenceKind, name: str, media_type: str = "") -> Attachment:
        """Keep a file: a photograph made smaller, a thumbprint cut out, a paper as it is.

        Raises `evidence.no_picture_or_paper` for what is neither; only a bank's report may be of another kind.
        """
        found = media_type or media_type_of(content)
        if found == _UNKNOWN and kind is not EvidenceKind.BANK_REPORT:
            raise DomainError("evidence.no_picture_or_paper", name=name)
        if kind is EvidenceKind.THUMBPRINT:
            return self._thumbprint(content, name)
        # Neither window nor printer shows HEIC, so a paper in it becomes a JPEG too.
        if found.startswith("image/") and (kind not in _AS_THEY_ARE or found == _HEIC):
            return _named(self._pictures.photograph(name, content), kind, self._blobs)
        sha256 = self._blobs.put(content)
        return Attachment(
            sha256=sha256, stored_sha256=sha256, kind=kind, media_type=found, size=len(content), name=name
        )

    def keep_photograph(self, path: Path, kind: EvidenceKind) -> Attachment:
        """Keep a photograph that lies in a file, made smaller; raises `files.*` for what is none."""
        return _named(self._pictures.photograph_at(path), kind, self._blobs)

    def _thumbprint(self, content: bytes, name: str) -> Attachment:
        found = self._pictures.thumbprint(name, content)
        return Attachment(
            sha256=found.scan.sha256,
            stored_sha256=self._blobs.put(found.png),
            kind=EvidenceKind.THUMBPRINT,
            media_type="image/png",
            size=len(found.png),
            name=name,
        )

    def open(self, stored_sha256: str) -> bytes:
        """What is kept; raises `EnvironmentProblem` where it is missing or damaged."""
        return self._blobs.get(stored_sha256)


def _named(photo: Photo, kind: EvidenceKind, blobs: Blobs) -> Attachment:
    return Attachment(
        sha256=photo.sha256,
        stored_sha256=blobs.put(photo.jpeg),
        kind=kind,
        media_type="image/jpeg",
        size=len(photo.jpeg),
        name=photo.name,
        taken_at=photo.taken_at,
        latitude=photo.latitude,
        longitude=photo.longitude,
    )


_HEIC = "image/heic"
_UNKNOWN = "application/octet-stream"
_SIGNATURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF", "application/pdf"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)


def media_type_of(content: bytes) -> str:
    """What a content says it is by its first bytes."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if is_heic(content):
        return _HEIC
    return next((kind for start, kind in _SIGNATURES if content.startswith(start)), _UNKNOWN)
