"""Domain values to what a column holds: text, whole numbers, bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from kmcase.domain.dates import PartialDate
from kmcase.domain.events import encode
from kmcase.domain.money import Baht

AS_THEY_ARE = frozenset({str, int, bytes, type(None)})
"""Types of which a column holds every value as it is."""


_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def plain(value: object) -> Any:
    """A column's value: enums by value, money in satang, dates in ISO, truth as 0 or 1, the rest as JSON text."""
    if type(value) in AS_THEY_ARE:
        return value
    match value:
        case bool():
            return int(value)
        case int() | bytes():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Baht():
            return value.satang
        case PartialDate() | date():
            return value.isoformat()
        case Mapping() | tuple() | list() | frozenset():
            return to_json(value)
    if is_dataclass(value):
        return to_json(value)
    raise TypeError(f"{type(value).__name__} has no column form")


def to_json(value: object) -> str:
    """Compact JSON with sorted keys."""
    return _compact(encode(value))


def from_json(text: str) -> Any:
    """`to_json` undone, to plain values."""
    return json.loads(text)
