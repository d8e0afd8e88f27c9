"""Positions on the earth as people type, paste and read them: decimal degrees, latitude first (WGS 84)."""

from __future__ import annotations

import re
from decimal import Decimal

from kmcase.thai.digits import to_arabic

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_SIDED = rf"({_NUMBER})\s*°?\s*([NSEW]?)"
_PAIR = re.compile(rf"{_SIDED}\s*[,; ]\s*{_SIDED}")
_IN_LINK = re.compile(rf"[@?&/=!d]({_NUMBER})(),(?:%20|\+)?({_NUMBER})()")
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180
_PLACES = Decimal("0.000001")


class PositionProblem(ValueError):
    """Why a text is no position: `empty`, `unreadable`, `swapped` (longitude first) or `beyond` (not on the earth)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_position(text: str) -> tuple[str, str]:
    """Latitude and longitude as texts with six decimals at most; raises `PositionProblem`.

    Reads "17.36, 102.7", "17.36N 102.7E" and the link of a map; Thai figures too.
    """
    plain = to_arabic(text).strip()
    if not plain:
        raise PositionProblem("empty")
    found = _IN_LINK.search(plain.replace("%2C", ",")) if "://" in plain else _PAIR.fullmatch(plain.upper())
    if found is None:
        raise PositionProblem("unreadable")
    one, one_side, two, two_side = found.groups()
    latitude, longitude = _signed(one, one_side), _signed(two, two_side)
    if one_side in ("E", "W"):
        latitude, longitude = longitude, latitude
    if abs(latitude) > _MOST_LATITUDE and abs(longitude) <= _MOST_LATITUDE:
        raise PositionProblem("swapped")
    if abs(latitude) > _MOST_LATITUDE or abs(longitude) > _MOST_LONGITUDE:
        raise PositionProblem("beyond")
    return _shown(latitude), _shown(longitude)


def format_position(latitude: str, longitude: str) -> str:
    """`17.36, 102.7`."""
    return f"{latitude}, {longitude}"


def _signed(number: str, side: str) -> Decimal:
    value = Decimal(number)
    return -value if side in ("S", "W") else value


def _shown(degrees: Decimal) -> str:
    return f"{degrees.quantize(_PLACES).normalize():f}"
