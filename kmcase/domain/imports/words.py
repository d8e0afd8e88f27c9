"""Words of cells and headings, brought to one form and looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kmcase.thai.folding import fold

_SPACE = re.compile(r"\s+")
_SHORTEST_INSIDE = 4
_GAP = "\0"
_PIECES = re.compile(r"[,;/+\n•·]|\s{2,}|\d+[.)]\s*|(?:^|\s)-\s*")


@lru_cache(maxsize=50_000)
def key_of(text: str) -> str:
    """The form in which words are compared: folded, letters and digits and Thai marks only.

    A text without any of these (`-`, `/`) keeps its signs.
    """
    folded = fold(text)
    return "".join(char for char in folded if _counts(char)) or _SPACE.sub("", folded)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by what they mean, and the same from the longest."""

    meanings: Mapping[str, str]

    def exact(self, text: str) -> str | None:
        """What the text means as a whole."""
        return self.meanings.get(key_of(text))

    def inside(self, text: str) -> str | None:
        """What the longest known word inside the text means.

        Short words must be the whole text, and a word behind a negation does not count.
        """
        word = self._longest_in(key_of(text))
        return None if word is None else self.meanings[word]

    def every(self, text: str) -> tuple[str, ...]:
        """All meanings of the words in one cell, each once; a piece without meaning gives none."""
        found = (word for piece in _PIECES.split(text) for word in self._words_in(key_of(piece)))
        return tuple(dict.fromkeys(self.meanings[word] for word in found))

    def _words_in(self, key: str) -> tuple[str, ...]:
        """Known words of a key that do not overlap, the longest first."""
        found = []
        while (word := self._longest_in(key)) is not None:
            found.append(word)
            key = key.replace(word, _GAP)
        return tuple(found)

    def _longest_in(self, key: str) -> str | None:
        if key in self.meanings:
            return key
        known = (word for word in self.meanings if len(word) >= _SHORTEST_INSIDE and word in key)
        meant = [word for word in known if not any(no + word in key for no in words("negations"))]
        return max(meant, key=len) if meant else None


@cache
def headings() -> Vocabulary:
    """Columns by their headings."""
    return _vocabulary(_read("headings.toml"))


@cache
def vocabulary(table: str) -> Vocabulary:
    """A table of `words.toml`: `sex`, `membership`, `no_id_reason` or `problem_kind`."""
    return _vocabulary(_read("words.toml")[table])


@cache
def bank_words(table: str) -> Vocabulary:
    """A table of `bank_reports.toml`: `heading` (columns) or `result` (037 and 038)."""
    return _vocabulary(_read("bank_reports.toml")[table])


@cache
def words(name: str) -> frozenset[str]:
    """A plain list of `words.toml`, as keys."""
    return frozenset(map(key_of, _read("words.toml")[name]))


def says(name: str, text: str) -> bool:
    """Whether a text is one of a list of `words.toml`."""
    return key_of(text) in words(name)


def starts_as(name: str, text: str) -> bool:
    """Whether a text begins with one of a list of `words.toml`."""
    return key_of(text).startswith(tuple(words(name)))


def _counts(char: str) -> bool:
    return char.isalnum() or "\u0e30" <= char <= "\u0e4e"


def _vocabulary(table: Mapping[str, list[str]]) -> Vocabulary:
    return Vocabulary({key_of(word): meaning for meaning, known in table.items() for word in known})


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))
