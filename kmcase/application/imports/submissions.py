"""Rows that were sent from telephones: judged by their form, their pictures kept as evidence, none taken twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from kmcase.application.evidence import AttachmentStore
from kmcase.application.forms import Forms
from kmcase.application.imports.settling import Settler
from kmcase.application.ports.imports import StoredSubmission
from kmcase.application.work import Unit
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.imports.mapping import ColumnUse, SurveyColumn
from kmcase.domain.imports.reconcile import RowVerdict, SkippedRows
from kmcase.domain.imports.sheets import ParsedSheet
from kmcase.domain.imports.submission import Submission
from kmcase.domain.imports.submissions import answer_findings
from kmcase.domain.imports.survey import ParsedRow
from kmcase.domain.imports.workbook import Workbook
from kmcase.domain.surveys import RowOutcome, SubmissionReceived, SurveyRowSettled

SUBMISSIONS_A_UNIT = 20
"""Each brings half a dozen pictures to be made smaller, so that a run can be stopped every few seconds."""
KNOWN, CAME_AGAIN, REJECTED = "known_submission", "came_again", "rejected_submission"


class SubmittedPictures(Protocol):
    """The pictures that came with a file."""

    def read(self, name: str, key: str) -> bytes | None:
        """A submission's picture by its name; None where it is not there. Raises `files.*`."""
        ...


PictureOpener = Callable[[Path], AbstractContextManager[SubmittedPictures]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The submissions of a file by row, and rows of earlier lists that waited until these came again, by key."""

    by_row: Mapping[int, Submission] = field(default_factory=dict)
    waiting: Mapping[str, StoredSubmission] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A verdict with the evidence that came with its row."""

    verdict: RowVerdict
    evidence: tuple[EvidenceItem, ...]


class Submissions:
    """What `ImportService` does more with a file of submissions than with a list."""

    def __init__(self, forms: Forms, attachments: AttachmentStore, open_pictures: PictureOpener) -> None:
        self._forms = forms
        self._attachments = attachments
        self.open_pictures = open_pictures

    def judged(
        self, book: Workbook, parsed: ParsedSheet, known: Iterable[StoredSubmission]
    ) -> tuple[ParsedSheet, Sent]:
        """The rows with what their form finds; those rejected there, that came before, or twice here, are skipped.

        One that still waits in an earlier list is taken: perhaps it came again with the picture that was missing.
        """
        earlier = tuple(known)
        taken = {one.key for one in earlier if one.outcome is not RowOutcome.WAITING}
        by_row = {submission.row: submission for submission in book.submissions}
        rows, skipped = [], list(parsed.skipped)
        for row in parsed.rows:
            submission = by_row[row.number]
            if submission.rejected or submission.key in taken:
                reason = REJECTED if submission.rejected else KNOWN
                skipped.append(SkippedRows(first=row.number, last=row.number, reason=reason))
            else:
                taken.add(submission.key)
                rows.append(self._judged(row, submission))
        waiting = {one.key: one for one in earlier if one.outcome is RowOutcome.WAITING}
        return ParsedSheet(rows=tuple(rows), skipped=tuple(skipped)), Sent(by_row=by_row, waiting=waiting)

    def judged_again(self, row: ParsedRow, stored: StoredSubmission) -> ParsedRow:
        """A mended row: the form once more, and pictures that it still names and that never came."""
        form = self._forms.form(stored.form_id, stored.version)
        names = {attachment.name for item in stored.evidence for attachment in item.attachments}
        missing = tuple(
            _picture_finding("picture_missing", key, text)
            for key, text in row.cells.items()
            if key.startswith(f"{SurveyColumn.PICTURE.value}:") and text.strip() and text.strip() not in names
        )
        found = answer_findings(form, row.cells, stored.answers)
        return replace(row, findings=(*row.findings, *found, *missing))

    def _judged(self, row: ParsedRow, submission: Submission) -> ParsedRow:
        form = self._forms.form(submission.form_id, submission.version)
        return replace(row, findings=(*row.findings, *answer_findings(form, row.cells, submission.answers)))

    def kept(self, pictures: SubmittedPictures, verdict: RowVerdict, submission: Submission) -> Kept:
        """A submission's pictures kept under their hashes; one that is missing or useless makes the row wait."""
        evidence: list[EvidenceItem] = []
        found: list[Finding] = []
        for kind, name in submission.pictures.items():
            key = ColumnUse(column=SurveyColumn.PICTURE, ticked=kind).key
            try:
                content = pictures.read(name, submission.key)
                if content is None:
                    found.append(_picture_finding("picture_missing", key, name))
                    continue
                attachment = self._attachments.keep(content, EvidenceKind(kind), name)
            except DomainError:
                found.append(_picture_finding("picture_unusable", key, name))
                continue
            evidence.append(EvidenceItem(kind=EvidenceKind(kind), attachments=(attachment,)))
        if found:
            findings = (*found, *verdict.findings)
            verdict = replace(verdict, outcome=RowOutcome.WAITING, person_id=None, findings=findings)
        return Kept(verdict=verdict, evidence=tuple(evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Takes the submissions of one file in: pictures before the transaction, rows and events inside it."""

    submissions: Submissions
    pictures: SubmittedPictures
    sent: Sent
    settler: Settler

    def prepare(self, verdicts: Sequence[RowVerdict]) -> list[Kept]:
        """Keep the pictures of some rows."""
        return [
            self.submissions.kept(self.pictures, verdict, self.sent.by_row[verdict.row.number]) for verdict in verdicts
        ]

    def settle_all(self, unit: Unit, batch: Sequence[Kept]) -> list[RowOutcome]:
        """Settle the rows, note what they were sent as, and set aside those that waited for them."""
        outcomes = self.settler.settle_all(unit, [kept.verdict for kept in batch])
        for kept in batch:
            submission = self.sent.by_row[kept.verdict.row.number]
            unit.record(
                SubmissionReceived(
                    import_id=self.settler.import_id,
                    row=submission.row,
                    key=submission.key,
                    form_id=submission.form_id,
                    version=submission.version,
                    answers=submission.answers,
                    evidence=kept.evidence,
                    sent_at=submission.sent_at,
                    sent_by=submission.sent_by,
                    person_id=self.settler.persons[submission.row],
                )
            )
            if submission.key in self.sent.waiting:
                _set_aside(unit, self.sent.waiting[submission.key])
        return outcomes


def _set_aside(unit: Unit, before: StoredSubmission) -> None:
    row = unit.imports.row(before.import_id, before.row)
    if row.outcome is RowOutcome.WAITING:
        unit.record(
            SurveyRowSettled(
                import_id=row.import_id, row=row.row, outcome=RowOutcome.SKIPPED, cells=row.cells, reason=CAME_AGAIN
            )
        )


def _picture_finding(name: str, key: str, file: str) -> Finding:
    return Finding(code=f"imports.{name}", severity=Severity.BLOCK, fields=(key,), params={"file": file.strip()})
