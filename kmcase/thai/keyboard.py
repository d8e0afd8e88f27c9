"""Text typed in the wrong keyboard layout (Kedmanee against QWERTY), so that a search still finds."""

from __future__ import annotations

import re

_ROWS = (
    ("`1234567890-=", "_ๅ/-ภถุึคตจขช"),
    ("qwertyuiop[]\\", "ๆไำพะัีรนยบลฃ"),
    ("asdfghjkl;'", "ฟหกดเ้่าสวง"),
    ("zxcvbnm,./", "ผปแอิืทมใฝ"),
    ("~!@#$%^&*()_+", "%+๑๒๓๔ู฿๕๖๗๘๙"),
    ("QWERTYUIOP{}|", '๐"ฎฑธํ๊ณฯญฐ,ฅ'),
    ('ASDFGHJKL:"', "ฤฆฏโฌ็๋ษศซ."),
    ("ZXCVBNM<>?", "()ฉฮฺ์?ฒฬฦ"),
)
"""Rows of keys, QWERTY and Kedmanee (TIS 820), first without and then with shift."""

_QWERTY, _KEDMANEE = ("".join(keys) for keys in zip(*_ROWS, strict=True))
_TO_KEDMANEE = str.maketrans(_QWERTY, _KEDMANEE)
_TO_QWERTY = str.maketrans(_KEDMANEE, _QWERTY)
_THAI = re.compile("[\u0e01-\u0e5b]")


def swap_layout(text: str) -> str:
    """What the same keys give in the other layout: `l,=kp` -> `สมชาย`, and back where the text holds Thai."""
    return text.translate(_TO_QWERTY if _THAI.search(text) else _TO_KEDMANEE)
