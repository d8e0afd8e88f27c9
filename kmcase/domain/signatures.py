"""What a drawn signature may look like: the text that comes from a laptop is not believed to be one."""

from __future__ import annotations

import json

Point = tuple[float, float]
Strokes = tuple[tuple[Point, ...], ...]

LONGEST = 500_000
"""Characters of a signature's text; one that fills the pad comes to a tenth of it."""
_FARTHEST = 100_000
_READ_AS_NONE = (ValueError, LookupError, TypeError, RecursionError, OverflowError)


def strokes_of(text: str) -> Strokes | None:
    """The lines of `{v,w,h,strokes:[[[x,y,pressure,ms],...],...]}` as points in pixels; None for anything else.

    Empty lines are left out; so a signature that says nothing has no strokes.
    """
    if len(text) > LONGEST:
        return None
    try:
        shape = json.loads(text)
        lines = tuple(tuple(_point(point) for point in stroke) for stroke in shape["strokes"])
    except _READ_AS_NONE:
        return None
    return tuple(line for line in lines if line)


def _point(point: list[object]) -> Point:
    return _coordinate(point[0]), _coordinate(point[1])


def _coordinate(value: object) -> float:
    """Pixels on the pad; `TypeError` or `ValueError` for anything else, what is no number at all among it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("not a number")
    if not abs(value) <= _FARTHEST:
        raise ValueError("no pad is as large")
    return float(value)
