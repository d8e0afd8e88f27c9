"""Thai digits and Arabic digits."""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_NO_FIGURE = re.compile("[^0-9]")
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)


def to_arabic(text: str) -> str:
    """`๒๕๖๗` -> `2567`; all else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`2567` -> `๒๕๖๗`; all else stays."""
    return text.translate(_TO_THAI)


def figures(text: str) -> str:
    """The digits alone, as Arabic ones: `ธ.ก.ส. ๐๑๒-3` -> `0123`."""
    return text if text.isascii() and text.isdigit() else _NO_FIGURE.sub("", to_arabic(text))
