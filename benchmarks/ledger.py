"""A ledger of 10,000 shaped rows as PDF, against reportlab's LongTable with the same cells as plain strings.

Held to: at most a third of the peer's CPU time, and at most a half with digests and a QR on every page. Both are made
in this one process, one after the other in each of five rounds; user CPU time, the median of each. The rows are as an
office has them: a person is helped at most three times a year, amounts are round. Beside it stands the hardest case,
in which no name, address or amount comes twice; no limit is set for it.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from kmcase.application.printing.ledgers import LedgerRow, LedgerSnapshot
from kmcase.documents import ledgers
from kmcase.messages import Catalogue
from kmcase.thai.baht import format_baht
from kmcase.thai.calendar import format_short

ROWS = 10_000
RUNS = 5
MOST_PLAIN = 1 / 3
MOST_PROVED = 1 / 2
_CHECKPOINT = "KMC1:" + "A1B2C3D4" * 20
_TIMES_A_YEAR = 3
_PAYEES = (
    "\u0e19\u0e32\u0e07\u0e01\u0e31\u0e0d\u0e0d\u0e32\u0e23\u0e31\u0e15\u0e19\u0e4c \u0e43\u0e08\u0e14\u0e35",
    "\u0e19\u0e32\u0e22\u0e1a\u0e38\u0e0d\u0e2a\u0e48\u0e07 \u0e28\u0e23\u0e35\u0e2a\u0e38\u0e02",
    "\u0e19\u0e32\u0e07\u0e04\u0e33\u0e1b\u0e38\u0e48\u0e19 \u0e41\u0e01\u0e49\u0e27\u0e21\u0e13\u0e35",
)
_MOO = "\u0e2b\u0e21\u0e39\u0e48\u0e17\u0e35\u0e48"
_VILLAGE = "\u0e1a\u0e49\u0e32\u0e19\u0e19\u0e49\u0e33\u0e17\u0e48\u0e27\u0e21"
_DISTRICT = "\u0e2d.\u0e40\u0e21\u0e37\u0e2d\u0e07\u0e2d\u0e38\u0e14\u0e23\u0e18\u0e32\u0e19\u0e35"
_CASH = "\u0e40\u0e07\u0e34\u0e19\u0e2a\u0e14"


def rows(*, times_a_year: int) -> tuple[LedgerRow, ...]:
    """Payments to people who come so often each, in the order of the year."""
    people = ROWS // times_a_year
    return tuple(
        LedgerRow(
            day=date(2023, 10, 1) + timedelta(days=number % 360),
            number=f"KM {number}/2567",
            payee=f"{_PAYEES[number % people % 3]} {number % people}",
            national_id=f"3-xxxx-xxxxx-{number % people % 90 + 10}-{number % 10}",
            address=f"{number % people} {_MOO} {number % people % 12} {_VILLAGE} {_DISTRICT}",
            aid_kind="low_income",
            occurrence=str(number % 3 + 1),
            satang=300_000 - number if times_a_year == 1 else 100_000 * (number % 3 + 1),
            counted=number % 50 != 0,
            method=_CASH,
            batch_number=f"{number // 40}/2567",
            payer=_PAYEES[1],
            followed_up_on=None,
            remark="",
            mark=f"{number:08X}",
        )
        for number in range(1, ROWS + 1)
    )


def our_ledger(snapshot: LedgerSnapshot) -> bytes:
    """The program's ledger."""
    return ledgers.compose([snapshot], Catalogue())


def long_table(listed: tuple[LedgerRow, ...]) -> bytes:
    """The peer: the same fourteen cells, neither shaped nor broken by words, with the head on every page."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=landscape(A4), invariant=1)
    cells: list[tuple[str, ...]] = [tuple(f"c{number}" for number in range(14))]
    cells += [_cells(number, row) for number, row in enumerate(listed, 1)]
    table = LongTable(cells, repeatRows=1)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("FONT", (0, 0), (-1, -1), "Helvetica", 5)])
    )
    document.build([table])
    return buffer.getvalue()


def _cells(number: int, row: LedgerRow) -> tuple[str, ...]:
    return (
        str(number),
        format_short(row.day) if row.day else "",
        row.number,
        row.payee,
        row.national_id,
        row.address,
        row.occurrence,
        format_baht(row.satang),
        row.method,
        row.batch_number,
        row.payer,
        "",
        row.remark,
        row.mark,
    )


def user_seconds(make: Callable[[], bytes]) -> float:
    """User CPU seconds of one call."""
    before = os.times().user
    made = make()
    if not made.startswith(b"%PDF"):
        raise AssertionError("no PDF")
    return os.times().user - before


def main() -> int:
    """Print the figures; 1 where a limit is missed."""
    listed = rows(times_a_year=_TIMES_A_YEAR)
    hardest = LedgerSnapshot(office="office", period="2567", group="", rows=rows(times_a_year=1), head="ab" * 32)
    plain = LedgerSnapshot(office="office", period="2567", group="", rows=listed, head="ab" * 32)
    proved = replace(plain, checkpoint=_CHECKPOINT)
    user_seconds(lambda: our_ledger(replace(plain, rows=listed[:50])))
    spent: dict[str, list[float]] = {"peer": [], "plain": [], "proved": [], "hardest": []}
    for _ in range(RUNS):
        spent["peer"].append(user_seconds(lambda: long_table(listed)))
        spent["plain"].append(user_seconds(lambda: our_ledger(plain)))
        spent["proved"].append(user_seconds(lambda: our_ledger(proved)))
        spent["hardest"].append(user_seconds(lambda: our_ledger(hardest)))
    peer, ours, with_proof, worst = (statistics.median(spent[name]) for name in spent)
    print(f"ledger: {ROWS:,} shaped rows in {ours:.2f} s user CPU; with digests and QR {with_proof:.2f} s")
    print(f"ledger: peer {peer:.2f} s (reportlab LongTable, plain strings)")
    print(f"ledger: ratio {ours / peer:.2f} (at most {MOST_PLAIN:.2f})")
    print(f"ledger: ratio with digests and QR {with_proof / peer:.2f} (at most {MOST_PROVED:.2f})")
    print(f"ledger: hardest case, nothing comes twice: {worst:.2f} s, ratio {worst / peer:.2f}")
    return int(ours / peer > MOST_PLAIN or with_proof / peer > MOST_PROVED)


if __name__ == "__main__":
    sys.exit(main())
