"""Verification of a half on each engine: blind answers, papers afterwards, a draw that is published and repeated."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from kmcase.application.followups import FollowUpService
from kmcase.application.read.samples import AskState
from kmcase.application.read.today import Task
from kmcase.application.samples import DrawSample, SampleService
from kmcase.application.staff import StaffService
from kmcase.application.today import TodayService
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.followups import Agreement, FollowUpMethod, Recheck, Recognition
from kmcase.domain.money import Baht
from kmcase.domain.samples import (
    DrawnFor,
    SampleMethod,
    SamplePlan,
    SeedSource,
)
from kmcase.domain.staff import Role
from kmcase.messages import message
from kmcase.persistence.schema import rebuild
from kmcase.rules.sampling import draw, missing_bound, register_hash
from tests.builders import STAFF, TestOffice
from tests.checkpoints import signed
from tests.control_builders import ask, open_items
from tests.money_builders import pay, prepared_run, receipts, voiding, voucher_ids
from tests.request_builders import TODAY, days_later, refused
from tests.state import state_of
from tests.verification_builders import FEW, HALF, paid_half, recorded, samples


def followups(office: TestOffice, login: str = "social") -> FollowUpService:
    return FollowUpService(office.work(login))


def seen(voucher_id: str, **changes: object) -> Recheck:
    values = Recheck(
        recheck_id="",
        follow_up_id="",
        voucher_id=voucher_id,
        person_id="",
        household=Agreement.AS_WRITTEN,
        condition=Agreement.AS_WRITTEN,
        income=Agreement.NOT_SEEN,
        recognition=Recognition.OWN,
    )
    return replace(values, **changes)  # type: ignore[arg-type]


def test_who_asks_sees_the_papers_only_after_the_answers(office: TestOffice) -> None:
    one, other = voucher_ids(office, prepared_run(office, 2))
    pay(office, one)
    pay(office, other)
    with refused("followups.answers_first"):
        followups(office).papers(one)
    ask(office, one, amount_said=Baht.of(2500))
    ask(office, other, method=FollowUpMethod.REFUSED, amount_said=None, circumstances="ไม่สะดวก")
    found = followups(office).papers(one)
    assert (found.said.amount_said, found.receipt.voucher.amount) == (Baht.of(2500), Baht.of(3000))
    assert found.receipt.handover is not None and found.receipt.handover.signature is not None
    assert found.content.monthly_income is not None
    for voucher_id, login in ((one, "director"), (other, "social")):
        with refused("followups.answers_first"):
            followups(office, login).papers(voucher_id)


def test_what_is_seen_afterwards_stands_beside_and_becomes_observations(office: TestOffice) -> None:
    [voucher_id] = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    with refused("followups.answers_first"):
        followups(office).recheck(seen(voucher_id))
    ask(office, voucher_id)
    with refused("followups.what_differs"):
        followups(office).recheck(seen(voucher_id, income=Agreement.DIFFERS))
    with refused("followups.what_of_mark"):
        followups(office).recheck(seen(voucher_id, recognition=Recognition.UNSURE))
    followups(office).recheck(seen(voucher_id))
    assert {"f5.rechecked", "f6.not_signed"}.isdisjoint(open_items(office))
    unknown = seen(
        voucher_id,
        household=Agreement.DIFFERS,
        found="อยู่กับบุตรสามคน",
        recognition=Recognition.NOT_OWN,
        remarks="ลายมือไม่เหมือน",
    )
    followups(office).recheck(unknown)
    found = open_items(office)
    assert dict(found["f5.rechecked"].observation.facts)["found"] == ("อยู่กับบุตรสามคน",)
    assert found["f6.not_signed"].observation.vouchers == (voucher_id,)
    assert [one.recognition for one in followups(office).papers(voucher_id).rechecks] == [
        Recognition.OWN,
        Recognition.NOT_OWN,
    ]


def test_a_draw_is_published_with_what_an_auditor_needs_to_draw_it_again(office: TestOffice) -> None:
    paid = paid_half(office)
    text = signed(office)
    with office.work("auditor").read("followups.read") as reading:
        head = reading.head
    samples(office).draw(DrawSample(half=HALF, plan=FEW))
    found = samples(office, "auditor").standing(HALF).sample
    [drawn] = recorded(office)
    assert found is not None and found.checkpoint is not None
    assert (found.seed, found.checkpoint.text) == (hashlib.sha256(text.encode()).hexdigest(), text)
    assert (drawn.seed, drawn.head, drawn.seed_source, drawn.turn) == (found.seed, head, SeedSource.CHECKPOINT, 1)
    assert [line.voucher_id for line in drawn.register] == list(paid)
    assert drawn.register_hash == register_hash(drawn.register) == found.register_hash
    assert drawn.drawn == draw(drawn.register, FEW, found.seed)
    assert (drawn.size, len(drawn.drawn)) == (3, 3)
    assert {one.why for one in drawn.drawn} == {DrawnFor.ROUND, DrawnFor.RANDOM}
    assert found.drawn_by_name == STAFF["director"][0]


def test_a_recorded_draw_comes_out_again_whatever_happens_to_the_register(office: TestOffice) -> None:
    first, *_ = paid_half(office)
    samples(office).draw(DrawSample(half=HALF, plan=FEW, seed="สลาก 123456", origin="สำนักงานสลาก"))
    again = samples(office, "auditor").redraw(HALF, "สลาก 123456")
    assert again.agrees and again.recorded is not None
    receipts(office).void(voiding(first, "director"))
    standing = samples(office).standing(HALF)
    assert (standing.added, standing.gone) == ((), (recorded(office)[0].register[0].number,))
    after = samples(office, "auditor").redraw(HALF, "สลาก 123456")
    assert [line.number for line in after.lines] == [line.number for line in again.lines]
    assert (after.register_hash, after.agrees) == (again.register_hash, True)


def test_any_seed_may_be_tried_without_recording_anything(office: TestOffice) -> None:
    paid_half(office)
    one, same, other = (samples(office, "auditor").redraw(HALF, seed, FEW) for seed in ("a", "a", "b"))
    assert one.lines == same.lines != other.lines
    assert one.agrees and one.seed_stands and one.recorded is None
    assert samples(office).redraw(HALF, "a").plan.method is SampleMethod.EVERYONE
    assert samples(office).standing(HALF).draws == ()
    with refused("samples.nobody_paid"):
        samples(office).redraw(BudgetHalf(2566, 1), "a")


def test_a_second_draw_says_why_stands_beside_the_first_and_lets_nobody_go(office: TestOffice) -> None:
    paid = paid_half(office)
    samples(office).draw(DrawSample(half=HALF, plan=FEW))
    [first] = samples(office).standing(HALF).draws
    with refused("samples.reason_missing"):
        samples(office).draw(DrawSample(half=HALF, plan=replace(FEW, bad_percent=20)))
    with refused("samples.seed_drawn"):
        samples(office).draw(DrawSample(half=HALF, plan=FEW, reason="อีกครั้ง"))
    fewer = replace(FEW, confidence=80)
    lists = ((str(n), {line.number for line in samples(office).redraw(HALF, str(n), fewer).lines}) for n in count())
    seed, others = next((seed, found - {*first.numbers}) for seed, found in lists if found - {*first.numbers})
    samples(office).draw(DrawSample(half=HALF, plan=fewer, seed=seed, origin="สตง.", reason="ผู้ตรวจขอ"))
    lines = samples(office).standing(HALF).lines
    receipts(office).void(voiding(next(line.voucher_id for line in lines if line.why is None), "director"))
    samples(office).draw(DrawSample(half=HALF, plan=FEW, reason="มีใบสำคัญยกเลิก"))
    found = samples(office, "auditor").standing(HALF)
    assert [(one.turn, one.seed, one.reason) for one in found.draws] == [
        (1, first.seed, ""),
        (2, seed, "ผู้ตรวจขอ"),
        (3, first.seed, "มีใบสำคัญยกเลิก"),
    ]
    assert {line.number for line in found.lines if line.earlier} == others
    assert all(line.why_said == message("samples.why.earlier") for line in found.lines if line.earlier)
    for turn, population in ((None, len(paid) - 1), (3, len(paid) - 1), (1, len(paid))):
        again = samples(office, "auditor").redraw(HALF, first.seed, turn=turn)
        assert (again.agrees, len(again.draws), again.population) == (True, 3, population)
    with refused("samples.no_such_draw"):
        samples(office).redraw(HALF, first.seed, turn=2)
    for line in found.lines:
        if line.why is not None and not line.earlier:
            ask(office, line.voucher_id)
    with refused("samples.not_asked"):
        samples(office).close(HALF)
    for line in found.lines:
        if line.earlier:
            ask(office, line.voucher_id)
    samples(office).close(HALF)


def test_who_paid_does_not_draw_and_nobody_draws_before_the_half_is_over(office: TestOffice) -> None:
    [voucher_id] = voucher_ids(office, prepared_run(office, 1))
    pay(office, voucher_id)
    with refused("samples.half_open"):
        samples(office).draw(DrawSample(half=HALF))
    with refused("samples.nobody_paid"):
        samples(office).draw(DrawSample(half=BudgetHalf(2567, 1)))
    days_later(office, 200)
    work = office.work("finance")
    work.actor = replace(work.actor, roles=frozenset({Role.FINANCE, Role.DIRECTOR}))
    with refused("samples.by_payer"):
        SampleService(work).draw(DrawSample(half=HALF))


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"confidence": 100}, "confidence"), ({"bad_percent": 0}, "bad_percent"), ({"meet": 3}, "meet")],
)
def test_a_plan_without_sense_is_refused(office: TestOffice, changes: dict[str, int], code: str) -> None:
    with refused(f"samples.{code}"):
        samples(office).draw(DrawSample(half=HALF, plan=replace(FEW, **changes)))


def test_progress_counts_everybody_and_no_answer_is_never_fine(office: TestOffice) -> None:
    one, two, three, four, five, _ = paid_half(office)
    day = TODAY + timedelta(days=30)
    ask(office, one, asked_on=day)
    ask(office, two, asked_on=day, amount_said=Baht.of(1000))
    ask(office, three, asked_on=day, method=FollowUpMethod.NOT_REACHED, amount_said=None, circumstances="ย้าย")
    ask(office, four, asked_on=day, method=FollowUpMethod.REFUSED, amount_said=None, circumstances="ไม่ตอบ")
    ask(office, five, asked_on=day, amount_said=None, circumstances="จำไม่ได้")
    ask(office, one, asked_on=day, method=FollowUpMethod.NOT_REACHED, amount_said=None, circumstances="ไม่อยู่")
    samples(office).draw(DrawSample(half=HALF, plan=SamplePlan(method=SampleMethod.EVERYONE)))
    found = samples(office).standing(HALF)
    assert [line.state for line in found.lines] == [
        AskState.ASKED,
        AskState.ASKED,
        AskState.NOT_REACHED,
        AskState.REFUSED,
        AskState.REFUSED,
        AskState.OPEN,
    ]
    assert [line.differs for line in found.lines] == [False, True, False, False, False, False]
    figures = found.figures
    assert figures is not None
    assert (figures.asked, figures.unanswered, figures.open, figures.differing, figures.bad) == (2, 3, 1, 1, 4)
    assert figures.most_bad == 5
    assert found.counts[AskState.REFUSED] == 2


def test_by_money_the_missing_money_is_bounded(office: TestOffice) -> None:
    one, *others = paid_half(office)
    samples(office).draw(DrawSample(half=HALF, plan=SamplePlan(method=SampleMethod.MONEY)))

    def most_missing() -> Baht:
        figures = samples(office).standing(HALF).figures
        assert figures is not None and figures.most_missing is not None
        return figures.most_missing

    figures = samples(office).standing(HALF).figures
    assert figures is not None and figures.most_missing is None, "No money is told of while somebody has to be asked"
    for voucher_id in (one, *others):
        ask(office, voucher_id)
    assert most_missing() == Baht(missing_bound(300_000, ()))
    ask(office, one, amount_said=Baht.of(2000))
    assert most_missing() == Baht(missing_bound(300_000, (1 / 3,)))


def test_a_half_is_closed_once_everybody_drawn_was_tried(office: TestOffice) -> None:
    paid = paid_half(office)
    with refused("samples.none_drawn"):
        samples(office).close(HALF)
    samples(office).draw(DrawSample(half=HALF, plan=FEW, seed="1", origin="สตง."))
    drawn = [one.voucher_id for one in recorded(office)[0].drawn]
    with refused("samples.not_asked"):
        samples(office).close(HALF)
    for voucher_id in drawn[1:]:
        ask(office, voucher_id)
    ask(office, drawn[0], method=FollowUpMethod.NOT_REACHED, amount_said=None, circumstances="ย้ายไปต่างจังหวัด")
    with refused("samples.why_unanswered"):
        samples(office).close(HALF)
    samples(office).close(HALF, "ญาติยืนยันว่าย้ายไปแล้ว")
    closed = samples(office).standing(HALF)
    assert closed.closed is not None
    assert (closed.closed.asked, closed.closed.unanswered, closed.closed.differing) == (2, 1, 0)
    assert closed.closed.most_bad == closed.figures.most_bad  # type: ignore[union-attr]
    for again in (
        lambda: samples(office).close(HALF, "x"),
        lambda: samples(office).draw(DrawSample(half=HALF, seed="2", origin="สตง.")),
    ):
        with refused("samples.closed"):
            again()
    assert len(paid) == 6


def test_everything_comes_out_of_the_journal_again(office: TestOffice) -> None:
    paid = paid_half(office, 2)
    ask(office, paid[0])
    followups(office).recheck(seen(paid[0]))
    samples(office).draw(DrawSample(half=HALF, seed="1", origin="x", plan=replace(FEW, bad_percent=30)))
    StaffService(office.work("officer"), None).confirm_relatives()  # type: ignore[arg-type]
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before


def test_relatives_are_confirmed_once_a_year_and_wait_among_the_days_tasks(office: TestOffice) -> None:
    staff = StaffService(office.work("officer"), None)  # type: ignore[arg-type]

    def waiting() -> int:
        page = TodayService(office.work("officer"), None).page()  # type: ignore[arg-type]
        return next(item.count for item in page.tasks if item.task is Task.RELATIVES)

    assert waiting() == 1
    staff.confirm_relatives()
    assert waiting() == 0
    with refused("staff.relatives_confirmed"):
        staff.confirm_relatives()
    days_later(office, 200)
    assert waiting() == 1
