"""Scanned pages on their way to a receipt, with real attachments."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kmcase.application.ports.files import ScanPage
from kmcase.application.printing.receipts import receipt_code
from kmcase.application.scans import Filing
from tests.builders import STORE, TestOffice, new_office
from tests.money_builders import pay, prepared_run, receipts, voucher_ids
from tests.paying_desk import money_services
from tests.request_builders import refused

NUMBER = "0001/2567"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()


def page(shade: int, *codes: str) -> ScanPage:
    """A page of one shade of grey."""
    content = BytesIO()
    Image.new("L", (40, 40), shade).save(content, "JPEG")
    return ScanPage(
        source="stack.pdf",
        page=1,
        pages=1,
        qr_texts=codes,
        jpeg=content.getvalue(),
        sha256="",
        stored_sha256="",
        thumbnail=b"",
    )


def test_a_page_of_a_run_that_is_verified_waits_and_is_not_placed(office: TestOffice, tmp_path: Path) -> None:
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    pay(office, voucher_id)
    scans = money_services(office, tmp_path).scans
    code = receipt_code(STORE, NUMBER)
    assert scans.file(page(10, code)).value.filing is Filing.FOUND
    receipts(office).close(run_id)
    receipts(office, "finance2").verify(run_id)
    assert scans.file(page(10, code)).value.filing is Filing.ALREADY
    late = scans.file(page(200, code)).value
    assert (late.filing, late.waits, late.number) == (Filing.RUN_VERIFIED, True, NUMBER)
    with refused("payments.scan_after_verifying"):
        scans.place(page(200), NUMBER)
    assert len(receipts(office).receipt(voucher_id).scans) == 1
