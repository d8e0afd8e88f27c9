"""What a laptop says that follows no rule moves no money, and stops nobody else's, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.checkouts import ComeHome
from kmcase.domain.checkouts import HandoverRecorded, VoucherLeftUnpaid
from kmcase.domain.events import Event, Judgement
from kmcase.domain.money import Baht
from kmcase.domain.payments import SignatureMark
from tests.builders import TestOffice
from tests.contract.test_checkouts_doubted import THREE, books, codes, hand_over, settle, the_doubt
from tests.field_money import Field, TestLaptop, checkouts, taken_out
from tests.money_builders import blocked, handover, payments, voucher_ids
from tests.request_builders import refused


def enter(laptop: TestLaptop, event: Event, login: str = "finance") -> None:
    """An entry that no use case of this program would make."""
    with laptop.work(login).begin("visits.begin" if login == "social" else "payments.pay") as unit:
        unit.record(event)
        unit.commit("")


def told(found: Field, run_id: str, voucher_id: str, **changes: Any) -> HandoverRecorded:
    """A hand-over of the run that is out, `changes` in what was handed over."""
    out = payments(found.office).run(run_id).checkout
    assert out is not None
    return HandoverRecorded(
        handover_id="h",
        checkout_id=out.checkout_id,
        run_id=run_id,
        voucher_id=voucher_id,
        person_id="p",
        handover=handover(**changes),
        device_time=found.office.clock.now(),
        judgement=Judgement(),
    )


@pytest.mark.parametrize(
    "changes",
    [{"paid_on": date.min}, {"paid_on": date(1900, 1, 1)}, {"signature": SignatureMark(strokes="[" * 100_000)}],
    ids=("the first day", "before every rule", "a signature without end"),
)
def test_a_hand_over_that_no_rule_can_weigh_keeps_no_other_from_the_books(
    office: TestOffice, tmp_path: Path, changes: dict[str, Any]
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 2)
    one, two = voucher_ids(office, run_id)
    enter(laptop, told(found, run_id, one, **changes))
    hand_over(laptop, two)
    assert found.home(laptop) == 1
    assert books(office) == (THREE, THREE)
    assert the_doubt(office).voucher_id == one


def test_who_is_no_officer_of_a_laptop_hands_nothing_over_on_it(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    enter(laptop, told(found, run_id, *voucher_ids(office, run_id)), login="social")
    assert found.home(laptop) == 0
    assert "checkouts.not_its_officer" in codes(the_doubt(office))
    assert books(office) == (Baht.zero(), THREE)


def test_a_payer_who_may_not_pay_is_doubted_on_a_laptop_too(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    enter(laptop, told(found, run_id, *voucher_ids(office, run_id), payer="nobody", counted=Baht.of(1)))
    assert found.home(laptop) == 0
    against = codes(the_doubt(office))
    assert {"checkouts.payer_unfit", "checkouts.not_its_officer", "payments.count_differs"} <= against
    with blocked("payments.count_differs"):
        settle(office, accept=True)


def test_another_laptops_word_brings_no_number_home_unpaid(office: TestOffice, tmp_path: Path) -> None:
    found, _, run_id = taken_out(tmp_path, office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    other = found.enrol("เครื่อง2")
    handed = told(found, run_id, voucher_id)
    left = VoucherLeftUnpaid(
        checkout_id=handed.checkout_id, run_id=run_id, voucher_id=voucher_id, person_id="p", reason="ไม่อยู่"
    )
    enter(other, left)
    found.home(other)
    with refused("checkouts.silent"):
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=THREE))
    enter(other, replace(handed, handover=handover()))
    found.home(other)
    with refused("checkouts.silent"):
        checkouts(office).come_home(ComeHome(run_id=run_id, counted=Baht.zero()))
    assert codes(the_doubt(office)) == {"checkouts.not_checked_out"}
