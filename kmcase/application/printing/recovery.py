"""What stands on the page of the recovery key."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySnapshot:
    """The office and its key in groups of characters."""

    office: str
    key: str
    made_on: str
