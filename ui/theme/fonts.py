"""Sarabun in the window.

Its line box (ascent 1.068 em, descent 0.232 em) is smaller than its stacked ink (up to +1.28 and -0.56 em), so that
controls cut ู ุ ฐ ญ and the tops of ปั๊ น้ำ. The faces are loaded with raised line metrics, rewritten in memory; the OFL
of Sarabun reserves no font name.
"""

from __future__ import annotations

import struct
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from ui.theme.tokens import Size

FAMILY = "Sarabun"
FACES = ("Regular", "Italic", "Bold", "BoldItalic", "SemiBold")

_ASCENT, _DESCENT = 1260, 460
_CHECKSUM_MAGIC = 0xB1B0AFBA


def load_fonts() -> None:
    """Give Qt the faces; a second call does nothing."""
    if FAMILY in QFontDatabase.families():
        return
    folder = files("fontpkg_sarabun") / "files"
    for face in FACES:
        data = roomy((folder / f"Sarabun-{face}.ttf").read_bytes())
        if QFontDatabase.addApplicationFontFromData(QByteArray(data)) < 0:
            raise RuntimeError(f"Qt refused the face {face}")


def base_font(scale: float = 1.0) -> QFont:
    """The font of the window, its figures all of one width."""
    font = QFont(FAMILY)
    font.setPointSizeF(Size.BASE * scale)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def roomy(face: bytes, ascent: int = _ASCENT, descent: int = _DESCENT) -> bytes:
    """A TrueType face with other line metrics (in 1/1000 em) and right checksums."""
    data = bytearray(face)
    tables = _tables(data)
    struct.pack_into(">hhh", data, tables[b"hhea"][1] + 4, ascent, -descent, 0)
    struct.pack_into(">hhhHH", data, tables[b"OS/2"][1] + 68, ascent, -descent, 0, ascent, descent)
    head = tables[b"head"][1]
    struct.pack_into(">L", data, head + 8, 0)
    for record, offset, length in tables.values():
        struct.pack_into(">L", data, record + 4, _checksum(data[offset : offset + length]))
    struct.pack_into(">L", data, head + 8, (_CHECKSUM_MAGIC - _checksum(data)) & 0xFFFFFFFF)
    return bytes(data)


def _tables(data: bytearray) -> dict[bytes, tuple[int, int, int]]:
    """Tag -> where its record, its table and its table's length are."""
    found = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        record = 12 + 16 * index
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, record)
        found[tag] = (record, offset, length)
    return found


def _checksum(data: bytearray) -> int:
    padded = bytes(data) + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
