"""Signals can be emitted all day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

EMIT = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rings = Signal()

def hears():
    pass

bell = Bell()
bell.rings.connect(hears)
for _ in range(100_000):
    bell.rings.emit()
"""


def test_a_signal_emitted_all_day_does_not_end_the_program() -> None:
    ended = subprocess.run([sys.executable, "-c", "import ui\n" + EMIT], cwd=ROOT, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
