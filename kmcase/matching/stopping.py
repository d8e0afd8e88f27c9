"""Which pairs stop payment. Names nothing that compares, so that opening an office loads no arrays."""

from __future__ import annotations

from collections.abc import Mapping

from kmcase.matching.weights import BLOCK


def same_id(levels: Mapping[str, str]) -> bool:
    """Whether two bear one national id."""
    return levels.get("number") == "equal"


def stops_payment(score: float, levels: Mapping[str, str]) -> bool:
    """Whether a pair of such a score is paid nothing before somebody decided: from `BLOCK` on, and with one id."""
    return score >= BLOCK or same_id(levels)
