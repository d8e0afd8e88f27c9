"""All documents behind one door; each module, and reportlab with it, is imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kmcase.application.access import Steps
from kmcase.application.printing.ledgers import LedgerSnapshot
from kmcase.application.printing.receipts import ReceiptSnapshot
from kmcase.application.printing.recovery import RecoverySnapshot
from kmcase.messages import Catalogue, Language


class Printer:
    """`Press` by the modules of this package."""

    def receipts(self, snapshots: Sequence[ReceiptSnapshot], language: Language) -> bytes:
        """ใบสำคัญรับเงิน as PDF."""
        from kmcase.documents import receipts

        return receipts.compose(snapshots, Catalogue(language))

    def ledger(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger as PDF."""
        from kmcase.documents import ledgers

        return ledgers.compose(snapshots, Catalogue(language), stepping(steps))

    def ledger_workbook(self, snapshots: Sequence[LedgerSnapshot], language: Language, steps: Steps) -> bytes:
        """The ledger as a workbook."""
        from kmcase.documents import ledger_workbooks

        return ledger_workbooks.compose(snapshots, Catalogue(language), stepping(steps))

    def recovery(self, snapshot: RecoverySnapshot, language: Language) -> bytes:
        """The recovery key as PDF."""
        from kmcase.documents import recovery

        return recovery.compose(snapshot, Catalogue(language))


def stepping(steps: Steps) -> Callable[[int, int], None]:
    """Steps as the writers call them: progress, and a chance to stop."""

    def step(done: int, total: int) -> None:
        steps.check()
        steps.report(done, total)

    return step
