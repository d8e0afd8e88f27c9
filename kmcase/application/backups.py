"""Back-ups of the whole office, the second medium, and a restore that is tried on the copy first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Silent, Steps
from kmcase.application.permissions import require
from kmcase.application.work import Actor
from kmcase.domain.clock import Clock

DAY = timedelta(hours=20)
NAG_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupItem:
    """A back-up: when, where, and what its database counted (rows by table)."""

    folder: Path
    at: datetime
    counts: Mapping[str, int]
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What the window keeps saying: the last back-up, the last copy on a second medium, room on the disk if low."""

    last: datetime | None
    medium: str
    medium_at: datetime | None
    low_space: int | None

    def nags(self, now: datetime) -> bool:
        """Whether the second medium is due."""
        return self.medium_at is None or now - self.medium_at > NAG_AFTER


class BackupStore(Protocol):
    """The machinery behind it."""

    def make(self, steps: Steps) -> BackupItem:
        """Back up, then let go what retention does not keep."""
        ...

    def list(self) -> tuple[BackupItem, ...]:
        """Whole back-ups of this office, the newest first."""
        ...

    def state(self) -> BackupState:
        """When the last ones were made."""
        ...

    def copy_to(self, medium: Path) -> BackupItem:
        """Copy the newest to a second medium, making one where there is none."""
        ...

    def damaged(self, folder: Path) -> tuple[str, ...]:
        """Files of a back-up that are missing or changed."""
        ...


class BackupService:
    """Use cases of back-ups."""

    def __init__(self, actor: Actor, clock: Clock, store: BackupStore) -> None:
        self._actor = actor
        self._clock = clock
        self._store = store

    def make(self, steps: Steps | None = None) -> BackupItem:
        """Back up now."""
        require("office.backup", self._actor.roles)
        return self._store.make(steps or Silent())

    def make_daily(self, steps: Steps | None = None) -> BackupItem | None:
        """The back-up of the day, where there is none yet; at sign-in, in the background."""
        require("office.backup", self._actor.roles)
        last = self._store.state().last
        if last is not None and self._clock.now() - last < DAY:
            return None
        return self._store.make(steps or Silent())

    def list(self) -> tuple[BackupItem, ...]:
        """Whole back-ups, the newest first."""
        require("office.backup", self._actor.roles)
        return self._store.list()

    def state(self) -> BackupState:
        """What the window keeps saying."""
        require("office.backup", self._actor.roles)
        return self._store.state()

    def copy_to(self, medium: Path) -> BackupItem:
        """Onto a stick or another disk."""
        require("office.backup", self._actor.roles)
        return self._store.copy_to(medium)

    def damaged(self, folder: Path) -> tuple[str, ...]:
        """Look through a back-up."""
        require("office.backup", self._actor.roles)
        return self._store.damaged(folder)
