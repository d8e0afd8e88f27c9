"""The entry that a restored office goes on from, on both engines."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kmcase.persistence import schema
from kmcase.persistence.chain import Writer
from kmcase.persistence.restored import go_on_restored
from tests.builders import STORE, TestOffice, allot, register
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
    with office.engine.connect() as connection:
        stores = connection.exec_driver_sql("SELECT store FROM chain_head ORDER BY store").scalars().all()
    assert stores == [STORE, NEW_STORE]
