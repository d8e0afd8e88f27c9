"""Use cases of survey lists: ask, remind, look into a file, take it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from kmcase.application.access import Silent, Steps
from kmcase.application.changes import Changes, Outcome
from kmcase.application.imports.commands import AskForList, ReceiveList
from kmcase.application.imports.mending import Mending
from kmcase.application.imports.plans import (
    ImportPreview,
    ReadingPlan,
    columns_of,
    first_plan,
    fullest_sheet,
    sampled,
)
from kmcase.application.imports.settling import Settler
from kmcase.application.imports.submissions import SUBMISSIONS_A_UNIT, Sent, Taking
from kmcase.application.read.imports import ImportItem, RowItem, SurveyItem
from kmcase.application.read.people import PersonItem
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.imports.headings import find_header
from kmcase.domain.imports.reconcile import Reconciled, SkippedRows, reconcile
from kmcase.domain.imports.sheets import ParsedSheet, parse_sheet
from kmcase.domain.imports.workbook import Sheet, Workbook, cell_text
from kmcase.domain.surveys import (
    MappingRemembered,
    ReminderMethod,
    RowOutcome,
    SurveyAsked,
    SurveyListReceived,
    SurveyReminded,
)
from kmcase.thai.names import fold

ROWS_A_UNIT = 500
_SKIPPED_TEXT = 200
_ALIKE_SHARE = 0.2
_FEWEST_ALIKE = 10
"""A file with so few rows in doubt is looked at row by row."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What a run did; `resumed` rows stood already from a run that was broken off."""

    import_id: str
    counts: Mapping[RowOutcome, int] = field(default_factory=dict)
    resumed: int = 0


class ImportService(Mending):
    """Survey lists; the mending of waiting rows is `Mending`."""

    def ask(self, command: AskForList) -> Outcome[str]:
        """Note that an agency was asked for a list; gives the survey's id."""
        with self._work.begin("imports.ask") as unit:
            if not command.agency.strip():
                raise DomainError("survey_lists.agency_missing", "agency")
            if command.due_on < command.asked_on:
                raise DomainError("survey_lists.due_before_asked", "due_on")
            if command.partner_id is not None:
                unit.appointments.partner(command.partner_id)
            survey_id = unit.ids.new()
            unit.record(
                SurveyAsked(
                    survey_id=survey_id,
                    agency=command.agency.strip(),
                    subdistrict_code=command.subdistrict_code,
                    asked_on=command.asked_on,
                    due_on=command.due_on,
                    remark=command.remark,
                    kind=command.kind,
                    partner_id=command.partner_id,
                )
            )
            return unit.commit(survey_id)

    def remind(self, survey_id: str, on: date, method: ReminderMethod | None = None, note: str = "") -> Outcome[str]:
        """Note that the agency was reminded; every time is kept."""
        with self._work.begin("imports.ask") as unit:
            if not unit.imports.survey_exists(survey_id):
                raise DomainError("survey_lists.unknown_survey")
            if on > unit.today:
                raise DomainError("survey_lists.day_in_future", "on")
            unit.record(SurveyReminded(survey_id=survey_id, on=on, method=method, note=note.strip()))
            return unit.commit(survey_id)

    def read(self, path: Path, steps: Steps | None = None) -> Workbook:
        """A file's cells; raises `files.*`. Touches no database."""
        return self._read_workbook(path, steps)

    def preview(self, book: Workbook, sheet_name: str = "", plan: ReadingPlan | None = None) -> ImportPreview:
        """A sheet (by default the fullest) as it would be read by a plan (by default remembered, else guessed)."""
        sheet = book.sheet(sheet_name) if sheet_name else fullest_sheet(book)
        header = find_header(sheet)
        with self._work.read("imports.read") as reading:
            shape = first_plan(sheet, None).mapping.shape
            remembered = reading.imports.mapping(shape)
            known_as = reading.imports.list_of_file(book.sha256, sheet.name)
            area, today = reading.office.area, reading.today
        plan = plan or first_plan(sheet, remembered)
        sample = sampled(sheet, header, plan.mapping, plan.context(today, area))
        if book.submissions:
            sample = self._submissions.judged(book, ParsedSheet(rows=sample, skipped=()), ())[0].rows
        return ImportPreview(
            file_name=book.file_name,
            sheets=tuple(each.name for each in book.sheets),
            sheet=sheet.name,
            titles=header.titles,
            columns=columns_of(sheet, header, plan.mapping),
            plan=plan,
            remembered=remembered is not None and plan.mapping.as_plain() == remembered,
            rows=len(sheet.rows) - header.data_from,
            sample=sample,
            known_as=known_as,
        )

    def run(self, book: Workbook, command: ReceiveList, steps: Steps | None = None) -> Outcome[ImportSummary]:
        """Take a sheet in, 500 rows a transaction; every row ends somewhere.

        A run that was broken off goes on where it stopped, by its first plan. Raises `survey_lists.file_known` where
        the sheet was taken in already, `survey_lists.no_name_column`, `survey_lists.many_alike`, and what
        `steps.check` raises.
        """
        steps = steps or Silent()
        sheet = book.sheet(command.sheet)
        import_id, plan, settled = self._begun(book, sheet, command)
        parsed, sent = self._sent(book, self._parsed(sheet, plan, steps))
        reconciled = self._reconciled(import_id or "", parsed)
        if import_id is None:
            _require_plausible(reconciled, command)
            import_id = self._receive(book, sheet, command)
        settler = Settler(import_id=import_id, as_of=command.received_on)
        run = _Run(self._work, settler, sheet, steps)
        if book.source is None:
            return run.all(reconciled, settled)
        with self._submissions.open_pictures(book.source) as pictures:
            taking = Taking(submissions=self._submissions, pictures=pictures, sent=sent, settler=settler)
            return run.all(reconciled, settled, taking)

    def _begun(
        self, book: Workbook, sheet: Sheet, command: ReceiveList
    ) -> tuple[str | None, ReadingPlan, frozenset[int]]:
        """The list that a broken run began, its plan, and the rows that it settled."""
        with self._work.read("imports.read") as reading:
            known = reading.imports.list_of_file(book.sha256, sheet.name)
            if known is None:
                _require(command, reading.today)
                return None, command.plan, frozenset()
            if known.complete:
                raise DomainError("survey_lists.file_known", "file", name=book.file_name)
            plan = ReadingPlan.from_plain(reading.imports.received(known.import_id).mapping)
            return known.import_id, plan, reading.imports.settled_rows(known.import_id)

    def _parsed(self, sheet: Sheet, plan: ReadingPlan, steps: Steps) -> ParsedSheet:
        with self._work.read("imports.read") as reading:
            context = plan.context(reading.today, reading.office.area)
        return parse_sheet(sheet, find_header(sheet), plan.mapping, context, check=lambda _: steps.check())

    def _sent(self, book: Workbook, parsed: ParsedSheet) -> tuple[ParsedSheet, Sent]:
        """Rows that are submissions as their form judges them; those that came before are skipped."""
        if not book.submissions:
            return parsed, Sent()
        with self._work.read("imports.read") as reading:
            known = reading.imports.submissions({submission.key for submission in book.submissions})
        return self._submissions.judged(book, parsed, known)

    def _receive(self, book: Workbook, sheet: Sheet, command: ReceiveList) -> str:
        mapping = command.plan.mapping
        with self._work.begin("imports.run") as unit:
            import_id = unit.ids.new()
            unit.record(
                SurveyListReceived(
                    import_id=import_id,
                    survey_id=command.survey_id,
                    agency=command.agency.strip(),
                    received_on=command.received_on,
                    file_name=book.file_name,
                    sha256=book.sha256,
                    sheet=sheet.name,
                    rows=len(sheet.rows) - find_header(sheet).data_from,
                    mapping=command.plan.as_plain(),
                )
            )
            if unit.imports.mapping(mapping.shape) != mapping.as_plain():
                unit.record(MappingRemembered(shape=mapping.shape, mapping=mapping.as_plain()))
            unit.commit(import_id)
        return import_id

    def _reconciled(self, import_id: str, parsed: ParsedSheet) -> Reconciled:
        surveys = [row.survey for row in parsed.rows]
        ids = {survey.national_id for survey in surveys if survey.national_id}
        words = {fold(name) for survey in surveys for name in (survey.first_name, survey.last_name) if name}
        with self._work.read("imports.read") as reading:
            known = reading.imports.people_like(ids, words, not_from=f"import:{import_id}")
        return reconcile(parsed.rows, known, skipped=parsed.skipped)

    def surveys(self) -> tuple[SurveyItem, ...]:
        """Who was asked, due, received, reminded."""
        with self._work.read("imports.read") as reading:
            return reading.imports.surveys()

    def lists(self) -> tuple[ImportItem, ...]:
        """Lists received, the newest first."""
        with self._work.read("imports.read") as reading:
            return reading.imports.lists()

    def list(self, import_id: str) -> ImportItem:
        """A list with its counts."""
        with self._work.read("imports.read") as reading:
            return reading.imports.list(import_id)

    def rows(self, import_id: str, outcome: RowOutcome, *, after: int = 0) -> tuple[RowItem, ...]:
        """Rows of one outcome."""
        with self._work.read("imports.read") as reading:
            return reading.imports.rows(import_id, outcome, after=after)

    def evidence(self, import_id: str, row: int) -> tuple[EvidenceItem, ...]:
        """The pictures that came with a row; none for a row of a list."""
        with self._work.read("imports.read") as reading:
            sent = reading.imports.submission(import_id, row)
        return sent.evidence if sent is not None else ()

    def candidates(self, person_ids: Sequence[str]) -> tuple[PersonItem, ...]:
        """Whom a row may be."""
        with self._work.read("imports.read") as reading:
            return reading.imports.people(person_ids)


def _require_plausible(reconciled: Reconciled, command: ReceiveList) -> None:
    """A file of which many rows may be known already is perhaps the wrong one: told once before anything is written."""
    alike, rows = reconciled.perhaps_known, len(reconciled.verdicts)
    if not command.many_alike and alike >= _FEWEST_ALIKE and alike > rows * _ALIKE_SHARE:
        raise DomainError("survey_lists.many_alike", "file", count=alike, rows=rows)


def _require(command: ReceiveList, today: date) -> None:
    if not command.agency.strip():
        raise DomainError("survey_lists.agency_missing", "agency")
    if command.received_on > today:
        raise DomainError("survey_lists.day_in_future", "received_on")
    if not command.plan.mapping.complete:
        raise DomainError("survey_lists.no_name_column", "columns")


class _Run:
    """One run over all rows that are not settled yet."""

    def __init__(self, work: Work, settler: Settler, sheet: Sheet, steps: Steps) -> None:
        self._work = work
        self._settler = settler
        self._sheet = sheet
        self._steps = steps
        self._counts: Counter[RowOutcome] = Counter()
        self._changes = Changes()

    def all(
        self, reconciled: Reconciled, settled: frozenset[int], taking: Taking | None = None
    ) -> Outcome[ImportSummary]:
        """Settle unit by unit; between two of them the run may be stopped."""
        skipped = [rows for rows in reconciled.skipped if rows.first not in settled]
        verdicts = [verdict for verdict in reconciled.verdicts if verdict.row.number not in settled]
        total = len(skipped) + len(verdicts)
        for done, batch in self._batches(skipped, 0, ROWS_A_UNIT):
            self._settle(self._skip_all, batch, done, total)
        size = ROWS_A_UNIT if taking is None else SUBMISSIONS_A_UNIT
        for done, rows in self._batches(verdicts, len(skipped), size):
            if taking is None:
                self._settle(self._settler.settle_all, rows, done, total)
            else:
                self._settle(taking.settle_all, taking.prepare(rows), done, total)
        summary = ImportSummary(import_id=self._settler.import_id, counts=dict(self._counts), resumed=len(settled))
        return Outcome(summary, self._changes)

    def _batches(self, items: Sequence[T], before: int, size: int) -> Iterator[tuple[int, Sequence[T]]]:
        """Pieces of a list, each with how many are done after it."""
        for start in range(0, len(items), size):
            self._steps.check()
            batch = items[start : start + size]
            yield before + start + len(batch), batch

    def _settle(
        self, settle: Callable[[Unit, Sequence[T]], Sequence[RowOutcome]], batch: Sequence[T], done: int, total: int
    ) -> None:
        with self._work.begin("imports.run") as unit:
            outcomes = settle(unit, batch)
            self._changes |= unit.commit(None).changes
        self._counts.update(outcomes)
        self._steps.report(done, total)

    def _skip_all(self, unit: Unit, batch: Sequence[SkippedRows]) -> list[RowOutcome]:
        for rows in batch:
            self._settler.skip(unit, rows, self._text(rows.first))
        return [RowOutcome.SKIPPED for rows in batch for _ in range(rows.count)]

    def _text(self, number: int) -> str:
        cells = self._sheet.rows[number - 1]
        return " ".join(dict.fromkeys(cell_text(cell) for cell in cells if cell is not None))[:_SKIPPED_TEXT]
