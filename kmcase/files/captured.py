"""Pictures captured in the window, which are in memory already and touch no disk before they are encrypted."""

from __future__ import annotations

from kmcase.application.ports.files import Photo, Thumbprint
from kmcase.files.photos import photo_from
from kmcase.files.pictures import held
from kmcase.files.thumbprints import thumbprint_from


class CapturedPictures:
    """`Pictures` of `application.evidence`."""

    def photograph(self, name: str, content: bytes) -> Photo:
        """Upright and no larger than is needed; raises `files.*`."""
        return photo_from(held(name, content))

    def thumbprint(self, name: str, content: bytes) -> Thumbprint:
        """A scanned print cut out on transparent ground; raises `files.*`."""
        return thumbprint_from(held(name, content))
