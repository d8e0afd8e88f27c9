"""Cyclic garbage is collected in the window's thread alone.

Python collects in whichever thread happens to allocate. A lane's thread that came upon widgets nobody holds any more
destroyed them there, and Qt ended the program: seen at a sign-out during a reading, with PySide6 6.12.0.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EACH_MS = 250


def collect_due() -> None:
    """Collect the oldest generation whose threshold is passed; called in the window's thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return


class WindowGarbage(QObject):
    """Takes the collecting over while it lives; `end` gives it back."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EACH_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def end(self) -> None:
        """Python collects by itself again."""
        self._timer.stop()
        gc.enable()
