"""Short ways to a half that is over and its draws."""

from __future__ import annotations

from datetime import date

from kmcase.application.samples import SampleService
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.samples import (
    SampleMethod,
    SamplePlan,
    VerificationSample,
)
from tests.builders import TestOffice
from tests.checkpoints import signed
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.request_builders import TODAY, days_later

HALF = BudgetHalf(2567, 2)
FEW = SamplePlan(method=SampleMethod.DISCOVERY, bad_percent=50)


def samples(office: TestOffice, login: str = "director") -> SampleService:
    return SampleService(office.work(login))


def recorded(office: TestOffice) -> tuple[VerificationSample, ...]:
    """The draws of the half as they stand in the books, with their registers."""
    with office.work("auditor").read("followups.read") as reading:
        return reading.samples.samples(HALF)


def paid_half(office: TestOffice, payees: int = 6, *, signs: bool = True) -> tuple[str, ...]:
    """So many payees of one round, the half is over, and a checkpoint was signed since."""
    found = voucher_ids(office, prepared_run(office, payees))
    for voucher_id in found:
        pay(office, voucher_id)
    days_later(office, (date(2024, 10, 2) - TODAY).days)
    if signs:
        signed(office)
    return found
