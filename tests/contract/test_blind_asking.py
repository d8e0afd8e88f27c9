"""Who asks payees is told no amount before the own answers: nothing that the reads of asking hold carries one."""

from __future__ import annotations

from datetime import date

import pytest

from kmcase.application.printing.samples import collect
from kmcase.application.read.samples import AskState
from kmcase.application.receipts import ReceiptService
from kmcase.application.samples import DrawSample, SampleService
from kmcase.domain.followups import FollowUpMethod
from kmcase.domain.samples import DrawnFor, SampleMethod, SamplePlan
from kmcase.messages import Catalogue
from tests.blindness import PAID, amounts
from tests.builders import SECOND_HALF, TestOffice
from tests.checkpoints import signed
from tests.control_builders import ask
from tests.money_builders import pay, prepared_run, voucher_ids
from tests.request_builders import TODAY, days_later


def asking(office: TestOffice, login: str = "social") -> ReceiptService:
    return ReceiptService(office.work(login))


def test_the_search_finds_an_amount_however_it_is_kept() -> None:
    for told in (PAID, (1, {"a": PAID.satang}), ["จ่าย 3,000 บาท"], "สามพันบาทถ้วน"):
        assert amounts(told)
    assert not amounts(("0001/2567", "a3000f", 42))


@pytest.mark.parametrize("method", SampleMethod)
def test_no_read_of_asking_carries_the_amount_of_who_was_not_asked(office: TestOffice, method: SampleMethod) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    days_later(office, (date(2024, 10, 2) - TODAY).days)
    signed(office)
    samples = SampleService(office.work("director"))
    assert amounts(samples.standing(SECOND_HALF)) == []
    samples.draw(DrawSample(half=SECOND_HALF, plan=SamplePlan(method=method)))
    standing = SampleService(office.work("social")).standing(SECOND_HALF)
    assert standing.sample is not None
    with office.work("social").read("documents.print") as reading:
        paper = collect(reading, SECOND_HALF, "ก")
    says = Catalogue("th").render
    sentences = [says(one.said) for one in standing.draws] + [says(standing.figures.said)]  # type: ignore[union-attr]
    for read in (
        asking(office).follow_ups(),
        standing,
        SampleService(office.work("social")).redraw(SECOND_HALF, standing.sample.seed),
        paper,
        sentences,
    ):
        assert amounts(read) == []
    [line] = standing.lines
    assert line.state is AskState.OPEN


def test_that_an_amount_is_large_is_told_after_the_answer_alone(office: TestOffice) -> None:
    for voucher_id in voucher_ids(office, prepared_run(office, 2)):
        pay(office, voucher_id)
    days_later(office, (date(2024, 10, 2) - TODAY).days)
    signed(office)
    samples = SampleService(office.work("director"))
    samples.draw(DrawSample(half=SECOND_HALF, plan=SamplePlan(method=SampleMethod.MONEY)))
    with office.work("auditor").read("followups.read") as reading:
        [drawn] = reading.samples.samples(SECOND_HALF)
    [large] = [one.voucher_id for one in drawn.drawn if one.why is DrawnFor.LARGE]
    found = samples.standing(SECOND_HALF)
    why = [line.why for line in (*found.lines, *samples.redraw(SECOND_HALF, drawn.seed).lines)]
    assert set(why) == {DrawnFor.ROUND, DrawnFor.RANDOM}
    ask(office, large)
    assert {line.voucher_id: line.why for line in samples.standing(SECOND_HALF).lines}[large] is DrawnFor.LARGE


def test_what_another_was_told_does_not_reach_who_asks_again(office: TestOffice) -> None:
    (voucher_id,) = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    ask(office, voucher_id, put_together=True, given_to="ประธานกลุ่ม")
    [item] = asking(office, "officer2").follow_ups()
    assert item.asked is not None
    assert (item.asked.method, item.asked.passed_on) == (FollowUpMethod.PHONE, True)
    assert amounts(item) == []
