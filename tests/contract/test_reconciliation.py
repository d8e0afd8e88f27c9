"""Bank reports on both engines: compared, entered once, kept line by line; a batch agrees only where every row does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kmcase.application.access import Silent
from kmcase.application.controls import JudgeObservation
from kmcase.application.payments import RecordTransfer
from kmcase.application.read.controls import ControlLine, ObservationItem
from kmcase.application.read.reconciliation import BatchReconciliation
from kmcase.application.reconciliation import BATCH_ROW, LINE_ROW, ReportTaken, TakeReport
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.imports.bank_reports import BankColumn
from kmcase.domain.money import Baht
from kmcase.domain.payments import BankResult, Method, RunState, VoucherState
from kmcase.domain.reconciliation import LineState
from kmcase.domain.staff import Role, StaffAdded, StaffMember
from kmcase.persistence.schema import rebuild
from tests.bank_builders import Cells, bank_file, bank_line, reconciliation, transfer_run
from tests.builders import STAFF, TestOffice
from tests.control_builders import ask, controls, open_items
from tests.money_builders import (
    approved,
    batches,
    drawn_batch,
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


def line_seen(office: TestOffice) -> tuple[ObservationItem, ControlLine]:
    """What is seen of the one line that no voucher answers for, and how its control counts."""
    board = controls(office, "social").board()
    [item] = [one for one in board.items if one.observation.control == "banks.line_differs"]
    [counted] = [line for line in board.lines if line.code == "banks.line_differs"]
    return item, counted


def judge_line(office: TestOffice, verdict: Verdict) -> None:
    item, _ = line_seen(office)
    noun, record_id = item.observation.subject
    controls(office, "social").judge(
        JudgeObservation(
            control="banks.line_differs",
            noun=noun,
            record_id=record_id,
            digest=item.observation.digest,
            verdict=verdict,
            reason="ถามธนาคารแล้ว",
        )
    )


def test_an_explained_line_counts_as_explained_and_both_pages_tell_one_thing(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, _ = transfer_run(office, 1)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(9, number="", account="7")))
    service = reconciliation(office, tmp_path, "director")
    [row] = service.batch(batch_id).differences
    service.explain(batch_id, row.key, "เป็นเงินเดือนของหน่วยงานอื่น")
    item, counted = line_seen(office)
    assert (item.state, counted.open, counted.explained) == (ObservationState.EXPLAINED, 0, 1)
    [said] = item.judgements
    assert (said.verdict, said.reason, said.judged_by) == (
        Verdict.EXPLAINED,
        "เป็นเงินเดือนของหน่วยงานอื่น",
        "director",
    )
    judge_line(office, Verdict.REOPENED)
    assert (line_seen(office)[0].state, item.returned) == (ObservationState.OPEN, False)
    assert [one.key for one in service.batch(batch_id).differences] == [row.key]
    judge_line(office, Verdict.EXPLAINED)
    assert service.batch(batch_id).differences == ()
    assert service.batch(batch_id).rows[-1].explanation == "ถามธนาคารแล้ว"


def test_who_had_a_part_in_the_transfers_explains_no_line_of_the_bank(office: TestOffice, tmp_path: Path) -> None:
    again = StaffMember(
        staff_id="again", login="again", name=STAFF["social"][0], position="", roles=frozenset({Role.FINANCE})
    )
    with office.work("admin").begin("staff.add") as unit:
        unit.record(StaffAdded(member=again))
        unit.commit("")
    request_ids = approved(office, 1)
    batch_id = drawn_batch(office, request_ids)
    order = run_order(
        batch_id, request_ids, method=Method.TRANSFER, accounts={request_ids[0]: "9800000001"}, payer="again"
    )
    payments(office).prepare(order)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(9, number="", account="7")))
    [row] = reconciliation(office, tmp_path).batch(batch_id).differences
    assert row.mine
    assert reconciliation(office, tmp_path, "social").batch(batch_id).rows[-1].mine
    assert not reconciliation(office, tmp_path, "director").batch(batch_id).rows[-1].mine
    with refused("reconciliation.own_work"):
        reconciliation(office, tmp_path, "social").explain(batch_id, row.key, "ของหน่วยงานอื่น")
    item, _ = line_seen(office)
    assert item.mine
    with refused("controls.own_work"):
        judge_line(office, Verdict.EXPLAINED)
    reconciliation(office, tmp_path, "director").explain(batch_id, row.key, "ของหน่วยงานอื่น")
    assert line_seen(office)[0].state is ObservationState.EXPLAINED


def test_a_run_with_lines_on_which_nobody_decided_closes_with_a_reason_that_is_kept(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, run_id = transfer_run(office, 1)
    take(
        office,
        tmp_path,
        batch_id,
        bank_file(tmp_path, bank_line(1), bank_line(9, number="", account="7", name="นายไม่รู้จัก")),
    )
    [line] = payments(office).run(run_id).open_lines
    assert (line.why, line.name, line.run_id) == ("no_voucher", "นายไม่รู้จัก", "")
    with refused("payments.bank_lines_open") as met:
        receipts(office).close(run_id, " ")
    assert (met.value.params["count"], met.value.params["lines"]) == (1, (line.said,))
    receipts(office).close(run_id, " ธนาคารตอบพรุ่งนี้ ")
    page = payments(office).run(run_id)
    assert (page.state, page.open_lines, page.close_reason) == (RunState.CLOSED, (), "ธนาคารตอบพรุ่งนี้")
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


@pytest.mark.parametrize("verdict", [Verdict.EXPLAINED, Verdict.CONFIRMED])
def test_a_run_closes_without_more_once_somebody_decided(office: TestOffice, tmp_path: Path, verdict: Verdict) -> None:
    batch_id, run_id = transfer_run(office, 1)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1), bank_line(9, number="", account="7")))
    judge_line(office, verdict)
    assert payments(office).run(run_id).open_lines == ()
    receipts(office).close(run_id, "ไม่ต้องใช้")
    assert payments(office).run(run_id).close_reason == ""


def test_what_the_bank_rejected_and_the_books_say_paid_is_open_until_another_line_pays_it(
    office: TestOffice, tmp_path: Path
) -> None:
    batch_id, run_id = transfer_run(office, 1)
    line = bank_line(1, result="038", day="")
    take(office, tmp_path, batch_id, bank_file(tmp_path, line))
    [voucher] = payments(office).run(run_id).vouchers
    told = RecordTransfer(voucher_id=voucher.voucher_id, reference="KTB 1", result=BankResult.PAID, paid_on=TODAY)
    payments(office).record_transfer(told)
    [open_line] = payments(office).run(run_id).open_lines
    assert (open_line.why, open_line.number, open_line.run_id) == ("bank_rejected", "0001/2567", run_id)
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(1, reference="KTB 1"), name="2.xlsx"))
    assert payments(office).run(run_id).open_lines == ()


def test_a_cash_run_of_the_batch_does_not_answer_for_the_bank(office: TestOffice, tmp_path: Path) -> None:
    request_ids = approved(office, 2)
    batch_id = drawn_batch(office, request_ids)
    cash = payments(office).prepare(run_order(batch_id, request_ids[:1])).value
    take(office, tmp_path, batch_id, bank_file(tmp_path, bank_line(9, number="", account="7")))
    assert payments(office).run(cash).open_lines == ()


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
