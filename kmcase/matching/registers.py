"""Many profiles as columns of numbers, so that all their pairs are compared at once.

Each column holds places in a vocabulary of distinct values; place 0 is the value that is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kmcase.matching.hashing import token
from kmcase.matching.keys import Part
from kmcase.matching.profiles import Profile, district_of, profile_of
from kmcase.matching.records import PersonRecord
from kmcase.thai import national_id
from kmcase.thai.spellings import k2, skeleton

Codes = NDArray[np.int32]

_VOCABULARY_OF = {"first": "name", "last": "name", "nickname": "name", "father": "parent", "mother": "parent"}
_NOBODY = profile_of(PersonRecord(record_id=""))
_PART = 50_000
"""Profiles that are taken apart at once."""


class Register:
    """Columns of profiles; rows are numbered from 0 in the order in which they came."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._vocabularies: dict[str, defaultdict[Any, int]] = {}
        self._texts: dict[str, NDArray[np.object_]] = {}
        pieces: dict[str, list[Codes]] = {}
        waiting = chain((_NOBODY,), profiles)  # so that each column has its vocabulary, with what is not known first
        while part := list(islice(waiting, _PART)):
            for column, values in _by_column(part):
                pieces.setdefault(column, []).append(self._encode(column, values))
        self._columns = {column: np.concatenate(each)[1:] for column, each in pieces.items()}

    def __len__(self) -> int:
        return len(self._columns["sex"])

    def _encode(self, column: str, values: Iterable[Any]) -> Codes:
        name = _VOCABULARY_OF.get(column, column)
        if (known := self._vocabularies.get(name)) is None:
            known = self._vocabularies[name] = defaultdict(int)
            known.default_factory = known.__len__
        return np.fromiter(map(known.__getitem__, values), np.int32)

    def column(self, name: str) -> Codes:
        """Places in the vocabulary of a column, one a row."""
        return self._columns[name]

    def vocabulary(self, column: str) -> list[Any]:
        """The distinct values of a column; those of first name, last name and nickname are in common."""
        return list(self._vocabularies[_VOCABULARY_OF.get(column, column)])

    def tokens(self, part: Part) -> NDArray[np.uint64]:
        """A part of keys, one a row."""
        text = part.text
        return np.array([token(text(value)) for value in self.vocabulary(part.column)], np.uint64)[
            self.column(part.column)
        ]

    @cached_property
    def k2_codes(self) -> Codes:
        """By place in the vocabulary of names: a number that names of one sound share; 0 for no name."""
        return self._shared(k2)

    @cached_property
    def k2_names(self) -> list[str]:
        """By number of `k2_codes`: the name in its one spelling."""
        return list(dict.fromkeys(k2(name) for name in self.vocabulary("first")))

    def texts(self, column: str) -> NDArray[np.object_]:
        """The vocabulary of a column of texts, to be taken from by place."""
        name = _VOCABULARY_OF.get(column, column)
        if name not in self._texts:
            self._texts[name] = np.array(self.vocabulary(column), np.object_)
        return self._texts[name]

    @cached_property
    def parent_skeletons(self) -> Codes:
        """By place in the vocabulary of parents: a number that names with the same consonants share."""
        seen: dict[str, int] = {}
        names = self.vocabulary("father")
        return np.fromiter((seen.setdefault(skeleton(name), len(seen)) for name in names), np.int32)

    @cached_property
    def districts(self) -> Codes:
        """By place in the vocabulary of areas: a number that areas of one district share."""
        seen: dict[str, int] = {}
        areas = self.vocabulary("area")
        return np.fromiter((seen.setdefault(district_of(area), len(seen)) for area in areas), np.int32)

    def _shared(self, spelling: Callable[[str], str]) -> Codes:
        seen: dict[str, int] = {}
        return np.fromiter((seen.setdefault(spelling(name), len(seen)) for name in self.vocabulary("first")), np.int32)

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
