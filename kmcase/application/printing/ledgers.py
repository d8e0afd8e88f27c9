"""What stands on a ledger, and the digests by which a printed page is checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

NOBODY = "–"
"""In place of an id where a line speaks of no person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One number of the series; `counted` says whether its amount is in the totals (paid and not void)."""

    day: date | None
    number: str
    payee: str
    national_id: str
    address: str
    aid_kind: str
    occurrence: str
    satang: int
    counted: bool
    method: str
    batch_number: str
    payer: str
    followed_up_on: date | None
    remark: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSnapshot:
    """A ledger or one group of it; `checkpoint` is the signed text for the QR (empty: no QR)."""

    office: str
    period: str
    group: str
    rows: tuple[LedgerRow, ...]
    opening_satang: int = 0
    printed_at: str = ""
    printed_by: str = ""
    checkpoint: str = ""
    head: str = ""
    sample: bool = False


def row_digest(row: LedgerRow) -> bytes:
    """SHA-256 over what is printed of a row."""
    day = row.day.isoformat() if row.day else ""
    parts = (day, row.number, row.payee, row.national_id, str(row.satang), str(int(row.counted)), row.mark)
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def page_digest(rows: tuple[LedgerRow, ...]) -> str:
    """Sixteen characters over a page's rows in order."""
    return hashlib.sha256(b"".join(row_digest(row) for row in rows)).hexdigest()[:16].upper()
