"""Official forms on A4: a sheet that is written from the top down and goes on to the next page by itself.

Margins: left 3 cm, right 2 cm (domain.md §8); body Sarabun 11 pt, the size of the official 16 pt TH Sarabun. A
document describes itself as calls on a `Sheet`; `render` runs the description twice, so that every page knows how many
there are.

    def compose(snapshot, catalogue):
        def write(sheet):
            sheet.title(catalogue.text("documents.notice.title"))
            sheet.fields(("เรียน", snapshot.name, 1.0))
            sheet.paragraph(snapshot.reason, indent=True)
            sheet.signatures((Signature(role="ผู้แจ้ง", name=snapshot.officer),))
        return render(write, title="...")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader

from kmcase.documents._text import POINTS_PER_CM, Align, Pen, Weight, new_pen
from kmcase.domain.signatures import strokes_of
from kmcase.messages import Catalogue

BODY = 11.0
SMALL = 9.0
TITLE = 15.0
HEADING = 12.5
LINE = 1.62
GREY = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A place to sign: role, printed name, and what was drawn or pressed there."""

    role: str
    name: str = ""
    position: str = ""
    day: str = ""
    strokes: str = ""
    image: bytes | None = None
    note: str = ""


def mark_note(strokes: str, catalogue: Catalogue) -> str:
    """What is printed under a place to sign whose drawn signature cannot be read; empty for any other."""
    return catalogue.text("documents.unreadable_mark") if strokes and strokes_of(strokes) is None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: title, share of the width, alignment."""

    title: str
    share: float
    align: Align = "left"


@dataclass(slots=True)
class Sheet:
    """Where the next thing goes; y falls from the top margin to the bottom one."""

    pen: Pen
    width: float
    height: float
    pages: int
    page_text: Callable[[int, int], str]
    footer: str = ""
    watermark: str = ""
    left: float = 3 * POINTS_PER_CM
    right_margin: float = 2 * POINTS_PER_CM
    top: float = 1.8 * POINTS_PER_CM
    bottom: float = 1.8 * POINTS_PER_CM
    page: int = 1
    y: float = field(init=False)

    def __post_init__(self) -> None:
        self._begin()

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.width - self.right_margin

    @property
    def room(self) -> float:
        """The width of the text."""
        return self.right - self.left

    def _begin(self) -> None:
        self.y = self.height - self.top
        if self.watermark:
            canvas = self.pen.canvas
            canvas.saveState()
            canvas.setFillGray(0.88)
            canvas.translate(self.width / 2, self.height / 2)
            canvas.rotate(40)
            self.pen.draw(0, -30, self.watermark, 96, "bold", "center")
            canvas.restoreState()

    def _end(self) -> None:
        canvas = self.pen.canvas
        canvas.saveState()
        canvas.setFillGray(GREY)
        self.pen.draw(self.left, self.bottom * 0.5, self.footer, 8)
        self.pen.draw(self.right, self.bottom * 0.5, self.page_text(self.page, self.pages), 8, align="right")
        canvas.restoreState()

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._end()
        self.pen.canvas.showPage()
        self.page += 1
        self._begin()

    def need(self, height: float) -> None:
        """Go to the next page unless there is so much room left."""
        if self.y - height < self.bottom:
            self.new_page()

    def space(self, points: float = 8) -> None:
        """Leave some room."""
        self.y -= points

    def line_of(self, text: str, size: float = BODY, weight: Weight = "regular", align: Align = "left") -> None:
        """One line, broken if it must be."""
        x = {"left": self.left, "center": (self.left + self.right) / 2, "right": self.right}[align]
        for line in self.pen.wrap(text, size, self.room, weight):
            self.need(size * LINE)
            self.y -= size * LINE
            self.pen.draw(x, self.y, line, size, weight, align)

    def title(self, text: str, under: str = "") -> None:
        """The title in the middle, perhaps with a line under it."""
        self.line_of(text, TITLE, "bold", "center")
        if under:
            self.line_of(under, BODY, align="center")
        self.space(6)

    def heading(self, text: str) -> None:
        """A heading that stays with what follows."""
        self.need(HEADING * LINE * 3)
        self.space(5)
        self.line_of(text, HEADING, "bold")

    def paragraph(self, text: str, *, indent: bool = False, size: float = BODY) -> None:
        """Text broken by words; the first line set in where asked."""
        first = 2.5 * POINTS_PER_CM if indent else 0.0
        lines = list(self.pen.wrap(text, size, self.room - first))
        if indent and len(lines) > 1:
            rest = text[text.index(lines[0]) + len(lines[0]) :].lstrip() if lines[0] in text else " ".join(lines[1:])
            lines = [lines[0], *self.pen.wrap(rest, size, self.room)]
        for number, line in enumerate(lines):
            self.need(size * LINE)
            self.y -= size * LINE
            self.pen.draw(self.left + (first if number == 0 else 0), self.y, line, size)

    def fields(self, *parts: tuple[str, str, float]) -> None:
        """Labels with values on a dotted line: (label, value, share of the width); a long value goes on below."""
        total = sum(share for _, _, share in parts)
        x, deepest = self.left, 1
        cells = []
        for label, value, share in parts:
            width = self.room * share / total
            label_width = self.pen.width(label, BODY) + 4
            lines = self.pen.wrap(value, BODY, max(width - label_width - 6, 24)) if value else ("",)
            cells.append((x, width, label, label_width, lines))
            deepest = max(deepest, len(lines))
            x += width
        self.need(deepest * BODY * LINE)
        top = self.y
        for x, width, label, label_width, lines in cells:
            for number, line in enumerate(lines):
                y = top - (number + 1) * BODY * LINE
                if number == 0:
                    self.pen.draw(x, y, label, BODY)
                self._dots(x + label_width, x + width - 4, y - 2)
                self.pen.draw(x + label_width + 3, y, line, BODY)
        self.y = top - deepest * BODY * LINE

    def _dots(self, start: float, end: float, y: float) -> None:
        canvas = self.pen.canvas
        canvas.saveState()
        canvas.setStrokeGray(0.5)
        canvas.setLineWidth(0.5)
        canvas.setDash(0.6, 2)
        canvas.line(start, y, end, y)
        canvas.restoreState()

    def rule(self) -> None:
        """A dashed line to cut or fold along."""
        canvas = self.pen.canvas
        canvas.saveState()
        canvas.setStrokeGray(GREY)
        canvas.setDash(4, 3)
        canvas.line(self.left, self.y, self.right, self.y)
        canvas.restoreState()

    def check(self, text: str, ticked: bool, *, indent: float = 0) -> None:
        """A box, ticked or empty, with its text; drawn, because the font has no such sign."""
        lines = self.pen.wrap(text, BODY, self.room - indent - 18)
        self.need(len(lines) * BODY * LINE)
        canvas = self.pen.canvas
        for number, line in enumerate(lines):
            self.y -= BODY * LINE
            if number == 0:
                canvas.setLineWidth(0.8)
                canvas.rect(self.left + indent, self.y - 1, 9, 9)
                if ticked:
                    canvas.setLineWidth(1.4)
                    canvas.lines(
                        [
                            (self.left + indent + 1.8, self.y + 3.6, self.left + indent + 3.8, self.y + 1),
                            (self.left + indent + 3.8, self.y + 1, self.left + indent + 7.6, self.y + 7),
                        ]
                    )
            self.pen.draw(self.left + indent + 16, self.y, line, BODY)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        total: Sequence[str] | None = None,
        size: float = 10,
    ) -> None:
        """A table with its head on every page, cells wrapped, and perhaps a row of totals."""
        shares = sum(column.share for column in columns)
        widths = [self.room * column.share / shares for column in columns]
        titles = [column.title for column in columns]
        centred = [Column(title="", share=1, align="center") for _ in columns]
        self.need(size * LINE * 4)
        self.space(4)
        self._row(centred, widths, titles, size, "bold", fill=True)
        for row in rows:
            if self.y - self._height(widths, row, size) < self.bottom:
                self.new_page()
                self._row(centred, widths, titles, size, "bold", fill=True)
            self._row(columns, widths, row, size, "regular")
        if total is not None:
            self.need(self._height(widths, total, size, "bold"))
            self._row(columns, widths, total, size, "bold", fill=True)
        self.space(6)

    def _height(self, widths: Sequence[float], row: Sequence[str], size: float, weight: Weight = "regular") -> float:
        cells = zip(row, widths, strict=True)
        deepest = max(len(self.pen.wrap(cell, size, width - 8, weight)) for cell, width in cells)
        return deepest * size * 1.5 + 5

    def _row(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        row: Sequence[str],
        size: float,
        weight: Weight,
        *,
        fill: bool = False,
    ) -> None:
        height = self._height(widths, row, size, weight)
        canvas = self.pen.canvas
        canvas.setLineWidth(0.5)
        canvas.setStrokeGray(0.55)
        if fill:
            canvas.setFillGray(0.945)
            canvas.rect(self.left, self.y - height, self.room, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        x = self.left
        for column, width, cell in zip(columns, widths, row, strict=True):
            canvas.rect(x, self.y - height, width, height)
            at = {"left": x + 4, "center": x + width / 2, "right": x + width - 4}[column.align]
            for number, line in enumerate(self.pen.wrap(cell, size, width - 8, weight), 1):
                self.pen.draw(at, self.y - number * size * 1.5, line, size, weight, column.align)
            x += width
        self.y -= height
        canvas.setStrokeGray(0)

    def signatures(self, signatures: Sequence[Signature], *, per_row: int = 2, height: float = 86) -> None:
        """Places to sign, side by side."""
        for start in range(0, len(signatures), per_row):
            row = signatures[start : start + per_row]
            self.need(height)
            for number, signature in enumerate(row):
                slot = self.room / per_row
                offset = self.left + slot * (number if len(row) == per_row else number + (per_row - len(row)))
                self._signature(signature, offset, slot, height)
            self.y -= height

    def _signature(self, signature: Signature, x: float, width: float, height: float) -> None:
        role = self.pen.width(signature.role, 10)
        left, right, line = x + 14, x + width - role - 14, self.y - height + 38
        middle = (left + right) / 2
        if signature.strokes:
            draw_strokes(self.pen.canvas, signature.strokes, middle - 56, line - 1, 112, 30)
        if signature.image is not None:
            reader = ImageReader(BytesIO(signature.image))
            self.pen.canvas.drawImage(reader, middle - 19, line, 38, 38, mask="auto", preserveAspectRatio=True)
        self._dots(left, right, line - 2)
        self.pen.draw(x + width - role - 8, line, signature.role, 10)
        name = f"({signature.name})" if signature.name else "(" + " " * 40 + ")"
        below = [name, signature.position, signature.day, signature.note]
        for number, text in enumerate([part for part in below if part], 1):
            self.pen.draw(middle, line - number * 13.5 - 2, text, 10, align="center")

    def photos(self, photos: Sequence[tuple[str, bytes]], *, per_row: int = 2, height: float = 150) -> None:
        """Photographs with their captions."""
        slot = self.room / per_row
        for start in range(0, len(photos), per_row):
            self.need(height + 22)
            for number, (caption, content) in enumerate(photos[start : start + per_row]):
                x = self.left + slot * number
                reader = ImageReader(BytesIO(content))
                self.pen.canvas.drawImage(
                    reader, x + 4, self.y - height, slot - 8, height, preserveAspectRatio=True, anchor="c"
                )
                self.pen.draw(x + slot / 2, self.y - height - 13, caption, SMALL, align="center")
            self.y -= height + 22


def draw_strokes(canvas: Any, strokes: str, x: float, y: float, width: float, height: float) -> None:
    """A drawn signature as smooth lines within a box; the ink alone decides the scale. What is none is not drawn."""
    lines = strokes_of(strokes)
    if not lines:
        return
    points = [point for line in lines for point in line]
    low_x, low_y = min(p[0] for p in points), min(p[1] for p in points)
    spread_x = max(max(p[0] for p in points) - low_x, 1)
    spread_y = max(max(p[1] for p in points) - low_y, 1)
    scale = min(width / spread_x, height / spread_y)
    left = x + (width - spread_x * scale) / 2
    canvas.saveState()
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.setLineWidth(1.1)
    canvas.setStrokeColorRGB(0.05, 0.1, 0.4)
    for stroke in lines:
        path = canvas.beginPath()
        placed = [(left + (p[0] - low_x) * scale, y + (spread_y - (p[1] - low_y)) * scale) for p in stroke]
        path.moveTo(*placed[0])
        for before, here in pairwise(placed):
            middle = ((before[0] + here[0]) / 2, (before[1] + here[1]) / 2)
            path.curveTo(*before, *before, *middle)
        path.lineTo(placed[-1][0], placed[-1][1] + 0.01)
        canvas.drawPath(path)
    canvas.restoreState()


def render(
    write: Callable[[Sheet], None],
    *,
    title: str,
    page_text: Callable[[int, int], str],
    footer: str = "",
    watermark: str = "",
    wide: bool = False,
) -> bytes:
    """The document of a description, run twice: first to count the pages."""
    size = landscape(A4) if wide else A4
    pages = 1
    for _ in range(2):
        pen = new_pen(size, title)
        sheet = Sheet(pen, size[0], size[1], pages, page_text, footer, watermark)
        write(sheet)
        sheet._end()
        pages = sheet.page
        content = pen.finish()
    return content
