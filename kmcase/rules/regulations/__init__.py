"""The numbers of the law and of practice, as data with dates and references.

`*.toml` are the shipped defaults: `[[number]]` with key, value, from, to (left out: still in force), reference,
certainty (A, B, C, S, R: see domain.md) and, for money, satang. A gap, an overlap or an unknown key stops the start.
An office's own change comes over them as an event.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Number:
    """A number in force from a day to a day (both included); `value` is satang for money, -1 for no limit."""

    key: str
    valid_from: date
    valid_to: date | None
    value: int
    reference: str
    certainty: str
    office_own: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class RegulationError(ValueError):
    """Shipped numbers with a gap, an overlap or a key of the wrong kind: the start stops."""


@dataclass(frozen=True, slots=True)
class Regulations:
    """All numbers; the newest office change that holds on a day comes before the shipped default."""

    shipped: tuple[Number, ...]
    own: tuple[Number, ...] = ()

    def number(self, key: str, day: date) -> Number:
        """The number in force; `KeyError` for a key that nothing ships."""
        for number in reversed(self.own):
            if number.key == key and number.holds_on(day):
                return number
        for number in self.shipped:
            if number.key == key and number.holds_on(day):
                return number
        raise KeyError(key)

    def value(self, key: str, day: date) -> int:
        """The bare value in force."""
        return self.number(key, day).value

    def has(self, key: str, day: date) -> bool:
        """Whether something is in force under a key."""
        return any(number.key == key and number.holds_on(day) for number in (*self.own, *self.shipped))

    def with_changes(self, own: Iterable[Number]) -> Regulations:
        """With the office's own changes, in the order in which they were made."""
        return Regulations(self.shipped, tuple(own))

    @property
    def keys(self) -> frozenset[str]:
        """All keys that something ships."""
        return frozenset(number.key for number in self.shipped)

    @property
    def version(self) -> str:
        """Twelve characters of the hash over the merged set."""
        rows = [[n.key, str(n.valid_from), str(n.valid_to), n.value, n.office_own] for n in (*self.shipped, *self.own)]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:12]


@cache
def shipped_regulations() -> Regulations:
    """The defaults of the package, checked."""
    numbers: list[Number] = []
    for entry in sorted(files(__package__).iterdir(), key=lambda found: found.name):
        if entry.name.endswith(".toml"):
            numbers.extend(read_numbers(tomllib.loads(entry.read_text("utf-8"))))
    return checked(numbers)


def read_numbers(table: Mapping[str, object]) -> Iterable[Number]:
    """The `[[number]]` tables of a file."""
    rows = table.get("number")
    if not isinstance(rows, list):
        raise RegulationError("a file of numbers needs [[number]]")
    for row in rows:
        unknown = set(row) - {"key", "value", "from", "to", "reference", "certainty"}
        if unknown:
            raise RegulationError(f"unknown keys {sorted(unknown)}")
        yield Number(
            key=row["key"],
            value=row["value"],
            valid_from=row["from"],
            valid_to=row.get("to"),
            reference=row["reference"],
            certainty=row["certainty"],
        )


def checked(numbers: Iterable[Number]) -> Regulations:
    """Refuse gaps and overlaps within a key."""
    ordered = tuple(sorted(numbers, key=lambda n: (n.key, n.valid_from)))
    for before, after in pairwise(ordered):
        if before.key != after.key:
            continue
        if before.valid_to is None or before.valid_to >= after.valid_from:
            raise RegulationError(f"{after.key}: two numbers hold on {after.valid_from}")
        if (after.valid_from - before.valid_to).days > 1:
            raise RegulationError(f"{after.key}: nothing holds after {before.valid_to}")
    return Regulations(ordered)
