"""What makes pages and workbooks of snapshots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kmcase.application.access import Steps
from kmcase.application.printing.ledgers import LedgerSnapshot
from kmcase.application.printing.receipts import ReceiptSnapshot
from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.messages import Language


class Press(Protocol):
    """Bytes of documents in a language."""

    def receipts(self, snapshots: Sequence[ReceiptSnapshot], language: Language) -> bytes:
        """ใบสำคัญรับเงิน, one to a page, as PDF."""
        ...

    def ledger(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger's groups one after another, as PDF."""
        ...

    def ledger_workbook(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The same as a workbook, a sheet a group."""
        ...

    def recovery(self, snapshot: RecoverySnapshot, language: Language) -> bytes:
        """The recovery key on one page, as PDF."""
        ...
