"""A resource map (eco-map): the client in the middle, people and agencies around, a line to each by how they get on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kmcase.domain.cases.network import Tie
from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Point, Said, Shape, Words, on_ring, towards
from kmcase.domain.drawings.ties import tie_line

_ONE_RING = 10
"""So many stand in one ring; with more every second one stands nearer."""
_INNER = 0.58
_BOX = (9.2, 3.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Somebody around the client: the name, what they are, and how they get on."""

    name: Said
    kind: Said
    tie: Tie


def resource_map(client: Said, every: Sequence[Around], width: float, height: float, em: float) -> Drawing:
    """The map in the room given."""
    centre = (width / 2, height / 2)
    wide, high = em * _BOX[0], em * _BOX[1]
    reach = (max(wide, width / 2 - wide / 2 - em * 0.3), max(high, height / 2 - high / 2 - em * 0.3))
    shapes: list[Shape] = []
    boxes: list[Shape] = []
    for number, around in enumerate(every):
        near = len(every) > _ONE_RING and number % 2 == 1
        factor = _INNER if near else 1.0
        place = on_ring(centre, (reach[0] * factor, reach[1] * factor), number, len(every))
        shapes += tie_line((towards(centre, place, em * 2.6), _edge(place, centre, wide, high)), around.tie, em)
        boxes += _box(around, place, wide, high, em)
    middle: list[Shape] = [
        Disc(centre=centre, radius=em * 2.6, ink=Ink.ACCENT, width=em / 7, fill=Ink.SOFT),
        Words(box=(centre[0] - em * 2.4, centre[1] - em * 1.6, em * 4.8, em * 3.2), said=client, bold=True, small=True),
    ]
    return Drawing(width=width, height=height, shapes=(*shapes, *boxes, *middle))


def _box(around: Around, place: Point, wide: float, high: float, em: float) -> list[Shape]:
    left, top = place[0] - wide / 2, place[1] - high / 2
    corners = ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))
    return [
        Path(points=corners, ink=Ink.EDGE, closed=True, fill=Ink.SURFACE),
        Words(box=(left + em * 0.2, top + em * 0.1, wide - em * 0.4, em * 1.5), said=around.name, small=True),
        Words(
            box=(left + em * 0.2, top + em * 1.5, wide - em * 0.4, em * 1.5),
            said=around.kind,
            ink=Ink.MUTED,
            small=True,
        ),
    ]


def _edge(place: Point, centre: Point, wide: float, high: float) -> Point:
    """Where the way from a box's middle to the centre leaves the box."""
    x, y = centre[0] - place[0], centre[1] - place[1]
    reach = min(wide / 2 / abs(x) if x else math.inf, high / 2 / abs(y) if y else math.inf)
    return place[0] + x * reach, place[1] + y * reach
