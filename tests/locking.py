"""What somebody else does to an office's folder in the moment before its lock is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kmcase.persistence.office_lock import OfficeLock


def once_before_the_lock(monkeypatch: pytest.MonkeyPatch, do: Callable[[], None]) -> None:
    """Have `do` happen when the next program reaches for the folder's lock."""
    acquire, waiting = OfficeLock.acquire, [do]

    def late(lock: OfficeLock) -> None:
        if waiting:
            waiting.pop()()
        acquire(lock)

    monkeypatch.setattr(OfficeLock, "acquire", late)
