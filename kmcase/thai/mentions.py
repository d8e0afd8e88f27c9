"""Whether a text speaks of somebody: by name, by a long number, by the number of a house.

Everything is compared as `folding.fold` makes it. Thai is written without spaces, so a name is looked for inside words;
a short one, which many words hold by chance, counts only where it stands as a name does: after a title, or alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kmcase.thai.digits import to_arabic
from kmcase.thai.folding import fold
from kmcase.thai.titles import TITLES

_LONG_NAME = 4
_LONG_NUMBER = 6
_BEFORE_A_NAME = (*TITLES, "น.ส.", "ด.ช.", "ด.ญ.", "คุณ", "ยาย", "ตา", "ลุง", "ป้า", "น้า", "อา", "พี่", "พ่อ", "แม่")
_BEFORE_A_HOUSE = r"(?:เลขที่|บ้านที่|บ้าน|no\.?|house)"
_AFTER_A_HOUSE = r"(?:หมู่|ม\.|moo)"
_NUMBERS = re.compile(r"\d(?:[ .\-]?\d)+")


def name_in(text: str, first: str, last: str) -> str:
    """The part of a name that a text holds, as it was given: the whole, the first or the last; empty for none."""
    folded = fold(text)
    close = folded.replace(" ", "")
    if first and last and fold(first + last).replace(" ", "") in close:
        return f"{first} {last}"
    return next((part for part in (first, last) if part and _holds(folded, fold(part))), "")


def number_in(text: str, number: str) -> bool:
    """Whether a number of six digits or more (an id, a telephone) stands in a text, however it is parted."""
    wanted = _digits(number)
    if len(wanted) < _LONG_NUMBER:
        return False
    return any(wanted in _digits(found[0]) for found in _NUMBERS.finditer(fold(text)))


def house_in(text: str, house: str) -> bool:
    """Whether a house number stands in a text as one; one with a stroke (12/3) wherever it stands alone."""
    wanted = re.escape(fold(house))
    if not wanted:
        return False
    alone = rf"(?<![\d/]){wanted}(?![\d/])"
    if "/" in house:
        return re.search(alone, fold(text)) is not None
    return re.search(rf"{_BEFORE_A_HOUSE}\s*{alone}|{alone}\s*{_AFTER_A_HOUSE}", fold(text)) is not None


def _holds(folded: str, name: str) -> bool:
    if len(name) >= _LONG_NAME:
        return name in folded
    words = folded.split()
    if any(_as_a_name(word, name) for word in words):
        return True
    return any(before in _BEFORE_A_NAME and word == name for before, word in pairwise(words))


def _as_a_name(word: str, name: str) -> bool:
    bare = word.strip("()[]\"'“”‘’.,:;!?")
    return bare == name or any(bare.endswith(fold(title) + name) for title in _BEFORE_A_NAME)


def _digits(text: str) -> str:
    return "".join(letter for letter in to_arabic(text) if letter.isdigit())
