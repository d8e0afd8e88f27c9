"""Waiting rows: mended in place, set aside, or saved as a workbook and read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Changes, Outcome
from kmcase.application.imports.commands import MendRow
from kmcase.application.imports.plans import ReadingPlan
from kmcase.application.imports.settling import Settler
from kmcase.application.imports.submissions import Submissions
from kmcase.application.ports.files import WaitingListWriter, WorkbookReader
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.imports.reconcile import RowVerdict, reconcile
from kmcase.domain.imports.rows import read_cells
from kmcase.domain.imports.survey import ParsedRow
from kmcase.domain.imports.waiting import MendedRow, WaitingRow, WaitingSheet, mended_rows, waiting_sheet
from kmcase.domain.surveys import RowOutcome, SurveyRowSettled
from kmcase.messages import Catalogue
from kmcase.thai.names import fold

_ROWS_A_UNIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedSummary:
    """What a mended workbook brought: rows by where they stand now, and lines whose row no longer waited."""

    counts: Mapping[RowOutcome, int] = field(default_factory=dict)
    settled_before: int = 0


class Mending:
    """The part of `ImportService` that handles rows that wait."""

    def __init__(
        self,
        work: Work,
        read_workbook: WorkbookReader,
        write_waiting_list: WaitingListWriter,
        submissions: Submissions,
    ) -> None:
        self._work = work
        self._submissions = submissions
        self._read_workbook = read_workbook
        self._write_waiting_list = write_waiting_list
        self._plans: dict[str, ReadingPlan] = {}

    def mend(self, command: MendRow) -> Outcome[RowOutcome]:
        """Read a waiting row again with its mended cells; gives where it stands now (perhaps it still waits)."""
        with self._work.begin("imports.mend") as unit:
            _require_waiting(unit, command.import_id, command.row)
            outcome = self._settle(unit, command)
            return unit.commit(outcome)

    def set_aside(self, import_id: str, row: int, reason: str) -> Outcome[RowOutcome]:
        """Leave a waiting row out of the register, with the reason."""
        with self._work.begin("imports.mend") as unit:
            waiting = _require_waiting(unit, import_id, row)
            if not reason.strip():
                raise DomainError("survey_lists.reason_missing", "reason")
            unit.record(
                SurveyRowSettled(
                    import_id=import_id, row=row, outcome=RowOutcome.SKIPPED, cells=dict(waiting), reason=reason.strip()
                )
            )
            return unit.commit(RowOutcome.SKIPPED)

    def waiting_sheet(self, import_id: str) -> WaitingSheet:
        """The waiting rows of a list as a table to be mended elsewhere."""
        with self._work.read("imports.read") as reading:
            rows = reading.imports.rows(import_id, RowOutcome.WAITING)
        return waiting_sheet(
            WaitingRow(import_id=import_id, number=item.row, cells=item.cells, findings=item.findings) for item in rows
        )

    def waiting_workbook(self, import_id: str, catalogue: Catalogue) -> bytes:
        """The waiting rows of a list as a workbook; `read_back` takes it in again."""
        return self._write_waiting_list(self.waiting_sheet(import_id), catalogue)

    def read_back(self, path: Path, steps: Steps | None = None) -> Outcome[MendedSummary]:
        """Take in a mended workbook, 500 rows a transaction; raises `imports.no_row_keys`, `imports.row_key_broken`."""
        steps = steps or Silent()
        mended = mended_rows(self._read_workbook(path, steps))
        counts: Counter[RowOutcome] = Counter()
        before, changes = 0, Changes()
        for start in range(0, len(mended), _ROWS_A_UNIT):
            steps.check()
            batch = mended[start : start + _ROWS_A_UNIT]
            with self._work.begin("imports.mend") as unit:
                outcomes = self._settle_all(unit, batch)
                changes |= unit.commit(None).changes
            counts.update(outcomes)
            before += len(batch) - len(outcomes)
            steps.report(start + len(batch), len(mended))
        return Outcome(MendedSummary(counts=dict(counts), settled_before=before), changes)

    def _settle_all(self, unit: Unit, batch: Sequence[MendedRow]) -> list[RowOutcome]:
        outcomes = []
        for mended in batch:
            row = unit.imports.row(mended.import_id, mended.number)
            if row.outcome is RowOutcome.WAITING:
                command = MendRow(import_id=mended.import_id, row=mended.number, cells={**row.cells, **mended.cells})
                outcomes.append(self._settle(unit, command))
        return outcomes

    def _settle(self, unit: Unit, command: MendRow) -> RowOutcome:
        plan = self._plan(unit, command.import_id)
        row = read_cells(command.row, command.cells, plan.context(unit.today, unit.office.area))
        sent = unit.imports.submission(command.import_id, command.row)
        if sent is not None:
            row = self._submissions.judged_again(row, sent)
        settler = Settler(
            import_id=command.import_id,
            as_of=unit.imports.received(command.import_id).received_on,
            decided_new=frozenset({command.row}) if command.is_new else frozenset(),
        )
        return settler.settle_all(unit, (_verdict(unit, row, command),))[0]

    def _plan(self, unit: Unit, import_id: str) -> ReadingPlan:
        if import_id not in self._plans:
            self._plans[import_id] = ReadingPlan.from_plain(unit.imports.received(import_id).mapping)
        return self._plans[import_id]


def _verdict(unit: Unit, row: ParsedRow, command: MendRow) -> RowVerdict:
    """Where a mended row ends; that somebody said who it is comes before every likeness."""
    if command.is_person is not None:
        unit.people.person(command.is_person)
        # Nothing of the row is written over what the register knows, so what is wrong with it no longer matters.
        return RowVerdict(row=row, outcome=RowOutcome.MATCHED, findings=(), person_id=command.is_person)
    survey = row.survey
    ids = {survey.national_id} if survey.national_id else set()
    words = {fold(name) for name in (survey.first_name, survey.last_name) if name}
    new = frozenset({row.number}) if command.is_new else frozenset()
    return reconcile((row,), unit.imports.people_like(ids, words), new_people=new).verdicts[0]


def _require_waiting(unit: Unit, import_id: str, row: int) -> Mapping[str, str]:
    """The cells of a row that waits; raises `imports.unknown_row` or `survey_lists.settled_already`."""
    found = unit.imports.row(import_id, row)
    if found.outcome is not RowOutcome.WAITING:
        raise DomainError("survey_lists.settled_already", row=row)
    return found.cells
