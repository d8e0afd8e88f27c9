"""A process killed before its n-th change of the disk, for every n until it lives to the end."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"})


def killed_everywhere(before: Path, action: Callable[[Path], object]) -> Iterator[Path]:
    """Yield what each killed run of `action` on a copy of `before` left, and last what a whole run left."""
    n, whole = 0, False
    while not whole:
        n += 1
        place = before.with_name(f"{before.name}-killed-{n}")
        shutil.copytree(before, place)
        whole = _lives(place, action, n)
        yield place
        shutil.rmtree(place)
    assert n > 3, "the action changes too little to be killed in"


def _lives(place: Path, action: Callable[[Path], object], n: int) -> bool:
    """Run in a forked process that kills itself before change `n`; whether it came to the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork beside the threads of pytest-xdist
        child = os.fork()
    if child == 0:
        came_to_the_end = 1
        try:
            _count_changes(place, n)
            action(place)
            came_to_the_end = 0
        except Exception:
            traceback.print_exc()
            raise
        finally:
            os._exit(came_to_the_end)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0, "the action failed by itself; its trace is above"
    return True


def _count_changes(place: Path, n: int) -> None:
    left = n

    def change() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(event: str, args: tuple[object, ...]) -> None:
        if event in _CHANGES or (event == "open" and _writes(place, args)):
            change()

    fsync = os.fsync

    def counted_fsync(handle: int) -> None:
        change()
        fsync(handle)

    os.fsync = counted_fsync
    sys.addaudithook(audit)


def _writes(place: Path, args: tuple[object, ...]) -> bool:
    path, mode, flags = args
    writing = set("wax+") & set(mode) if isinstance(mode, str) else int(str(flags)) & (os.O_WRONLY | os.O_RDWR)
    return bool(writing) and str(path).startswith(str(place))
