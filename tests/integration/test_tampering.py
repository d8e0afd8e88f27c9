"""An insider with the key and the triggers away: what verification names, on the sample office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from kmcase.application.budgets import AllowLate
from kmcase.application.verification import PaperRow, VerificationReport
from kmcase.bootstrap import OpenOffice
from kmcase.domain.budgets import BudgetHalf, LatePaymentAllowed
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.payments import VoucherState
from kmcase.journal.checkpoints import Checkpoint, Frontier, sign_checkpoint
from kmcase.messages import Catalogue
from kmcase.persistence.chain import Chain, Writer
from kmcase.persistence.chains import hashes
from kmcase.persistence.triggers import drop_all
from tests.sample import open_sample, sample_copy

PAID = "SELECT n FROM entry WHERE type = 'voucher.handed_over' LIMIT 1"
HALF = BudgetHalf(2567, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OpenOffice]:
    """Opened by finance, who holds the signing key."""
    opened = open_sample(sample_copy(tmp_path), "finance1")
    yield opened
    opened.close()


def tamper(office: OpenOffice, *statements: str, guards: bool = False) -> None:
    """Write past the program; the guards are put back where the attacker is careful."""
    with office.engine.execution_options(write=True).begin() as connection:
        kept = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        drop_all(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)
        for trigger in kept if guards else ():
            connection.exec_driver_sql(trigger)


def told(report: VerificationReport) -> list[str]:
    """What verification says, in words."""
    return [Catalogue().render(problem) for part in report.parts for problem in part.problems]


def told_after(office: OpenOffice, *statements: str) -> list[str]:
    """What verification says after a careful attacker's statements."""
    tamper(office, *statements, guards=True)
    return told(office.services.verification.verify())


def test_the_body_of_a_payment_that_was_taken_out_is_named(office: OpenOffice) -> None:
    with office.engine.connect() as connection:
        n = connection.exec_driver_sql(PAID).scalar_one()
    assert f"เนื้อความของรายการบันทึก {n:,} หายไป" in told_after(office, f"DELETE FROM entry_body WHERE n = {n}")


@pytest.mark.parametrize("body", ["{}", "[1]", "{", "null"])
def test_a_body_that_is_no_event_any_more_is_named_and_stops_nothing(office: OpenOffice, body: str) -> None:
    with office.engine.connect() as connection:
        n = connection.exec_driver_sql(PAID).scalar_one()
    said = told_after(office, f"UPDATE entry_body SET body = '{body}' WHERE n = {n}")
    assert f"เนื้อความของรายการบันทึก {n:,} ถูกเปลี่ยน" in said


def test_a_type_that_is_not_the_heads_is_named(office: OpenOffice) -> None:
    with office.engine.connect() as connection:
        n = connection.exec_driver_sql(PAID).scalar_one()
    said = told_after(office, f"UPDATE entry SET type = 'voucher.not_paid' WHERE n = {n}")
    assert f"ประเภทของรายการบันทึก {n:,} ในตารางไม่ตรงกับหัวของรายการ" in said


def test_a_signature_that_was_taken_away_is_missed(office: OpenOffice) -> None:
    signed = "SELECT n FROM entry WHERE signature IS NOT NULL ORDER BY n DESC LIMIT 1"
    with office.engine.connect() as connection:
        n = connection.exec_driver_sql(signed).scalar_one()
    said = told_after(office, f"UPDATE entry SET signature = NULL WHERE n = {n}")
    assert f"รายการบันทึก {n:,} ไม่มีลายมือชื่ออิเล็กทรอนิกส์ของสำนักงานทั้งที่ต้องมี" in said


@pytest.mark.parametrize(("login", "use_case"), [("director", "budgets.late"), ("officer1", "office.open")])
def test_a_permission_that_was_entered_without_a_signature_is_missed_in_whosever_name(
    office: OpenOffice, login: str, use_case: str
) -> None:
    staff = {member.login: member.staff_id for member in office.services.staff.list()}
    writer = Writer(
        store=office.work.store.store_id, actor=staff[login], workstation="elsewhere", use_case=use_case,
        ids=office.work.ids,
    )  # fmt: skip
    permission = LatePaymentAllowed(
        permission_id=office.work.ids.new(), half=HALF, until=date(2024, 10, 31), document="บันทึก 1",
        reason="หนังสือมาช้า", approved_by=staff["finance1"],
    )  # fmt: skip
    with office.engine.execution_options(write=True).begin() as connection:
        chain = Chain(connection, writer)
        chain.append(permission, office.clock.now())
        chain.finish()
    with office.engine.connect() as connection:
        n = connection.exec_driver_sql("SELECT max(n) FROM entry").scalar_one()
    assert told(office.services.verification.verify()) == [f"รายการบันทึก {n:,} ไม่มีลายมือชื่ออิเล็กทรอนิกส์ของสำนักงานทั้งที่ต้องมี"]


def test_a_permission_of_the_program_is_signed(office: OpenOffice) -> None:
    (director,) = (member.staff_id for member in office.services.staff.list() if member.login == "director")
    office.services.budgets.allow_late(
        AllowLate(
            half=HALF,
            until=date(2024, 10, 31),
            document="บันทึก 1",
            reason="หนังสือมาช้า",
            approved_by=director,
            second_password="sample",
        )
    )
    assert told(office.services.verification.verify()) == []


def test_an_end_of_the_chain_that_its_entries_do_not_come_to_is_named_and_not_signed(office: OpenOffice) -> None:
    own = f"store = '{office.work.store.store_id}'"
    with office.engine.connect() as connection:
        frontier = connection.exec_driver_sql(f"SELECT frontier FROM chain_head WHERE {own}").scalar_one()
    other = frontier.translate(str.maketrans("0123456789abcdef", "123456789abcdef0"))
    said = told_after(office, f"UPDATE chain_head SET frontier = '{other}' WHERE {own}", "DELETE FROM checkpoint")
    assert "รหัสรวมที่ปลายสายบันทึกไม่ตรงกับรายการในสาย" in said
    with pytest.raises(EnvironmentProblem, match=r"verify\.not_signed"):
        office.services.verification.checkpoint("ledger")


def test_a_checkpoint_that_was_taken_away_or_written_again_is_named(office: OpenOffice) -> None:
    store, verification = office.work.store.store_id, office.services.verification
    verification.checkpoint("ledger")
    with office.engine.connect() as connection:
        newest = connection.exec_driver_sql("SELECT max(size) FROM checkpoint").scalar_one()
    gone = f"ตาราง checkpoint ขาดแถวเลขที่ {store}/{newest}"
    changed = f"ตาราง checkpoint เลขที่ {store}/{newest} ช่อง at ไม่ตรงกับสายบันทึก"
    assert told_after(office, f"UPDATE checkpoint SET at = '2024' WHERE size = {newest}") == [changed]
    assert told_after(office, f"DELETE FROM checkpoint WHERE size = {newest}") == [gone]


def test_a_trigger_that_nobody_declared_and_a_table_without_its_check_are_named(office: OpenOffice) -> None:
    silent = "CREATE TRIGGER silent BEFORE INSERT ON receipt_void BEGIN SELECT RAISE(IGNORE); END"
    assert "มีตัวทำงานอัตโนมัติ silent ที่โปรแกรมไม่ได้สร้าง" in told_after(office, silent)
    copy = ("CREATE TABLE other AS SELECT * FROM budget", "DROP TABLE budget", "ALTER TABLE other RENAME TO budget")
    assert "โครงสร้างของ budget ไม่ตรงกับที่โปรแกรมสร้าง" in told_after(office, *copy)


def printed_rows(office: OpenOffice) -> tuple[PaperRow, PaperRow]:
    """Two paid rows as the ledger prints them."""
    items = [item for item in office.services.printing.ledger_items(HALF) if item.state is VoucherState.PAID]
    one, other = (PaperRow(number=i.number, payee=i.payee_name, satang=i.amount.satang, mark=i.mark) for i in items[:2])
    return one, other


def paper(office: OpenOffice, *rows: PaperRow) -> list[str]:
    """What is wrong with a page of these rows under a checkpoint of today."""
    verification = office.services.verification
    result = verification.paper(verification.checkpoint("ledger"), rows)
    return [Catalogue().render(problem) for problem in result.problems]


def test_a_printed_row_is_proved_by_its_own_mark_name_and_amount(office: OpenOffice) -> None:
    one, other = printed_rows(office)
    ghost = PaperRow(number="0777/2567", payee="นายผี ไม่มีจริง", satang=99_999_900, mark=one.mark)
    foreign = PaperRow(number=one.number, payee=one.payee, satang=one.satang, mark=other.mark)
    dearer = PaperRow(number=one.number, payee="นางสาวอื่น คนละคน", satang=one.satang + 100, mark=one.mark)
    assert paper(office, one, other) == []
    assert paper(office, ghost) == [f"แถวเลขที่ 0777/2567 บนกระดาษ (รหัส {one.mark}) ไม่มีในสายบันทึก"]
    assert paper(office, foreign) == [f"รหัสกำกับ {other.mark} บนกระดาษไม่ใช่ของเลขที่ {one.number}"]
    assert paper(office, dearer) == [
        f"ชื่อผู้รับเงินของเลขที่ {one.number} บนกระดาษไม่ตรงกับข้อมูล",
        f"จำนวนเงินของเลขที่ {one.number} บนกระดาษไม่ตรงกับข้อมูล",
    ]


def test_a_row_that_was_recorded_after_the_pages_checkpoint_is_named_but_is_no_mismatch(office: OpenOffice) -> None:
    one, _ = printed_rows(office)
    store, key, frontier = office.work.store.store_id, office.keys.signing_key, Frontier()
    with office.engine.connect() as connection:
        for entry_hash in islice(hashes(connection, store), 10):
            frontier.append(entry_hash)
    assert key is not None
    early = Checkpoint(store=store, size=10, root=frontier.root(), at="2023-10-02T02:00:00.000000Z")
    result = office.services.verification.paper(sign_checkpoint(key, early), (one,))
    assert (result.sound, result.uncovered) == (True, (one.number,))
    assert one.number in Catalogue().render(result.verdict)
