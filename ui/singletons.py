"""Keeps `True`, `False` and `None` alive under PySide6 6.12.0 with Python 3.11.

That version gives back `True` from each `Signal.emit()`, and takes `None` from each Python slot, without counting the
reference (6.11.3 counts it), so after some thousand signals a count is zero and Python aborts. From 3.12 on all three
are immortal and nothing is wrong. To be taken out with a PySide6 that keeps the counts; `tests/ui/test_singletons.py`
tells.
"""

from __future__ import annotations

import ctypes
import sys

_MARGIN = 1 << 40


def keep_singletons() -> None:
    """Give the three more references than a program can lose; once is enough, twice does no harm."""
    if sys.version_info >= (3, 12):
        return
    for value in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(value))
        if count.value < _MARGIN:
            count.value += _MARGIN
