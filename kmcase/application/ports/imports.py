"""Survey lists as use cases load them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.domain.surveys import RowOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRow:
    """Where a row stands."""

    import_id: str
    row: int
    outcome: RowOutcome
    person_id: str | None
    cells: dict[str, str]
    problems: tuple[dict[str, Any], ...]


class ImportRepository(Protocol):
    """Imports and their rows."""

    def import_of_file(self, sha256: str, sheet: str) -> str | None:
        """The import that a file's sheet was read by before."""
        ...

    def settled_rows(self, import_id: str) -> frozenset[int]:
        """Row numbers that are settled already (to resume a broken import)."""
        ...

    def row(self, import_id: str, row: int) -> SettledRow:
        """A row; raises `imports.unknown_row`."""
        ...

    def mapping(self, shape: str) -> dict[str, Any] | None:
        """The remembered mapping of a file shape."""
        ...
