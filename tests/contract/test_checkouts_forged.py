"""What a laptop says that follows no rule moves no money, and stops nobody else's, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.checkouts import ComeHome, service
from kmcase.application.checkouts.accepting import Weighed
from kmcase.application.ports.checkouts import FieldHandover
from kmcase.application.work import Unit
from kmcase.domain.checkouts import HandoverRecorded, VoucherLeftUnpaid
from kmcase.domain.errors import EnvironmentProblem
from kmcase.domain.events import Event, Judgement
from kmcase.domain.laptops import RefusedBy
from kmcase.domain.money import Baht
from kmcase.domain.payments import SignatureMark, VoucherState
from kmcase.persistence.rows.exchange import refused_entry
from kmcase.persistence.statements import Rows
from tests.builders import TestOffice
from tests.contract.test_checkouts_doubted import THREE, books, codes, hand_over, settle, the_doubt
from tests.field_money import Field, TestLaptop, checkouts, taken_out
from tests.money_builders import blocked, handover, pay, payments, prepared_run, voucher_ids
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
    (voucher_id,) = voucher_ids(office, run_id)
    enter(laptop, told(found, run_id, voucher_id), login="social")
    assert found.home(laptop) == 0
    for store in (office, laptop):
        with store.engine.connect() as connection:
            (entry,) = Rows(connection).all(refused_entry)
        assert (entry["type"], entry["actor"], entry["why"]) == ("handover.recorded", "social", RefusedBy.NO_OFFICER)
    assert checkouts(office).doubts() == ()
    assert books(office) == (Baht.zero(), THREE)


def test_an_officer_of_a_laptop_says_of_nobody_else_that_he_paid(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    enter(laptop, told(found, run_id, *voucher_ids(office, run_id), payer="officer"))
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


def test_what_another_laptop_says_of_a_number_keeps_the_office_from_paying_nobody(
    office: TestOffice, tmp_path: Path
) -> None:
    found = Field(office, tmp_path)
    run_id = prepared_run(office, 1)
    (voucher_id,) = voucher_ids(office, run_id)
    laptop = found.enrol()
    found.to_laptop(laptop)
    forged = HandoverRecorded(
        handover_id="h",
        checkout_id="nowhere",
        run_id=run_id,
        voucher_id=voucher_id,
        person_id="p",
        handover=handover(),
        device_time=office.clock.now(),
        judgement=Judgement(),
    )
    enter(laptop, forged)
    assert found.home(laptop) == 0
    assert codes(the_doubt(office)) >= {"checkouts.not_checked_out"}
    assert {item.state for item in payments(office).run(run_id).vouchers} == {VoucherState.ISSUED}
    pay(office, voucher_id)
    assert books(office) == (THREE, Baht.zero())
    assert len(checkouts(office).doubts()) == 1


def test_a_hand_over_that_breaks_the_judging_is_doubted_and_stops_no_other(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 2)
    one, two = voucher_ids(office, run_id)
    hand_over(laptop, one)
    hand_over(laptop, two)
    real = service.weigh

    def weigh(unit: Unit, told: FieldHandover) -> Weighed:
        if told.voucher_id == one:
            raise RecursionError("a person's name")
        return real(unit, told)

    monkeypatch.setattr(service, "weigh", weigh)
    assert found.home(laptop) == 1
    assert books(office) == (THREE, THREE)
    doubt = the_doubt(office)
    assert (doubt.voucher_id, codes(doubt)) == (one, {"checkouts.unweighed"})
    assert "RecursionError" in caplog.text and "a person's name" not in caplog.text
    assert checkouts(office).accept() == 0
    settle(office, accept=False)
    assert checkouts(office).doubts() == ()


def test_a_trouble_of_the_store_doubts_no_hand_over(
    office: TestOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    hand_over(laptop, *voucher_ids(office, run_id))
    found.to_office(laptop)

    def full(*_: object) -> Weighed:
        raise EnvironmentProblem("office_files.disk_full")

    with monkeypatch.context() as patched:
        patched.setattr(service, "weigh", full)
        with pytest.raises(EnvironmentProblem):
            checkouts(office).accept()
    assert checkouts(office).doubts() == ()
    assert checkouts(office).accept() == 1


def test_what_is_settled_or_unknown_is_not_doubted_again(office: TestOffice, tmp_path: Path) -> None:
    found, laptop, run_id = taken_out(tmp_path, office, 1)
    hand_over(laptop, *voucher_ids(office, run_id))
    found.home(laptop)
    with office.work("finance").begin("checkouts.accept") as unit:
        (settled,) = unit.checkouts.of_checkout(payments(office).run(run_id).checkout.checkout_id)
        assert unit.checkouts.unweighed(settled.event_id) is None
        assert unit.checkouts.unweighed("nowhere:1") is None
