"""Whether a share is unusual beside that of the others, by an exact binomial tail.

The office's base rate is that of all others; the level is divided by how many are compared (Bonferroni), which gave one
false flag among 176 honest officers (duplicates-notes.md §4).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

LEVEL = 0.01
_LEAST_BASE = 0.02


def unusual(counts: Mapping[str, tuple[int, int]], least: int) -> Iterator[tuple[str, float]]:
    """Names whose (hits, of) are too many beside the others', with the others' rate; `least` hits are wanted."""
    all_hits = sum(hits for hits, _ in counts.values())
    total = sum(of for _, of in counts.values())
    for name, (hits, of) in counts.items():
        others = total - of
        if hits < least or not others:
            continue
        base = max((all_hits - hits) / others, _LEAST_BASE)
        if tail(hits, of, base) < LEVEL / len(counts):
            yield name, base


def tail(hits: int, of: int, rate: float) -> float:
    """P(X >= hits) for X ~ Binomial(of, rate), 0 < hits; 1 where the rate is 1 or more."""
    if rate >= 1:
        return 1.0
    log_rate, log_rest = math.log(rate), math.log1p(-rate)
    whole = math.lgamma(of + 1)
    return math.fsum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * log_rate + (of - k) * log_rest)
        for k in range(hits, of + 1)
    )
