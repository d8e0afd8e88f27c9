"""Pictures and signatures that are alike: what is compared with what, and where each is used as evidence.

Only what shows one person or one person's home is compared. Papers that many share or that a form makes alike are not:
house registrations, certificates, survey forms, scans of receipts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kmcase.domain.evidence import PHOTO_KINDS, EvidenceKind

NOUN = "picture"
"""The subject of an observation on a picture, or on two that are alike."""


class PictureFamily(StrEnum):
    """What is compared with its like alone."""

    PHOTO = "photo"
    ID_COPY = "id_copy"
    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"


FAMILIES: Mapping[EvidenceKind, PictureFamily] = {
    **dict.fromkeys((*PHOTO_KINDS, EvidenceKind.HANDOVER_PHOTO), PictureFamily.PHOTO),
    **dict.fromkeys((EvidenceKind.ID_CARD, EvidenceKind.DISABILITY_CARD), PictureFamily.ID_COPY),
    EvidenceKind.SIGNATURE: PictureFamily.SIGNATURE,
    EvidenceKind.THUMBPRINT: PictureFamily.THUMBPRINT,
}
"""The kinds of evidence that are compared."""


class Signer(StrEnum):
    """Who drew a signature, as far as records tell; empty of what is not drawn."""

    PAYEE = "payee"
    INFORMANT = "informant"
    PARTNER = "partner"
    NOBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureUse:
    """A picture or signature as evidence of one record about one person.

    `content` is the SHA-256 of the original bytes, of a signature that of its strokes; `stored_sha256` is what is kept,
    empty for signatures. `officer` took or entered it (staff id) at `used_at`; `taken_at` is the camera's time. Times
    are aware UTC, the place is in decimal degrees of WGS 84 as text. `name` is the person's today, `signed_as` the name
    that a signature stands for.
    """

    family: PictureFamily
    content: str
    kind: EvidenceKind
    noun: str
    record_id: str
    person_id: str
    name: str
    used_at: datetime
    officer: str = ""
    stored_sha256: str = ""
    taken_at: datetime | None = None
    latitude: str | None = None
    longitude: str | None = None
    signer: Signer = Signer.NOBODY
    signed_as: str = ""
    subdistrict_code: str = ""
    moo: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Uses of one content, or of two contents that differ a little, the earliest use first.

    `distance` is 0 for one content; of pictures it counts the bits of 256 that differ, of signatures thousandths of
    their size. `contents` are one or two, in the order of their first use.
    """

    family: PictureFamily
    contents: tuple[str, ...]
    distance: int
    uses: tuple[PictureUse, ...]


def record_id_of(contents: tuple[str, ...]) -> str:
    """What names a content, or two whatever their order."""
    return ":".join(sorted(contents))


def contents_of(record_id: str) -> tuple[str, ...]:
    """The contents that a name is about."""
    return tuple(record_id.split(":"))


def content_of(strokes: str) -> str:
    """What names a drawn signature: SHA-256 over points, pressure and times, in hexadecimal.

    Equal where one drawing was used twice; strokes that are none are taken as they are written.
    """
    drawn = strokes
    with suppress(ValueError, LookupError, TypeError, RecursionError):
        drawn = json.dumps(json.loads(drawn)["strokes"], separators=(",", ":"))
    return hashlib.sha256(drawn.encode()).hexdigest()
