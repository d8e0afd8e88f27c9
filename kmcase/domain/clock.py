"""The injected clock: aware UTC only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until told; the sample office's and the tests'."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("a clock keeps aware UTC")

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.at

    def advance(self, **by: float) -> None:
        """Move on by the keywords of `timedelta`."""
        self.at += timedelta(**by)
