"""Keeps `True` alive under PySide6 6.12.0 with Python 3.11.

That version gives back `True` from each `Signal.emit()` without taking a reference to it (6.11.3 does take one), so
after some hundred emits the count of `True` is zero and Python aborts. From 3.12 on both booleans are immortal and
nothing is wrong. To be taken out with a PySide6 whose `emit` keeps the count; `tests/ui/test_booleans.py` tells.
"""

from __future__ import annotations

import ctypes
import sys

_MARGIN = 1 << 40


def keep_booleans() -> None:
    """Give the two booleans more references than a program can lose; once is enough, twice does no harm."""
    if sys.version_info >= (3, 12):
        return
    for boolean in (True, False):
        count = ctypes.c_ssize_t.from_address(id(boolean))
        if count.value < _MARGIN:
            count.value += _MARGIN
