"""Drawn signatures compared by shape: places along the line, without where, how large and how fast it was drawn.

Measured on drawn signers (duplicates-notes.md §5): the same person signs again at a distance of .062 or more in 99 of
100, a stranger at .55, a signature that was played back at .022 or less. A signature that was traced, or whose points
were taken anew by another program, is mostly not found.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

POINTS = 64
FARTHEST = 0.1
"""Distance up to which a signature is found at all; what counts is said by a dated number, which may be smaller."""

_STORED = np.dtype(">f4")
_LEAST_WIDTH = 0.1
"""Spread across the line to spread along it: flatter ones are dashes, and all dashes are alike."""
_LEAST_TURNS = 1.5
"""Length of the line to the longest way through it, for the same reason."""


@dataclass(frozen=True, slots=True)
class Found:
    """A signature of the index by its number, and its distance: root of the mean square, where the size is 1."""

    number: int
    distance: float


def shape(strokes: str) -> bytes:
    """The shape of a signature (strokes as `SignatureMark` keeps them); empty where it is too plain to be known."""
    try:
        drawn = json.loads(strokes)["strokes"]
        lines = [np.array([point[:2] for point in line], np.float64).reshape(-1, 2) for line in drawn if line]
    except (ValueError, LookupError, TypeError, RecursionError):
        return b""
    if not lines:
        return b""
    points = np.concatenate(lines)
    steps = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T)])
    # The pen is lifted between two lines: that way does not count.
    steps[np.cumsum([len(line) for line in lines])[:-1]] = 0.0
    along = np.cumsum(steps)
    if not along[-1]:
        return b""
    places = np.linspace(0, along[-1], POINTS)
    taken = np.stack([np.interp(places, along, points[:, axis]) for axis in (0, 1)], axis=1)
    taken -= taken.mean(axis=0)
    if _plain(taken, along[-1]):
        return b""
    size = float(np.sqrt((taken**2).sum(axis=1).mean()))
    return bytes((taken / size).astype(_STORED).tobytes())


def _plain(points: NDArray[np.float64], length: float) -> bool:
    across, along = np.sqrt(np.linalg.eigvalsh(points.T @ points).clip(0))
    box = float(np.hypot(*np.ptp(points, axis=0)))
    return bool(across < _LEAST_WIDTH * along or length < _LEAST_TURNS * box)


class StrokeIndex:
    """Shapes by number, in the order in which they were added: 512 bytes of memory each."""

    def __init__(self, shapes: Sequence[bytes] = ()) -> None:
        self._shapes: NDArray[np.float32] = np.empty((0, POINTS * 2), np.float32)
        self.add(shapes)

    def add(self, shapes: Sequence[bytes]) -> None:
        """Add shapes; none is empty."""
        if shapes:
            more = np.frombuffer(b"".join(shapes), _STORED).astype(np.float32).reshape(len(shapes), -1)
            self._shapes = np.concatenate((self._shapes, more))

    def find(self, wanted: bytes, farthest: float = FARTHEST) -> tuple[Found, ...]:
        """All within a distance, the nearest first."""
        one = np.frombuffer(wanted, _STORED).astype(np.float32)
        # Every shape has the size 1: the mean square of the differences is 2 less twice the mean product.
        apart = np.sqrt(np.maximum(0.0, 2 - 2 * (self._shapes @ one) / POINTS))
        near = np.flatnonzero(apart <= farthest)
        return tuple(Found(int(place), float(apart[place])) for place in near[np.argsort(apart[near], kind="stable")])
