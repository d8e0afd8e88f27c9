"""Survey lists as use cases load them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.imports.reconcile import KnownPerson
from kmcase.domain.surveys import RowOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedList:
    """A list that was received; `mapping` is how it is read (see `ReadingPlan`)."""

    import_id: str
    sha256: str
    sheet: str
    rows: int
    received_on: date
    mapping: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledRow:
    """Where a row stands."""

    import_id: str
    row: int
    outcome: RowOutcome
    person_id: str | None
    cells: dict[str, str]
    problems: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSubmission:
    """What a row was sent as (see `surveys.SubmissionReceived`), and where the row stands."""

    import_id: str
    row: int
    key: str
    form_id: str
    version: str
    answers: dict[str, Any]
    evidence: tuple[EvidenceItem, ...]
    outcome: RowOutcome


class ImportRepository(Protocol):
    """Imports and their rows."""

    def import_of_file(self, sha256: str, sheet: str) -> str | None:
        """The import that a file's sheet was read by before."""
        ...

    def received(self, import_id: str) -> ReceivedList:
        """A list; raises `survey_lists.unknown`."""
        ...

    def settled_rows(self, import_id: str) -> frozenset[int]:
        """Row numbers that are settled already (to resume a broken import)."""
        ...

    def row(self, import_id: str, row: int) -> SettledRow:
        """A row; raises `imports.unknown_row`."""
        ...

    def submission(self, import_id: str, row: int) -> StoredSubmission | None:
        """What a row was sent as; None for a row of a list."""
        ...

    def submissions(self, keys: Set[str]) -> tuple[StoredSubmission, ...]:
        """Those of some UUIDs that came before."""
        ...

    def mapping(self, shape: str) -> dict[str, Any] | None:
        """The remembered mapping of a file shape."""
        ...

    def survey_exists(self, survey_id: str) -> bool:
        """Whether an agency was asked under this id."""
        ...

    def people_like(self, national_ids: Set[str], words: Set[str], *, not_from: str = "") -> tuple[KnownPerson, ...]:
        """Persons with one of the ids, or with one of the folded words as first or last name.

        Those that came from the import `not_from` are left out.
        """
        ...

    def holders(self, national_ids: Set[str]) -> dict[str, str]:
        """Of each national id that somebody carries, a person."""
        ...

    def family_at(self, subdistrict_code: str, moo: int | None, house_no: str) -> str | None:
        """The first family of the household at a place."""
        ...
