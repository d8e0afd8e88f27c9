"""Bank reports as files, and the service that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from kmcase.application.evidence import Attachments
from kmcase.application.reconciliation import ReconciliationService
from kmcase.bootstrap.services import read_bank_report
from kmcase.domain.payments import Method
from kmcase.files.captured import CapturedPictures
from kmcase.files.workbooks import read_workbook
from tests.builders import TestOffice
from tests.money_builders import approved, drawn_batch, payments, run_order
from tests.paying_desk import blobs_in

HEADINGS = ("เลขที่ใบสำคัญ", "เลขที่บัญชี", "ชื่อบัญชี", "จำนวนเงิน", "ผลการโอน", "สาเหตุ", "วันที่โอน", "เลขที่รายการ")
Cells = tuple[object, ...]


def reconciliation(office: TestOffice, folder: Path, login: str = "finance") -> ReconciliationService:
    """The use cases of reconciling in somebody's name."""
    attachments = Attachments(blobs_in(folder), CapturedPictures())
    return ReconciliationService(
        office.work(login), read_workbook, read_bank_report, attachments, payments(office, login)
    )


def transfer_run(office: TestOffice, count: int = 3) -> tuple[str, str]:
    """A batch and its run of payees, each with an account of its own: 9800000001 is the first."""
    request_ids = approved(office, count)
    batch_id = drawn_batch(office, request_ids)
    accounts = {request_id: f"98{n:08d}" for n, request_id in enumerate(request_ids, 1)}
    run_id = payments(office).prepare(run_order(batch_id, request_ids, method=Method.TRANSFER, accounts=accounts)).value
    return batch_id, run_id


def bank_line(n: int, **changes: object) -> Cells:
    """The bank paid voucher `n` today; cells by the names below."""
    cells = {
        "number": f"{n:04}/2567",
        "account": f"98{n:08d}",
        "name": "",
        "amount": "3,000.00",
        "result": "037",
        "reason": "",
        "day": "10/06/2567 08:30",
        "reference": f"KTB{n:06}",
    }
    return tuple({**cells, **changes}.values())


def bank_file(folder: Path, *lines: Cells, name: str = "ktb.xlsx", headings: Sequence[str] = HEADINGS) -> Path:
    """A workbook with a title above its heading and a total below its lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("KTB Corporate Online",), headings, *lines, ("รวม", None, None, "9,000.00")):
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path
