"""A reportlab font that shapes Thai with HarfBuzz and keeps the text behind the glyphs.

reportlab's own ways print tone marks on vowels, or lose them when text is copied (qt-pdf-notes.md §3). Glyphs without
a character of their own get private-use codes; the ToUnicode map leads those back to what was written. This module and
`_text` use reportlab's inner parts: it is pinned exactly, and tests compare text and pictures.
"""

from __future__ import annotations

from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

Glyph = tuple[int, str, float, float, float]
Shaped = tuple[ShapedStr, float]

_FEATURES = {"kern": True, "liga": False, "dlig": False}
_SARA_AM = "\u0e33"
_PRIVATE_USE = 0xE000
_MOST_CACHED = 50_000
_PER_BLOCK = 100
SUBSTITUTE = "\ufffd"


class ThaiFont(TTFont):  # type: ignore[misc]
    """A TrueType font for one document run; shaping is cached by text."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._shaper = hb.Font(hb.Face(hb.Blob(self.face._ttf_data)))
        self._per_mille = 1000 / self._shaper.face.upem
        self._codes: dict[tuple[int, str], int] = {}
        self._sources: dict[int, str] = {}
        self._next_code = _PRIVATE_USE
        self._cache: dict[str, Shaped] = {}

    def knows(self, character: str) -> bool:
        """Whether the font draws a character; a box would be printed for others."""
        return ord(character) in self.face.charToGlyph and ord(character) not in self._sources

    def shape(self, text: str) -> Shaped:
        """The shaped string, and its width in thousandths of the font size."""
        found = self._cache.get(text)
        if found is None:
            found = self._shape(text)
            if len(self._cache) < _MOST_CACHED:
                self._cache[text] = found
        return found

    def _shape(self, text: str) -> Shaped:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "LTR", "Thai", "th"
        hb.shape(self._shaper, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        clusters = [info.cluster for info in infos]
        clusters.append(len(text))
        glyphs = [info.codepoint for info in infos]
        places, glyph_of, widths = [place.position for place in positions], self.face.charToGlyph, self.face.charWidths
        characters, data, width, scale, start = [], [], 0.0, self._per_mille, 0
        while start < len(glyphs):
            cluster, end = clusters[start], start + 1
            if clusters[end] == cluster + 1 and glyph_of.get(ord(text[cluster])) == glyphs[start]:
                # Most glyphs: one for one character, its own.
                x_offset, y_offset, advance, _ = places[start]
                letter, advance = text[cluster], advance * scale
                characters.append(letter)
                wide = widths[ord(letter)]
                data.append(ShapeData(cluster, advance, 0, x_offset * scale, y_offset * scale, wide))
                width += advance
                start = end
                continue
            while end < len(glyphs) and clusters[end] == cluster:
                end += 1
            raw = [(glyphs[i], positions[i]) for i in range(start, end)]
            for glyph, source, advance, x_offset, y_offset in self._with_sources(text[cluster : clusters[end]], raw):
                code = self._code(glyph, source, advance)
                characters.append(chr(code))
                data.append(ShapeData(cluster, advance, 0, x_offset, y_offset, widths[code]))
                width += advance
            start = end
        return ShapedStr("".join(characters), shapeData=data), width

    def _with_sources(self, source: str, raw: list[tuple[int, Any]]) -> list[Glyph]:
        """Each glyph with the part of the text that it stands for; HarfBuzz splits ำ, so it is put together again."""
        whole_am = self.face.charToGlyph.get(ord(_SARA_AM))
        if source == _SARA_AM and len(raw) == 2 and whole_am:
            return [(whole_am, source, raw[1][1].x_advance * self._per_mille, 0.0, 0.0)]
        if len(raw) == 1:
            sources = [source]
        elif source.endswith(_SARA_AM):
            sources = [source[:-1], *[""] * (len(raw) - 2), _SARA_AM]
        elif len(raw) == len(source):
            sources = list(source)
        else:
            sources = [source, *[""] * (len(raw) - 1)]
        scale = self._per_mille
        return [
            (glyph, part, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
            for (glyph, at), part in zip(raw, sources, strict=True)
        ]

    def _code(self, glyph: int, source: str, advance: float) -> int:
        if len(source) == 1 and self.face.charToGlyph.get(ord(source)) == glyph:
            return ord(source)
        code = self._codes.get((glyph, source))
        if code is None:
            while self._next_code in self.face.charToGlyph:
                self._next_code += 1
            code = self._codes[glyph, source] = self._next_code
            self._sources[code] = source
            self.face.charToGlyph[code] = glyph
            self.face.charWidths[code] = advance
        return code

    def addObjects(self, doc: Any) -> None:  # noqa: N802  reportlab's name
        """Write the font into a document, with our map from codes to text."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            parts = (ttfonts.SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)
            base = b"".join(parts).decode("pdfdoc")
            stream = doc.idToObject["toUnicodeCMap:" + base]
            stream.content = _to_unicode(base, [self._sources.get(code, chr(code) if code else "") for code in subset])


def _to_unicode(name: str, subset: list[str]) -> str:
    pairs = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(subset) if text]
    blocks: list[str] = []
    for start in range(0, len(pairs), _PER_BLOCK):
        block = pairs[start : start + _PER_BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
