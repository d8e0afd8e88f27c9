"""Opening pictures from outside, and making them fit to keep; what photographs, thumbprints and scans share."""

from __future__ import annotations

import hashlib
import io
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kmcase.domain.errors import DomainError
from kmcase.files.kinds import FileKind, kind_of
from kmcase.files.opening import MEGABYTE, open_problem

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 500 * MEGABYTE
PICTURES = frozenset(
    {FileKind.JPEG, FileKind.PNG, FileKind.TIFF, FileKind.WEBP, FileKind.BMP, FileKind.GIF, FileKind.HEIC}
)
SUFFIXES = (".jpg", ".jpeg", ".heic", ".heif", ".png", ".tif", ".tiff", ".webp", ".bmp")
"""Names of pictures for the file dialogue."""

THUMBNAIL_SIDE = 240
QUALITY = 85
_THUMBNAIL_QUALITY = 75
_HEAD = 4096
_CHUNK = 1 << 20

# A JPEG is decoded at a fraction of its size; the others, and progressive ones, are laid out whole in memory.
_MOST_PIXELS = 160_000_000
_MOST_JPEG_PIXELS = 1_200_000_000

# libheif holds the whole file, and about nine bytes for each pixel.
_MOST_HEIC_PIXELS = 64_000_000
_LARGEST_HEIC = 100 * MEGABYTE


DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,
)
"""What Pillow raises for broken files: truncation is an `OSError`, odd chunks are `SyntaxError`s, and so on."""


class Source:
    """An open file with the hash and size of all its bytes."""

    def __init__(self, name: str, stream: BinaryIO, sha256: str, size: int) -> None:
        self.name = name
        self.stream = stream
        self.sha256 = sha256
        self.size = size


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A file held open from hashing to decoding, so that both see the same bytes. Raises `files.*`."""
    try:
        with path.open("rb") as stream:
            digest, size = hashlib.sha256(), 0
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
            stream.seek(0)
            if not size:
                raise DomainError("files.empty", "file", name=path.name)
            if size > LARGEST_FILE:
                raise DomainError("files.too_large", "file", name=path.name, megabytes=LARGEST_FILE // MEGABYTE)
            yield Source(path.name, stream, digest.hexdigest(), size)
    except OSError as problem:
        raise open_problem(path, problem) from problem


@contextmanager
def unread(path: Path) -> Iterator[Source]:
    """A file held open to be looked at, not to be kept: its hash is not known. Raises `files.*`."""
    try:
        with path.open("rb") as stream:
            yield Source(path.name, stream, "", os.fstat(stream.fileno()).st_size)
    except OSError as problem:
        raise open_problem(path, problem) from problem


def held(name: str, content: bytes) -> Source:
    """A file that is in memory already; raises `files.empty`."""
    if not content:
        raise DomainError("files.empty", "file", name=name)
    return Source(name, io.BytesIO(content), hashlib.sha256(content).hexdigest(), len(content))


def kind_at(source: Source) -> FileKind:
    """What a file really is."""
    head = source.stream.read(_HEAD)
    source.stream.seek(0)
    return kind_of(head)


@contextmanager
def picture(source: Source) -> Iterator[Image]:
    """A picture's first frame, not decoded yet.

    Raises `files.unknown_picture`, `files.picture_damaged` or `files.picture_too_large`; what goes wrong inside the
    block while decoding is damage as well.
    """
    from PIL import Image

    kind = kind_at(source)
    if kind not in PICTURES:
        raise DomainError("files.unknown_picture", "file", name=source.name)
    if kind is FileKind.HEIC:
        _require_small_heic(source)
        _read_heic()
    # Pillow's own limit of pixels is one for all formats; the limits here replace it.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(source.stream) as image:
            require_size(source.name, image)
            yield image
    except DAMAGE as bad:
        raise DomainError("files.picture_damaged", "file", name=source.name) from bad


def require_size(name: str, image: Image) -> None:
    """Refuse what would not fit in memory when decoded; raises `files.picture_too_large`."""
    width, height = image.size
    if width * height > _most_pixels(image):
        raise DomainError("files.picture_too_large", "file", name=name, width=width, height=height)


def _most_pixels(image: Image) -> int:
    if image.format == "HEIF":
        return _MOST_HEIC_PIXELS
    in_parts = image.format == "JPEG" and not image.info.get("progressive")
    return _MOST_JPEG_PIXELS if in_parts else _MOST_PIXELS


def _require_small_heic(source: Source) -> None:
    if source.size > _LARGEST_HEIC:
        megabytes = _LARGEST_HEIC // MEGABYTE
        raise DomainError("files.picture_file_too_large", "file", name=source.name, megabytes=megabytes)


@cache
def _read_heic() -> None:
    """Teach Pillow HEIC; not before the first file of that kind, since loading libheif takes its time."""
    from pillow_heif import register_heif_opener

    register_heif_opener()


def upright(image: Image, longest: int) -> Image:
    """Decoded at about the wanted size, turned as the camera was held, in plain RGB, at most `longest` pixels long."""
    from PIL import ImageOps

    image.draft("RGB", (longest, longest))
    image.thumbnail((longest, longest), reducing_gap=2.0)
    return plain(ImageOps.exif_transpose(image))


def plain(image: Image) -> Image:
    """RGB on white, whatever the mode: 16-bit grey, palettes, transparency, CMYK."""
    import PIL.Image

    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = PIL.Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return image.convert("RGB")


def as_jpeg(image: Image, quality: int = QUALITY) -> bytes:
    """JPEG bytes without any metadata."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def thumbnail(image: Image) -> bytes:
    """A small JPEG for lists."""
    small = image.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return as_jpeg(small, _THUMBNAIL_QUALITY)


def digest(content: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(content).hexdigest()
