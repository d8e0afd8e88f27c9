"""Scanned stacks of signed receipts: each page finds its number by its QR, or is placed by hand.

Reading pages is slow and touches no database; filing a page is one short use case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kmcase.application.access import Steps
from kmcase.application.changes import Changes, Outcome
from kmcase.application.evidence import AttachmentStore
from kmcase.application.ports.files import ScanPage, ScanReader, UnreadPage
from kmcase.application.printing.receipts import read_receipt_code
from kmcase.application.receipts import ReceiptService
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.payments import AWAITED, RunState


class Filing(StrEnum):
    """What became of a page."""

    FOUND = "found"
    PLACED = "placed"
    ALREADY = "already"
    NOT_HANDED_OVER = "not_handed_over"
    RUN_VERIFIED = "run_verified"
    UNKNOWN_CODE = "unknown_code"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledPage:
    """A page with what became of it; `number` and `payee_name` where its receipt is known."""

    page: ScanPage
    filing: Filing
    voucher_id: str = ""
    number: str = ""
    payee_name: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody has to place it by hand."""
        return self.filing in (Filing.UNKNOWN_CODE, Filing.NO_CODE, Filing.NOT_HANDED_OVER, Filing.RUN_VERIFIED)


class ScanService:
    """Use cases of scans."""

    def __init__(self, work: Work, attachments: AttachmentStore, reader: ScanReader) -> None:
        self._work = work
        self._attachments = attachments
        self._reader = reader

    def read(self, paths: Sequence[Path], steps: Steps | None = None) -> tuple[ScanPage | UnreadPage, ...]:
        """Take PDF files and pictures apart; long work that touches no database."""
        return tuple(self._reader(paths, steps))

    def file(self, page: ScanPage) -> Outcome[FiledPage]:
        """Put a page with its receipt, if its code names one."""
        if not page.qr_texts:
            return Outcome(FiledPage(page=page, filing=Filing.NO_CODE), Changes())
        with self._work.read("payments.read") as reading:
            named = [read_receipt_code(store, code) for store in reading.stores for code in page.qr_texts]
        number = next((number for number in named if number is not None), None)
        if number is None:
            return Outcome(FiledPage(page=page, filing=Filing.UNKNOWN_CODE), Changes())
        return self._file_under(page, number)

    def place(self, page: ScanPage, number: str) -> Outcome[FiledPage]:
        """Put a page with the receipt whose number somebody read; raises `payments.unknown_number`."""
        filed = self._file_under(page, number.strip(), found_by="hand")
        if filed.value.filing is Filing.UNKNOWN_CODE:
            raise DomainError("payments.unknown_number", "number", number=number)
        if filed.value.filing is Filing.NOT_HANDED_OVER:
            raise DomainError("payments.scan_before_paying", "number", number=number)
        if filed.value.filing is Filing.RUN_VERIFIED:
            raise DomainError("payments.scan_after_verifying", "number", number=number)
        return filed

    def _file_under(self, page: ScanPage, number: str, found_by: str = "qr") -> Outcome[FiledPage]:
        with self._work.read("payments.read") as reading:
            voucher_id = reading.payments.voucher_by_number(number)
            receipt = reading.payments.receipt(voucher_id) if voucher_id is not None else None
        if receipt is None:
            return Outcome(FiledPage(page=page, filing=Filing.UNKNOWN_CODE, number=number), Changes())
        voucher = receipt.voucher
        if voucher.state in AWAITED:
            return self._filed(page, Filing.NOT_HANDED_OVER, voucher.voucher_id, number, voucher.payee_name)
        scan = self._attachments.keep(page.jpeg, EvidenceKind.RECEIPT_SCAN, page.source)
        if receipt.run_state is RunState.VERIFIED and scan.stored_sha256 not in receipt.scans:
            return self._filed(page, Filing.RUN_VERIFIED, voucher.voucher_id, number, voucher.payee_name)
        done = ReceiptService(self._work).attach_scan(voucher.voucher_id, scan, found_by=found_by)
        new = Filing.PLACED if found_by == "hand" else Filing.FOUND
        filing = new if done.changes.touched else Filing.ALREADY
        return self._filed(page, filing, voucher.voucher_id, number, voucher.payee_name, done.changes)

    @staticmethod
    def _filed(
        page: ScanPage, filing: Filing, voucher_id: str, number: str, payee: str, changes: Changes | None = None
    ) -> Outcome[FiledPage]:
        filed = FiledPage(page=page, filing=filing, voucher_id=voucher_id, number=number, payee_name=payee)
        return Outcome(filed, changes or Changes())
