"""Short ways to what the controls observe: payees who are asked, and judgements."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.controls import ControlService, JudgeObservation
from kmcase.application.read.controls import ObservationItem
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.followups import FollowUp, FollowUpMethod
from kmcase.domain.money import Baht
from tests.builders import TestOffice
from tests.money_builders import pay, prepared_run, receipts, voucher_ids
from tests.request_builders import TODAY


def controls(office: TestOffice, login: str = "social") -> ControlService:
    """The use cases of the controls in somebody's name."""
    return ControlService(office.work(login))


def open_items(office: TestOffice, login: str = "social") -> dict[str, ObservationItem]:
    """Open observations by control."""
    items = controls(office, login).board().items
    return {item.observation.control: item for item in items if item.state is ObservationState.OPEN}


def ask(office: TestOffice, voucher_id: str, **changes: object) -> None:
    """The payee is asked by somebody without a part, and says what the receipt says."""
    said = FollowUp(
        follow_up_id="",
        voucher_id=voucher_id,
        person_id="",
        asked_on=TODAY,
        asked_by="",
        method=FollowUpMethod.PHONE,
        amount_said=Baht.of(3000),
        received_on_said=TODAY,
    )
    receipts(office, "social").record_follow_up(replace(said, **changes))  # type: ignore[arg-type]


def judge(
    office: TestOffice,
    item: ObservationItem,
    verdict: Verdict = Verdict.EXPLAINED,
    login: str = "social",
    **changes: object,
) -> None:
    """A named person says something of an observation."""
    seen = item.observation
    noun, record_id = seen.subject
    command = JudgeObservation(
        control=seen.control,
        noun=noun,
        record_id=record_id,
        digest=seen.digest,
        verdict=verdict,
        reason="สอบถามแล้ว",
    )
    controls(office, login).judge(replace(command, **changes))  # type: ignore[arg-type]


def short_payment(office: TestOffice) -> str:
    """A payee who says that 1,000 of 3,000 baht came."""
    voucher_id, *_ = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    ask(office, voucher_id, amount_said=Baht.of(1000))
    return voucher_id
