"""What stands on a receipt, and the code by which its scan is found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from kmcase.domain.money import Baht

_QR_PREFIX = "KMR"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSnapshot:
    """Everything on a receipt; `paid_on` None leaves date and signatures blank for ink."""

    office: str
    store: str
    number: str
    place: str
    payee: str
    national_id: str | None
    no_id_reason: str
    address: str
    received_from: str
    purpose: str
    regulation: str
    amount: Baht
    batch_number: str
    resolution: str
    payer: str
    committee: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    paid_on: date | None = None
    strokes: str = ""
    thumbprint: bytes | None = None
    finger: str = ""
    hand: str = ""
    thumb_witnesses: tuple[str, ...] = ()
    wants_thumbprint: bool = False
    proxy: str = ""
    photo: bytes | None = None
    reference: str = ""
    void_reason: str = ""
    late_note: str = ""
    exceptions: tuple[str, ...] = ()
    mark: str = ""
    sample: bool = False


def receipt_code(store: str, number: str) -> str:
    """The text of a receipt's QR: `KMR:<office>:<number>:<check>`."""
    office = hashlib.sha256(store.encode()).hexdigest()[:6].upper()
    check = hashlib.sha256(f"{store} {number}".encode()).hexdigest()[:6].upper()
    return f"{_QR_PREFIX}:{office}:{number.replace('/', '-')}:{check}"


def read_receipt_code(store: str, text: str) -> str | None:
    """The number that a QR of this office names; None for any other code."""
    parts = text.strip().split(":")
    if len(parts) != 4 or parts[0] != _QR_PREFIX:
        return None
    number = parts[2].replace("-", "/")
    return number if receipt_code(store, number) == text.strip() else None
