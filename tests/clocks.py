"""What the files of an office tell without its database, as a test would have it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2024, 6, 19, 2, 30, tzinfo=UTC)


class Clocks:
    """What the files of an office would tell."""

    def __init__(
        self,
        backup: timedelta | None = None,
        medium: timedelta | None = None,
        free: int | None = None,
        gone: tuple[str, ...] = (),
        lent: bool = False,
        loose: bool = False,
    ) -> None:
        self.backup = NOW - backup if backup is not None else None
        self.medium = NOW - medium if medium is not None else None
        self.free = free
        self.gone = gone
        self.lent = lent
        self.loose = loose

    def last_backup(self) -> datetime | None:
        return self.backup

    def last_second_medium(self) -> datetime | None:
        return self.medium

    def low_space(self) -> int | None:
        return self.free

    def missing_triggers(self) -> tuple[str, ...]:
        return self.gone

    def password_lent(self) -> bool:
        return self.lent

    def too_many_rights(self) -> bool:
        return self.loose
