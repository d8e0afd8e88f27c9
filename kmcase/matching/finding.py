"""All pairs of a register that score high enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kmcase.matching import candidates
from kmcase.matching.levels import Rows, compare
from kmcase.matching.registers import Register
from kmcase.matching.scoring import Match, named, rarities, total
from kmcase.matching.weights import Weights, shipped

Progress = Callable[[int, int], None]
"""Told how many pairs of how many are compared; it may raise to stop."""

_PART = 1_000_000
"""Pairs that are compared at once: their columns take some 200 MB."""


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of rows of a register with their scores, the highest first; `compared` is how many pairs were looked at."""

    one: Rows
    other: Rows
    scores: NDArray[np.float64]
    compared: int


def find(
    register: Register, threshold: float, *, weights: Weights | None = None, progress: Progress | None = None
) -> Found:
    """The pairs that score at least `threshold`; of scores is taken off what thresholds rise by (`Weights.rise`)."""
    weights = weights or shipped()
    every = candidates.pairs(register)
    rarity, rise = rarities(register), weights.rise(len(register))
    kept, scores = [np.zeros(0, np.int64)], [np.zeros(0)]
    for start in range(0, len(every), _PART):
        part = every[start : start + _PART]
        one, other = candidates.split(part)
        score = total(compare(register, one, other), np.minimum(rarity[one], rarity[other]), weights) - rise
        high = score >= threshold
        kept.append(part[high])
        scores.append(score[high])
        if progress is not None:
            progress(min(start + _PART, len(every)), len(every))
    pairs, score = np.concatenate(kept), np.concatenate(scores)
    order = np.argsort(-score, kind="stable")
    one, other = candidates.split(pairs[order])
    return Found(one, other, score[order], len(every))


def matches_of(register: Register, found: Found, weights: Weights | None = None) -> tuple[Match, ...]:
    """The found pairs with the levels of their fields."""
    weights = weights or shipped()
    levels = compare(register, found.one, found.other)
    return tuple(
        Match(score=round(float(score), 2), levels=named(levels, at), version=weights.version)
        for at, score in enumerate(found.scores)
    )
