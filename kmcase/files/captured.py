"""Pictures for evidence: captured in the window, in memory already, or in a file as a camera wrote them."""

from __future__ import annotations

from pathlib import Path

from kmcase.application.ports.files import Photo, Thumbprint
from kmcase.files.photos import photo_from, read_photo
from kmcase.files.pictures import held
from kmcase.files.thumbprints import thumbprint_from


class CapturedPictures:
    """`Pictures` of `application.evidence`."""

    def photograph(self, name: str, content: bytes) -> Photo:
        """Upright and no larger than is needed; raises `files.*`."""
        return photo_from(held(name, content))

    def photograph_at(self, path: Path) -> Photo:
        """The same from a file; raises `files.*`."""
        return read_photo(path)

    def thumbprint(self, name: str, content: bytes) -> Thumbprint:
        """A scanned print cut out on transparent ground; raises `files.*`."""
        return thumbprint_from(held(name, content))
