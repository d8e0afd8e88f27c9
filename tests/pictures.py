"""Photographs and scanned pages made for tests: with a camera's facts, with QR codes, cut short."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pillow_heif
import segno
from PIL import ExifTags, Image, ImageDraw

A4_AT_200 = (1654, 2339)
_GRAIN = (240, 180)


def photograph(
    path: Path,
    size: tuple[int, int] = (2400, 1800),
    *,
    orientation: int = 1,
    taken: str = "2024:06:15 09:30:00",
    seed: int | None = None,
) -> Path:
    """A JPEG or HEIC as a telephone takes it: 15 June 2024 09:30 in Chiang Phin, red above and blue below.

    A `seed` makes it a picture that is like no other, and as hard to compress as a real one.
    """
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0], size[1] // 2))
    if seed is not None:
        picture.paste(Image.frombytes("RGB", _GRAIN, Random(seed).randbytes(3 * _GRAIN[0] * _GRAIN[1])), (0, 0))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Camera"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (17.0, 21.0, 36.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (102.0, 42.0, 0.0)
    if path.suffix == ".heic":
        pillow_heif.register_heif_opener()
        # As telephones do, the turn stands in the container too, which is the one that counts.
        picture.save(path, exif=exif.tobytes())
    else:
        picture.save(path, exif=exif)
    return path


def receipt_page(text: str, *, turned: float = 0) -> Image.Image:
    """A white page with a QR code at its top right, perhaps turned as a scanner would."""
    page = Image.new("RGB", A4_AT_200, "white")
    code = io.BytesIO()
    segno.make(text, error="m", micro=False).save(code, kind="png", scale=6)
    page.paste(Image.open(code).convert("RGB"), (1300, 100))
    ImageDraw.Draw(page).rectangle((200, 600, 1400, 1500), outline="black", width=3)
    return page.rotate(turned, expand=True, fillcolor="white")


def scanned_pdf(path: Path, pages: Sequence[Image.Image]) -> Path:
    """A PDF of pages as pictures."""
    pages[0].save(path, save_all=True, append_images=list(pages[1:]), resolution=200)
    return path


def thumbprint_paper(path: Path) -> Path:
    """A grey-white paper with an oval of ridges at (900..1050, 1200..1400)."""
    paper = Image.new("L", A4_AT_200, 240)
    draw = ImageDraw.Draw(paper)
    for inset in range(0, 70, 8):
        draw.ellipse((900 + inset, 1200 + inset, 1050 - inset, 1400 - inset), outline=60, width=4)
    paper.save(path)
    return path
