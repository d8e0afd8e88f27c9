"""A laptop of the office, and the run that is out with it on the day that the sample shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kmcase.application.exchange import EnrolLaptop
from kmcase.cli.sample.people import AREA
from kmcase.cli.sample.story import RunPlan, Year, ask_for_money, prepare_run

_LAPTOP = "การเงิน 1"
_PLAN = RunPlan(
    number="ขบ 238/2567",
    asked_on=date(2024, 6, 12),
    drawn_on=date(2024, 6, 17),
    paid_on=date(2024, 6, 18),
    place="บ้านของผู้รับเงิน",
)


def send_out(year: Year, requests: list[str]) -> None:
    """Money for those who cannot come is asked for, and carried to their houses."""
    year.plan(_PLAN.asked_on, 14, lambda: _ask(year, requests))


def _ask(year: Year, requests: list[str]) -> None:
    batch_id = ask_for_money(year, requests, _PLAN)
    year.plan(_PLAN.drawn_on, 14, lambda: _prepare(year, batch_id, requests))


def _prepare(year: Year, batch_id: str, requests: list[str]) -> None:
    run_id = prepare_run(year, batch_id, requests, _PLAN)
    payments = year.of("finance1").payments
    values = payments.run(run_id).values
    payer, other = year.of("finance2").actor.staff_id, year.of("finance1").actor.staff_id
    committee = (other, *values.committee[1:])
    payments.arrange(run_id, replace(values, payer=payer, committee=committee))
    year.plan(_PLAN.paid_on, 8, lambda: _leave(year, run_id))


def _leave(year: Year, run_id: str) -> None:
    """The laptop is let in, with a file by which it may be made, and the payer leaves with the cash."""
    command = EnrolLaptop(
        name=_LAPTOP, area=frozenset(AREA[:2]), officers=frozenset({"finance1", "finance2", "officer1", "officer2"})
    )
    out = year.office.folder.path.with_name("laptop-1.enrol")
    laptop_id = year.of("director").laptops.enrol(command, out).value
    finance = year.of("finance1")
    finance.checkouts.check_out(run_id, laptop_id, finance.payments.run(run_id).approved)
