"""Pictures like a given one among a million fingerprints: every one is looked at, most by two of their words alone.

A mirror turns the distance `d` of a word that it flips into `64 - d`. So the word that no mirror flips and the word
that two of three flip bound the distance in all four mirrored ways from below; where the bound is too large already the
other words are not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kmcase.likeness.fingerprints import SIDE, WORDS, Words, stored_words, transposed

FARTHEST = 40
"""Bits of 256 up to which a picture is found at all; what counts is said by dated numbers, which may be smaller.

Of 22,578 pairs of unrelated photographs the nearest differed in 64 (duplicates-notes.md §5).
"""

_STRETCH = 1 << 16
"""How many words are compared at once: their distances stay in the processor's cache."""
_FIRM, _LOOSE = 3, 0
_FLIPPED = np.array([(0, 0, 0, 0), (1, 0, 1, 0), (1, 1, 0, 0), (0, 1, 1, 0)], bool)
"""Which words are flipped: by no mirror, left to right, top to bottom, both ways."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture of the index by its number, and in how many of 256 bits it differs at its nearest."""

    number: int
    distance: int


class Index:
    """Fingerprints by number, in the order in which they were added: 32 bytes of memory a view of a picture."""

    def __init__(self, fingerprints: Sequence[bytes] = ()) -> None:
        self._words: NDArray[np.uint64] = np.empty((0, WORDS, 0), np.uint64)
        self._held = 0
        self.add(fingerprints)

    def __len__(self) -> int:
        return self._held

    def add(self, fingerprints: Sequence[bytes]) -> None:
        """Add fingerprints of as many views each as those that are there."""
        if not fingerprints:
            return
        words = stored_words(fingerprints)
        end = self._held + len(fingerprints)
        self._make_room(words.shape[1], end)
        self._words[:, :, self._held : end] = words.transpose(1, 2, 0)
        self._held = end

    def find(self, fingerprint: bytes, farthest: int = FARTHEST) -> tuple[Found, ...]:
        """All that differ in at most `farthest` bits, however mirrored or turned; the nearest first.

        The picture is compared with every view of the others, and every view of it with the others: either may be the
        one that was cut.
        """
        views = stored_words([fingerprint])[0]
        held = self._words[:, :, : self._held]
        nearest: dict[int, int] = {}
        for words in held:
            _compare(views[:1], words, farthest, nearest)
        for words in held[:1]:
            _compare(views[1:], words, farthest, nearest)
        return tuple(Found(number, bits) for number, bits in sorted(nearest.items(), key=lambda pair: pair[::-1]))

    def _make_room(self, views: int, wanted: int) -> None:
        """Twice as much whenever there is too little, so that adding one by one copies little."""
        if wanted > self._words.shape[2]:
            larger = np.empty((views, WORDS, max(wanted, 2 * self._held)), np.uint64)
            if self._held:
                larger[:, :, : self._held] = self._words[:, :, : self._held]
            self._words = larger


def _compare(views: Words, words: NDArray[np.uint64], farthest: int, nearest: dict[int, int]) -> None:
    """Note in `nearest` by number the least distance of the views, laid in all eight ways, to each picture's words."""
    for view in (*views, *transposed(views)):
        for places in _candidates(words, view, farthest):
            bits = _distances(words[:, places], view)
            for place, distance in zip(places[bits <= farthest], bits[bits <= farthest], strict=True):
                number = int(place)
                nearest[number] = min(int(distance), nearest.get(number, int(distance)))


def _candidates(words: NDArray[np.uint64], view: Words, farthest: int) -> Iterable[NDArray[np.int64]]:
    """Places whose two bounding words leave a chance."""
    for start in range(0, words.shape[1], _STRETCH):
        stretch = slice(start, start + _STRETCH)
        bound = np.bitwise_count(words[_FIRM, stretch] ^ view[_FIRM])
        loose = np.bitwise_count(words[_LOOSE, stretch] ^ view[_LOOSE])
        bound += np.minimum(loose, SIDE - loose)
        places = np.flatnonzero(bound <= farthest)
        if places.size:
            yield places + start


def _distances(words: NDArray[np.uint64], view: Words) -> NDArray[np.int64]:
    """The least distance over the mirrors, of each place."""
    bits = np.bitwise_count(words ^ view[:, None]).astype(np.int64)
    ways = [np.where(flipped[:, None], SIDE - bits, bits).sum(axis=0) for flipped in _FLIPPED]
    nearest: NDArray[np.int64] = np.min(ways, axis=0)
    return nearest
