"""Where a Thai line may break: by the words of a dictionary, closed up by the rules of printing.

thaibreak is hidden behind `pieces`, so that another segmenter can take its place.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

SOFT_BREAK = "\u200b"
"""Zero-width space: Qt may break a line there and shows nothing."""

_NO_START = frozenset(")]}๏๚๛ๆฯ!?,.:;%”’/")
_NO_END = frozenset("([{“‘฿")
_QUOTE = '"'
"""The straight quote opens behind a space and closes elsewhere."""
_JOINS_DIGITS = frozenset("/.-,:")
_HARD_SPACE = "\N{NO-BREAK SPACE}"


def strip_soft(text: str) -> str:
    """The text without soft breaks, as it is stored and copied."""
    return text.replace(SOFT_BREAK, "")


def soften(text: str) -> str:
    """The text with a soft break between its pieces, for widgets; line ends stay."""
    return "\n".join(SOFT_BREAK.join(pieces(line)) for line in text.split("\n"))


_ABBREVIATION = re.compile(r"(?:^|[\s.(])[ก-ฮ]\.$")
"""ต. อ. จ. พ.ศ. stay with what follows them."""


@lru_cache(maxsize=20_000)
def pieces(text: str) -> tuple[str, ...]:
    """The unbreakable pieces of one paragraph; joined they are the text without soft breaks and control characters.

    Spaces and closing marks stay with the piece before, opening brackets with the piece behind, numbers in one.
    """
    glued: list[str] = []
    for word in _words(_printable(text)):
        if glued and _belongs_to(glued[-1], word):
            glued[-1] += word
        else:
            glued.append(word)
    return tuple(glued)


def _words(text: str) -> list[str]:
    import thaibreak

    bounds = thaibreak.boundaries(text)
    return [text[start:end] for start, end in pairwise(bounds)]


def _printable(text: str) -> str:
    """Without control characters (thaibreak ends at a NUL) and halves of surrogate pairs; line ends become spaces."""
    return "".join(" " if char in "\t\n\r" else char for char in strip_soft(text) if _is_kept(char))


def _is_kept(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) not in ("Cc", "Cs")


def _belongs_to(before: str, word: str) -> bool:
    if word[0] == _QUOTE:
        return not before[-1].isspace()
    return (
        word.isspace()
        or set(before) == {_QUOTE}
        or word[0] in _NO_START
        or before[-1] == _HARD_SPACE
        or before[-1] in _NO_END
        or unicodedata.category(word[0]).startswith("M")
        or (word[0].isdigit() and before[-1] in _JOINS_DIGITS)
        or _ABBREVIATION.search(before) is not None
    )
