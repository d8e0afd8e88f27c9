"""Notes and watches of a case."""

from __future__ import annotations

from kmcase.domain.cases.notes import WatchKind
from kmcase.domain.errors import require_that
from kmcase.domain.staff import Role
from kmcase.persistence.plain import to_json
from kmcase.persistence.repositories.cases import SqlCases
from kmcase.persistence.rows import case_notes as tables
from kmcase.persistence.rows.office import staff

ALONE = to_json([Role.CASE_ASSISTANT.value])
"""The roles, as they are kept, of who is a case assistant and nothing else."""


class SqlCaseNotes(SqlCases):
    """`CaseNoteRepository` on rows."""

    def require_note(self, case_id: str, note_id: str) -> None:
        """Raise `case_notes.unknown` where the case has no such note."""
        self.require(case_id)
        found = self._rows.one(tables.case_note, event_id=note_id, case_id=case_id)
        require_that(found is not None, "case_notes.unknown")

    def raised(self, case_id: str) -> frozenset[WatchKind]:
        """The watches that are raised; raises `cases.unknown`."""
        self.require(case_id)
        rows = self._rows.all(tables.case_watch, case_id=case_id)
        return frozenset(WatchKind(row["kind"]) for row in rows if row["next_look"])

    def assistants(self) -> frozenset[str]:
        """Staff ids of who is a case assistant and nothing else."""
        return frozenset(row["staff_id"] for row in self._rows.all(staff, roles=ALONE))

    def by_assistant(self, note_id: str) -> bool:
        """Whether an assistant wrote a note."""
        found = self._rows.one(tables.case_note, event_id=note_id)
        return found is not None and found["noted_by"] in self.assistants()
