"""Keys: two records that may be one person share at least one. What is wrong in a record spoils some, not all.

A key needs all its parts. To add one: a line in `KEYS`; keys are stored: raise `FOLD_VERSION` then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kmcase.matching.hashing import key, token
from kmcase.matching.profiles import Profile
from kmcase.thai.spellings import k2, skeleton

CROWDED = 300
"""A key that more records share tells nothing: a name that stands 3,000 times."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text made of one column of a register (see `columns`), or its first letters; empty where it is not known."""

    column: str
    spelling: Callable[[Any], str] = str
    letters: int | None = None

    def text(self, value: Any) -> str:
        """The part of a value of the column."""
        return self.spelling(value)[: self.letters]


def columns(profile: Profile) -> dict[str, Any]:
    """The columns that keys look at: those of the profile, the birth date as one."""
    return profile._asdict() | {"birth": (profile.year, profile.month, profile.day)}


def _day(birth: tuple[int, int, int]) -> str:
    return f"{birth}" if birth[2] else ""


def _end(number: str) -> str:
    return number[-6:]


def _day_and_month(birth: tuple[int, int, int]) -> str:
    return f"{sorted(birth[1:])}" if birth[2] else ""


_BIRTH = Part("birth", _day)
_FIRST, _LETTER = Part("first", skeleton), Part("first", skeleton, 1)
_AREA = Part("area")
_FATHER, _MOTHER = Part("father", skeleton), Part("mother", skeleton)

KEYS: Mapping[str, tuple[Part, ...]] = {
    "number": (Part("number"),),
    "number_end": (Part("number", _end), _LETTER),
    "phone": (Part("phone"),),
    "account": (Part("account"),),
    "names": (_FIRST, Part("last", skeleton)),
    "day_first": (Part("birth", _day_and_month), Part("first", skeleton, 3)),
    "birth_area": (_BIRTH, _AREA),
    "birth_last": (_BIRTH, Part("last", skeleton, 3)),
    "house": (_AREA, Part("house")),
    "area_first": (_AREA, Part("first", skeleton, 4)),
    "area_last": (_AREA, Part("last", skeleton, 5), _LETTER),
    "parents": (_MOTHER, _FATHER, _LETTER),
    "mother_first": (_MOTHER, _FIRST, Part("area", letters=2)),
}
UNORDERED = frozenset({"names"})
"""Keys that do not tell which part is which: first and last name may have been exchanged."""


def keys_of(profile: Profile) -> tuple[int, ...]:
    """The distinct keys of one profile, whole numbers from 0 below 2**63."""
    values = columns(profile)
    found: dict[int, None] = {}
    for name, parts in KEYS.items():
        tokens = [token(part.text(values[part.column])) for part in parts]
        if all(tokens):
            found[key(name, tokens, ordered=name not in UNORDERED)] = None
    return tuple(found)


def name_key(profile: Profile) -> int:
    """By what the bearers of a first name are counted: equal where it sounds alike; 0 for no name."""
    heard = token(k2(profile.first))
    return int(key("first", [heard])) if heard else 0
