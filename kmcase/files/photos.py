"""Photographs of houses, persons and hand-overs: small, upright, without metadata, with the hash of the original."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kmcase.application.ports.files import CameraPhoto, Photo
from kmcase.files.pictures import (
    DAMAGE,
    THUMBNAIL_SIDE,
    Source,
    as_jpeg,
    digest,
    opened,
    picture,
    thumbnail,
    unread,
    upright,
)

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 1600

# A camera writes its local time; without an offset beside it the camera was in Thailand.
_BANGKOK = timezone(timedelta(hours=7))
_EXIF_TIME = "%Y:%m:%d %H:%M:%S"
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})")
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAKEN, _TAKEN_OFFSET, _WRITTEN = 0x9003, 0x9011, 0x0132
_LATITUDE_SIDE, _LATITUDE, _LONGITUDE_SIDE, _LONGITUDE = 1, 2, 3, 4


def read_photo(path: Path) -> Photo:
    """A photograph made fit to keep. Raises `files.*`: missing, unknown, damaged or cut short, too large."""
    with opened(path) as source:
        return photo_from(source)


def glance(path: Path) -> CameraPhoto:
    """A photograph in small, without reading all of it. Raises as `read_photo`."""
    with unread(path) as source, picture(source) as image:
        taken_at, latitude, longitude = _facts(image)
        small = thumbnail(upright(image, THUMBNAIL_SIDE))
    return CameraPhoto(path=path, thumbnail=small, taken_at=taken_at, latitude=latitude, longitude=longitude)


def photo_from(source: Source) -> Photo:
    """The same from an open file."""
    with picture(source) as image:
        taken_at, latitude, longitude = _facts(image)
        kept = upright(image, LONGEST_SIDE)
    jpeg = as_jpeg(kept)
    return Photo(
        name=source.name,
        sha256=source.sha256,
        size=source.size,
        jpeg=jpeg,
        stored_sha256=digest(jpeg),
        width=kept.width,
        height=kept.height,
        thumbnail=thumbnail(kept),
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
    )


def _facts(image: Image) -> tuple[datetime | None, str | None, str | None]:
    """Time and place as the camera wrote them; broken metadata says nothing of the picture itself."""
    try:
        exif = image.getexif()
        inner, place = exif.get_ifd(_EXIF_IFD), exif.get_ifd(_GPS_IFD)
    except DAMAGE:
        return None, None, None
    taken = _time(inner.get(_TAKEN) or exif.get(_WRITTEN), inner.get(_TAKEN_OFFSET))
    latitude = _degrees(place, _LATITUDE, _LATITUDE_SIDE, "S", 90)
    longitude = _degrees(place, _LONGITUDE, _LONGITUDE_SIDE, "W", 180)
    # A camera without a fix writes zeros: a point in the Gulf of Guinea.
    if latitude is None or longitude is None or (float(latitude) == 0 and float(longitude) == 0):
        return taken, None, None
    return taken, latitude, longitude


def _time(text: object, offset: object) -> datetime | None:
    try:
        local = datetime.strptime(str(text).strip("\0 "), _EXIF_TIME).replace(tzinfo=_zone(offset))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(offset: object) -> timezone:
    found = _OFFSET.fullmatch(str(offset or "").strip("\0 "))
    if found is None:
        return _BANGKOK
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-ahead if found[1] == "-" else ahead)


def _degrees(place: Mapping[int, Any], tag: int, side_tag: int, negative: str, most: int) -> str | None:
    try:
        degrees, minutes, seconds = (float(part) for part in place[tag])
        value = degrees + minutes / 60 + seconds / 3600
        sign = -1 if str(place.get(side_tag, "")).strip("\0 ").upper() == negative else 1
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return f"{sign * value:.6f}" if 0 <= value <= most else None
