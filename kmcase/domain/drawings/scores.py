"""Dimensions as pictures: a radar that lays assessments over each other, and a small chart for each over time.

Values are 0 to 100 (`assessments.FULL`), None where nothing was scored: such a place is left open, never drawn as zero.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kmcase.domain.cases.assessments import FULL
from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Point, Said, Shape, Words, line, on_ring

_RINGS = 4
_LABEL_EMS = (6.0, 8.0)
"""Least and most room for the name of an axis beside the radar: in a narrow picture names break rather than it."""
_LABEL_GAP = 0.6
_LEGEND_EMS = 8.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon:
    """An assessment on the radar: what it is called, and a value for each axis."""

    said: Said
    values: tuple[int | None, ...]


_LOOKS = ((Ink.MUTED, True), (Ink.WARN, False), (Ink.ACCENT, False))
"""Ink and dashes of the first, the one between, the newest."""


def looks_of(count: int) -> tuple[tuple[Ink, bool], ...]:
    """How so many assessments (1 to 3) are drawn; the last one is always the newest's."""
    return {1: _LOOKS[2:], 2: (_LOOKS[0], _LOOKS[2]), 3: _LOOKS}[count]


def radar(axes: Sequence[Said], polygons: Sequence[Polygon], width: float, height: float, em: float) -> Drawing:
    """1 to 3 assessments over the same axes (3 or more), the oldest first, with a legend below."""
    legend = em * 1.6
    centre = (width / 2, (height - legend) / 2)
    wished = centre[1] - em * 2.0
    label = min(max((centre[0] - wished) / em - _LABEL_GAP, _LABEL_EMS[0]), _LABEL_EMS[1])
    radius = max(em, min(wished, centre[0] - em * (label + _LABEL_GAP)))
    shapes: list[Shape] = []
    for ring in range(1, _RINGS + 1):
        corners = tuple(_at(centre, radius * ring / _RINGS, number, len(axes)) for number in range(len(axes)))
        shapes.append(Path(points=corners, ink=Ink.EDGE if ring == _RINGS else Ink.GRID, closed=True))
    for number, said in enumerate(axes):
        tip = _at(centre, radius, number, len(axes))
        open_in_all = all(polygon.values[number] is None for polygon in polygons)
        shapes.append(line(centre, tip, ink=Ink.GRID, dashed=open_in_all))
        shapes.append(
            _axis_words(said, centre, _at(centre, radius + em * 0.5, number, len(axes)), em, label, open_in_all)
        )
    # The newest is filled: drawn first, it hides none of the others.
    for polygon, (ink, dashed) in reversed(list(zip(polygons, looks_of(len(polygons)), strict=True))):
        shapes += _polygon(polygon, centre, radius, ink, dashed, em)
    shapes += _legend(polygons, width, height - legend, em)
    return Drawing(width=width, height=height, shapes=tuple(shapes))


def _at(centre: Point, radius: float, number: int, of: int) -> Point:
    return on_ring(centre, (radius, radius), number, of)


def _axis_words(said: Said, centre: Point, tip: Point, em: float, label: float, unscored: bool) -> Words:
    aside = tip[0] - centre[0]
    across = 0 if abs(aside) < em else (-1 if aside > 0 else 1)
    wide, high = em * (label if across else _LABEL_EMS[1]), em * 2.8
    left = tip[0] - wide / 2 if across == 0 else (tip[0] if across < 0 else tip[0] - wide)
    above = tip[1] - centre[1]
    if not across:
        high = em * 1.4
    top = tip[1] - high / 2 if across else (tip[1] - high if above < 0 else tip[1])
    ink = Ink.MUTED if unscored else Ink.TEXT
    return Words(box=(left, top, wide, high), said=said, ink=ink, across=across, small=True)


def _polygon(polygon: Polygon, centre: Point, radius: float, ink: Ink, dashed: bool, em: float) -> list[Shape]:
    count = len(polygon.values)
    places = [
        None if value is None else _at(centre, radius * value / FULL, number, count)
        for number, value in enumerate(polygon.values)
    ]
    known = tuple(place for place in places if place is not None)
    width = max(1.0, em / 9)
    shapes: list[Shape] = []
    if len(known) == count:
        fill = Ink.SOFT if ink is Ink.ACCENT else None
        shapes.append(Path(points=known, ink=ink, width=width, dashed=dashed, closed=True, fill=fill, clear=True))
    else:
        for number, place in enumerate(places):
            after = places[(number + 1) % count]
            if place is not None and after is not None:
                shapes.append(line(place, after, ink=ink, width=width, dashed=dashed))
    shapes += [Disc(centre=place, radius=em / 5, ink=ink, fill=ink) for place in known]
    return shapes


def _legend(polygons: Sequence[Polygon], width: float, top: float, em: float) -> list[Shape]:
    each = min(em * _LEGEND_EMS, width / len(polygons))
    left = (width - each * len(polygons)) / 2
    shapes: list[Shape] = []
    for polygon, (ink, dashed) in zip(polygons, looks_of(len(polygons)), strict=True):
        middle = top + em * 0.8
        shapes.append(line((left, middle), (left + em * 1.6, middle), ink=ink, width=em / 6, dashed=dashed))
        box = (left + em * 2, top, each - em * 2.2, em * 1.6)
        shapes.append(Words(box=box, said=polygon.said, across=-1, small=True))
        left += each
    return shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A dimension over time: values by day, the oldest first."""

    said: Said
    values: tuple[tuple[date, int | None], ...]


def courses(every: Sequence[Course], width: float, height: float, em: float, columns: int = 5) -> Drawing:
    """A small chart for each dimension, side by side over the same days (at least one), so that lines never cross."""
    rows = math.ceil(len(every) / columns)
    wide, high = width / columns, height / rows
    days = sorted({day for course in every for day, _ in course.values})
    span = (days[0], days[-1])
    shapes: list[Shape] = []
    for number, course in enumerate(every):
        left, top = (number % columns) * wide, (number // columns) * high
        shapes += _course(course, (left + em * 0.5, top, wide - em, high - em * 0.5), span, em)
    return Drawing(width=width, height=height, shapes=tuple(shapes))


def _course(course: Course, box: tuple[float, float, float, float], span: tuple[date, date], em: float) -> list[Shape]:
    left, top, wide, high = box
    head = em * 2.8
    ground, room = top + high - em * 0.4, max(em, high - head - em * 1.4)
    shapes: list[Shape] = [Words(box=(left, top, wide, head), said=course.said, across=-1, small=True)]
    for part in (0.0, 0.5, 1.0):
        level = ground - room * part
        shapes.append(line((left, level), (left + wide, level), ink=Ink.GRID))
    days = (span[1] - span[0]).days or 1
    inset = em * 0.4
    places: list[Point | None] = [
        None if value is None else (
            left + inset + (wide - 2 * inset) * (day - span[0]).days / days,
            ground - room * value / FULL,
        )
        for day, value in course.values
    ]  # fmt: skip
    known = [place for place in places if place is not None]
    if known:
        shapes.append(line(*known, ink=Ink.ACCENT, width=max(1.0, em / 8)))
        shapes += [Disc(centre=place, radius=em / 5, ink=Ink.ACCENT, fill=Ink.ACCENT) for place in known]
        newest = next(value for _, value in reversed(course.values) if value is not None)
        beginning = max(left, min(known[-1][0] - em * 1.5, left + wide - em * 3))
        above = (beginning, known[-1][1] - em * 1.4, em * 3, em * 1.2)
        shapes.append(Words(box=above, said=str(newest), bold=True, small=True))
    else:
        middle = ground - room / 2 - em * 0.7
        shapes.append(Words(box=(left, middle, wide, em * 1.4), said="–", ink=Ink.MUTED))
    return shapes
