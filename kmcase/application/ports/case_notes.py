"""Notes of cases as use cases load them."""

from __future__ import annotations

from typing import Protocol

from kmcase.domain.cases.notes import WatchKind


class CaseNoteRepository(Protocol):
    """Notes of cases that the actor may see."""

    def require_note(self, case_id: str, note_id: str) -> None:
        """Raise `case_notes.unknown` where the case has no such note."""
        ...

    def raised(self, case_id: str) -> frozenset[WatchKind]:
        """The watches that are raised."""
        ...

    def by_assistant(self, note_id: str) -> bool:
        """Whether somebody wrote a note who is a case assistant and nothing else."""
        ...
