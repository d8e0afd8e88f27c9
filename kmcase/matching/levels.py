"""How far two records agree, field by field: a level each, by its place in `fields.LEVELS` in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from kmcase.matching.fields import LEVELS, place
from kmcase.matching.profiles import district_of
from kmcase.matching.registers import Register
from kmcase.thai.spellings import k2, skeleton

Rows = NDArray[np.int64]
Level = NDArray[np.uint8]

_SIMILAR = (0.75, 0.86, 0.93)
"""Where the levels `far`, `alike` and `near` of a name begin, as a share of 1."""
_THIRD_DIGIT = 2
_MANY = 10_000


def compare(register: Register, one: Rows, other: Rows) -> dict[str, Level]:
    """The levels of pairs of rows, a column for each field of `fields.LEVELS`."""
    return _names(register, one, other) | {
        field: comparing(register, one, other) for field, comparing in _COMPARED.items()
    }


def _names(register: Register, one: Rows, other: Rows) -> dict[str, Level]:
    """First and last names as they stand; exchanged, or by a nickname, where that agrees better."""
    first, last, nickname = (register.column(name) for name in ("first", "last", "nickname"))
    levels = {
        "first_name": _name_level(register, first[one], first[other]),
        "last_name": _name_level(register, last[one], last[other]),
        "order": np.zeros(len(one), np.uint8),
    }
    alike = place("first_name", "alike")
    apart = np.flatnonzero(levels["first_name"] < alike)
    a, b = one[apart], other[apart]
    crossed = (_name_level(register, first[a], last[b]), _name_level(register, last[a], first[b]))
    turned = (crossed[0] >= alike) & (crossed[1] >= alike) & (last[a] != 0) & (last[b] != 0)
    turned &= (first[a] != 0) & (first[b] != 0) & (levels["last_name"][apart] < alike)
    levels["first_name"][apart[turned]] = np.minimum(*crossed)[turned]
    levels["last_name"][apart[turned]] = np.maximum(*crossed)[turned]
    levels["order"][apart[turned]] = place("order", "turned")
    called = (nickname[a] != 0) & ((nickname[a] == first[b]) | (nickname[a] == nickname[b]))
    called |= (nickname[b] != 0) & (nickname[b] == first[a])
    levels["order"][apart[called & ~turned]] = place("order", "nickname")
    return levels


def _name_level(register: Register, one: NDArray[np.int32], other: NDArray[np.int32]) -> Level:
    heard = register.codes("first", k2)
    a, b = heard[one], heard[other]
    level = np.where(one == other, place("first_name", "equal"), place("first_name", "sounds")).astype(np.uint8)
    level[(a == 0) | (b == 0)] = place("first_name", "unknown")
    apart = np.flatnonzero((a != b) & (a != 0) & (b != 0))
    level[apart] = np.searchsorted(_SIMILAR, _similarity(register, a[apart], b[apart]), side="right")
    return level


def _similarity(register: Register, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.float32]:
    """The better of Jaro-Winkler and edit distance, each distinct pair compared once."""
    distinct, where = _distinct(one, other)
    names = register.distinct("first", k2)
    a, b = [names[at] for at in distinct >> 32], [names[at] for at in distinct & 0xFFFF_FFFF]
    jaro = cpdist(a, b, scorer=JaroWinkler.normalized_similarity, dtype=np.float32, workers=_cores(len(a)))
    edits = cpdist(a, b, scorer=OSA.normalized_similarity, dtype=np.float32, workers=_cores(len(a)))
    found: NDArray[np.float32] = np.maximum(jaro, edits)[where]
    return found


def _cores(pairs: int) -> int:
    """How many cores to compare texts on: all (-1) where there are many, for threads take longer than few texts."""
    return -1 if pairs > _MANY else 1


def _distinct(one: NDArray[np.int32], other: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
    distinct, where = np.unique((low << 32) | high, return_inverse=True)
    return distinct, where


def _edits(register: Register, column: str, one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int32]:
    """How many letters to change, leave out, put in or exchange with the next, counted up to 3."""
    texts = register.texts(column)
    a, b = texts[one].tolist(), texts[other].tolist()
    found: NDArray[np.int32] = cpdist(a, b, scorer=OSA.distance, score_cutoff=2, dtype=np.int32, workers=_cores(len(a)))
    return found


def _number(register: Register, one: Rows, other: Rows) -> Level:
    column = register.column("number")
    a, b = column[one], column[other]
    level = np.full(len(one), place("number", "equal"), np.uint8)
    level[(a == 0) | (b == 0)] = place("number", "unknown")
    apart = np.flatnonzero((a != b) & (a != 0) & (b != 0))
    a, b = a[apart], b[apart]
    edits = _edits(register, "number", a, b)
    both = register.valid_numbers[a] & register.valid_numbers[b]
    paper = register.papers[a] | register.papers[b]
    third = both & (edits == 1)
    found = np.select(
        [
            (edits == 1) & ~paper,
            paper & (edits == 1),
            paper,
            (edits == 2) & ~both,
            (edits == 2) & both,
            ~both,
        ],
        [place("number", name) for name in ("one_off", "near", "papers", "near", "sequence", "invalid")],
        place("number", "differs"),
    ).astype(np.uint8)
    beside = third & ~_third_digit_alone(register, a, b, third)
    found[beside] = place("number", "sequence")
    level[apart] = found
    return level


def _third_digit_alone(
    register: Register, one: NDArray[np.int32], other: NDArray[np.int32], asked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The check digit does not see the third digit: two valid numbers that differ there alone may be one."""
    texts = register.texts("number")
    found = np.zeros(len(one), np.bool_)
    for at in np.flatnonzero(asked):
        a, b = texts[one[at]], texts[other[at]]
        found[at] = a[:_THIRD_DIGIT] == b[:_THIRD_DIGIT] and a[_THIRD_DIGIT + 1 :] == b[_THIRD_DIGIT + 1 :]
    return found


def _birth(register: Register, one: Rows, other: Rows) -> Level:
    a, b = register.births[one].T, register.births[other].T
    known = (a != 0) & (b != 0)
    same = (a == b) & known
    year, month, day = same
    whole = known[2]
    partial = ~whole | (~(month & day) & (_new_year(a) ^ _new_year(b)))
    parts = same.sum(axis=0)
    return np.select(
        [
            ~known[0],
            partial & year & (month | ~known[1] | _new_year(a) | _new_year(b)),
            partial & (np.abs(a[0] - b[0]) <= 2),
            parts == 3,
            year & (a[1] == b[2]) & (a[2] == b[1]),
            parts == 2,
            year,
            parts == 1,
        ],
        [
            place("birth", name)
            for name in ("unknown", "year", "near_year", "equal", "turned", "two_parts", "year_only", "one_part")
        ],
        place("birth", "differs"),
    ).astype(np.uint8)


def _new_year(birth: NDArray[np.int16]) -> NDArray[np.bool_]:
    """1 January: often a year of which no more is known."""
    found: NDArray[np.bool_] = (birth[1] == 1) & (birth[2] == 1)
    return found


def _sex(register: Register, one: Rows, other: Rows) -> Level:
    column = register.column("sex")
    return _equal_or_not("sex", column[one], column[other])


def _house_code(register: Register, one: Rows, other: Rows) -> Level:
    column = register.column("house_code")
    return _equal_or_not("house_code", column[one], column[other])


def _equal_or_not(field: str, a: NDArray[np.int32], b: NDArray[np.int32]) -> Level:
    return np.select(
        [(a == 0) | (b == 0), a == b], [place(field, "unknown"), place(field, "equal")], place(field, "differs")
    ).astype(np.uint8)


def _typed(column_name: str) -> Callable[[Register, Rows, Rows], Level]:
    """Levels of a typed number that has no check digit: near is two digits off at most."""

    def level(register: Register, one: Rows, other: Rows) -> Level:
        column = register.column(column_name)
        a, b = column[one], column[other]
        found = _equal_or_not("sex", a, b)
        found = np.array([place(column_name, name) for name in LEVELS["sex"]], np.uint8)[found]
        apart = np.flatnonzero((a != b) & (a != 0) & (b != 0))
        close = _edits(register, column_name, a[apart], b[apart]) <= 2
        found[apart[close]] = place(column_name, "near")
        return found

    return level


def _parent(column_name: str) -> Callable[[Register, Rows, Rows], Level]:
    def level(register: Register, one: Rows, other: Rows) -> Level:
        column, coarse = register.column(column_name), register.codes(column_name, skeleton)
        a, b = column[one], column[other]
        found = np.full(len(one), place(column_name, "equal"), np.uint8)
        found[(a == 0) | (b == 0)] = place(column_name, "unknown")
        apart = np.flatnonzero((a != b) & (a != 0) & (b != 0))
        a, b = a[apart], b[apart]
        distinct, where = _distinct(a, b)
        texts = register.texts(column_name)
        alike = cpdist(
            texts[distinct >> 32].tolist(),
            texts[distinct & 0xFFFF_FFFF].tolist(),
            scorer=JaroWinkler.normalized_similarity,
            dtype=np.float32,
            workers=_cores(len(distinct)),
        )[where]
        near = (alike >= _SIMILAR[1]) | (coarse[a] == coarse[b])
        found[apart] = np.where(near, place(column_name, "near"), place(column_name, "differs"))
        return found

    return level


def _address(register: Register, one: Rows, other: Rows) -> Level:
    area, house, moo = (register.column(name) for name in ("area", "house", "moo"))
    districts = register.codes("area", district_of)
    a, b = area[one], area[other]
    known = (a != 0) & (b != 0)
    same_house = (house[one] == house[other]) & (house[one] != 0)
    same_moo = moo[one] == moo[other]
    no_moo = (moo[one] == 0) | (moo[other] == 0)
    return np.select(
        [
            ~known,
            (a == b) & same_house & (same_moo | no_moo),
            (a == b) & same_house,
            (a == b) & same_moo & ~no_moo,
            a == b,
            districts[a] == districts[b],
        ],
        [
            place("address", name)
            for name in ("unknown", "house", "house_other_moo", "village", "subdistrict", "district")
        ],
        place("address", "elsewhere"),
    ).astype(np.uint8)


_COMPARED: Mapping[str, Callable[[Register, Rows, Rows], Level]] = {
    "number": _number,
    "birth": _birth,
    "sex": _sex,
    "phone": _typed("phone"),
    "account": _typed("account"),
    "address": _address,
    "father": _parent("father"),
    "mother": _parent("mother"),
    "house_code": _house_code,
}
