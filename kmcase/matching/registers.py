"""Many profiles as columns of numbers, so that all their pairs are compared at once.

Each column holds places in a vocabulary of distinct values; place 0 is the value that is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kmcase.matching.hashing import token
from kmcase.matching.keys import Part
from kmcase.matching.profiles import Profile, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.thai import national_id
from kmcase.thai.spellings import k2, skeleton

Codes = NDArray[np.int32]

_VOCABULARY_OF = {"first": "name", "last": "name", "nickname": "name", "father": "parent", "mother": "parent"}
_NOBODY = profile_of(PersonRecord(record_id=""))
_BUILDING = (k2, skeleton)
_PART = 50_000
"""Profiles that are taken apart at once."""


class Register:
    """Columns of profiles; rows are numbered from 0 in the order in which they came."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        encoding = _Encoding()
        waiting = iter(profiles)
        while part := list(islice(waiting, _PART)):
            for column, values in _by_column(part):
                encoding.add(column, encoding.places(column, values))
        self._take(encoding)

    @classmethod
    def joined(cls, pieces: Iterable[Register]) -> Register:
        """Registers one behind the other as one."""
        encoding, whole = _Encoding(), cls.__new__(cls)
        for piece in pieces:
            moved = {name: encoding.places(name, values) for name, values in piece._vocabularies.items()}
            for column, places in piece._columns.items():
                encoding.add(column, moved[_vocabulary_of(column)][places])
        whole._take(encoding)
        return whole

    def _take(self, encoding: _Encoding) -> None:
        self._vocabularies: dict[str, list[Any]] = {name: list(each) for name, each in encoding.vocabularies.items()}
        self._columns: dict[str, Codes] = {column: np.concatenate(each) for column, each in encoding.pieces.items()}
        self._texts: dict[str, NDArray[np.object_]] = {}
        self._spellings: dict[tuple[str, Callable[[Any], str]], list[str]] = {}
        self._codes: dict[tuple[str, Callable[[Any], str]], Codes] = {}
        self._distinct: dict[tuple[str, Callable[[Any], str]], list[str]] = {}
        self._tokens: dict[Part, NDArray[np.uint64]] = {}

    def __len__(self) -> int:
        return len(self._columns["sex"])

    def column(self, name: str) -> Codes:
        """Places in the vocabulary of a column, one a row."""
        return self._columns[name]

    def vocabulary(self, column: str) -> list[Any]:
        """The distinct values of a column; those of first name, last name and nickname are in common."""
        return self._vocabularies[_vocabulary_of(column)]

    def tokens(self, part: Part) -> NDArray[np.uint64]:
        """A part of keys, one a row."""
        if part not in self._tokens:
            texts = (text[: part.letters] for text in self._spelt(part.column, part.spelling))
            once = token.__wrapped__  # few texts come again, but for beginnings
            self._tokens[part] = np.fromiter(map(token if part.letters else once, texts), np.uint64)
        found: NDArray[np.uint64] = self._tokens[part][self.column(part.column)]
        return found

    def codes(self, column: str, spelling: Callable[[Any], str]) -> Codes:
        """By place in the vocabulary of a column: a number that values of one spelling share; 0 for not known."""
        asked = (_vocabulary_of(column), spelling)
        if asked not in self._codes:
            seen: dict[str, int] = {}
            spelt = self._spelt(column, spelling)
            self._codes[asked] = np.fromiter((seen.setdefault(text, len(seen)) for text in spelt), np.int32)
        return self._codes[asked]

    def distinct(self, column: str, spelling: Callable[[Any], str]) -> list[str]:
        """By number of `codes`: the spelling."""
        asked = (_vocabulary_of(column), spelling)
        if asked not in self._distinct:
            self._distinct[asked] = list(dict.fromkeys(self._spelt(column, spelling)))
        return self._distinct[asked]

    def _spelt(self, column: str, spelling: Callable[[Any], str]) -> list[str]:
        """The vocabulary of a column in a spelling, made once; of names, the two that build on each other."""
        asked = (_vocabulary_of(column), spelling)
        if asked not in self._spellings:
            together = _BUILDING if spelling in _BUILDING else (spelling,)
            made: dict[Callable[[Any], str], list[str]] = {each: [] for each in together}
            for value in self.vocabulary(column):
                for each, spelt in made.items():
                    spelt.append(each(value))
            self._spellings |= {(asked[0], each): spelt for each, spelt in made.items()}
        return self._spellings[asked]

    def texts(self, column: str) -> NDArray[np.object_]:
        """The vocabulary of a column of texts, to be taken from by place."""
        name = _vocabulary_of(column)
        if name not in self._texts:
            self._texts[name] = np.array(self.vocabulary(column), np.object_)
        return self._texts[name]

    @cached_property
    def births(self) -> NDArray[np.int16]:
        """Year, month and day, a line a row; 0 for what is not known."""
        known = np.array(self.vocabulary("birth"), np.int16)
        found: NDArray[np.int16] = known[self.column("birth")]
        return found

    @cached_property
    def valid_numbers(self) -> NDArray[np.bool_]:
        """By place in the vocabulary of numbers: a national id with the right check digit."""
        return _valid(self.vocabulary("number"))

    @cached_property
    def papers(self) -> NDArray[np.bool_]:
        """By place in the vocabulary of numbers: not a national id but another paper (it holds letters)."""
        return np.array([not number.isdigit() for number in self.vocabulary("number")])


class _Encoding:
    """Columns as they grow; each vocabulary begins with what is not known."""

    def __init__(self) -> None:
        self.vocabularies: dict[str, defaultdict[Any, int]] = {}
        self.pieces: dict[str, list[Codes]] = {}
        for column, values in _by_column([_NOBODY]):
            self.add(column, self.places(column, values)[:0])

    def places(self, column: str, values: Iterable[Any]) -> Codes:
        """The places of values in the vocabulary of a column, which grows by those that are new."""
        name = _vocabulary_of(column)
        if (known := self.vocabularies.get(name)) is None:
            known = self.vocabularies[name] = defaultdict(int)
            known.default_factory = known.__len__
        return np.fromiter(map(known.__getitem__, values), np.int32)

    def add(self, column: str, places: Codes) -> None:
        """Rows at the end of a column."""
        self.pieces.setdefault(column, []).append(places)


def _vocabulary_of(column: str) -> str:
    return _VOCABULARY_OF.get(column, column)


def _by_column(part: list[Profile]) -> Iterator[tuple[str, Iterable[Any]]]:
    columns = dict(zip(Profile._fields, zip(*part, strict=True), strict=True))
    births = zip(columns.pop("year"), columns.pop("month"), columns.pop("day"), strict=True)
    yield from columns.items()
    yield "birth", births


def _valid(numbers: list[str]) -> NDArray[np.bool_]:
    """Which are national ids with the check digit of `national_id.check_digit`, a column at once."""
    whole = np.array([len(number) == national_id.LENGTH and number.isdigit() for number in numbers])
    letters = np.array([number for number, fits in zip(numbers, whole, strict=True) if fits], "U13")
    digits = letters.view(np.uint32).reshape(len(letters), national_id.LENGTH).astype(np.int64) - ord("0")
    weighted = digits[:, :-1] @ np.arange(national_id.LENGTH, 1, -1)
    found = np.zeros(len(numbers), np.bool_)
    found[whole] = (11 - weighted % 11) % 10 == digits[:, -1]
    return found
