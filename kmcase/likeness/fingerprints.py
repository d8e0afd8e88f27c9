"""Fingerprints of pictures: 256 signs of the lowest frequencies, of the whole picture, of crops and of tilts of it.

The method is PDQ (Meta, 2019: 64 x 64 means of brightness, discrete cosine transform, frequencies 1 to 16 each way)
with two changes. A bit is the sign of a coefficient, not whether it is above the median: of a mirrored or turned
picture the same coefficients come back with known signs, so that all eight ways to lay a picture are read from one
fingerprint. And bits lie by parity of their frequencies, 64 a word, because a mirror flips whole words.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
Words = NDArray[np.uint64]

SIDE = 64
"""A picture is looked at as `SIDE` x `SIDE` means of brightness."""
WORDS = 4
LEAST_QUALITY = 50
"""Below it a picture is too even to be told from another (Meta's advice for PDQ)."""

_FREQUENCIES = 16
_QUALITY_SCALE = 90
_STORED = np.dtype(">u8")


_ROWS, _PLACES = np.arange(1, _FREQUENCIES + 1)[:, None], np.arange(SIDE)[None, :]
_COSINES: NDArray[np.float64] = np.sqrt(2 / SIDE) * np.cos(np.pi / 2 / SIDE * _ROWS * (2 * _PLACES + 1))


def quality(grey: Grey) -> int:
    """How much there is to see, 0 to 100, from steps between neighbours of a hundredth of full scale or more.

    `grey` is `SIDE` x `SIDE`, 0 to 255.
    """
    steps = (np.abs(np.diff(grey, axis=axis) * (100 / 255)).astype(np.int64).sum() for axis in (0, 1))
    return min(100, int(sum(steps)) // _QUALITY_SCALE)


def words_of(grey: Grey) -> Words:
    """The words of one picture: frequencies (odd, odd), (odd, even), (even, odd) and (even, even), down and across."""
    signs = _COSINES @ grey @ _COSINES.T > 0
    parts = [signs[down::2, across::2].ravel() for down in (0, 1) for across in (0, 1)]
    return np.packbits(np.stack(parts), axis=1).view(_STORED).ravel().astype(np.uint64)


def fingerprint(views: Sequence[Grey]) -> bytes:
    """The words of all views of a picture, one after another; the first view is the whole picture.

    Empty where the picture is too even: a white page must not be like every white page.
    """
    if quality(views[0]) < LEAST_QUALITY:
        return b""
    return b"".join(words_of(view).astype(_STORED).tobytes() for view in views)


def stored_words(fingerprints: Sequence[bytes]) -> Words:
    """Fingerprints as an array of pictures x views x `WORDS`; none is empty, all have as many views."""
    flat = np.frombuffer(b"".join(fingerprints), _STORED).astype(np.uint64)
    return flat.reshape(len(fingerprints), -1, WORDS)


def transposed(words: Words) -> Words:
    """The words of the picture mirrored along its diagonal, which with the mirrors gives the quarter turns."""
    stored = words.astype(_STORED).reshape(-1, WORDS, 1).view(np.uint8)
    bits = np.unpackbits(stored, axis=2).reshape(-1, WORDS, _FREQUENCIES // 2, _FREQUENCIES // 2)
    turned = bits[:, (0, 2, 1, 3)].swapaxes(2, 3).reshape(-1, WORDS, SIDE)
    return np.packbits(turned, axis=2).view(_STORED).reshape(words.shape).astype(np.uint64)
