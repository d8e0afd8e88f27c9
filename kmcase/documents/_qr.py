"""QR codes drawn as one path of rectangles; version, error level and mask are fixed, since choosing them costs most."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import segno

_QUIET = 4


@lru_cache(maxsize=256)
def _runs(text: str, version: int) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Module count with the quiet zone, and the dark runs as (column, row from the bottom, length)."""
    code = segno.make_qr(text, version=version, error="m", mask=4, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    size = len(rows)
    runs = []
    for number, row in enumerate(rows):
        start = None
        for column, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((start + _QUIET, size - 1 - number + _QUIET, column - start))
                start = None
    return size + 2 * _QUIET, tuple(runs)


def draw_qr(canvas: Any, text: str, x: float, y: float, side: float, *, version: int = 8) -> None:
    """A code of `side` points with its lower left corner at x, y; `text` fits the version (8-M: 221 alphanumeric)."""
    modules, runs = _runs(text, version)
    unit = side / modules
    parts = [f"q {unit:.4f} 0 0 {unit:.4f} {x:.2f} {y:.2f} cm 0 g"]
    parts += [f"{column} {row} {length} 1 re" for column, row, length in runs]
    canvas._code.append(" ".join((*parts, "f Q")))
