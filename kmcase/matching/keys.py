"""Keys: two records that may be one person share at least one. What is wrong in a record spoils some, not all.

A key needs all its parts. To add one: a line in `KEYS`; keys are stored: raise `FOLD_VERSION` then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kmcase.matching.hashing import key, token
from kmcase.matching.profiles import Profile, district_of
from kmcase.thai.spellings import k2, skeleton

CROWDED = 300
"""A key that more records share tells nothing: a name that stands 3,000 times."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text taken from one column of a register (see `columns`); empty where it is not known."""

    column: str
    text: Callable[[Any], str]


def columns(profile: Profile) -> dict[str, Any]:
    """The columns that keys look at: those of the profile, the birth date as one."""
    return profile._asdict() | {"birth": (profile.year, profile.month, profile.day)}


def _day(birth: tuple[int, int, int]) -> str:
    return f"{birth}" if birth[2] else ""


def _day_and_month(birth: tuple[int, int, int]) -> str:
    return f"{sorted(birth[1:])}" if birth[2] else ""


def _year(birth: tuple[int, int, int]) -> str:
    return str(birth[0] or "")


def _start(length: int) -> Callable[[str], str]:
    return lambda name: skeleton(name)[:length]


def _whole(text: str) -> str:
    return text


_BIRTH = Part("birth", _day)
_FIRST, _LETTER = Part("first", skeleton), Part("first", _start(1))
_LAST = Part("last", skeleton)
_AREA = Part("area", _whole)
_NUMBER = Part("number", _whole)
_FATHER, _MOTHER = Part("father", skeleton), Part("mother", skeleton)

KEYS: Mapping[str, tuple[Part, ...]] = {
    "number": (_NUMBER,),
    "number_end": (Part("number", lambda number: number[-6:]), _LETTER),
    "phone": (Part("phone", _whole),),
    "account": (Part("account", _whole),),
    "names": (_FIRST, _LAST),
    "names_turned": (_LAST, _FIRST),
    "names_year": (_FIRST, _LAST, Part("birth", _year)),
    "names_area": (_FIRST, _LAST, _AREA),
    "day_first": (Part("birth", _day_and_month), Part("first", _start(3))),
    "birth_area": (_BIRTH, _AREA),
    "birth_last": (_BIRTH, Part("last", _start(3))),
    "year_first": (Part("birth", _year), Part("first", _start(4)), Part("area", district_of)),
    "house": (_AREA, Part("house", _whole)),
    "area_first": (_AREA, Part("first", _start(4))),
    "area_last": (_AREA, Part("last", _start(5)), _LETTER),
    "house_code": (Part("house_code", _whole), _LETTER),
    "parents": (_MOTHER, _FATHER, _LETTER),
    "mother_first": (_MOTHER, _FIRST, Part("area", lambda area: area[:2])),
}
_KIND = {"names_turned": "names"}
"""Kinds whose keys meet those of another kind: a name whose parts were exchanged."""


def kind_of(name: str) -> str:
    """The kind that enters the key."""
    return _KIND.get(name, name)


def keys_of(profile: Profile) -> tuple[int, ...]:
    """The distinct keys of one profile, whole numbers from 0 below 2**63."""
    values = columns(profile)
    found: dict[int, None] = {}
    for name, parts in KEYS.items():
        tokens = [token(part.text(values[part.column])) for part in parts]
        if all(tokens):
            found[key(kind_of(name), tokens)] = None
    return tuple(found)


def name_key(profile: Profile) -> int:
    """By what the bearers of a first name are counted: equal where it sounds alike; 0 for no name."""
    heard = token(k2(profile.first))
    return int(key("first", [heard])) if heard else 0
