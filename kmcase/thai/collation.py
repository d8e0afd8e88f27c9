"""The order of the Royal Institute's dictionary, as a text that sorts by code point.

Databases sort Thai by code point, which puts all words in เ แ โ ใ ไ last; so the key is stored in a column of its own.
On PostgreSQL that column needs `COLLATE "C"`.
"""

from __future__ import annotations

import re

from kmcase.thai.folding import fold

_LEADING_VOWEL = re.compile("([เแโใไ])([ก-ฮ])")
_SECONDARY = "ฺ็่้๊๋์ํ๎"
_RANK = str.maketrans({mark: chr(ord("1") + rank) for rank, mark in enumerate(_SECONDARY)})
_PRIMARY_ONLY = str.maketrans("ๅ", "า", _SECONDARY)
_BASE_END = "-"
_LEVEL_END = "\t"


def sort_key(text: str) -> str:
    """Key of a text: consonants and vowels decide first, tone marks (็ ่ ้ ๊ ๋ ์) only between equal words.

    A leading vowel counts after its consonant, ฤๅ as ฤา; a space comes before all letters, so first names count first.
    A tab parts the levels; it sorts before all that `fold` leaves.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", fold(text))
    return swapped.translate(_PRIMARY_ONLY) + _LEVEL_END + _secondary(swapped)


def _secondary(swapped: str) -> str:
    """For each letter the ranks of its marks and an end; letters without marks at the end are left off."""
    ranks = "".join(mark.translate(_RANK) if mark in _SECONDARY else _BASE_END for mark in swapped)
    return ranks.rstrip(_BASE_END)
