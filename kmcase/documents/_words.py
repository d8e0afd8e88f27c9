"""Parts of what a cell or a line of paper says."""

from __future__ import annotations

from datetime import date

from kmcase.thai.calendar import format_short


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that say something."""
    return by.join(part for part in parts if part)


def day_of(day: date | None) -> str:
    """A day in short, nothing of none."""
    return format_short(day) if day else ""
