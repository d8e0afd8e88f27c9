"""Back-ups of the whole office, the second medium, and a restore that is tried on the copy first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from kmcase.application.access import Silent, Steps
from kmcase.application.permissions import require
from kmcase.application.work import Actor
from kmcase.domain.clock import Clock
from kmcase.messages import Message, message

DAY = timedelta(hours=20)
NAG_AFTER = timedelta(days=7)


class BackupKind(StrEnum):
    """Why a back-up was made: at the first sign-in of a day, by hand, or before the tables were changed."""

    DAILY = "daily"
    ASKED = "asked"
    MIGRATION = "migration"


class KeptAs(StrEnum):
    """What retention keeps a back-up as: all of the newest day, then the last of a day, of a week, of a month."""

    NEWEST = "newest"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupItem:
    """A back-up: when, why, where, and what its database counted (rows by table).

    `size` is in bytes with the photographs it names, which back-ups share; `kept_as` is empty where it goes next.
    """

    folder: Path
    at: datetime
    kind: BackupKind
    counts: Mapping[str, int]
    photos: int
    size: int
    kept_as: tuple[KeptAs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """The last back-up, the last copy on a second medium, room on the disk if low."""

    last: datetime | None
    medium: str
    medium_at: datetime | None
    low_space: int | None


def nag_for_medium(medium_at: datetime | None, now: datetime) -> Message | None:
    """Why a copy on a second medium is due, where the last was made at `medium_at` (None: never); None if it is not."""
    if medium_at is None:
        return message("office_files.warning.second_medium_never")
    age = now - medium_at
    return message("office_files.warning.second_medium_old", days=age.days) if age > NAG_AFTER else None


class BackupStore(Protocol):
    """The machinery behind it."""

    def make(self, steps: Steps, kind: BackupKind) -> BackupItem:
        """Back up, then let go what retention does not keep."""
        ...

    def list(self) -> tuple[BackupItem, ...]:
        """Whole back-ups of this office, the newest first."""
        ...

    def state(self) -> BackupState:
        """When the last ones were made."""
        ...

    def copy_to(self, medium: Path, steps: Steps) -> BackupItem:
        """Copy the newest to a second medium, making one where there is none."""
        ...

    def damaged(self, folder: Path, steps: Steps) -> tuple[str, ...]:
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
        return self._store.make(steps or Silent(), BackupKind.ASKED)

    def make_daily(self, steps: Steps | None = None) -> BackupItem | None:
        """The back-up of the day, where there is none yet; by whoever signs in first, in the background."""
        require("office.daily_backup", self._actor.roles)
        last = self._store.state().last
        if last is not None and self._clock.now() - last < DAY:
            return None
        return self._store.make(steps or Silent(), BackupKind.DAILY)

    def list(self) -> tuple[BackupItem, ...]:
        """Whole back-ups, the newest first."""
        require("office.backup", self._actor.roles)
        return self._store.list()

    def state(self) -> BackupState:
        """When the last ones were made."""
        require("office.backup", self._actor.roles)
        return self._store.state()

    def medium_due(self) -> bool:
        """Whether a copy on a second medium is due."""
        return nag_for_medium(self.state().medium_at, self._clock.now()) is not None

    def copy_to(self, medium: Path, steps: Steps | None = None) -> BackupItem:
        """Onto a stick or another disk; one that is broken off leaves the copies that were there."""
        require("office.backup", self._actor.roles)
        return self._store.copy_to(medium, steps or Silent())

    def damaged(self, folder: Path, steps: Steps | None = None) -> tuple[str, ...]:
        """Look through a back-up: the files in it that are missing or changed."""
        require("office.backup", self._actor.roles)
        return self._store.damaged(folder, steps or Silent())
