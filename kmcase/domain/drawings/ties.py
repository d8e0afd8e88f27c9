"""How two get on, as lines (McGoldrick, Gerson & Petry, Genograms).

Close is double, distant dotted, conflict in teeth, violence in teeth with an arrow at whom it hurts, cut off with two
bars across.
"""

from __future__ import annotations

from itertools import pairwise

from kmcase.domain.cases.network import Tie
from kmcase.domain.drawings.shapes import Ink, Point, Shape, arrow, beside, between, line, longest, zigzag

_TEETH = {
    Tie.CONFLICT: Ink.WARN,
    Tie.HARMS_CLIENT: Ink.ERROR,
    Tie.HARMED_BY_CLIENT: Ink.ERROR,
}


def tie_line(way: tuple[Point, ...], tie: Tie, em: float) -> list[Shape]:
    """The line from the client (first point) to somebody (last point)."""
    if tie in _TEETH:
        return _toothed(way, tie, em)
    match tie:
        case Tie.CLOSE:
            offsets = (-em / 7, em / 7)
            return [
                line(*beside(one, other, offset), ink=Ink.OK, width=em / 10)
                for one, other in pairwise(way)
                for offset in offsets
            ]
        case Tie.DISTANT:
            return [line(*way, ink=Ink.MUTED, width=em / 10, dashed=True)]
        case Tie.CUT_OFF:
            return [line(*way, ink=Ink.MUTED, width=em / 10), *_bars(way, em)]
    return [line(*way, ink=Ink.MUTED, width=em / 12)]


def _toothed(way: tuple[Point, ...], tie: Tie, em: float) -> list[Shape]:
    ink, at = _TEETH[tie], longest(way)
    points = (*way[:at], *zigzag(way[at], way[at + 1], em / 2), *way[at + 2 :])
    shapes: list[Shape] = [line(*points, ink=ink, width=em / 10)]
    if tie is Tie.HARMS_CLIENT:
        shapes.append(arrow(way[1], way[0], em * 0.7, ink))
    elif tie is Tie.HARMED_BY_CLIENT:
        shapes.append(arrow(way[-2], way[-1], em * 0.7, ink))
    return shapes


def _bars(way: tuple[Point, ...], em: float) -> list[Shape]:
    """Two short bars across the middle of the longest leg."""
    at = longest(way)
    start, end = way[at], way[at + 1]
    bars: list[Shape] = []
    for part in (0.47, 0.53):
        above, below = (between(*beside(start, end, side), part) for side in (-em / 2, em / 2))
        bars.append(line(above, below, ink=Ink.ERROR, width=em / 8))
    return bars
