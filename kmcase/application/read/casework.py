"""Versions of the casework, and what a file that is to become one says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kmcase.domain.casework import Casework
from kmcase.rules.casework import Difference, Fault, Held


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkItem:
    """A version: since when the office leads new cases by it (None of a shipped one), and how many cases keep it.

    `newest` is the one that new cases are led by now. `cases` counts all that were opened with it, `open` those that
    are not closed.
    """

    version: str
    newest: bool
    set_at: datetime | None
    set_by: str
    cases: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyLine:
    """A fault, and the line of the file on which it stands."""

    fault: Fault
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkFile:
    """A file that was looked at: its version where it is sound, else its faults; what differs from the present one."""

    name: str
    text: str
    version: str = ""
    faults: tuple[FaultyLine, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkContents:
    """What a version holds, entry by entry in the order of the file."""

    version: str
    entries: tuple[Held, ...]


class CaseworkQueries(Protocol):
    """Versions of the casework."""

    def versions(self) -> tuple[CaseworkItem, ...]:
        """All that were shipped or set, the one that leads new cases first."""
        ...

    def text(self, version: str) -> str:
        """A version's file; raises `cases.unknown_casework`."""
        ...

    def newest(self) -> Casework:
        """The version that new cases are led by."""
        ...
