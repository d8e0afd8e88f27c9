"""Receipts: the list, one receipt, scans, making one void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.ports.files import ScanPage, UnreadPage
from kmcase.application.read.payments import ReceiptPage, VoucherItem
from kmcase.application.receipts import VoidReceipt
from kmcase.application.scans import FiledPage
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.answering import show_paper, show_stored
from ui.ports import Desk, Err, Result
from ui.screens.receipts.pages import PageLine, line_of, summary
from ui.tone import Tone

Listed = tuple[tuple[VoucherItem, ...], tuple[VoucherItem, ...], ReceiptPage | None, tuple[StaffMember, ...]]


class ReceiptsPort(Protocol):
    """What the view shows."""

    def show_lists(self, items: Sequence[VoucherItem], missing: Sequence[VoucherItem]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_receipt(self, page: ReceiptPage | None, staff: Sequence[StaffMember]) -> None: ...
    def show_lines(self, lines: Sequence[PageLine], said: Message) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...
    def show_errors(self, errors: Mapping[str, Message]) -> None: ...
    def void_done(self) -> None: ...


class ReceiptsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: ReceiptsPort) -> None:
        self._desk = desk
        self._view = view
        self._staff: Sequence[StaffMember] = ()
        self.page: ReceiptPage | None = None
        self._wanted: str | None = None
        self.lines: tuple[PageLine, ...] = ()

    # --- list and receipt ---

    def open(self, voucher_id: str | None) -> None:
        """Show the lists, and a receipt."""
        receipts, payments = self._desk.services.receipts, self._desk.services.payments
        wanted = self._wanted = voucher_id or self._wanted

        def work() -> Listed:
            page = receipts.receipt(wanted) if wanted else None
            return receipts.receipts(), receipts.missing_scans(), page, payments.staff()

        self._desk.jobs.database(work, self._opened)

    def _opened(self, result: Result[Listed]) -> None:
        if isinstance(result, Err):
            self._wanted = None
            self._view.show_failure(result)
            return
        items, missing, self.page, self._staff = result.value
        self._view.show_lists(items, missing)
        self._view.show_receipt(self.page, self._staff)

    def select(self, voucher_id: str) -> None:
        """Show a receipt."""
        self._wanted = voucher_id
        if self.page is not None and self.page.voucher.voucher_id == voucher_id:
            return
        receipts = self._desk.services.receipts

        def selected(result: Result[ReceiptPage]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            else:
                self.page = result.value
                self._view.show_receipt(self.page, self._staff)

        self._desk.jobs.database(lambda: receipts.receipt(voucher_id), selected)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if any(noun in changes for noun in ("voucher", "run")):
            self.open(None)

    # --- scans ---

    def take_in(self, paths: Sequence[Path]) -> None:
        """Read a scanned stack and put each page with its receipt."""
        if not paths or not self._desk.may("payments.scan"):
            return
        scans = self._desk.services.scans
        self._desk.jobs.background(
            lambda progress: scans.read(tuple(paths), progress),
            self._read,
            title=message("payments.job.scans", count=len(paths)),
        )

    def _read(self, result: Result[tuple[ScanPage | UnreadPage, ...]]) -> None:
        if isinstance(result, Err):
            self._desk.notices.notice(result.message, Tone.ERROR)
            return
        for page in result.value:
            if isinstance(page, UnreadPage):
                self._add(page)
            else:
                self._file(page)

    def _file(self, page: ScanPage) -> None:
        scans = self._desk.services.scans

        def filed(result: Result[Outcome[FiledPage]]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
                return
            self._add(result.value.value)
            if result.value.changes.touched:
                self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: scans.file(page), filed)

    def _add(self, found: FiledPage | UnreadPage) -> None:
        self.lines = (*self.lines, line_of(len(self.lines), found))
        self._view.show_lines(self.lines, summary(self.lines))

    def place(self, line: PageLine, number: str) -> None:
        """Put a page with the receipt whose number somebody read on it."""
        page, scans = line.held, self._desk.services.scans
        if page is None:
            return

        def placed(result: Result[Outcome[FiledPage]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({"number": result.message})
                return
            found = line_of(line.place, result.value.value)
            self.lines = tuple(found if one.place == line.place else one for one in self.lines)
            self._view.show_lines(self.lines, summary(self.lines))
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: scans.place(page, number), placed)

    def show_held(self, line: PageLine) -> None:
        """Show a page that waits."""
        if line.held is not None:
            said = message("payments.scans.page", page=line.page, name=line.source)
            self._view.show_picture(line.held.jpeg, said)

    def show_stored(self, stored: str, title: Message) -> None:
        """Show a scan, a report or a photograph."""
        show_stored(self._desk, stored, title, self._view.show_picture)

    # --- void, paper, ways ---

    def void(self, reason: str, second_person: str, second_password: str) -> None:
        """Make the receipt in front void."""
        if self.page is None:
            return
        voucher = self.page.voucher
        command = VoidReceipt(
            voucher_id=voucher.voucher_id,
            reason=reason,
            second_person=second_person,
            second_password=second_password,
        )
        receipts = self._desk.services.receipts

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors({result.field or "reason": result.message})
                return
            self._desk.notices.notice(message("payments.receipts.voided", number=voucher.number), Tone.OK)
            self._view.void_done()
            self.open(voucher.voucher_id)
            self._desk.announce(result.value.changes)

        self._desk.jobs.database(lambda: receipts.void(command), done)

    def print(self) -> None:
        """The receipt as paper, with what was captured."""
        if self.page is None:
            return
        voucher_id, language = self.page.voucher.voucher_id, self._desk.texts.language
        printing = self._desk.services.printing
        title = message("payments.job.receipt", number=self.page.voucher.number)
        show_paper(self._desk, lambda _: printing.receipt(voucher_id, language), title)
