"""The entry that a restored office goes on from, on both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kmcase.application.verification import PaperRow
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.payments import VoucherState
from kmcase.journal.checkpoints import Frontier, PrintedCheckpoint
from kmcase.persistence import schema
from kmcase.persistence.chain import Writer
from kmcase.persistence.chains import hashes
from kmcase.persistence.printed_pages import page_problems
from kmcase.persistence.restored import go_on_restored
from kmcase.persistence.rows.office import number_gap
from kmcase.persistence.statements import Rows
from tests.builders import FIRST_HALF, SECOND_HALF, STORE, TestOffice, allot, register
from tests.money_builders import prepared_run
from tests.request_builders import open_request
from tests.state import state_of

NEW_STORE = "0190f000-0000-7000-8000-000000000002"


def restored(office: TestOffice, folder: Path) -> bool:
    """Go on under another store id; nothing of what was lost can be read."""
    writer = Writer(store=NEW_STORE, actor="admin", workstation="ทดสอบ", use_case="office.restore", ids=office.ids)
    return go_on_restored(office.engine, folder, bytes(32), writer, office.clock.now())


def next_voucher(office: TestOffice) -> int:
    """The number that the next payee would get."""
    with office.work("finance").read("payments.read") as reading:
        return reading.limits.next_number("voucher:2567")


def passed_over(office: TestOffice, half: BudgetHalf) -> list[tuple[str, str]]:
    """The ledger's lines of numbers that were not given out."""
    with office.work().read("ledger.read") as reading:
        items = reading.payments.ledger(half)
    return [(item.number, item.passed_to) for item in items if item.state is VoucherState.PASSED_OVER]


def test_a_printed_line_of_passed_numbers_is_compared_with_the_journal(office: TestOffice, tmp_path: Path) -> None:
    prepared_run(office, 2)
    assert restored(office, tmp_path)
    with office.engine.connect() as connection:
        [gap] = Rows(connection).all(number_gap, name="voucher:2567")
        frontier = Frontier()
        for entry_hash in hashes(connection, NEW_STORE):
            frontier.append(entry_hash)
        printed = PrintedCheckpoint(
            office=NEW_STORE, size=1, root=frontier.root(), at=office.clock.now(), statement="", signature=b""
        )
        true = PaperRow(number="0003/2567", payee="ข้ามเลขถึง ๐๖๐๐/๒๕๖๗", satang=0, mark=gap["mark"])
        false = replace(true, payee="ข้ามเลขถึง 0700/2567")
        ghost = replace(true, number="0004/2567")
        problems = [page_problems(connection, NEW_STORE, printed, (row,)) for row in (true, false, ghost)]
    assert [[problem.key for problem in one] for one in problems] == [
        [],
        ["verify.problem.paper_row_name"],
        ["verify.problem.paper_row_unknown"],
    ]


def test_a_restored_office_bears_a_new_name_and_passes_over_numbers(office: TestOffice, tmp_path: Path) -> None:
    prepared_run(office, 2)
    before = next_voucher(office)
    assert restored(office, tmp_path)
    assert not restored(office, tmp_path), "once is enough"
    office.store = replace(office.store, store_id=NEW_STORE)
    with office.work().read("office.read") as reading:
        assert reading.office.store == NEW_STORE
        assert reading.office.area
    assert next_voucher(office) > before
    assert open_request(office, register(office, first_name="คำปอน"))
    allot(office, 1000)
    tables = state_of(office.engine)
    schema.rebuild(office.engine)
    assert state_of(office.engine) == tables
    assert passed_over(office, SECOND_HALF) == [("0003/2567", "0600/2567")]
    assert passed_over(office, FIRST_HALF) == []
    with office.engine.connect() as connection:
        stores = connection.exec_driver_sql("SELECT store FROM chain_head ORDER BY store").scalars().all()
    assert stores == [STORE, NEW_STORE]
