"""What colleagues at other desktops of a shared office entered while somebody works here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kmcase.application.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One entry of somebody else: its kind, by whom, what it touches, and new values of fields as plain JSON."""

    kind: str
    by: str
    changes: Changes
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """Entries since the last look, the oldest first."""

    items: tuple[NewsItem, ...] = ()

    @property
    def changes(self) -> Changes:
        """All that was touched."""
        found = Changes()
        for item in self.items:
            found |= item.changes
        return found
