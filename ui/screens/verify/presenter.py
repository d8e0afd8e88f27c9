"""What verification shows: five parts, each sound or with its sentences; and a printed page."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from kmcase.application.verification import PaperResult, PaperRow, VerificationReport
from kmcase.messages import Message, message
from kmcase.thai.baht import BahtProblem, parse_baht
from kmcase.thai.digits import to_arabic
from ui.one_job import OneJob
from ui.ports import Desk, Err, Ok, Progress, Result


class VerifyPort(Protocol):
    """What the view can show."""

    def show_running(self, running: bool) -> None:
        """Verification runs."""
        ...

    def show_report(self, report: VerificationReport) -> None:
        """What was found."""
        ...

    def show_paper(self, result: PaperResult) -> None:
        """What a printed page comes to."""
        ...

    def show_unread(self, said: Message) -> None:
        """What is missing, or which typed rows cannot be read; nothing was compared."""
        ...

    def show_trouble(self, failure: Err) -> None:
        """Why it could not be done."""
        ...


class VerifyPresenter:
    """Decides for verification."""

    def __init__(self, desk: Desk, view: VerifyPort) -> None:
        self._desk = desk
        self._view = view
        self._job = OneJob(desk, lambda title: view.show_running(title is not None))

    def start(self) -> None:
        """Look at everything, in the background."""
        self._job.start(self._desk.services.verification.verify, self._done, message("verify.running"))

    def cancel(self) -> None:
        """Stop after the present part."""
        self._job.cancel()

    def _done(self, result: Result[VerificationReport]) -> None:
        match result:
            case Ok(value=report):
                self._view.show_report(report)
            case Err():
                self._view.show_trouble(result)

    def check_paper(self, code: str, rows: str = "") -> None:
        """Compare a page's QR text, and rows typed from it (number, name, amount, mark; one a line).

        A line that cannot be read is told and nothing is compared: a row left out would pass for a sound one.
        """
        verification = self._desk.services.verification
        if not code.strip():
            self._view.show_unread(message("verify.code_missing"))
            return
        typed = [(place, line) for place, line in enumerate(rows.splitlines(), 1) if line.strip()]
        read = [(place, read_row(line)) for place, line in typed]
        unread = [str(place) for place, row in read if row is None]
        if unread:
            self._view.show_unread(message("verify.rows_unread", lines=", ".join(unread)))
            return
        wanted = tuple(row for _, row in read if row is not None)

        def work() -> PaperResult:
            found: PaperResult = verification.paper(code.strip(), wanted)
            return found

        self._desk.jobs.database(work, self._paper_done)

    def check_file(self, path: Path) -> None:
        """Compare a ledger's PDF or scan, in the background."""
        verification = self._desk.services.verification

        def work(progress: Progress) -> PaperResult:
            progress.report(0)
            found: PaperResult = verification.paper_file(path)
            return found

        self._desk.jobs.background(work, self._paper_done, title=message("verify.reading_page"))

    def _paper_done(self, result: Result[PaperResult]) -> None:
        match result:
            case Ok(value=paper):
                self._view.show_paper(paper)
            case Err():
                self._view.show_trouble(result)


def read_row(line: str) -> PaperRow | None:
    """`0012/2567; นางบุญมี ศรีสุข; 3,000.00; ABCD2345`; None for a line that is none of that."""
    parts = [part.strip() for part in line.replace("\t", ";").split(";")]
    if len(parts) != 4 or not all(parts):
        return None
    number, payee, amount, mark = parts
    try:
        satang = parse_baht(amount.strip("()"))
    except BahtProblem:
        return None
    return PaperRow(number=to_arabic(number), payee=payee, satang=satang, mark=mark.upper())
