"""Decides for survey lists: read a file, choose its columns, take it in, mend what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from kmcase.application.changes import Outcome
from kmcase.application.forms import SURVEY
from kmcase.application.imports import ImportPreview, ImportSummary, MendRow, ReadingPlan, ReceiveList
from kmcase.application.imports.mending import MendedSummary
from kmcase.application.imports.plans import with_column
from kmcase.application.read.imports import ImportItem, RowItem, SurveyItem
from kmcase.application.read.people import PersonItem
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.imports.mapping import SurveyColumn
from kmcase.domain.imports.waiting import is_mended_workbook
from kmcase.domain.imports.workbook import Workbook
from kmcase.domain.surveys import RowOutcome
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Job, Ok, Progress, Result, Tone
from ui.screens.imports.watched import Watched
from ui.tables.output import write_file


class Step(IntEnum):
    """The three steps of the page."""

    FILE = 0
    COLUMNS = 1
    RESULT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What is asked of a list besides its columns."""

    agency: str
    received_on: date | None
    survey_id: str | None


class ImportsPort(Protocol):
    """What the view can show."""

    def show_step(self, step: Step) -> None: ...
    def show_lists(self, lists: tuple[ImportItem, ...]) -> None: ...
    def show_lists_failure(self, failure: Err) -> None: ...
    def show_running(self, said: Message, watched: Watched) -> None: ...
    def show_columns(self, preview: ImportPreview, surveys: tuple[SurveyItem, ...]) -> None: ...
    def show_list(self, item: ImportItem) -> None: ...
    def show_rows(self, outcome: RowOutcome, rows: tuple[RowItem, ...]) -> None: ...
    def show_candidates(self, row: RowItem, people: tuple[PersonItem, ...]) -> None: ...
    def show_evidence(self, row: RowItem, evidence: tuple[EvidenceItem, ...]) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...
    def show_trouble(self, failure: Err) -> None: ...
    def show_said(self, said: Message, tone: Tone) -> None: ...


class ImportsPresenter:
    """Decides for the page of survey lists."""

    def __init__(self, desk: Desk, view: ImportsPort) -> None:
        self._desk = desk
        self._view = view
        self._book: Workbook | None = None
        self._preview: ImportPreview | None = None
        self._surveys: tuple[SurveyItem, ...] = ()
        self._job: Job | None = None
        self._told_alike: set[str] = set()
        self._shown: str | None = None

    @property
    def may_import(self) -> bool:
        """Whether the signed-in person takes lists in."""
        return self._desk.may("imports.run")

    @property
    def shown_list(self) -> str | None:
        """The list whose rows are shown."""
        return self._shown

    # --- the first step: a file ---

    def begin(self) -> None:
        """Choose a file, with the lists received so far below."""
        self._book = self._preview = self._shown = None
        self._view.show_step(Step.FILE)
        self.refresh_lists()

    def refresh_lists(self) -> None:
        """The lists received so far."""
        imports = self._desk.services.imports
        self._desk.jobs.database(lambda: (imports.lists(), imports.surveys()), self._lists_come)

    def _lists_come(self, result: Result[tuple[tuple[ImportItem, ...], tuple[SurveyItem, ...]]]) -> None:
        match result:
            case Ok(value=(lists, surveys)):
                self._surveys = surveys
                self._view.show_lists(lists)
            case Err():
                self._view.show_lists_failure(result)

    def open_file(self, path: Path) -> None:
        """Read a file: a list, or waiting rows that were mended in Excel."""
        imports = self._desk.services.imports
        watched = Watched()

        def work(progress: Progress) -> tuple[Workbook, ImportPreview | None]:
            book: Workbook = imports.read(path, watched.over(progress))
            return book, None if is_mended_workbook(book) else imports.preview(book)

        def done(result: Result[tuple[Workbook, ImportPreview | None]]) -> None:
            self._job = None
            match result:
                case Ok(value=(_, None)):
                    self._read_back(path)
                case Ok(value=(book, preview)):
                    self._book = book
                    self._looked(preview)
                case Err():
                    self._failed(result)

        said = message("survey_lists.reading", name=path.name)
        self._view.show_running(said, watched)
        self._job = self._desk.jobs.background(work, done, title=said)

    def save_form(self, path: Path) -> None:
        """Write the survey form for volunteers' telephones: an XLSForm workbook, with `.xml` an ODK XForm."""
        exports = self._desk.services.form_exports

        def work(_: Progress) -> str:
            write_file(path, exports.xform(SURVEY) if path.suffix.lower() == ".xml" else exports.xlsform(SURVEY))
            return path.name

        def done(result: Result[str]) -> None:
            match result:
                case Ok(value=name):
                    self._view.show_said(message("survey_lists.form_saved", name=name), Tone.OK)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.background(work, done, title=message("survey_lists.form_saving"))

    def _failed(self, failure: Err) -> None:
        self._view.show_step(Step.FILE)
        self._view.show_trouble(failure)

    def cancel(self) -> None:
        """Stop what runs between two of its steps."""
        if self._job is not None:
            self._job.cancel()

    # --- the second step: columns ---

    def _looked(self, preview: ImportPreview | None) -> None:
        if preview is None:
            return
        self._preview = preview
        known = preview.known_as
        if known is not None and known.complete:
            said = message("survey_lists.known", on=known.received_on)
            self.open_list(known.import_id, partial(self._view.show_said, said, Tone.ACCENT))
            return
        self._view.show_columns(preview, self._surveys)
        self._view.show_step(Step.COLUMNS)

    def choose_sheet(self, sheet: str) -> None:
        """Look at another sheet of the file."""
        if self._preview is not None and sheet != self._preview.sheet:
            self._look(sheet, None)

    def choose_column(self, index: int, column: SurveyColumn) -> None:
        """Take a column for something else."""
        if self._preview is not None:
            self._look(self._preview.sheet, with_column(self._preview.plan, index, column))

    def choose_subdistrict(self, code: str) -> None:
        """Rows that name no sub-district lie in this one."""
        if self._preview is not None and code != self._preview.plan.subdistrict_code:
            self._look(self._preview.sheet, replace(self._preview.plan, subdistrict_code=code))

    def _look(self, sheet: str, plan: ReadingPlan | None) -> None:
        imports, book = self._desk.services.imports, self._book

        def done(result: Result[ImportPreview]) -> None:
            match result:
                case Ok(value=preview):
                    self._looked(preview)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.database(lambda: imports.preview(book, sheet, plan), done)

    def take_in(self, received: Received) -> None:
        """Take the list in, in the background."""
        preview, book = self._preview, self._book
        if preview is None or book is None or self._job is not None:
            return
        command = ReceiveList(
            sheet=preview.sheet,
            plan=preview.plan,
            agency=received.agency,
            received_on=received.received_on or self._desk.today(),
            survey_id=received.survey_id,
            many_alike=book.sha256 in self._told_alike,
        )
        imports, watched = self._desk.services.imports, Watched()
        said = message("survey_lists.running", name=preview.file_name)
        self._view.show_running(said, watched)
        self._job = self._desk.jobs.background(
            lambda progress: imports.run(book, command, watched.over(progress)), self._taken_in, title=said
        )

    def _taken_in(self, result: Result[Outcome[ImportSummary]]) -> None:
        self._job = None
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                self.open_list(outcome.value.import_id)
            case Err(code="shell.cancelled"):
                self.begin()
                self._view.show_said(message("survey_lists.stopped"), Tone.WARN)
            case Err():
                if result.code == "survey_lists.many_alike" and self._book is not None:
                    self._told_alike.add(self._book.sha256)
                self._view.show_step(Step.COLUMNS)
                self._view.show_trouble(result)

    # --- the third step: where every row stands ---

    def open_list(self, import_id: str, then: Callable[[], None] = lambda: None) -> None:
        """Show where the rows of a list stand, and then say what there is to say of it."""
        self._shown = import_id
        imports = self._desk.services.imports

        def work() -> tuple[ImportItem, dict[RowOutcome, tuple[RowItem, ...]]]:
            return imports.list(import_id), {outcome: imports.rows(import_id, outcome) for outcome in RowOutcome}

        def done(result: Result[tuple[ImportItem, dict[RowOutcome, tuple[RowItem, ...]]]]) -> None:
            if self._shown != import_id:
                return
            match result:
                case Ok(value=(item, rows)):
                    self._view.show_list(item)
                    for outcome, of_outcome in rows.items():
                        self._view.show_rows(outcome, of_outcome)
                    self._view.show_step(Step.RESULT)
                    then()
                case Err():
                    self._failed(result)

        self._desk.jobs.database(work, done)

    def look_at(self, row: RowItem) -> None:
        """Fetch whom a waiting row may be."""
        if not row.candidates:
            self._view.show_candidates(row, ())
            return
        imports = self._desk.services.imports

        def done(result: Result[tuple[PersonItem, ...]]) -> None:
            match result:
                case Ok(value=people):
                    self._view.show_candidates(row, people)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.database(lambda: imports.candidates(row.candidates), done)

    def fetch_pictures(self, row: RowItem) -> None:
        """Which pictures came with a row."""
        imports = self._desk.services.imports

        def done(result: Result[tuple[EvidenceItem, ...]]) -> None:
            self._view.show_evidence(row, result.value if isinstance(result, Ok) else ())

        self._desk.jobs.database(lambda: imports.evidence(row.import_id, row.row), done)

    def open_picture(self, stored_sha256: str, title: Message) -> None:
        """Show a picture large."""
        attachments = self._desk.services.attachments

        def done(result: Result[bytes]) -> None:
            if isinstance(result, Ok):
                self._view.show_picture(result.value, title)
            else:
                self._view.show_trouble(result)

        self._desk.jobs.background(lambda _: attachments.open(stored_sha256), done, title=title)

    def mend(self, row: RowItem, cells: Mapping[str, str]) -> None:
        """Read the row again with its mended cells."""
        self._settle(MendRow(import_id=row.import_id, row=row.row, cells={**row.cells, **cells}))

    def is_person(self, row: RowItem, person_id: str) -> None:
        """The row is somebody of the register."""
        self._settle(MendRow(import_id=row.import_id, row=row.row, cells=row.cells, is_person=person_id))

    def is_new(self, row: RowItem, cells: Mapping[str, str]) -> None:
        """The row is nobody of the register."""
        self._settle(MendRow(import_id=row.import_id, row=row.row, cells={**row.cells, **cells}, is_new=True))

    def _settle(self, command: MendRow) -> None:
        imports = self._desk.services.imports
        self._desk.jobs.database(lambda: imports.mend(command), lambda result: self._settled(command.row, result))

    def set_aside(self, row: RowItem, reason: str) -> None:
        """Leave the row out of the register."""
        imports = self._desk.services.imports
        self._desk.jobs.database(
            lambda: imports.set_aside(row.import_id, row.row, reason), lambda result: self._settled(row.row, result)
        )

    def _settled(self, row: int, result: Result[Outcome[RowOutcome]]) -> None:
        match result:
            case Ok(value=outcome):
                said = message(f"survey_lists.now.{outcome.value.value}", row=row)
                self._view.show_said(said, Tone.WARN if outcome.value is RowOutcome.WAITING else Tone.OK)
                self._desk.announce(outcome.changes)
            case Err():
                self._view.show_trouble(result)

    def save_waiting(self, path: Path) -> None:
        """Write the waiting rows as a workbook to be mended."""
        imports, import_id, catalogue = self._desk.services.imports, self._shown, self._desk.texts.catalogue

        def work(_: Progress) -> str:
            write_file(path, imports.waiting_workbook(import_id, catalogue))
            return path.name

        def done(result: Result[str]) -> None:
            match result:
                case Ok(value=name):
                    self._view.show_said(message("survey_lists.saved", name=name), Tone.OK)
                case Err():
                    self._view.show_trouble(result)

        self._desk.jobs.background(work, done, title=message("survey_lists.saving"))

    def _read_back(self, path: Path) -> None:
        imports, watched = self._desk.services.imports, Watched()

        def done(result: Result[Outcome[MendedSummary]]) -> None:
            self._job = None
            match result:
                case Ok(value=outcome):
                    self._desk.announce(outcome.changes)
                    self._after_reading_back(outcome)
                case Err():
                    self._failed(result)

        said = message("survey_lists.reading_back", name=path.name)
        self._view.show_running(said, watched)
        self._job = self._desk.jobs.background(
            lambda progress: imports.read_back(path, watched.over(progress)), done, title=said
        )

    def _after_reading_back(self, outcome: Outcome[MendedSummary]) -> None:
        counts = outcome.value.counts
        still = counts.get(RowOutcome.WAITING, 0)
        said = message(
            "survey_lists.read_back",
            settled=sum(counts.values()) - still,
            waiting=still,
            before=outcome.value.settled_before,
        )
        tell = partial(self._view.show_said, said, Tone.WARN if still else Tone.OK)
        lists = sorted(outcome.changes.of("import"))
        if lists:
            self.open_list(lists[0], tell)
        else:
            self.begin()
            tell()

    def changed(self) -> None:
        """Something of a list was committed here or elsewhere."""
        if self._shown is not None:
            self.open_list(self._shown)
        elif self._preview is None and self._job is None:
            self.refresh_lists()
