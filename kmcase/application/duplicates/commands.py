"""What a named person decides of entries that may be one person."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Decision(StrEnum):
    """The word on two or more entries."""

    SAME = "same"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDuplicate:
    """A decision on entries of the register, with its written reason.

    Who tells entries apart that stop payments, and entered one of them, names a `second_person` who types the password.
    """

    person_ids: tuple[str, ...]
    decision: Decision
    reason: str
    second_person: str = ""
    second_password: str = field(default="", repr=False)
