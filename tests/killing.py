"""A process killed before its n-th change of the disk, or in the middle of one, for every n until it lives to the end.

`killed_everywhere` counts what Python does to files. What the database's own library writes it does not see: there
`killed_while_growing` has the system kill the process at the write that lets a file grow past a size. What a kill left
that reached no block more than the one before is not looked at again: it came at the same write, for a write past the
smaller size would have been the end of that one. So the next size at which something else is left is sought in strides.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

_KILLED_BY = frozenset({signal.SIGKILL, getattr(signal, "SIGXFSZ", signal.SIGKILL)})
_BLOCK = 4096
_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"})


def killed_everywhere(before: Path, action: Callable[[Path], object]) -> Iterator[Path]:
    """Yield what each killed run of `action` on a copy of `before` left, and last what a whole run left."""
    yield from _killed(before, action, (partial(_count_changes, n=n) for n in count(1)))


def killed_while_growing(before: Path, action: Callable[[Path], object], *, step: int) -> Iterator[Path]:
    """The same, killed at the write that lets any file grow past 0, `step`, 2 `step` ... bytes, whole blocks each."""
    assert step % _BLOCK == 0
    last, stride, found, narrowing = -1, 1, None, False
    while found is None or not found[0]:
        place = before.with_name(f"{before.name}-killed-{last + stride}")
        shutil.copytree(before, place)
        whole = _lives(place, action, partial(_limit_files, most=(last + stride) * step))
        now = whole, _written(before, place)
        same = now == found
        if same:
            last += stride
        elif stride == 1:
            last, found, narrowing = last + 1, now, False
            yield place
        narrowing = narrowing or (not same and stride > 1)
        stride = max(1, stride // 2) if narrowing else 2 * stride if same else 1
        shutil.rmtree(place)
    assert last > 2, "the action changes too little to be killed in"


def _written(before: Path, after: Path) -> dict[Path, tuple[int, frozenset[int]]]:
    """Of each file its size and which of its blocks are not what they were."""
    found = {}
    for path in (each for each in after.rglob("*") if each.is_file()):
        name = path.relative_to(after)
        now, then = (_blocks(folder / name) for folder in (after, before))
        changed = (n for n, block in enumerate(now) if n >= len(then) or block != then[n])
        found[name] = path.stat().st_size, frozenset(changed)
    return found


def _blocks(path: Path) -> list[bytes]:
    held = path.read_bytes() if path.exists() else b""
    return [held[start : start + _BLOCK] for start in range(0, len(held), _BLOCK)]


def _killed(
    before: Path, action: Callable[[Path], object], arrangements: Iterator[Callable[[Path], None]]
) -> Iterator[Path]:
    whole, runs = False, 0
    while not whole:
        runs += 1
        place = before.with_name(f"{before.name}-killed-{runs}")
        shutil.copytree(before, place)
        whole = _lives(place, action, next(arrangements))
        yield place
        shutil.rmtree(place)
    assert runs > 3, "the action changes too little to be killed in"


def _lives(place: Path, action: Callable[[Path], object], arrange: Callable[[Path], None]) -> bool:
    """Run in a forked process that is arranged to be killed; whether it came to the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork beside the threads of pytest-xdist
        child = os.fork()
    if child == 0:
        came_to_the_end = 1
        try:
            arrange(place)
            action(place)
            came_to_the_end = 0
        except Exception:
            traceback.print_exc()
            raise
        finally:
            os._exit(came_to_the_end)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) in _KILLED_BY
        return False
    assert os.WEXITSTATUS(status) == 0, "the action failed by itself; its trace is above"
    return True


def _limit_files(_: Path, *, most: int) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _count_changes(place: Path, *, n: int) -> None:
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
