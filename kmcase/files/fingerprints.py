"""Fingerprints of kept pictures: decoded small, seen whole, cut at the edges and tilted; papers cut to their ink."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kmcase.domain.likeness import PictureFamily
from kmcase.files.kinds import FileKind
from kmcase.files.pictures import Source, held, kind_at, picture, upright
from kmcase.files.scans import first_page

if TYPE_CHECKING:
    from PIL.Image import Image

    from kmcase.likeness.fingerprints import Grey

MARGINS = (0.0, 0.04, 0.08, 0.12, 0.15)
"""What each view leaves out on every side, as parts of width and height; the first is the whole picture."""
TILTS = (-2.0, 2.0)
"""Degrees by which the picture is turned for two more views, so that one put straight or tilted a little is found."""

_TILT_MARGIN = 0.015
"""Half of what an album program cuts off with the corners of a picture turned by so much: both are near then."""
_TILTED_SIDE = 192
"""About how long a picture is when it is turned: three pixels a mean are enough."""
_LONGEST_SIDE = 512
_LONGEST_PAPER = 1024
"""A card is a small part of the paper that it was copied on."""
_COARSE = 128
"""Longest side of the copy on which ink is looked for: single specks vanish on it."""
_INK = 60
"""How much darker than white ink is at least, of 255."""
_PAPERS = frozenset({PictureFamily.ID_COPY, PictureFamily.THUMBPRINT})


class PictureFingerprints:
    """`Fingerprints` of `application.ports.pictures`."""

    def of_picture(self, content: bytes, family: PictureFamily) -> bytes:
        """The fingerprint of a picture, or of the first page of a PDF; empty where it is blank or too even.

        Raises `files.*` for what cannot be read.
        """
        from kmcase.likeness import fingerprints

        if family in _PAPERS:
            grey = _inked(_grey(held("", content), _LONGEST_PAPER))
        else:
            grey = _grey(held("", content), _LONGEST_SIDE)
        return fingerprints.fingerprint(list(_views(grey)))

    def of_strokes(self, strokes: str) -> bytes:
        """The shape of a drawn signature; empty where it is too plain to be known again."""
        from kmcase.likeness.strokes import shape

        return shape(strokes)


def _grey(source: Source, longest: int) -> Image:
    if kind_at(source) is FileKind.PDF:
        page = first_page(source)
        page.thumbnail((longest, longest), reducing_gap=2.0)
        return page.convert("L")
    with picture(source) as image:
        return upright(image, longest).convert("L")


def _inked(grey: Image) -> Image:
    """Cut to where something stands, so that a paper that lay otherwise on the scanner is the same."""
    coarse = grey.copy()
    coarse.thumbnail((_COARSE, _COARSE))
    box = _ink(coarse)
    if box is None:
        return grey
    across, down = grey.width / coarse.width, grey.height / coarse.height
    left, top, right, bottom = (part + (-1 if place < 2 else 1) for place, part in enumerate(box))
    around = grey.crop(
        (
            max(0, round(left * across)),
            max(0, round(top * down)),
            min(grey.width, round(right * across)),
            min(grey.height, round(bottom * down)),
        )
    )
    return around.crop(_ink(around))


def _ink(grey: Image) -> tuple[int, int, int, int] | None:
    return grey.point(lambda value: 255 if value < 255 - _INK else 0).getbbox()


def _views(grey: Image) -> Iterator[Grey]:
    from PIL import Image

    for margin in MARGINS:
        yield _means(grey, margin)
    small = grey.reduce(max(1, max(grey.size) // _TILTED_SIDE))
    for tilt in TILTS:
        yield _means(small.rotate(tilt, resample=Image.Resampling.BILINEAR), _TILT_MARGIN)


def _means(grey: Image, margin: float) -> Grey:
    """Means of brightness, as many as a fingerprint looks at."""
    import numpy as np
    from PIL import Image

    from kmcase.likeness.fingerprints import SIDE

    width, height = grey.size
    box = (width * margin, height * margin, width * (1 - margin), height * (1 - margin))
    return np.asarray(grey.resize((SIDE, SIDE), Image.Resampling.BOX, box=box), np.float32)
