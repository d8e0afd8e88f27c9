"""One program at a time holds an office's folder.

The system's own file lock is held, which a killed process lets go of by itself, so no stale lock has to be judged;
a second file says who holds it, for the sentence alone.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from kmcase.domain.errors import EnvironmentProblem
from kmcase.persistence.durable import atomic_write, file_trouble

_LOCK = ".lock"
_HOLDER = ".lock-holder.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a folder; `since` in ISO UTC."""

    user: str
    host: str
    pid: int
    since: str


class OfficeLock:
    """Hold a folder from `acquire` to `release`, or as a context; keep the object, since the lock goes with it."""

    def __init__(self, folder: Path, *, since: str) -> None:
        self._folder = folder
        self._since = since
        self._lock = FileLock(folder / _LOCK)

    def acquire(self) -> None:
        """Take the folder; raises `office_files.in_use`, which names who has it, or `.in_use_unknown`."""
        with file_trouble(self._folder):
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:  # itself an OSError
                raise _in_use(self._folder) from error
        holder = Holder(user=_user(), host=socket.gethostname(), pid=os.getpid(), since=self._since)
        try:
            atomic_write(self._folder / _HOLDER, json.dumps(asdict(holder), ensure_ascii=False).encode())
        except EnvironmentProblem:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let the folder go; nothing happens where it is not held."""
        if not self._lock.is_locked:
            return
        (self._folder / _HOLDER).unlink(missing_ok=True)
        self._lock.release()

    def __enter__(self) -> OfficeLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder_of(folder: Path) -> Holder | None:
    """Who says to hold the folder; `None` where nobody left a readable word."""
    try:
        return Holder(**json.loads((folder / _HOLDER).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _in_use(folder: Path) -> EnvironmentProblem:
    holder = holder_of(folder)
    if holder is None:
        return EnvironmentProblem("office_files.in_use_unknown")
    return EnvironmentProblem("office_files.in_use", user=holder.user, host=holder.host, process=str(holder.pid))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        return "?"
