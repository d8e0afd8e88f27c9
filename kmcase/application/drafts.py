"""Drafts: what is typed and not yet saved, kept in the encrypted database for the person who typed it.

A draft is no event: it is local, nobody else sees it, and it is gone once the record is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class DraftStore(Protocol):
    """Keeps drafts of the signed-in person by key."""

    def save(self, key: str, content: Mapping[str, Any]) -> None:
        """Keep what is typed."""
        ...

    def load(self, key: str) -> Mapping[str, Any] | None:
        """What was typed, or None."""
        ...

    def clear(self, key: str) -> None:
        """Forget it."""
        ...
