"""Textured scenes and id cards that nobody photographed: light, grain, houses, trees and people from a seed."""

from __future__ import annotations

import math
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
_CARD = (860, 540)
_FINEST = (3, 6, 12, 25, 50, 100, 200)


def scene(seed: int) -> Image.Image:
    """A house under trees with people before it; no two seeds give pictures that are alike."""
    rand = Random(f"scene{seed}")
    width, height = SIZE
    horizon = round(height * rand.uniform(0.35, 0.65))
    sky = np.array([rand.randint(150, 230), rand.randint(180, 235), rand.randint(200, 245)])
    ground = np.array([rand.randint(90, 190), rand.randint(90, 170), rand.randint(60, 120)])
    rough, soft = _texture(rand, _FINEST), _texture(rand, (4, 9, 20, 45, 90))
    below = np.arange(height)[:, None] + 14 * soft > horizon
    painted = np.where(below[..., None], ground + 24 * rough[..., None], sky + 9 * soft[..., None])
    image = _image(painted)
    draw = ImageDraw.Draw(image)
    for _ in range(rand.randint(1, 4)):
        _tree(draw, rand, horizon)
    for _ in range(rand.randint(1, 2)):
        _house(draw, rand, horizon)
    for _ in range(rand.randint(0, 3)):
        _person(draw, rand, horizon)
    for _ in range(rand.randint(4, 14)):
        x, y, size = rand.randint(0, width), rand.randint(horizon, height), rand.randint(width // 60, width // 10)
        draw.rectangle((x, y, x + size, y + size * rand.uniform(0.3, 1.2)), fill=_colour(rand, 30, 220))
    light = 1 + 0.12 * _texture(rand, (2, 4))[..., None]
    grain = np.random.default_rng(seed).normal(0, 6, (height, width, 1))
    return _image(np.asarray(image, np.float32) * light + grain).filter(ImageFilter.GaussianBlur(0.7))


def id_card(seed: int) -> Image.Image:
    """A card of the one form that all cards have: only face, name and number are the person's."""
    rand = Random(f"card{seed}")
    card = Image.new("RGB", _CARD, (205, 225, 240))
    draw = ImageDraw.Draw(card)
    for line in range(0, _CARD[0], 22):
        draw.line((line, 0, line - 160, _CARD[1]), fill=(190, 213, 232), width=3)
    draw.rectangle((0, 0, _CARD[0], 78), fill=(150, 185, 220))
    draw.text((150, 16), "THAI NATIONAL ID CARD", fill=(20, 40, 90), font_size=40)
    draw.rectangle((40, 110, 160, 220), fill=(225, 200, 110))
    face = _colour(rand, 120, 215)
    draw.rectangle((640, 250, 820, 480), fill=(120, 160, 200))
    draw.ellipse((685, 275, 775, 390), fill=face)
    draw.rectangle((665, 390, 795, 480), fill=_colour(rand, 20, 230))
    for place, letters in enumerate((13, 18, 20, 12, 34, 28, 15)):
        words = "".join(
            rand.choice("ABCDEFGHJKLMNPRSTUVW0123456789 ") for _ in range(rand.randint(letters // 2, letters))
        )
        draw.text((190, 100 + place * 60), words, fill=(15, 20, 40), font_size=34)
    return card


def on_paper(card: Image.Image, seed: int) -> Image.Image:
    """A copy of a card somewhere on a sheet of A4, as a scanner gives it at 150 dpi."""
    rand = Random(f"paper{seed}")
    page = Image.new("RGB", (1240, 1754), "white")
    page.paste(card, (rand.randint(60, 300), rand.randint(60, 900)))
    return page


def _texture(rand: Random, fineness: tuple[int, ...]) -> NDArray[np.float32]:
    width, height = SIZE
    chance = np.random.default_rng(rand.getrandbits(32))
    whole, share = np.zeros((height, width), np.float32), 1.0
    for across in fineness:
        small = chance.standard_normal((max(2, round(height * across / width)), across)).astype(np.float32)
        whole += share * np.asarray(Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC))
        share *= 0.7
    return whole


def _image(painted: NDArray[np.floating]) -> Image.Image:
    return Image.fromarray(painted.clip(0, 255).astype(np.uint8))


def _colour(rand: Random, least: int, most: int) -> tuple[int, int, int]:
    return rand.randint(least, most), rand.randint(least, most), rand.randint(least, most)


def _tree(draw: ImageDraw.ImageDraw, rand: Random, horizon: int) -> None:
    x, top, size = rand.randint(0, SIZE[0]), rand.randint(45, horizon), rand.randint(60, 170)
    for _ in range(60):
        turn, away, leaf, green = (
            rand.random() * math.tau,
            size * math.sqrt(rand.random()),
            size // 6,
            rand.randint(60, 140),
        )
        left, up = x + away * math.cos(turn), top + away * math.sin(turn)
        draw.ellipse((left - leaf, up - leaf, left + leaf, up + leaf), fill=(green // 2, green, green // 3))
    draw.rectangle((x - size // 10, top + size // 2, x + size // 10, horizon + size), fill=(90, 70, 50))


def _house(draw: ImageDraw.ImageDraw, rand: Random, horizon: int) -> None:
    wide, high = rand.randint(240, 600), rand.randint(150, 300)
    x, y = rand.randint(0, SIZE[0] - wide), horizon - high + rand.randint(0, 150)
    wall = _colour(rand, 90, 220)
    draw.rectangle((x, y, x + wide, y + high), fill=wall)
    for plank in range(0, wide, rand.randint(12, 40)):
        shade = rand.randint(-25, 25)
        fill = (wall[0] + shade, wall[1] + shade, wall[2] + shade)
        draw.line((x + plank, y, x + plank, y + high), fill=fill, width=rand.randint(2, 8))
    top = (x + rand.randint(wide // 4, wide * 3 // 4), y - rand.randint(75, 180))
    draw.polygon([(x - wide // 10, y), top, (x + wide + wide // 10, y)], fill=_colour(rand, 60, 170))
    for _ in range(rand.randint(1, 4)):
        across, down = rand.randint(wide // 12, wide // 5), rand.randint(high // 5, high // 2)
        left, up = rand.randint(x, x + wide - across), rand.randint(y, y + high - down)
        draw.rectangle((left, up, left + across, up + down), fill=_colour(rand, 20, 110), outline=(230, 230, 220))


def _person(draw: ImageDraw.ImageDraw, rand: Random, horizon: int) -> None:
    x, feet, size = rand.randint(120, SIZE[0] - 120), rand.randint(horizon, SIZE[1]), rand.randint(130, 300)
    draw.rectangle((x - size // 4, feet - size, x + size // 4, feet - size // 3), fill=_colour(rand, 30, 230))
    draw.rectangle((x - size // 5, feet - size // 3, x + size // 5, feet), fill=_colour(rand, 20, 110))
    draw.ellipse((x - size // 7, feet - size * 4 // 3, x + size // 7, feet - size), fill=(200, 155, 120))
