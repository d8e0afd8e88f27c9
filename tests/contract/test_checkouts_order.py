"""What laptops and the office enter of one run folds to equal tables in whatever order the chains meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from kmcase.domain.checkouts import (
    HandoverAccepted,
    HandoverDoubted,
    HandoverRecorded,
    HandoverSetAside,
    RunCameHome,
    RunCheckedOut,
    RunTakenBack,
    VoucherLeftUnpaid,
)
from kmcase.domain.events import Event, Judgement, encode
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.findings import Finding, Severity
from kmcase.domain.laptops import LaptopBegan
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover
from kmcase.journal.entries import canonical
from kmcase.persistence.fold import At, fold
from kmcase.persistence.rows import LOCAL, STATE
from kmcase.persistence.statements import Rows
from tests.builders import JUNE, SECOND_HALF, STORE, TestOffice, new_office
from tests.money_builders import handover, payments, prepared_run, stored, thumbprint, voucher_ids

LAPTOPS = ("laptop-a", "laptop-b")
THREE = Baht.of(3000)
Chains = dict[str, list[Event]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestOffice, str]:
    office = new_office(tmp_path_factory.mktemp("order"))
    return office, prepared_run(office, 3)


def chains_of(office: TestOffice, run_id: str) -> Chains:
    """A run that goes out, is taken back, goes out with another laptop and comes home, with all that is said of it."""
    vouchers = payments(office).run(run_id).vouchers
    one, two, three = voucher_ids(office, run_id)
    photographed = handover(photo=stored(EvidenceKind.HANDOVER_PHOTO), thumbprint=thumbprint())
    finding = Finding(code="checkouts.not_checked_out", severity=Severity.BLOCK, params={"laptop": "ข"})

    def told(handover_id: str, voucher_id: str, said: Handover) -> HandoverRecorded:
        return HandoverRecorded(
            handover_id=handover_id,
            checkout_id="out-1",
            run_id=run_id,
            voucher_id=voucher_id,
            person_id="p",
            handover=said,
            device_time=JUNE,
            judgement=Judgement(),
        )

    def left(voucher_id: str, reason: str) -> VoucherLeftUnpaid:
        return VoucherLeftUnpaid(
            checkout_id="out-1", run_id=run_id, voucher_id=voucher_id, person_id="p", reason=reason
        )

    def accepted(handover_id: str, event_id: str, place: int, said: Handover) -> HandoverAccepted:
        return HandoverAccepted(
            handover_id=handover_id,
            handover_event=event_id,
            checkout_id="out-1",
            laptop_id=LAPTOPS[0],
            run_id=run_id,
            voucher_id=vouchers[place].voucher_id,
            request_id=vouchers[place].request_id,
            person_id=vouchers[place].person_id,
            handover=said,
            device_time=JUNE,
            entered_at="2024-06-10T02:00:00.000000Z",
            recorded_by="finance",
            half=SECOND_HALF,
            amount=THREE,
            posting_ids=(f"release-{place}", f"pay-{place}"),
            judgement=Judgement(),
        )

    def of_it(handover_id: str, event_id: str, voucher_id: str) -> dict[str, Any]:
        return {
            "handover_id": handover_id,
            "handover_event": event_id,
            "run_id": run_id,
            "voucher_id": voucher_id,
            "person_id": "p",
        }

    clone = of_it("h-b", "laptop-b:2", one)
    return {
        "laptop-a": [
            LaptopBegan(laptop_id="laptop-a", store="laptop-a"),
            told("h-1", one, photographed),
            left(two, "ไม่อยู่"),
            left(three, "ป่วย"),
            told("h-2", two, handover()),
        ],
        "laptop-b": [
            LaptopBegan(laptop_id="laptop-b", store="laptop-b"),
            told("h-b", one, handover()),
            left(three, "ย้าย"),
            told("h-c", three, handover()),
        ],
        STORE: [
            RunCheckedOut(run_id=run_id, checkout_id="out-1", laptop_id="laptop-a", carrier="finance", cash=THREE),
            HandoverDoubted(**clone, laptop_id="laptop-b", findings=(finding,)),
            accepted("h-1", "laptop-a:2", 0, photographed),
            HandoverSetAside(**clone, reason="คืนเงินแล้ว"),
            accepted("h-2", "laptop-a:5", 1, handover()),
            RunTakenBack(
                run_id=run_id, checkout_id="out-1", laptop_id="laptop-a", reason="หาย", second_person="social"
            ),
            RunCheckedOut(run_id=run_id, checkout_id="out-2", laptop_id="laptop-b", carrier="finance", cash=THREE),
            RunCameHome(run_id=run_id, checkout_id="out-2", laptop_id="laptop-b", expected=THREE, counted=THREE),
        ],
    }


def tables_after(connection: Connection, chains: Chains, order: Sequence[str]) -> dict[str, list[Any]]:
    """Fold one entry of a chain after another, as `order` names the chains; gives all rows."""
    rows = Rows(connection)
    taken = dict.fromkeys(chains, 0)
    for store in order:
        event = chains[store][taken[store]]
        taken[store] += 1
        n = taken[store] + (1_000_000 if store == STORE else 0)
        at = At(
            event_id=f"{store}:{n}",
            at=f"2024-06-10T02:00:{taken[store]:02d}.000000Z",
            actor="finance",
            mark=f"{n:08d}",
            by_laptop=store != STORE,
        )
        fold(rows, at, event, canonical(encode(event)).decode())
    return {
        table.name: sorted((tuple(row.values()) for row in rows.all(table)), key=repr)
        for table in STATE.sorted_tables
        if table.name not in LOCAL
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_chains_of_two_laptops_and_the_office_fold_alike_in_every_order(
    prepared: tuple[TestOffice, str], data: st.DataObject
) -> None:
    office, run_id = prepared
    chains = chains_of(office, run_id)
    in_turn = [store for store, events in chains.items() for _ in events]
    order = data.draw(st.permutations(in_turn))
    found = []
    for each in (in_turn, order):
        with office.engine.execution_options(write=True).connect() as connection:
            transaction = connection.begin()
            found.append(tables_after(connection, chains, each))
            transaction.rollback()
    assert found[0] == found[1]
    assert len(found[0]["field_handover"]) == 4 and len(found[0]["field_unpaid"]) == 3
    assert sorted(row[0] for row in found[0]["payment_receipt"]) == sorted(voucher_ids(office, run_id)[:2])


def test_a_laptop_moves_no_money_by_an_event_of_the_offices(prepared: tuple[TestOffice, str]) -> None:
    office, run_id = prepared
    chains = chains_of(office, run_id)
    forged = {"laptop-a": [event for event in chains[STORE] if not event.FIELD]}
    with office.engine.execution_options(write=True).connect() as connection:
        transaction = connection.begin()
        before = tables_after(connection, {}, ())
        after = tables_after(connection, forged, ["laptop-a"] * len(forged["laptop-a"]))
        transaction.rollback()
    assert len(after["refused_entry"]) == len(forged["laptop-a"])
    noted = {"refused_entry", "entry_touch"}
    assert {name: rows for name, rows in after.items() if name not in noted} == {
        name: rows for name, rows in before.items() if name not in noted
    }
