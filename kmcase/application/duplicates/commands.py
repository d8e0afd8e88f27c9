"""What a named person decides of entries that may be one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """The word on two or more entries."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDuplicate:
    """A decision on entries of the register, with its written reason."""

    person_ids: tuple[str, ...]
    decision: Decision
    reason: str
