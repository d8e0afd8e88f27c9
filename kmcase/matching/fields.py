"""The fields by which two records are compared, and the levels on which each may agree."""

from __future__ import annotations

from collections.abc import Mapping

_NAME = ("differs", "far", "alike", "near", "sounds", "equal", "unknown")
_PARENT = ("differs", "near", "equal", "unknown")
_TYPED = ("differs", "near", "equal", "unknown")

LEVELS: Mapping[str, tuple[str, ...]] = {
    "first_name": _NAME,
    "last_name": _NAME,
    "number": ("differs", "sequence", "invalid", "papers", "near", "one_off", "equal", "unknown"),
    "birth": ("differs", "one_part", "year_only", "near_year", "two_parts", "year", "turned", "equal", "unknown"),
    "sex": ("differs", "equal", "unknown"),
    "phone": _TYPED,
    "account": _TYPED,
    "address": ("elsewhere", "district", "subdistrict", "village", "house_other_moo", "house", "unknown"),
    "father": _PARENT,
    "mother": _PARENT,
    "house_code": ("differs", "equal", "unknown"),
    "order": ("straight", "turned", "nickname"),
}
"""The levels of each field, from disagreeing to agreeing; the last says that a record does not know."""


def place(field: str, level: str) -> int:
    """The place of a level in its field."""
    return LEVELS[field].index(level)
