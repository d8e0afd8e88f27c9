"""Sixteen processes at one office: nobody is paid twice, and no cap is exceeded, on both engines."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.meetings import MeetingService
from kmcase.domain.meetings import MeetingValues, PanelMember
from kmcase.domain.money import Baht
from kmcase.persistence.rows.payments import payment_receipt
from kmcase.persistence.statements import Rows
from tests.builders import SECOND_HALF, TestOffice, allot, new_office, new_postgres_office, register
from tests.contract.racing import Place, approve_one, pay_all
from tests.money_builders import approved, drawn_batch, payments, run_order, voucher_ids
from tests.request_builders import TODAY, ready_request

PAYERS = 16
pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def raced(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An office and where other processes find it."""
    if request.param == "sqlite":
        office, place = new_office(tmp_path), Place(file=tmp_path / "office.db")
    else:
        url = request.getfixturevalue("fresh_postgres_url")
        office, place = new_postgres_office(url), Place(url=url)
    yield office, place
    office.engine.dispose()


def race(what: Callable[..., Counter[str]], place: Place, given: Sequence[object]) -> Counter[str]:
    """Sixteen processes, let go at one moment; what they met, added up."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["tests.contract.racing"])
    with context.Manager() as manager:
        gate = manager.Barrier(PAYERS)
        with context.Pool(PAYERS) as pool:
            tries = [pool.apply_async(what, (place, gate, turn, given)) for turn in range(PAYERS)]
            return sum((one.get(timeout=240) for one in tries), Counter())


def test_sixteen_payers_pay_each_number_once(raced: tuple[TestOffice, Place]) -> None:
    office, place = raced
    request_ids = approved(office, PAYERS, allotted=PAYERS * 3000)
    run_id = payments(office).prepare(run_order(drawn_batch(office, request_ids), request_ids)).value
    met = race(pay_all, place, voucher_ids(office, run_id))
    assert met["done"] == PAYERS
    assert set(met) == {"done", "payments.not_issued"}
    assert sum(met.values()) == PAYERS * PAYERS
    budget = office.budgets().page(SECOND_HALF).budget
    assert (budget.paid, budget.used) == (Baht.of(3000) * PAYERS, budget.allotted)
    with office.engine.connect() as connection:
        assert len(Rows(connection).all(payment_receipt)) == PAYERS


def test_sixteen_approvals_never_exceed_the_allotment(raced: tuple[TestOffice, Place]) -> None:
    office, place = raced
    enough_for = 10
    allot(office, enough_for * 3000)
    meetings = MeetingService(office.work("director"))
    cases = []
    for turn in range(PAYERS):
        request_id = ready_request(office, register(office, first_name=f"คนที่{turn}", phone=f"08{turn:08d}"))
        values = MeetingValues(
            number=f"{turn}/2567", held_on=TODAY, panel=(PanelMember(name="พมจ.", agency="พมจ. อุดรธานี"),)
        )
        meeting_id = meetings.plan(values).value
        meetings.set_agenda(meeting_id, (request_id,))
        cases.append((meeting_id, request_id))
    met = race(approve_one, place, cases)
    assert met == {"done": enough_for, "limits.over_budget": PAYERS - enough_for}
    budget = office.budgets().page(SECOND_HALF).budget
    assert (budget.used, budget.available) == (budget.allotted, Baht.zero())
