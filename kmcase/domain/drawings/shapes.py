"""What drawings are made of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kmcase.domain.wording import Message

Point = tuple[float, float]
Said = Message | str


class Ink(StrEnum):
    """What something is drawn with; window and paper choose the colours."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"
    EDGE = "edge"
    ACCENT = "accent"
    SOFT = "soft"
    SURFACE = "surface"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Points joined by straight lines, perhaps closed and filled; `clear` fills so that what lies below shows."""

    points: tuple[Point, ...]
    ink: Ink = Ink.TEXT
    width: float = 1.0
    dashed: bool = False
    closed: bool = False
    fill: Ink | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """A circle."""

    centre: Point
    radius: float
    ink: Ink = Ink.TEXT
    width: float = 1.0
    dashed: bool = False
    fill: Ink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words in a box (left, top, width, height), broken into lines, in its middle; what has no room is cut off.

    `across` is -1 at the left, 0 in the middle, 1 at the right. Lines drawn before stop at words that are `over` them.
    """

    box: tuple[float, float, float, float]
    said: Said
    ink: Ink = Ink.TEXT
    across: int = 0
    bold: bool = False
    small: bool = False
    over: bool = False


Shape = Path | Disc | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes in the order in which they are drawn."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def line(*points: Point, ink: Ink = Ink.TEXT, width: float = 1.0, dashed: bool = False) -> Path:
    """An open path."""
    return Path(points=points, ink=ink, width=width, dashed=dashed)


def between(start: Point, end: Point, part: float) -> Point:
    """A point on the way from one to the other."""
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def towards(start: Point, end: Point, distance: float) -> Point:
    """A point so far from one on the way to another, which is not the same."""
    return between(start, end, distance / math.dist(start, end))


def on_ring(centre: Point, reach: Point, number: int, of: int) -> Point:
    """The place of one of so many on a ring (an ellipse, as far as `reach` across and down), from the top clockwise."""
    angle = 2 * math.pi * number / of - math.pi / 2
    return centre[0] + reach[0] * math.cos(angle), centre[1] + reach[1] * math.sin(angle)


def beside(start: Point, end: Point, offset: float) -> tuple[Point, Point]:
    """The same way, so far to its right (left below zero); a way of no length stays."""
    length = math.dist(start, end) or 1.0
    x, y = -(end[1] - start[1]) / length * offset, (end[0] - start[0]) / length * offset
    return (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)


def zigzag(start: Point, end: Point, tooth: float) -> tuple[Point, ...]:
    """The same way in teeth of about so much."""
    teeth = max(2, round(math.dist(start, end) / tooth))
    return (start, *_teeth(start, end, teeth, tooth / 2), end)


def _teeth(start: Point, end: Point, teeth: int, height: float) -> Iterator[Point]:
    for number in range(teeth):
        side = height if number % 2 else -height
        yield between(*beside(start, end, side), (number + 0.5) / teeth)


def arrow(start: Point, end: Point, size: float, ink: Ink) -> Path:
    """The head of an arrow at the end of a way."""
    length = math.dist(start, end) or 1.0
    foot = between(end, start, size / length)
    left, _ = beside(foot, start, size / 2)
    right, _ = beside(foot, start, -size / 2)
    return Path(points=(left, end, right), ink=ink, closed=True, fill=ink)


def longest(points: tuple[Point, ...]) -> int:
    """Which leg of a way is the longest, from 0."""
    lengths = [math.dist(one, other) for one, other in pairwise(points)]
    return lengths.index(max(lengths))
