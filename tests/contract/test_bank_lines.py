"""Lines of the bank on which nobody decided: who explains them, on which page it counts, and what closing asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kmcase.application.controls import JudgeObservation
from kmcase.application.payments import RecordTransfer
from kmcase.application.read.controls import ControlLine, ObservationItem
from kmcase.application.reconciliation import TakeReport
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.payments import BankResult, Method, RunState
from kmcase.domain.staff import Role, StaffAdded, StaffMember
from kmcase.persistence.schema import rebuild
from tests.bank_builders import bank_file, bank_line, reconciliation, transfer_run
from tests.builders import STAFF, TestOffice
from tests.control_builders import controls
from tests.money_builders import approved, drawn_batch, payments, receipts, run_order
from tests.request_builders import TODAY, refused
from tests.state import state_of


def take(office: TestOffice, folder: Path, batch_id: str, path: Path) -> None:
    service = reconciliation(office, folder)
    service.take(TakeReport(batch_id=batch_id, path=path, sha256=service.look(batch_id, path).sha256))


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
