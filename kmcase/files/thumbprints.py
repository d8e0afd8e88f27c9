"""Thumbprints from paper: found on the scan, cut out, and made transparent to lie on a receipt."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kmcase.application.ports.files import Thumbprint
from kmcase.domain.errors import DomainError
from kmcase.files.photos import photo_from
from kmcase.files.pictures import Source, opened, picture, upright

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[int, int, int, int]

_LONGEST_SIDE = 2400
_LARGEST_PRINT = 600
_MARGIN = 0.02
"""Part of each side that is left out: scanners draw a dark edge there."""
_COARSE = 200
"""Longest side of the small copy on which the print is looked for: single specks vanish on it."""
_INK = 70
"""How much darker than the paper ink is at least, of 255, on the coarse copy."""
_DARK = 150
"""After autocontrast, what is darker than this belongs to the print."""
_PADDING = 6
_SMALLEST_PRINT = 12


def read_thumbprint(path: Path) -> Thumbprint:
    """The print cut out of its scan. Raises `files.*`, among them `files.no_print_found`."""
    with opened(path) as source:
        return thumbprint_from(source)


def thumbprint_from(source: Source) -> Thumbprint:
    """The same from an open file."""
    scan = photo_from(source)
    source.stream.seek(0)
    cut = _transparent(_cut_out(source))
    out = io.BytesIO()
    cut.save(out, "PNG", optimize=True)
    return Thumbprint(png=out.getvalue(), width=cut.width, height=cut.height, scan=scan)


def _cut_out(source: Source) -> Image:
    from PIL import ImageFilter, ImageOps

    with picture(source) as image:
        grey = upright(image, _LONGEST_SIDE).convert("L")
    left, top = round(grey.width * _MARGIN), round(grey.height * _MARGIN)
    inside = grey.crop((left, top, grey.width - left, grey.height - top)).filter(ImageFilter.MedianFilter(3))
    region = _inked_region(inside)
    if region is None:
        raise DomainError("files.no_print_found", "file", name=source.name)
    even = ImageOps.autocontrast(inside.crop(region), cutoff=1)
    box = even.point(lambda value: 255 if value < _DARK else 0).getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < _SMALLEST_PRINT:
        raise DomainError("files.no_print_found", "file", name=source.name)
    cut = even.crop(_padded(box, even.width, even.height))
    cut.thumbnail((_LARGEST_PRINT, _LARGEST_PRINT))
    return cut


def _inked_region(grey: Image) -> Box | None:
    """Where ink lies, found on a coarse copy; None on blank or evenly dark paper."""
    coarse = grey.copy()
    coarse.thumbnail((_COARSE, _COARSE))
    paper = _median(coarse)
    ink = coarse.point(lambda value: 255 if value < paper - _INK else 0)
    box = ink.getbbox()
    if box is None:
        return None
    x, y = grey.width / coarse.width, grey.height / coarse.height
    wide = (int(box[0] * x), int(box[1] * y), int(box[2] * x) + 1, int(box[3] * y) + 1)
    return _padded(wide, grey.width, grey.height, round(max(x, y)))


def _median(grey: Image) -> int:
    """The middle grey: the paper, which covers most of a scan."""
    half, seen = grey.width * grey.height / 2, 0
    for value, count in enumerate(grey.histogram()):
        seen += count
        if seen >= half:
            return value
    return 255


def _padded(box: Box, width: int, height: int, padding: int = _PADDING) -> Box:
    left, top, right, bottom = box
    return max(0, left - padding), max(0, top - padding), min(width, right + padding), min(height, bottom + padding)


def _transparent(grey: Image) -> Image:
    """Black ink as dense as the grey is dark, on nothing."""
    import PIL.Image
    from PIL import ImageOps

    alpha = ImageOps.invert(ImageOps.autocontrast(grey, cutoff=1)).point(lambda value: value if value > 32 else 0)
    return PIL.Image.merge("LA", (PIL.Image.new("L", grey.size, 0), alpha))
