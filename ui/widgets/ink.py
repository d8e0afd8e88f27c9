"""Strokes of a pen as numbers: kept as JSON, drawn as SVG. No Qt.

The form is `{"v": 1, "w": width, "h": height, "strokes": [[[x, y, pressure, ms], ...], ...]}`: pixels from the upper
left corner, pressure 0 to 1, milliseconds since the pen first came down.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from itertools import pairwise

from kmcase.domain.signatures import strokes_of

Point = tuple[float, float, float, int]
Stroke = tuple[Point, ...]

VERSION = 1
LEAST_LENGTH = 80.0
"""Pixels of ink below which a signature is a touch by mistake."""
LEAST_POINTS = 8
_WIDEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """What was drawn on a pad of a size."""

    width: int
    height: int
    strokes: tuple[Stroke, ...] = field(default=())

    @property
    def length(self) -> float:
        """The length of all strokes in pixels."""
        return sum(math.dist(before[:2], after[:2]) for stroke in self.strokes for before, after in pairwise(stroke))

    @property
    def is_enough(self) -> bool:
        """Whether it is more than a touch by mistake."""
        return self.length >= LEAST_LENGTH and sum(map(len, self.strokes)) >= LEAST_POINTS

    def to_json(self) -> str:
        """The strokes as JSON, without blanks."""
        shape = {"v": VERSION, "w": self.width, "h": self.height, "strokes": self.strokes}
        return json.dumps(shape, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Ink:
        """The strokes again; raises `ValueError` for anything else."""
        shape = json.loads(text) if strokes_of(text) is not None else None
        if not isinstance(shape, dict) or shape.get("v") != VERSION:
            raise ValueError("not the strokes of a signature")
        if not all(0 <= int(shape[side]) <= _WIDEST for side in ("w", "h")):
            raise ValueError("no pad is as large")
        strokes = tuple(
            tuple((float(x), float(y), float(p), int(ms)) for x, y, p, ms in stroke) for stroke in shape["strokes"]
        )
        return cls(width=int(shape["w"]), height=int(shape["h"]), strokes=strokes)

    def svg(self, colour: str = "#1a2a6c") -> str:
        """A picture of the strokes, as wide as the pad."""
        paths = "".join(
            f'<path d="{_path(stroke)}" stroke-width="{pen_width(_mean_pressure(stroke)):.1f}"/>'
            for stroke in self.strokes
            if stroke
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" fill="none" '
            f'stroke="{colour}" stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
        )


def pen_width(pressure: float) -> float:
    """How broad the line is at a pressure, in pixels."""
    return 1.2 + 2.6 * pressure


def _path(stroke: Stroke) -> str:
    """Through the middles of the stretches, rounded at the points: smooth, and never outside the strokes' hull."""
    x, y = stroke[0][:2]
    if len(stroke) == 1:
        return f"M{x:.1f} {y:.1f}l.1 0"
    parts = [f"M{x:.1f} {y:.1f}"]
    for (x0, y0, *_), (x1, y1, *_) in pairwise(stroke[1:]):
        parts.append(f"Q{x0:.1f} {y0:.1f} {(x0 + x1) / 2:.1f} {(y0 + y1) / 2:.1f}")
    x, y = stroke[-1][:2]
    return "".join([*parts, f"L{x:.1f} {y:.1f}"])


def _mean_pressure(stroke: Stroke) -> float:
    return sum(point[2] for point in stroke) / len(stroke)
