"""Pictures as evidence of visits and hand-overs, and copies of them as somebody would make who hides what they are."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps
from sqlalchemy import Engine

from kmcase.application.evidence import Attachments
from kmcase.application.pictures import PictureService
from kmcase.application.work import Work
from kmcase.cli.sample import pictures as drawn
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceKind
from kmcase.files.captured import CapturedPictures
from kmcase.files.fingerprints import PictureFingerprints
from kmcase.persistence.blobs import BlobStore
from kmcase.persistence.picture_prints import SqlPictures
from tests.builders import TestOffice
from tests.visit_builders import begun_visit, visits

Change = Callable[[Image.Image], Image.Image]


def looking(work: Work, engine: Engine, blobs: BlobStore) -> PictureService:
    """The use cases of pictures on a store."""
    return PictureService(work, SqlPictures(engine), blobs, PictureFingerprints())


def photograph(seed: int) -> bytes:
    """A picture of a house that is like no other."""
    return drawn.photograph(EvidenceKind.PHOTO_HOUSE_OUTSIDE.value, seed)


def changed(content: bytes, change: Change, quality: int = 88) -> bytes:
    """A picture changed and saved again."""
    out = io.BytesIO()
    change(Image.open(io.BytesIO(content)).convert("RGB")).save(out, "JPEG", quality=quality)
    return out.getvalue()


def kept(blobs: BlobStore, content: bytes, kind: EvidenceKind = EvidenceKind.PHOTO_HOUSE_OUTSIDE) -> Attachment:
    """A picture as the window keeps it."""
    return Attachments(blobs, CapturedPictures()).keep(content, kind, "IMG_1.jpg")


def shown(office: TestOffice, person_id: str, *attachments: Attachment, login: str = "officer") -> str:
    """A visit whose evidence they are; gives its id."""
    visit_id = begun_visit(office, person_id, login)
    for attachment in attachments:
        item = EvidenceItem(kind=attachment.kind, attachments=(attachment,))
        visits(office, login).settle_evidence(visit_id, item)
    return visit_id


def _cut(part: float) -> Change:
    def cut(image: Image.Image) -> Image.Image:
        across, down = round(image.width * part), round(image.height * part)
        return image.crop((across, down, image.width - across, image.height - down))

    return cut


def _smaller(part: float) -> Change:
    return lambda image: image.resize((round(image.width * part), round(image.height * part)))


def _stamped(image: Image.Image) -> Image.Image:
    stamped, height = image.copy(), image.height
    draw = ImageDraw.Draw(stamped)
    draw.rectangle((image.width * 0.62, height * 0.92, image.width * 0.98, height * 0.98), fill="black")
    draw.text((image.width * 0.64, height * 0.93), "14/06/2567 10:22", fill="yellow")
    return stamped


CHANGES: Mapping[str, Change] = {
    "half the size": _smaller(0.5),
    "a fifth of the size": _smaller(0.2),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.3),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
    "more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
    "grey": lambda image: image.convert("L").convert("RGB"),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "with a date": _stamped,
    "cut by 3 in 100": _cut(0.03),
    "cut by 8 in 100": _cut(0.08),
    "cut by 15 in 100": _cut(0.15),
    "mirrored": ImageOps.mirror,
    "turned by a quarter": lambda image: image.transpose(Image.Transpose.ROTATE_90),
    "upside down": lambda image: image.transpose(Image.Transpose.ROTATE_180),
}
"""What is done to a picture to use it again; each is found for certain or with a doubt."""


def tilted(degrees: float) -> Change:
    """Turned a little; the corners are black, or cut off as album programs do."""
    return lambda image: image.rotate(degrees, resample=Image.Resampling.BICUBIC)
