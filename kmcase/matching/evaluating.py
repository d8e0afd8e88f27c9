"""How well a labelled set is told apart: what was found against what is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kmcase.matching.candidates import joined
from kmcase.matching.finding import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Pairs found and pairs true; `kinds` gives (found, true) by kind of corruption. Shares are of 1."""

    found: int
    true: int
    right: int
    kinds: Mapping[str, tuple[int, int]]

    @property
    def precision(self) -> float | None:
        """The share of the found pairs that are true, None where none was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the true pairs that are found, None where there is none."""
        return self.right / self.true if self.true else None


def evaluate(found: Found, true: Iterable[tuple[int, int, str]]) -> Evaluation:
    """Found pairs against the true ones: two rows and the kind of corruption each; a pair told twice counts once."""
    kind_of = {int(joined(one, other)): kind for one, other, kind in true if one != other}
    pairs = np.fromiter(kind_of, np.int64, len(kind_of))
    hit = np.isin(pairs, joined(found.one, found.other))
    kinds: dict[str, tuple[int, int]] = {}
    for kind, right in zip(kind_of.values(), hit.tolist(), strict=True):
        known, every = kinds.get(kind, (0, 0))
        kinds[kind] = (known + right, every + 1)
    return Evaluation(found=len(found.scores), true=len(pairs), right=int(hit.sum()), kinds=dict(sorted(kinds.items())))
