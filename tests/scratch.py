"""Where the tests of one run write, and where its processes share what is dear to make.

In memory where there is much room: a commit there waits for no disk, which is a fifth of what such a test takes. It is
deleted when the run ends; what a run that was killed left behind, at the next. `--basetemp` keeps the files of failed
tests elsewhere.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_NAMED = "KMCASE_TESTS_FOLDER"
_PREFIX = "kmcase-tests-"
_MEMORY = Path("/dev/shm")
_MUCH = 8 << 30


def begin() -> None:
    """Make the run's folder and have every temporary file lie in it, those of the processes that it starts too."""
    if _NAMED in os.environ:
        return
    where = _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _MUCH else Path(tempfile.gettempdir())
    _sweep(where)
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=where)
    Path(folder).chmod(0o711)  # PostgreSQL runs as somebody else when we are root
    os.environ[_NAMED] = os.environ["TMPDIR"] = folder
    tempfile.tempdir = None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def shared() -> Path:
    """A folder that all processes of the run see."""
    return Path(os.environ[_NAMED])


def _sweep(where: Path) -> None:
    if not Path("/proc/self").exists():
        return
    for left in where.glob(f"{_PREFIX}*"):
        if not Path("/proc", left.name.removeprefix(_PREFIX).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
