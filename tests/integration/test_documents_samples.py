"""The list of a draw on paper and as a workbook: seed, method and source stand on it, amounts do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kmcase.application.printing.samples import SamplePaper
from kmcase.application.samples import DrawSample, SampleService
from kmcase.domain.samples import SampleMethod, SamplePlan
from tests.builders import SECOND_HALF, TestOffice, new_office
from tests.checkpoints import signed
from tests.control_builders import ask
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.paper import printing, says
from tests.request_builders import TODAY, days_later, refused


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    found = new_office(tmp_path)
    yield found
    found.engine.dispose()


def drawn(office: TestOffice, method: SampleMethod = SampleMethod.DISCOVERY) -> SampleService:
    """Three payees, of whom one says that less came, and a draw of the half."""
    paid = voucher_ids(office, prepared_run(office, 3))
    for voucher_id in paid:
        pay(office, voucher_id)
    ask(office, paid[0], put_together=True, given_to="กลุ่ม")
    days_later(office, (date(2024, 10, 2) - TODAY).days)
    samples = SampleService(office.work("director"))
    samples.draw(DrawSample(half=SECOND_HALF, plan=SamplePlan(method=method), seed="สลาก 820866", origin="สำนักงานสลาก"))
    return samples


def test_the_paper_says_how_it_was_drawn_and_whom_to_ask_without_amounts(office: TestOffice, tmp_path: Path) -> None:
    samples = drawn(office)
    sample = samples.standing(SECOND_HALF).sample
    assert sample is not None
    signed(office)
    plan = SamplePlan(method=SampleMethod.DISCOVERY)
    samples.draw(DrawSample(half=SECOND_HALF, plan=plan, reason="ผู้ตรวจขอเพิ่ม"))
    pdf = printing(office, tmp_path, "auditor").sample_list(SECOND_HALF)
    words = ("เลขตั้งต้น", sample.register_hash, "AICPA", "0001/2567", "รอบที่มีข้อสังเกต", "ผู้ตรวจขอเพิ่ม", "SHA-256")
    assert says(pdf, *words) == []
    again = samples.standing(SECOND_HALF).sample
    assert again is not None and again.checkpoint is not None
    assert says(pdf, again.seed, again.checkpoint.text[:40], "สลาก 820866", "สำนักงานสลาก", "verify-sample") == []
    assert says(pdf, "3,000") == ["3,000"]
    english = printing(office, tmp_path, "auditor").sample_list(SECOND_HALF, "en")
    assert says(english, "Discovery sampling", "1 of 3 followed up") == []


@pytest.mark.parametrize("method", SampleMethod)
def test_the_workbook_names_those_drawn_with_seed_and_method(
    office: TestOffice, tmp_path: Path, method: SampleMethod
) -> None:
    drawn(office, method)
    [page] = load_workbook(BytesIO(printing(office, tmp_path, "director").sample_workbook(None))).worksheets
    cells = [str(value) for line in page.iter_rows(values_only=True) for value in line if value]
    assert any("สลาก 820866" in cell for cell in cells)
    assert {"0001/2567", "0002/2567", "0003/2567"} <= set(cells)
    assert not any("300000" in cell or "3,000.00" in cell for cell in cells if "ไม่เกิน" not in cell)


def test_without_a_draw_there_is_no_list(office: TestOffice, tmp_path: Path) -> None:
    with refused("samples.none_drawn"):
        printing(office, tmp_path, "director").sample_list(None)


def test_paper_is_marked_where_the_office_is_a_sample(office: TestOffice, tmp_path: Path) -> None:
    samples = drawn(office)
    standing = samples.standing(SECOND_HALF)
    assert standing.sample is not None and standing.figures is not None
    paper = SamplePaper(
        office="ตัวอย่าง",
        standing=standing,
        drawn=standing.sample,
        figures=standing.figures,
        printed_at=office.clock.now(),
        printed_by="ก",
        sample=True,
    )
    from kmcase.documents.press import Printer

    assert Printer().sample_list(paper, "th") != Printer().sample_list(replace(paper, sample=False), "th")
