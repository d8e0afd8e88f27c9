"""Prints a drawing of `kmcase.domain.drawings` on a sheet; its unit is the point."""

from __future__ import annotations

from kmcase.documents._sheet import Sheet
from kmcase.documents._text import Align, Weight
from kmcase.domain.drawings.shapes import Disc, Drawing, Ink, Path, Words
from kmcase.messages import Catalogue, Message

EM = 11.0
"""The height of a line of words in drawings on paper."""
_SIZE, _SMALL = 9.5, 8.0
_LINE = 1.32
_INKS = {
    Ink.TEXT: (0.07, 0.09, 0.11),
    Ink.MUTED: (0.40, 0.44, 0.48),
    Ink.GRID: (0.86, 0.88, 0.89),
    Ink.EDGE: (0.62, 0.66, 0.69),
    Ink.ACCENT: (0.05, 0.42, 0.46),
    Ink.SOFT: (0.87, 0.94, 0.95),
    Ink.SURFACE: (1.0, 1.0, 1.0),
    Ink.OK: (0.10, 0.45, 0.20),
    Ink.WARN: (0.80, 0.47, 0.05),
    Ink.ERROR: (0.70, 0.15, 0.12),
}
_ALIGNS: dict[int, Align] = {-1: "left", 0: "center", 1: "right"}


def put_drawing(sheet: Sheet, drawing: Drawing, catalogue: Catalogue) -> None:
    """The drawing below what stands on the sheet, in the middle, on the next page where it has no room."""
    sheet.need(drawing.height)
    left, top = sheet.left + (sheet.room - drawing.width) / 2, sheet.y
    canvas = sheet.pen.canvas
    canvas.saveState()
    canvas.setLineJoin(1)
    for shape in drawing.shapes:
        match shape:
            case Path():
                _path(sheet, shape, left, top)
            case Disc():
                _disc(sheet, shape, left, top)
            case Words():
                _words(sheet, shape, left, top, catalogue)
    canvas.restoreState()
    sheet.y -= drawing.height


def _prepare(sheet: Sheet, shape: Path | Disc) -> None:
    canvas = sheet.pen.canvas
    canvas.setStrokeColorRGB(*_INKS[shape.ink])
    canvas.setLineWidth(shape.width * 0.8)
    canvas.setDash(*((2.4, 2.2) if shape.dashed else ()))
    if shape.fill is not None:
        canvas.setFillColorRGB(*_INKS[shape.fill])


def _path(sheet: Sheet, shape: Path, left: float, top: float) -> None:
    _prepare(sheet, shape)
    canvas = sheet.pen.canvas
    canvas.setFillAlpha(0.55 if shape.clear else 1.0)
    path = canvas.beginPath()
    for number, (x, y) in enumerate(shape.points):
        (path.lineTo if number else path.moveTo)(left + x, top - y)
    if shape.closed:
        path.close()
    canvas.drawPath(path, stroke=1, fill=int(shape.fill is not None))
    canvas.setFillAlpha(1.0)


def _disc(sheet: Sheet, shape: Disc, left: float, top: float) -> None:
    _prepare(sheet, shape)
    x, y = shape.centre
    sheet.pen.canvas.circle(left + x, top - y, shape.radius, stroke=1, fill=int(shape.fill is not None))


def _words(sheet: Sheet, shape: Words, left: float, top: float, catalogue: Catalogue) -> None:
    x, y, wide, high = shape.box
    size = _SMALL if shape.small else _SIZE
    weight: Weight = "bold" if shape.bold else "regular"
    text = catalogue.render(shape.said) if isinstance(shape.said, Message) else shape.said
    lines = sheet.pen.wrap(text, size, wide, weight)[: max(1, int(high // (size * _LINE)))]
    at = left + x + wide * (shape.across + 1) / 2
    first = top - y - (high - len(lines) * size * _LINE) / 2 - size * 1.02
    for number, line in enumerate(lines):
        if shape.over:
            _clear(sheet, at, first - number * size * _LINE, sheet.pen.width(line, size, weight), shape.across, size)
        sheet.pen.canvas.setFillColorRGB(*_INKS[shape.ink])
        sheet.pen.draw(at, first - number * size * _LINE, line, size, weight, _ALIGNS[shape.across])


def _clear(sheet: Sheet, at: float, base: float, wide: float, across: int, size: float) -> None:
    """Take away what was drawn where a line of words will stand."""
    canvas = sheet.pen.canvas
    canvas.setFillColorRGB(*_INKS[Ink.SURFACE])
    canvas.rect(at - wide * (across + 1) / 2, base - size * 0.3, wide, size * 1.2, stroke=0, fill=1)
