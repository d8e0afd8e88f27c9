"""What is shown of survey lists: who was asked, what came, and where every row stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from kmcase.application.ports.imports import ImportRepository
from kmcase.application.read.people import PersonItem
from kmcase.domain.findings import Finding
from kmcase.domain.partners import PartnerKind
from kmcase.domain.surveys import ReminderMethod, RowOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderItem:
    """A time that an agency was reminded; the method is None where it was not said."""

    reminded_on: date
    method: ReminderMethod | None
    note: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyItem:
    """An agency that was asked for a list, and what came of it; `import_id` is the newest list received.

    `reminders` are all of them, the newest first.
    """

    survey_id: str
    agency: str
    subdistrict_code: str
    asked_on: date
    due_on: date
    remark: str
    kind: PartnerKind | None
    partner_id: str | None
    reminders: tuple[ReminderItem, ...]
    received_on: date | None
    import_id: str | None
    rows: int
    waiting: int

    @property
    def reminded_on(self) -> date | None:
        """When it was last reminded."""
        return self.reminders[0].reminded_on if self.reminders else None

    def days_late(self, today: date) -> int:
        """Days past the due day that nothing has come, or that it came late; 0 in time."""
        return max(0, ((self.received_on or today) - self.due_on).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportItem:
    """A list received, with its rows by outcome; `rows` are all below its header."""

    import_id: str
    survey_id: str | None
    agency: str
    received_on: date
    received_by: str
    file_name: str
    sheet: str
    rows: int
    counts: Mapping[RowOutcome, int]

    @property
    def settled(self) -> int:
        """Rows that stand somewhere."""
        return sum(self.counts.values())

    @property
    def complete(self) -> bool:
        """Whether every row stands somewhere; an import that was stopped half-way is not."""
        return self.settled >= self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RowItem:
    """A row of a list; a skipped one may stand for all rows up to `last`. `candidates` are whom it may be."""

    import_id: str
    row: int
    last: int
    outcome: RowOutcome
    person_id: str | None
    person_name: str
    cells: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    candidates: tuple[str, ...] = field(default_factory=tuple)
    reason: str = ""


class ImportQueries(ImportRepository, Protocol):
    """Survey lists on one read transaction, and what a run looks up before it writes."""

    def surveys(self) -> tuple[SurveyItem, ...]:
        """All agencies asked, those due first on top."""
        ...

    def survey(self, survey_id: str) -> SurveyItem:
        """One of them; raises `survey_lists.unknown_survey`."""
        ...

    def lists(self) -> tuple[ImportItem, ...]:
        """All lists received, the newest first."""
        ...

    def list(self, import_id: str) -> ImportItem:
        """A list; raises `survey_lists.unknown`."""
        ...

    def list_of_file(self, sha256: str, sheet: str) -> ImportItem | None:
        """The list that a file's sheet was received as before."""
        ...

    def rows(self, import_id: str, outcome: RowOutcome, *, after: int = 0, limit: int = 200_000) -> tuple[RowItem, ...]:
        """Rows of one outcome by their numbers, `after` a number."""
        ...

    def people(self, person_ids: Sequence[str]) -> tuple[PersonItem, ...]:
        """Some persons of the register, to choose among."""
        ...
