"""One spelling for texts that look alike: for search columns, keys and sort keys; never for display.

Word processors, telephones and spreadsheets store one Thai word in several ways: sara am as one character or two, a
tone before or after its vowel, เเ for แ, zero-width spaces between words. Unicode normalisation unites none of these.
"""

from __future__ import annotations

import re
import unicodedata

from kmcase.thai.digits import to_arabic

INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Characters that come along with copied text and show nothing, as the inside of a regular expression's brackets."""

# In the order of the keyboard's grammar: vowel below or above, ็, tone, ์, then what is rare.
_MARK_ORDER = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4e\u0e4d"
_MARKS = re.compile(f"[{_MARK_ORDER}]{{2,}}")
_AFTER_AM = re.compile(f"ำ([{_MARK_ORDER}]+)")
_SPLIT_AM = re.compile("\u0e4d[าำ]")
_DASHED_NUMBER = re.compile(r"(?:\d-?){5,}\d")
_DOUBLED = re.compile(r"([ะาำเแโใไ])\1+")


def fold(text: str) -> str:
    """A text as it is compared: lower case, Arabic digits, single spaces, one order of Thai marks; idempotent."""
    visible = text if text.isprintable() else "".join(_visible(char) for char in text)
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    while (tidier := _thai_marks(plain)) != plain:  # one mend may uncover another; each shortens or moves marks forward
        plain = tidier
    return " ".join(to_arabic(plain).split())


def without_dashes(word: str) -> str:
    """A folded id or telephone number (six digits or more) without its dashes; any other word as it is."""
    return word.replace("-", "") if _DASHED_NUMBER.fullmatch(word) else word


def _visible(char: str) -> str:
    """A control becomes a space (a line end parts words); an invisible format character vanishes."""
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs") else char


def _thai_marks(text: str) -> str:
    text = _AFTER_AM.sub(r"\1ำ", _SPLIT_AM.sub("ำ", text))
    text = _MARKS.sub(lambda run: "".join(sorted(set(run[0]), key=_MARK_ORDER.index)), text)
    text = _SPLIT_AM.sub("ำ", text)
    return _DOUBLED.sub(r"\1", text.replace("เเ", "แ"))
