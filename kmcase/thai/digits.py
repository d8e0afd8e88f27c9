"""Thai digits and Arabic digits."""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_NO_FIGURE = re.compile("[^0-9]")
_APART = re.compile(r"[\s\u200b]+|(?<![0-9])\.|\.(?![0-9])")
_BETWEEN = re.compile(r"[-/\\\u2010-\u2015\u2044\u2212\u2215\uff0f]")
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)


def to_arabic(text: str) -> str:
    """`๒๕๖๗` -> `2567`; all else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`2567` -> `๒๕๖๗`; all else stays."""
    return text.translate(_TO_THAI)


def document_key(text: str) -> str:
    """Equal for a document's number however people write it: `ฎ. ๑-๒๕๖๗` and `ฎ1 / 2567` -> `ฎ1/2567`.

    Spaces and full stops that part no digits do not count, Thai digits are Arabic ones, a dash is a slash.
    """
    return _BETWEEN.sub("/", _APART.sub("", to_arabic(text))).casefold()


def figures(text: str) -> str:
    """The digits alone, as Arabic ones: `ธ.ก.ส. ๐๑๒-3` -> `0123`."""
    return text if text.isascii() and text.isdigit() else _NO_FIGURE.sub("", to_arabic(text))
