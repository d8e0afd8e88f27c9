"""Public lists on both engines: who is named, what is left out, and that the making is entered."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from kmcase.domain.dates import PartialDate
from kmcase.domain.errors import DomainError
from kmcase.domain.public_lists import ListNoun, Unnamed
from kmcase.persistence.rows.audits import public_list
from kmcase.persistence.schema import rebuild
from kmcase.persistence.statements import Row, Rows
from tests.audit_builders import change, public_lists
from tests.builders import TestOffice
from tests.money_builders import pay, payments, prepared_run, receipts, voiding, voucher_ids
from tests.paper import text_of
from tests.state import state_of

MEETING, BATCH = ListNoun.MEETING, ListNoun.BATCH


def refused(code: str) -> pytest.RaisesExc[DomainError]:
    return pytest.raises(DomainError, check=lambda error: error.code == code)


def a_round(office: TestOffice) -> tuple[str, str, list[str]]:
    """Four approved, three of them paid: meeting, batch, persons; all grown up but one of unknown birth."""
    run_id = prepared_run(office, 4)
    page = payments(office).run(run_id)
    for voucher in page.vouchers[:3]:
        pay(office, voucher.voucher_id)
    persons = [voucher.person_id for voucher in page.vouchers]
    for person_id in persons[:3]:
        change(office, person_id, birth=PartialDate.parse("1960-05-01"))
    with office.engine.connect() as connection:
        meeting_id = connection.exec_driver_sql("SELECT meeting_id FROM meeting").scalar_one()
    return meeting_id, page.values.batch_id, persons


def kept(office: TestOffice) -> list[Row]:
    with office.engine.connect() as connection:
        return Rows(connection).all(public_list)


def test_a_meetings_list_names_the_approved_and_a_batchs_the_paid(office: TestOffice) -> None:
    meeting_id, batch_id, _ = a_round(office)
    approved = public_lists(office).look(MEETING, meeting_id)
    assert (len(approved.lines), approved.unnamed) == (3, ((Unnamed.AGE_UNKNOWN, 1),))
    assert (approved.total.whole, approved.unnamed_total.whole) == (12_000, 3_000)
    paid = public_lists(office).look(BATCH, batch_id)
    assert (len(paid.lines), paid.unnamed, paid.total.whole) == (3, (), 9_000)


def test_a_receipt_that_is_void_names_nobody(office: TestOffice) -> None:
    _, batch_id, _ = a_round(office)
    run_id = payments(office).runs()[0].run_id
    receipts(office).void(voiding(voucher_ids(office, run_id)[0], "director"))
    assert len(public_lists(office).look(BATCH, batch_id).lines) == 2


def test_the_paper_has_names_and_sub_districts_and_nothing_that_hurts(office: TestOffice) -> None:
    meeting_id, _, persons = a_round(office)
    change(office, persons[0], restricted=True)
    change(office, persons[1], birth=PartialDate.parse("2010-01-01"))
    text = "".join(text_of(public_lists(office).make(MEETING, meeting_id).value).split())
    values = [office.people().page(person_id).values for person_id in persons]
    assert values[2].first_name in text
    assert [one.first_name in text for one in values] == [False, False, True, False]
    assert "ผู้ที่ไม่ประกาศชื่อ3ราย" in text
    assert "12,000.00" in text
    assert all(value not in text for one in values for value in (one.national_id, one.phone, "หมู่ที่", "บ้านเลขที่"))


def test_the_workbook_says_the_same(office: TestOffice) -> None:
    _, batch_id, persons = a_round(office)
    book = load_workbook(BytesIO(public_lists(office, "finance").make(BATCH, batch_id, "xlsx").value))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    names = [office.people().page(person_id).values.full_name for person_id in persons[:3]]
    assert set(names) <= set(cells)
    assert 9_000 in cells


def test_that_a_list_was_made_is_entered_and_folds_again_to_the_same(office: TestOffice) -> None:
    meeting_id, _, _ = a_round(office)
    public_lists(office).look(MEETING, meeting_id)
    assert kept(office) == []
    changes = public_lists(office).make(MEETING, meeting_id).changes
    assert changes.of("meeting") == {meeting_id}
    [row] = kept(office)
    assert (row["noun"], row["record_id"], row["named"], row["unnamed"]) == ("meeting", meeting_id, 3, 1)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_nobody_to_name_who_is_not_there_and_who_may_not_are_refused(office: TestOffice) -> None:
    run_id = prepared_run(office, 1)
    batch_id = payments(office).run(run_id).values.batch_id
    with refused("public_lists.nobody"):
        public_lists(office).make(BATCH, batch_id)
    with refused("batches.unknown"):
        public_lists(office).look(BATCH, "x")
    with refused("meetings.unknown"):
        public_lists(office).look(MEETING, "x")
    with refused("shell.not_permitted"):
        public_lists(office, "auditor").make(BATCH, batch_id)
    assert kept(office) == []
