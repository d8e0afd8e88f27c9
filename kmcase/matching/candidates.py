"""Which rows of a register to compare: all pairs that share a key which is not crowded."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kmcase.matching.hashing import key
from kmcase.matching.keys import CROWDED, KEYS, UNORDERED
from kmcase.matching.registers import Register

Pairs = NDArray[np.int64]
"""Pairs of rows, each as `lower << 32 | higher`."""

_ROW = 32
_LOWER_HALF = (1 << _ROW) - 1
_NO_PAIRS = np.zeros(0, np.int64)


def pairs(register: Register) -> Pairs:
    """The distinct pairs to compare, in order."""
    keys, rows = all_keys(register)
    if not len(keys):
        return _NO_PAIRS
    order = np.argsort(keys)
    keys, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    sizes = np.diff(np.append(starts, len(keys)))
    found = [_pairs_of(rows, starts[sizes == size], int(size)) for size in np.unique(sizes) if 2 <= size <= CROWDED]
    every = np.unique(np.concatenate(found)) if found else _NO_PAIRS
    of_two: Pairs = every[(every >> _ROW) != (every & _LOWER_HALF)]
    return of_two


def joined(one: Any, other: Any) -> Any:
    """Two rows as one number, whichever comes first; of columns a column."""
    return (np.minimum(one, other) << _ROW) | np.maximum(one, other)


def split(found: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The lower and the higher row of each pair."""
    return found >> _ROW, found & _LOWER_HALF


def all_keys(register: Register) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Every key of every row, and whose it is."""
    keys, rows = [], []
    for name, parts in KEYS.items():
        tokens = [register.tokens(part) for part in parts]
        known = np.flatnonzero(np.logical_and.reduce([each != 0 for each in tokens]))
        keys.append(key(name, [each[known] for each in tokens], ordered=name not in UNORDERED))
        rows.append(known)
    return np.concatenate(keys), np.concatenate(rows)


def _pairs_of(rows: NDArray[np.int64], starts: NDArray[np.int64], size: int) -> Pairs:
    """All pairs within stretches of one length."""
    first, second = np.triu_indices(size, 1)
    one, other = rows[starts[:, None] + first].ravel(), rows[starts[:, None] + second].ravel()
    found: Pairs = joined(one, other)
    return found
