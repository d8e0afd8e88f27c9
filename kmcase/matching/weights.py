"""Weights and thresholds as data: `weights.toml`, refused where it and `fields` differ in names."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kmcase.matching.fields import LEVELS

TOGETHER = (
    "other_name_same_house",
    "other_name_other_birth",
    "same_name_other_birth",
    "other_name_same_birth",
)
"""Levels of two fields that together say more, or less, than their sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Addends of a score in natural logs of odds; `levels` in the order of `LEVELS`.

    `rarity` is what a first name adds that is ten times as rare as `usual_rarity`, the log10 of persons a bearer.
    `more` are (persons, what a threshold rises by), by number.
    """

    version: int
    intercept: float
    levels: Mapping[str, tuple[float, ...]]
    together: Mapping[str, float]
    rarity: float
    usual_rarity: float
    block: float
    review: float
    same: float
    more: tuple[tuple[int, float], ...]

    def rise(self, persons: int) -> float:
        """What a threshold rises by in a register of so many persons: namesakes grow with it."""
        low, high = self.more
        share = (math.log(max(persons, 1)) - math.log(low[0])) / (math.log(high[0]) - math.log(low[0]))
        return low[1] + (high[1] - low[1]) * min(max(share, 0.0), 1.0)


def read(text: str) -> Weights:
    """Weights of a TOML text; raises ValueError where a level is missing or unknown."""
    plain = tomllib.loads(text)
    _must_name("levels", plain["levels"], LEVELS)
    for field, names in LEVELS.items():
        _must_name(field, plain["levels"][field], names)
    _must_name("together", plain["together"], TOGETHER)
    limits = plain["thresholds"]
    return Weights(
        version=plain["version"],
        intercept=plain["intercept"],
        levels={field: tuple(plain["levels"][field][name] for name in names) for field, names in LEVELS.items()},
        together={name: plain["together"][name] for name in TOGETHER},
        rarity=plain["rarity"]["each_tenfold"],
        usual_rarity=plain["rarity"]["usual"],
        block=limits["block"],
        review=limits["review"],
        same=limits["same"],
        more=tuple(sorted((each["persons"], each["add"]) for each in limits["more"])),
    )


@cache
def shipped() -> Weights:
    """The weights that the program ships."""
    return read(files("kmcase.matching").joinpath("weights.toml").read_text(encoding="utf-8"))


def _must_name(table: str, found: Mapping[str, Any], wanted: Any) -> None:
    if set(found) != set(wanted):
        raise ValueError(f"weights of {table}: {sorted(set(found) ^ set(wanted))}")


BLOCK = shipped().block
"""From this score on an undecided pair stops a payment."""
REVIEW = shipped().review
"""From this score on a pair is shown to a person."""
