"""Thai text on a reportlab canvas: measured, wrapped by words, drawn by cached operators."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass, field
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from kmcase.documents._font import SUBSTITUTE, ThaiFont
from kmcase.thai.breaks import pieces

Align = Literal["left", "center", "right"]
Weight = Literal["regular", "bold", "italic"]

_FILES: dict[Weight, str] = {
    "regular": "Sarabun-Regular.ttf",
    "bold": "Sarabun-Bold.ttf",
    "italic": "Sarabun-Italic.ttf",
}
_STAYS_ON = frozenset(range(0x0E34, 0x0E3B)) | frozenset(range(0x0E47, 0x0E4F)) | {0x0E31, 0x0E33}
_INVISIBLE = frozenset("\u200b\u200c\u200d\ufeff\u00ad\u2060")
POINTS_PER_CM = 72 / 2.54
_WORD = 40
"""Texts up to this length are measured once."""
_runs = itertools.count()


@dataclass(slots=True)
class Pen:
    """A canvas with its fonts; one for each document, so that equal snapshots give equal bytes."""

    canvas: Canvas
    buffer: BytesIO
    fonts: dict[Weight, ThaiFont]
    _operators: dict[tuple[str, float, str], tuple[str, float]] = field(default_factory=dict)
    _wrapped: dict[tuple[str, Weight, float, float], tuple[str, ...]] = field(default_factory=dict)
    _widths: dict[tuple[Weight, str], float] = field(default_factory=dict)
    _fine: set[str] = field(default_factory=set)

    def clean(self, text: str) -> str:
        """What can be printed: no control or invisible characters, and a substitute for what the font lacks."""
        if self._fine.issuperset(text):
            return text
        kept = (c for c in text if c not in _INVISIBLE and (c == "\n" or unicodedata.category(c) != "Cc"))
        font = self.fonts["regular"]
        instead = SUBSTITUTE if font.knows(SUBSTITUTE) else "?"
        cleaned = "".join(c if c == "\n" or font.knows(c) else instead for c in kept)
        if cleaned == text:
            self._fine.update(text)
        return cleaned

    def width(self, text: str, size: float, weight: Weight = "regular") -> float:
        """Width in points."""
        found = self._widths.get((weight, text))
        if found is None:
            font = self.fonts[weight]
            plain = _is_plain(text)
            found = float(font.stringWidth(text, 1000)) if plain else font.shape(self.clean(text))[1]
            if len(text) <= _WORD:
                self._widths[weight, text] = found
        return found * size / 1000

    def draw(
        self, x: float, y: float, text: str, size: float, weight: Weight = "regular", align: Align = "left"
    ) -> float:
        """Draw one line with its baseline at y; gives the width."""
        if not text:
            return 0.0
        operators, width = self._run(text, size, weight)
        if align == "right":
            x -= width
        elif align == "center":
            x -= width / 2
        self.canvas._code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {operators} ET")
        return width

    def _run(self, text: str, size: float, weight: Weight) -> tuple[str, float]:
        font = self.fonts[weight]
        key = (font.fontName, size, text)
        found = self._operators.get(key)
        if found is None:
            found = self._plain(font, text, size) if _is_plain(text) else self._shaped(font, self.clean(text), size)
            self._operators[key] = found
        return found

    def _plain(self, font: ThaiFont, text: str, size: float) -> tuple[str, float]:
        canvas: Any = self.canvas
        parts = [
            f"{font.getSubsetInternalName(number, canvas._doc)} {size} Tf ({canvas._escape(part)}) Tj"
            for number, part in font.splitString(text, canvas._doc)
        ]
        return " ".join(parts), float(font.stringWidth(text, size))

    def _shaped(self, font: ThaiFont, text: str, size: float) -> tuple[str, float]:
        shaped, width = font.shape(text)
        run = self.canvas.beginText(0, 0)
        run._fontname, run._fontsize, run._leading, run._curSubset = font.fontName, size, size, -1
        operators = run._formatText(shaped)
        if any(part.x_offset or part.y_offset for part in shaped.__shapeData__):
            # Without it readers break a line at a raised mark.
            actual = text.encode("utf-16-be").hex().upper()
            operators = f"/Span<</ActualText<FEFF{actual}>>>BDC {operators} EMC"
        return operators, width * size / 1000

    def wrap(self, text: str, size: float, room: float, weight: Weight = "regular") -> tuple[str, ...]:
        """Lines no wider than `room`, broken between words; a word that is too long is cut between clusters."""
        key = (text, weight, size, room)
        found = self._wrapped.get(key)
        if found is None:
            lines: list[str] = []
            for paragraph in self.clean(text).split("\n"):
                lines += self._fill(paragraph, size, room, weight)
            found = self._wrapped[key] = tuple(lines)
        return found

    def _fill(self, paragraph: str, size: float, room: float, weight: Weight) -> list[str]:
        # Words are measured, not the whole: words come again in other cells, and a line is shaped when it is drawn.
        lines, line, used = [], "", 0.0
        if _is_plain(paragraph) and self.width(paragraph, size, weight) <= room:
            return [paragraph.rstrip()]
        for piece in pieces(paragraph):
            rest = piece
            visible = self.width(rest.rstrip(" "), size, weight)
            if line and used + visible > room:
                lines.append(line.rstrip(" "))
                line, used = "", 0.0
            while visible > room and len(rest) > 1:
                head = self._longest_head(rest, size, room, weight)
                lines.append(rest[:head])
                rest = rest[head:]
                visible = self.width(rest.rstrip(" "), size, weight)
            line += rest
            used += self.width(rest, size, weight)
        return [*lines, line.rstrip(" ")]

    def _longest_head(self, piece: str, size: float, room: float, weight: Weight) -> int:
        end = len(piece)
        while end > 1 and (
            self.width(piece[:end], size, weight) > room or (end < len(piece) and ord(piece[end]) in _STAYS_ON)
        ):
            end -= 1
        return end

    def finish(self) -> bytes:
        """The document."""
        self.canvas.save()
        for font in self.fonts.values():
            pdfmetrics._fonts.pop(font.fontName, None)
        return self.buffer.getvalue()


def _is_plain(text: str) -> bool:
    """Letters and digits that need neither shaping nor cleaning."""
    return text.isascii() and text.isprintable()


def new_pen(page_size: tuple[float, float], title: str, author: str = "kmcase") -> Pen:
    """A pen on an empty document: the same calls give the same bytes."""
    rl_config.useA85 = 0
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=page_size, invariant=1, pageCompression=1, lang="th-TH")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    fonts: dict[Weight, ThaiFont] = {}
    run = next(_runs)
    for weight, name in _FILES.items():
        path = files("fontpkg_sarabun") / "files" / name
        font = fonts[weight] = ThaiFont(f"Sarabun-{weight}-{run}", str(path))
        # `registerFont` gives the first font of a face to every later document, and threads would share its codes.
        pdfmetrics._fonts[font.fontName] = font
    return Pen(canvas, buffer, fonts)
