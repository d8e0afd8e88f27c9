"""Dates that may be known in part (birth dates of older people are often a year only). C.E. inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, perhaps a month, perhaps a day, in C.E."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From `2500`, `2500-01` or `2500-01-31` (C.E. numbers)."""
        return cls(*(int(part) for part in text.split("-")))

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        """A full date."""
        return cls(day.year, day.month, day.day)

    def isoformat(self) -> str:
        """`2500`, `2500-01` or `2500-01-31`."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    @property
    def full(self) -> date | None:
        """The date, where all of it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def age_on(self, day: date) -> int:
        """Completed years on a day; where month or day is unknown, the greatest age possible."""
        before = (day.month, day.day) < (self.month or 1, self.day or 1)
        return day.year - self.year - before
