"""Scores of pairs: the sum of the weights of their levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kmcase.matching.levels import LEVELS, Level, compare, place
from kmcase.matching.profiles import Profile
from kmcase.matching.registers import Register
from kmcase.matching.weights import Weights, shipped
from kmcase.thai.spellings import k2

BLOCK = shipped().block
"""From this score on an undecided pair stops a payment."""
REVIEW = shipped().review
"""From this score on a pair is shown to a person."""

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How far two records agree: the score in natural logs of odds, and the level of each field of `levels.LEVELS`."""

    score: float
    levels: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


def same_id(levels: Mapping[str, str]) -> bool:
    """Whether two bear one national id."""
    return levels.get("number") == "equal"


def stops_payment(score: float, levels: Mapping[str, str]) -> bool:
    """Whether a pair of such a score is paid nothing before somebody decided: from `BLOCK` on, and with one id."""
    return score >= BLOCK or same_id(levels)


def match(one: Profile, other: Profile, *, bearers: int = 1, persons: int = 1_000) -> Match:
    """Two profiles compared; so many of so many persons in the register bear the first name."""
    return matches(one, (other,), bearers=bearers, persons=persons)[0]


def matches(
    one: Profile, others: Sequence[Profile], *, bearers: int, persons: int, weights: Weights | None = None
) -> tuple[Match, ...]:
    """One profile compared with several, in their order; of scores is taken off what thresholds rise by (`rise`)."""
    weights = weights or shipped()
    register = Register((one, *others))
    rows = np.arange(1, len(register))
    levels = compare(register, np.zeros_like(rows), rows)
    rarity = np.full(len(rows), np.log10(max(persons, 1) / max(bearers, 1)))
    scores = total(levels, rarity, weights) - weights.rise(persons)
    return tuple(
        Match(score=round(float(scores[at]), 2), levels=named(levels, at), version=weights.version)
        for at in range(len(rows))
    )


def rarities(register: Register) -> NDArray[np.float64]:
    """For each row log10 of (persons / persons whose first name sounds alike)."""
    heard = register.codes("first", k2)[register.column("first")]
    found: NDArray[np.float64] = np.log10(len(register) / np.maximum(np.bincount(heard), 1))[heard]
    return found


def total(levels: Mapping[str, Level], rarity: NDArray[np.float64], weights: Weights) -> NDArray[np.float64]:
    """The sum of the weights of levels, with what they say together."""
    score = np.full(len(rarity), weights.intercept)
    for name in LEVELS:
        score += np.array(weights.levels[name])[levels[name]]
    for name, holds in together(levels).items():
        score += weights.together[name] * holds
    score += weights.rarity * (rarity - weights.usual_rarity) * same_first_name(levels)
    return score


def same_first_name(levels: Mapping[str, Level]) -> NDArray[np.bool_]:
    """Where the first names sound alike."""
    first = levels["first_name"]
    same: NDArray[np.bool_] = (first == place("first_name", "sounds")) | (first == place("first_name", "equal"))
    return same


def together(levels: Mapping[str, Level]) -> dict[str, NDArray[np.bool_]]:
    """Where two fields have levels that weigh together (`weights.TOGETHER`)."""
    birth = levels["birth"]
    other_name = levels["first_name"] <= place("first_name", "alike")
    other_birth = birth <= place("birth", "one_part")
    return {
        "other_name_same_house": other_name & (levels["address"] == place("address", "house")),
        "other_name_other_birth": other_name & other_birth,
        "same_name_other_birth": same_first_name(levels) & (other_birth | (birth == place("birth", "year_only"))),
        "other_name_same_birth": other_name & (birth == place("birth", "equal")),
    }


def named(levels: Mapping[str, Level], at: int) -> dict[str, str]:
    """The levels of one pair by name."""
    return {name: LEVELS[name][levels[name][at]] for name in LEVELS}
