"""Drawn photographs, signatures, thumbprints and signed scans for the sample office; nobody real is in them."""

from __future__ import annotations

import json
import math
import random
from io import BytesIO
from typing import Any

_SKY = (196, 220, 235)
_LABEL = (90, 90, 90)
_SIZE = (480, 360)
_SHADES = ((9, 7), (40, 30))


def photograph(kind: str, seed: int) -> bytes:
    """A small drawing in JPEG that stands for a photograph of a kind."""
    from PIL import Image, ImageChops, ImageDraw

    rand = random.Random(f"{kind}{seed}")
    image = Image.new("RGB", _SIZE, _SKY)
    draw = ImageDraw.Draw(image)
    ground = rand.randint(230, 270)
    draw.rectangle((0, ground, 480, 360), fill=(150 + rand.randint(0, 40), 165, 110))
    if "house" in kind:
        _house(draw, rand, ground, inside="inside" in kind)
    elif kind in ("photo_person", "handover_photo", "photo_family", "photo_problem"):
        for number in range(1 if kind == "photo_person" else rand.randint(2, 4)):
            _figure(draw, rand, 110 + number * 95, ground)
    else:
        _paper(draw, rand)
    return jpeg(ImageChops.overlay(image, _light(rand)))


def mirrored(kind: str, seed: int) -> bytes:
    """A photograph as somebody changes it who uses it again."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(photograph(kind, seed))) as image:
        return jpeg(ImageOps.mirror(image).resize((400, 300)))


def _light(rand: random.Random) -> Any:
    """Light and shade that no other picture has."""
    from PIL import Image

    broad, fine = (
        Image.frombytes("L", size, rand.randbytes(size[0] * size[1])).resize(_SIZE, Image.Resampling.BICUBIC)
        for size in _SHADES
    )
    return Image.blend(broad, fine, 0.4).convert("RGB")


def jpeg(image: Any, quality: int = 72) -> bytes:
    """A picture as JPEG."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def _house(draw: Any, rand: random.Random, ground: int, *, inside: bool) -> None:
    wall = (170 + rand.randint(0, 60), 140 + rand.randint(0, 40), 110)
    if inside:
        draw.rectangle((0, 0, 480, 360), fill=wall)
        draw.rectangle((60, 180, 240, 300), fill=(120, 90, 70))
        draw.rectangle((300, 60, 400, 160), fill=_SKY)
        return
    draw.rectangle((120, ground - 110, 350, ground + 20), fill=wall)
    draw.polygon([(100, ground - 110), (235, ground - 190), (370, ground - 110)], fill=(130, 90, 80))
    draw.rectangle((205, ground - 60, 255, ground + 20), fill=(90, 65, 50))


def _figure(draw: Any, rand: random.Random, x: int, ground: int) -> None:
    shirt = tuple(rand.randint(60, 220) for _ in range(3))
    draw.rectangle((x - 28, ground - 70, x + 28, ground + 40), fill=shirt)
    draw.ellipse((x - 22, ground - 122, x + 22, ground - 70), fill=(205, 160, 125))


def _paper(draw: Any, rand: random.Random) -> None:
    draw.rectangle((70, 30, 410, 335), fill=(250, 250, 245), outline=_LABEL)
    for line in range(9):
        draw.rectangle((95, 60 + line * 28, 95 + rand.randint(140, 290), 66 + line * 28), fill=(185, 185, 185))


def signature(seed: int) -> str:
    """A drawn signature as strokes."""
    rand = random.Random(f"signature{seed}")
    strokes = []
    x, moment = 20.0, 0
    for _ in range(rand.randint(2, 4)):
        phase, high, fast = rand.random() * 6, rand.uniform(10, 28), rand.uniform(0.12, 0.3)
        stroke = []
        for step in range(rand.randint(18, 34)):
            moment += 16
            y = 60 + high * math.sin(phase + step * fast) + 6 * math.sin(step * 0.9)
            stroke.append([round(x + step * 3), round(y), 0.5, moment])
        strokes.append(stroke)
        x += rand.randint(34, 70)
        moment += 120
    return json.dumps({"v": 1, "w": 420, "h": 140, "strokes": strokes}, separators=(",", ":"))


def thumbprint(seed: int) -> bytes:
    """Whorls in ink on a transparent ground, PNG."""
    from PIL import Image, ImageDraw

    rand = random.Random(f"thumb{seed}")
    image = Image.new("LA", (160, 200), (0, 0))
    draw = ImageDraw.Draw(image)
    for ring in range(4, 70, 7):
        shift = rand.randint(-3, 3)
        box = (80 - ring + shift, 100 - ring * 1.25, 80 + ring, 100 + ring * 1.25)
        draw.arc(box, rand.randint(0, 60), 340, (30, 220), 3)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def signed_scan(page: Any, seed: int, *, turned: float = 0.0) -> bytes:
    """A printed receipt (an image of its page) signed with a pen, perhaps a little turned, as JPEG."""
    from PIL import ImageDraw

    image = page.convert("RGB")
    draw = ImageDraw.Draw(image)
    scale = image.width / 1240
    for place, (left, top) in enumerate(((230, 985), (760, 985))):
        for stroke in json.loads(signature(seed * 2 + place))["strokes"]:
            points = [((left + p[0] * 0.6) * scale, (top + p[1] * 0.6) * scale) for p in stroke]
            draw.line(points, fill=(25, 40, 130), width=max(2, round(3 * scale)))
    if turned:
        image = image.rotate(turned, expand=False, fillcolor=(250, 250, 250))
    return jpeg(image, 60)
