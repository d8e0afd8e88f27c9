"""Bank reports on both engines: compared, entered once, kept line by line; a batch agrees only where every row does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kmcase.application.access import Silent
from kmcase.application.read.reconciliation import BatchReconciliation
from kmcase.application.reconciliation import BATCH_ROW, LINE_ROW, ReportTaken, TakeReport
from kmcase.domain.imports.bank_reports import BankColumn
from kmcase.domain.money import Baht
from kmcase.domain.payments import Method, VoucherState
from kmcase.domain.reconciliation import LineState
from kmcase.persistence.schema import rebuild
from tests.bank_builders import Cells, bank_file, bank_line, reconciliation, transfer_run
from tests.builders import TestOffice
from tests.control_builders import ask, open_items
from tests.money_builders import (
    approved,
    batches,
    pay,
    payments,
    prepared_run,
    receipts,
    requested_batch,
    run_order,
    scan_all,
    voucher_ids,
)
from tests.request_builders import TODAY, refused
from tests.state import state_of


def take(office: TestOffice, folder: Path, batch_id: str, path: Path, **changes: object) -> ReportTaken:
    service = reconciliation(office, folder)
    look = service.look(batch_id, path)
    command = TakeReport(batch_id=batch_id, path=path, sha256=look.sha256)
    return service.take(replace(command, **changes)).value  # type: ignore[arg-type]


def states(office: TestOffice, folder: Path, batch_id: str, *lines: Cells) -> list[LineState]:
    found = reconciliation(office, folder).look(batch_id, bank_file(folder, *lines))
    return [line.state for line in found.lines]


def paid(office: TestOffice, run_id: str) -> list[VoucherState]:
    return [voucher.state for voucher in payments(office).run(run_id).vouchers]


def differences(match: BatchReconciliation) -> dict[str, tuple[str, ...]]:
    """By number, or by the part before `:` of what has none."""
    return {row.number or row.key: row.differences for row in match.differences}


def test_a_report_pays_who_was_paid_and_keeps_its_file(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office)
    path = bank_file(tmp_path, bank_line(1), bank_line(2, result="038", reason="ชื่อบัญชีไม่ตรง"), bank_line(3))
    service = reconciliation(office, tmp_path)
    look = service.look(batch_id, path)
    assert [line.state for line in look.lines] == [LineState.MATCHED, LineState.REJECTED, LineState.MATCHED]
    assert (look.taken, look.skipped, look.agrees, look.without_line) == (False, 1, False, ())
    outcome = service.take(TakeReport(batch_id=batch_id, path=path, sha256=look.sha256), Silent())
    assert outcome.value.recorded == 3
    assert "run" in outcome.changes
    assert batch_id in outcome.changes.of("batch")
    assert paid(office, run_id) == [VoucherState.PAID, VoucherState.NOT_PAID, VoucherState.PAID]
    first = payments(office).run(run_id).vouchers[0]
    assert (first.reference, first.paid_on, first.scans) == ("KTB000001", TODAY, 1)
    page = receipts(office).receipt(first.voucher_id)
    assert len(page.reports) == 1
    assert page.clocks is not None
    assert (page.clocks.bank_on, page.clocks.bank_at) == (TODAY, datetime(2024, 6, 10, 1, 30, tzinfo=UTC))


def test_a_file_taken_twice_changes_nothing(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office)
    path = bank_file(tmp_path, *(bank_line(n) for n in (1, 2, 3)))
    first = take(office, tmp_path, batch_id, path)
    before = state_of(office.engine)
    again = take(office, tmp_path, batch_id, path)
    assert (again.report_id, again.recorded, again.refused) == (first.report_id, 0, ())
    assert state_of(office.engine) == before
    look = reconciliation(office, tmp_path).look(batch_id, path)
    assert (look.taken, look.agrees) == (True, True)
    assert paid(office, run_id) == [VoucherState.PAID] * 3


def test_the_same_lines_in_another_file_pay_nobody_again(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1)))
    other = bank_file(tmp_path, bank_line(1), bank_line(1), name="again.xlsx")
    assert take(office, tmp_path, batch_id, other).recorded == 0
    assert reconciliation(office, tmp_path).batch(batch_id).differences == ()


def test_what_differs_is_never_entered(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office)
    lines = (
        bank_line(1, amount="2,900"),
        bank_line(2, account="1112223334"),
        bank_line(9, account="7", name="นายไม่รู้จัก ใครเลย"),
        bank_line(3, result="รอผล"),
    )
    taken = take(office, tmp_path, batch_id, bank_file(tmp_path, *lines))
    assert taken.recorded == 0
    assert paid(office, run_id) == [VoucherState.ISSUED] * 3
    match = reconciliation(office, tmp_path).batch(batch_id)
    assert match.reports == ("ktb.xlsx",)
    assert {name for row in match.differences for name in row.differences} == {
        "not_answered",
        "awaited",
        "bank_paid",
        "line_no_voucher",
    }
    controls = open_items(office)
    assert controls["banks.line_differs"].observation.officer == "finance"


def test_a_proposal_waits_for_somebody_to_confirm_it(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 1)
    name = payments(office).run(run_id).vouchers[0].payee_name
    path = bank_file(tmp_path, bank_line(9, number="", account="", name=name))
    assert take(office, tmp_path, batch_id, path).recorded == 0
    assert paid(office, run_id) == [VoucherState.ISSUED]
    assert take(office, tmp_path, batch_id, path, rows=frozenset({3})).recorded == 1
    assert paid(office, run_id) == [VoucherState.PAID]


def test_a_line_without_a_day_needs_one(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 1)
    path = bank_file(tmp_path, bank_line(1, day=""))
    first = take(office, tmp_path, batch_id, path)
    assert (first.recorded, [row for row, _ in first.refused]) == (0, [3])
    assert take(office, tmp_path, batch_id, path, paid_on=TODAY).recorded == 1
    assert paid(office, run_id) == [VoucherState.PAID]


def test_a_refused_line_leaves_the_others(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 2)
    path = bank_file(tmp_path, bank_line(1, day="11/06/2567"), bank_line(2))
    taken = take(office, tmp_path, batch_id, path)
    assert (taken.recorded, len(taken.refused)) == (1, 1)
    assert paid(office, run_id) == [VoucherState.ISSUED, VoucherState.PAID]


def test_a_second_person_who_is_refused_is_refused_for_all(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 2)
    path = bank_file(tmp_path, bank_line(1), bank_line(2))
    with refused("duties.second_password_wrong"):
        take(office, tmp_path, batch_id, path, late_second_person="director", late_second_password="x")
    assert paid(office, run_id) == [VoucherState.ISSUED] * 2


def test_a_file_changed_after_it_was_looked_at_is_refused(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    service = reconciliation(office, tmp_path)
    look = service.look(batch_id, bank_file(tmp_path, bank_line(1)))
    changed = bank_file(tmp_path, bank_line(1, amount="1"))
    with refused("reconciliation.file_changed"):
        service.take(TakeReport(batch_id=batch_id, path=changed, sha256=look.sha256))


def test_columns_that_were_chosen_are_remembered_for_such_a_file(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    strange = ("ก", "ข", "ค", "จำนวนเงิน", "ผลการโอน", "ง", "จ", "ฉ")
    path = bank_file(tmp_path, bank_line(1), headings=strange)
    with refused("reconciliation.no_columns"):
        reconciliation(office, tmp_path).look(batch_id, path)
    columns = {BankColumn.REFERENCE: 0, BankColumn.AMOUNT: 3, BankColumn.RESULT: 4, BankColumn.PAID_AT: 6}
    service = reconciliation(office, tmp_path)
    look = service.look(batch_id, path, columns)
    service.take(TakeReport(batch_id=batch_id, path=path, sha256=look.sha256, columns=columns))
    again = bank_file(tmp_path, bank_line(2), headings=strange, name="next.xlsx")
    assert reconciliation(office, tmp_path).look(batch_id, again).columns == columns


def test_a_batch_that_agrees_is_said_to(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 2)
    service = reconciliation(office, tmp_path)
    with refused("reconciliation.differs"):
        service.confirm(batch_id)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(2)))
    match = service.batch(batch_id)
    assert (match.differences, match.acknowledged, match.reconciled_at) == ((), Baht.of(6000), None)
    assert [(row.requested, row.drawn, row.paid, row.bank) for row in match.rows] == [(Baht.of(3000),) * 4] * 2
    assert match.rows[0].bank_at is not None
    service.confirm(batch_id)
    [confirmed] = service.batches()
    assert (confirmed.reconciled_at, confirmed.reconciled_by) == (office.clock.now(), "นายพุธ จ่ายเงิน")
    ask(office, voucher_ids(office, run_id)[0], amount_said=Baht.of(1000))
    assert differences(service.batch(batch_id)) == {"0001/2567": ("said",)}
    with refused("reconciliation.differs"):
        service.confirm(batch_id)


def test_money_that_the_bank_rejected_is_a_row_until_it_is_answered_for(office: TestOffice, tmp_path: Path) -> None:
    batch_id, run_id = transfer_run(office, 2)
    service = reconciliation(office, tmp_path)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(2, result="038")))
    assert differences(service.batch(batch_id)) == {BATCH_ROW: ("not_answered",), "0002/2567": ("waits",)}
    batches(office).give_back(run_id, TODAY, Baht.of(3000), "นส. 1")
    assert "0002/2567" in differences(service.batch(batch_id))


def test_cash_is_acknowledged_by_its_scan(office: TestOffice, tmp_path: Path) -> None:
    run_id = prepared_run(office, 2)
    [batch] = batches(office).list()
    service = reconciliation(office, tmp_path)
    for voucher_id in voucher_ids(office, run_id):
        pay(office, voucher_id)
    assert {row.differences for row in service.batch(batch.batch_id).differences} == {
        ("no_evidence",),
        ("not_answered",),
    }
    scan_all(office, run_id)
    assert service.batch(batch.batch_id).differences == ()
    assert service.look(batch.batch_id, bank_file(tmp_path, bank_line(1))).lines[0].state is LineState.NO_VOUCHER


def test_who_has_no_number_yet_is_a_row_of_the_batch(office: TestOffice, tmp_path: Path) -> None:
    batch_id = requested_batch(office, approved(office, 1))
    found = reconciliation(office, tmp_path, "auditor").batch(batch_id)
    assert [row.differences for row in found.rows] == [("waits",)]


def test_a_line_that_is_not_of_the_batch_is_explained_by_somebody(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 1)
    stranger = bank_line(9, number="", account="7", name="นายไม่รู้จัก ใครเลย")
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), stranger))
    service = reconciliation(office, tmp_path, "director")
    [row] = service.batch(batch_id).differences
    assert row.key.startswith(LINE_ROW)
    assert "banks.line_differs" in open_items(office)
    with refused("reconciliation.reason_missing"):
        service.explain(batch_id, row.key, " ")
    with refused("reconciliation.not_a_line"):
        service.explain(batch_id, "line:x:1", "ของหน่วยงานอื่น")
    service.explain(batch_id, row.key, "เป็นเงินเดือนของหน่วยงานอื่น ธนาคารยืนยันแล้ว")
    match = service.batch(batch_id)
    assert match.differences == ()
    assert match.rows[-1].explanation == "เป็นเงินเดือนของหน่วยงานอื่น ธนาคารยืนยันแล้ว"
    assert "banks.line_differs" not in open_items(office)
    service.confirm(batch_id)


def test_a_number_found_as_it_is_typed(office: TestOffice) -> None:
    batch_id, _ = transfer_run(office, 1)
    for typed in (" ฎ1/2567 ", "ฎ. ๑-๒๕๖๗", "ฎ 1/2567"):
        assert batches(office, "auditor").by_number(typed) == batch_id
    with refused("batches.unknown"):
        batches(office).by_number("ฎ 9/2567")


@pytest.mark.parametrize("account", ["9800000001", "5550000001"])
def test_an_account_given_anew_before_payment_is_seen(office: TestOffice, tmp_path: Path, account: str) -> None:
    batch_id, run_id = transfer_run(office, 1)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1, result="038", reason="บัญชีปิด")))
    [request_id] = [voucher.request_id for voucher in payments(office).run(run_id).vouchers]
    batches(office).give_back(run_id, TODAY, Baht.of(3000), "นส. 1")
    batches(office).draw(batch_id, TODAY, Baht.of(3000), "ใบรับเงิน 2/2567")
    order = run_order(batch_id, (request_id,), method=Method.TRANSFER, accounts={request_id: account})
    again = payments(office).prepare(order).value
    line = bank_line(2, account=account, name="นายอื่น มาแทน", reference="KTB9")
    assert take(office, tmp_path, batch_id, bank_file(tmp_path, line, name="2.xlsx")).recorded == 1
    assert paid(office, again) == [VoucherState.PAID]
    items = open_items(office)
    assert ("banks.account_changed" in items) is (account != "9800000001")
    assert "banks.other_name" in items


def test_the_tables_are_what_the_journal_adds_up_to(office: TestOffice, tmp_path: Path) -> None:
    batch_id, _ = transfer_run(office, 2)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(2), bank_line(9, account="7")))
    service = reconciliation(office, tmp_path, "director")
    [row] = service.batch(batch_id).differences
    service.explain(batch_id, row.key, "ของหน่วยงานอื่น")
    service.confirm(batch_id)
    before = state_of(office.engine)
    assert {name for name in before if before[name]} >= {
        "bank_report",
        "bank_line",
        "bank_line_explanation",
        "batch_reconciled",
    }
    rebuild(office.engine)
    assert state_of(office.engine) == before
