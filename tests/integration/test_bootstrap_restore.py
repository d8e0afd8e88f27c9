"""An office that was lost and restored: it goes on with a chain of its own, and gives no number that paper bears."""

from __future__ import annotations

import shutil
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from kmcase.application.batches import RequestDisbursement
from kmcase.application.payments import PrepareRun
from kmcase.application.ports.files import ScanPage
from kmcase.application.printing import LedgerOrder
from kmcase.application.printing.receipts import receipt_code
from kmcase.application.scans import Filing
from kmcase.bootstrap import Offices, OpenOffice, services_for
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.payments import Method, RunState, VoucherState, Witness
from kmcase.files.ledger_pages import read_ledger_pages
from kmcase.persistence import schema
from kmcase.persistence.chains import office_chains
from kmcase.persistence.restored import SERIES, UNKNOWN_MARGIN, numbers_to_skip
from tests.paper import photograph
from tests.sample import open_sample, sample_copy
from tests.state import state_of

WITNESSES = (Witness(name="นายใหญ่ บ้านนา"), Witness(name="นางแดง สวนสวย"))


def _prepare_run(office: OpenOffice, number: str) -> list[str]:
    """Ask for money for all who wait, draw it, number them; gives their numbers."""
    finance = services_for(office, "finance1")
    waiting = tuple(item.request_id for item in finance.batches.payable()[:2])
    order = RequestDisbursement(number=number, requested_on=office.today(), request_ids=waiting)
    batch_id = finance.batches.request(order).value
    amount = finance.batches.page(batch_id).batch.amount
    finance.batches.draw(batch_id, office.today(), amount, "ใบรับเงิน 9/2567")
    ids = {member.login: member.staff_id for member in finance.staff.list()}
    run_id = finance.payments.prepare(
        PrepareRun(
            batch_id=batch_id,
            method=Method.CASH,
            planned_on=office.today(),
            place="ที่ทำการนิคม",
            payer=ids["finance1"],
            committee=(ids["officer6"], ids["director"]),
            witnesses=WITNESSES,
            request_ids=waiting,
        )
    ).value
    return [voucher.number for voucher in finance.payments.run(run_id).vouchers]


def _damage(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)


def _serial(number: str) -> int:
    return int("".join(c for c in number.partition("/")[0] if c.isdigit()))


def _restored(folder: Path, backup: Path, login: str = "director") -> OpenOffice:
    offices = Offices(folder.parent / "settings")
    offices.restore(backup, folder, login, "sample")
    return offices.sign_in(folder, login, "sample")


def test_a_restored_office_is_sound_and_gives_no_number_twice(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    store = office.folder.info().store
    backup = office.services.backups.make()
    lost = _prepare_run(office, "ขบ 901/2567")
    office.close()
    _damage(folder / "office.db")

    office = _restored(folder, backup.folder)
    try:
        assert office.folder.info().store != store
        with office.engine.connect() as connection:
            assert office_chains(connection) == (store, office.folder.info().store)
        again = _prepare_run(office, "ขบ 902/2567")
        report = office.services.verification.verify()
        assert report.sound, [part.problems for part in report.parts]
        assert max(map(_serial, lost)) < min(map(_serial, again)) <= max(map(_serial, lost)) + 1 + 2 * UNKNOWN_MARGIN
        assert report.entries > backup.counts["entry"]
        with office.work.read("office.read") as reading:
            assert reading.head == report.head
            assert reading.office.store == office.folder.info().store
    finally:
        office.close()


def test_where_the_lost_office_can_still_be_read_the_next_number_is_one_more(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    backup = office.services.backups.make()
    lost = _prepare_run(office, "ขบ 901/2567")
    office.close()
    office = _restored(folder, backup.folder)
    again = _prepare_run(office, "ขบ 902/2567")
    office.close()
    assert min(map(_serial, again)) == max(map(_serial, lost)) + 1


def test_an_office_restored_elsewhere_leaves_a_margin(tmp_path: Path) -> None:
    office = open_sample(sample_copy(tmp_path), "director")
    with office.work.read("payments.read") as reading:
        known = reading.limits.next_number("voucher:2567") - 1
    backup = office.services.backups.make()
    office.close()
    office = _restored(tmp_path / "elsewhere", backup.folder)
    numbers = _prepare_run(office, "ขบ 902/2567")
    page = tmp_path / "ledger.pdf"
    page.write_bytes(office.services.printing.ledger(LedgerOrder(half=BudgetHalf(2567, 2))))
    compared = office.services.verification.paper_file(page)
    office.close()
    assert min(map(_serial, numbers)) > known + UNKNOWN_MARGIN
    assert compared.sound, compared.problems
    rows = read_ledger_pages(page).rows
    gap = f"{known + 1:04d}/2567"
    assert [row.payee for row in rows if row.number == gap] == [f"ข้ามเลขถึง {_serial(min(numbers)) - 1:04d}/2567"]


def test_the_tables_of_a_restored_office_are_what_both_chains_add_up_to(tmp_path: Path) -> None:
    office = open_sample(sample_copy(tmp_path), "director")
    backup = office.services.backups.make()
    office.close()
    office = _restored(tmp_path / "elsewhere", backup.folder)
    _prepare_run(office, "ขบ 902/2567")
    before = state_of(office.engine)
    schema.rebuild(office.engine)
    after = state_of(office.engine)
    office.close()
    assert after == before


def test_a_restored_office_is_not_restored_again_at_its_next_opening(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    backup = office.services.backups.make()
    office.close()
    _restored(folder, backup.folder).close()
    office = open_sample(folder, "auditor")
    with office.engine.connect() as connection:
        assert len(office_chains(connection)) == 2
    office.close()


def test_a_page_printed_before_the_loss_is_known_and_one_of_what_was_lost_is_named(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    kept = office.services.verification.checkpoint("ledger")
    backup = office.services.backups.make()
    _prepare_run(office, "ขบ 901/2567")
    gone = office.services.verification.checkpoint("ledger")
    office.close()
    office = _restored(folder, backup.folder)
    verification = office.services.verification
    assert verification.paper(kept, ()).sound
    assert [problem.key for problem in verification.paper(gone, ()).problems] == ["verify.problem.paper_longer"]
    assert verification.paper(verification.checkpoint("ledger"), ()).sound
    office.close()


def test_a_chain_that_does_not_go_on_from_the_one_before_is_told(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    backup = office.services.backups.make()
    office.close()
    office = _restored(folder, backup.folder)
    _prepare_run(office, "ขบ 902/2567")
    with office.engine.execution_options(write=True).begin() as connection:
        for kind in ("update", "delete", "replace"):
            connection.exec_driver_sql(f"DROP TRIGGER keep_{kind}_entry")
        connection.exec_driver_sql("DELETE FROM entry WHERE type = 'office.restored'")
    keys = {problem.key for part in office.services.verification.verify().parts for problem in part.problems}
    office.close()
    assert keys >= {"verify.problem.head_differs", "verify.problem.chain_unlinked"}


def test_a_run_that_was_open_at_the_back_up_is_still_open(tmp_path: Path) -> None:
    folder = sample_copy(tmp_path)
    office = open_sample(folder, "director")
    backup = office.services.backups.make()
    office.close()
    shutil.rmtree(folder / "photos")
    office = _restored(folder, backup.folder)
    states = {run.state for run in office.services.payments.runs()}
    report = office.services.verification.verify()
    office.close()
    assert RunState.OPEN in states
    assert report.sound


FIRST_OF_2568 = {f"{kind}:2568": UNKNOWN_MARGIN for kind in SERIES}


@pytest.mark.parametrize(
    ("lost", "skipped"),
    [
        ([{"voucher:2567": 40}], {"voucher:2567": 40}),
        ([{"voucher:2567": 10}], {}),
        ([{"voucher:2567": 40}, {"voucher:2567": 45, "slip:2567": 2}], {"slip:2567": 2, "voucher:2567": 45}),
        ([], {"voucher:2567": 600} | FIRST_OF_2568),
        ([{"voucher:2567": 140}, None], {"voucher:2567": 700} | FIRST_OF_2568),
    ],
)
def test_numbers_are_passed_over_as_far_as_paper_may_bear_them(
    lost: list[dict[str, int] | None], skipped: dict[str, int]
) -> None:
    assert numbers_to_skip({"voucher:2567": 37}, lost, 2568) == skipped


def test_a_back_up_without_any_number_passes_over_every_series() -> None:
    assert numbers_to_skip({}, [], 2568) == FIRST_OF_2568


@pytest.mark.parametrize(
    ("laptop", "skipped"),
    [("", FIRST_OF_2568), ("เครื่อง", {"case:2567:เครื่อง": 600, "case:2568:เครื่อง": 500, "conference:2568:เครื่อง": 500})],
)
def test_an_office_passes_over_its_own_numbers_and_a_laptop_over_its(laptop: str, skipped: dict[str, int]) -> None:
    known = {"case:2567:เครื่อง": 3, "case:2567:อีกเครื่อง": 4}
    assert numbers_to_skip(known, [], 2568, laptop) == skipped


def test_every_series_that_an_office_numbers_is_one_that_a_restore_passes_over(tmp_path: Path) -> None:
    with closing(open_sample(sample_copy(tmp_path), "auditor")) as office, office.engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM series").scalars().all()
    assert {name.partition(":")[0] for name in names} == SERIES


def test_a_receipt_that_was_printed_before_the_restore_is_still_found_by_its_code(tmp_path: Path) -> None:
    office = open_sample(sample_copy(tmp_path), "finance1")
    store = office.work.store.store_id
    items = office.services.printing.ledger_items(BudgetHalf(2567, 2))
    paid = max((item for item in items if item.state is VoucherState.PAID), key=lambda item: item.serial)
    backup = office.services.backups.make()
    office.close()
    office = _restored(tmp_path / "elsewhere", backup.folder, "finance1")
    picture = photograph()
    page = ScanPage(
        source="scan.pdf",
        page=1,
        pages=1,
        qr_texts=(receipt_code(store, paid.number),),
        jpeg=picture,
        sha256=sha256(picture).hexdigest(),
        stored_sha256=sha256(picture).hexdigest(),
        thumbnail=picture,
    )
    filed = office.services.scans.file(page).value
    now = office.work.store.store_id
    office.close()
    assert now != store
    assert (filed.number, filed.filing) == (paid.number, Filing.FOUND)
