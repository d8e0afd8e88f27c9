"""Waiting after wrong passwords: in memory only, since whoever copies the folder guesses elsewhere anyway."""

from __future__ import annotations

import time
from collections.abc import Callable
from math import ceil

from kmcase.domain.errors import DomainError
from kmcase.domain.staff import normal_login

FREE_TRIES = 5
LONGEST_WAIT = 300


class Throttle:
    """Counts failures a login; from the fifth on each doubles the wait, up to five minutes."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._failures: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def admit(self, login: str) -> None:
        """Before a try; raises `office_files.too_many_tries` with the seconds left."""
        left = self._until.get(normal_login(login), 0.0) - self._monotonic()
        if left > 0:
            raise DomainError("office_files.too_many_tries", "password", seconds=ceil(left))

    def failed(self, login: str) -> None:
        """After a wrong password."""
        name = normal_login(login)
        count = self._failures[name] = self._failures.get(name, 0) + 1
        if count >= FREE_TRIES:
            self._until[name] = self._monotonic() + min(2 ** (count - FREE_TRIES + 1), LONGEST_WAIT)

    def succeeded(self, login: str) -> None:
        """After the right one: the count begins anew."""
        name = normal_login(login)
        self._failures.pop(name, None)
        self._until.pop(name, None)
