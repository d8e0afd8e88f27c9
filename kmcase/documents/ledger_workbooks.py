"""The ledger as a workbook: a sheet a group, dates that Excel shows in B.E., and the total of what is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kmcase.application.printing.ledgers import LedgerSnapshot, page_digest
from kmcase.documents._words import joined
from kmcase.documents._xlsx import SheetColumn, SheetTable, write_workbook
from kmcase.domain.money import Baht
from kmcase.messages import Catalogue


def compose(
    snapshots: Sequence[LedgerSnapshot],
    catalogue: Catalogue,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> bytes:
    """The workbook; `step` may raise to stop."""
    return write_workbook([_sheet(snapshot, catalogue) for snapshot in snapshots], step)


def _sheet(snapshot: LedgerSnapshot, catalogue: Catalogue) -> SheetTable:
    say = catalogue.text

    def head(key: str) -> str:
        return say(f"documents.ledger.column.{key}")

    columns = (
        SheetColumn(title=head("sequence"), kind="int", width=8),
        SheetColumn(title=head("day"), kind="date", width=14),
        SheetColumn(title=head("number"), width=14),
        SheetColumn(title=head("payee"), width=34),
        SheetColumn(title=head("national_id"), width=24),
        SheetColumn(title=head("address"), width=56),
        SheetColumn(title=head("occurrence"), width=8),
        SheetColumn(title=head("amount"), kind="money", width=16, summed=True),
        SheetColumn(title=say("documents.ledger.not_counted"), kind="money", width=16),
        SheetColumn(title=head("method"), width=14),
        SheetColumn(title=head("batch"), width=18),
        SheetColumn(title=head("payer"), width=26),
        SheetColumn(title=head("followed"), kind="date", width=14),
        SheetColumn(title=head("remark"), width=44),
        SheetColumn(title=head("mark"), width=14),
    )
    rows = [
        (
            number,
            row.day,
            row.number,
            row.payee,
            row.national_id,
            row.address,
            row.occurrence,
            Baht(row.satang) if row.counted else None,
            None if row.counted else Baht(row.satang),
            row.method,
            row.batch_number,
            row.payer,
            row.followed_up_on,
            row.remark,
            row.mark,
        )
        for number, row in enumerate(snapshot.rows, 1)
    ]
    above = (
        say("documents.ledger.title"),
        joined(snapshot.office, snapshot.period, snapshot.group),
        say("documents.ledger.digest", digest=page_digest(snapshot.rows), head=snapshot.head[:16].upper()),
    )
    return SheetTable(
        name=snapshot.group or snapshot.period,
        above=above,
        columns=columns,
        rows=rows,
        total_label=say("documents.ledger.total"),
    )
