"""Which stage is offered for what was done in a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kmcase.domain.casework import Casework, StageWork
from kmcase.rules.casework import shipped_casework
from kmcase.rules.stages import StageOffer, StageSaid, WorkDone, offered_stage

OPENED = datetime(2024, 6, 9, 18, 0, tzinfo=UTC)  # the tenth in Bangkok
TODAY = date(2024, 6, 20)
CASEWORK = shipped_casework()


def said(**days: int) -> dict[str, StageSaid]:
    """Stages by the days after opening on which somebody said them, entered on that day."""
    return {
        stage: StageSaid(at=OPENED + timedelta(days=count), on=date(2024, 6, 10) + timedelta(days=count))
        for stage, count in days.items()
    }


def done(work: StageWork, first: int, last: int | None = None) -> WorkDone:
    """Work entered so many days after opening."""
    at = OPENED + timedelta(days=first)
    return WorkDone(work=work, first=at, last=at if last is None else OPENED + timedelta(days=last))


def offer(present: str, before: dict[str, StageSaid], *works: WorkDone, of: Casework = CASEWORK) -> StageOffer | None:
    return offered_stage(of, present, before, works, TODAY)


@pytest.mark.parametrize(
    ("works", "stage", "work", "on"),
    [
        ((done(StageWork.ASSESSMENT, 2),), "assess", StageWork.ASSESSMENT, date(2024, 6, 12)),
        ((done(StageWork.ASSESSMENT, 2, 8),), "assess", StageWork.ASSESSMENT, date(2024, 6, 12)),
        (
            (done(StageWork.PLAN_APPROVED, 5), done(StageWork.ASSESSMENT, 2), done(StageWork.PLAN_WRITTEN, 4)),
            "serve",
            StageWork.PLAN_APPROVED,
            date(2024, 6, 15),
        ),
        ((done(StageWork.SERVICE_DONE, 6),), "monitor", StageWork.SERVICE_DONE, date(2024, 6, 16)),
    ],
)
def test_the_furthest_stage_that_work_reached_is_offered_on_the_day_of_the_first_of_it(
    works: tuple[WorkDone, ...], stage: str, work: StageWork, on: date
) -> None:
    found = offer("aware", said(aware=0), *works)
    assert found == StageOffer(stage=CASEWORK.stage(stage), work=work, on=on)


def test_nothing_is_offered_without_work_nor_for_work_that_reaches_no_later_stage() -> None:
    assert offer("aware", said(aware=0)) is None
    assert offer("aware", said(aware=0), done(StageWork.PLAN_AGREED, 3)) is None
    assert (
        offer("serve", said(aware=0, serve=5), done(StageWork.ASSESSMENT, 2), done(StageWork.PLAN_APPROVED, 5)) is None
    )


def test_nothing_is_offered_of_a_closed_case() -> None:
    after = replace(CASEWORK.stage("after"), reached_by=(StageWork.SERVICE_DONE,))
    casework = replace(CASEWORK, stages=(*CASEWORK.stages[:-1], after))
    assert offer("close", said(aware=0, close=5), done(StageWork.SERVICE_DONE, 6), of=casework) is None


@pytest.mark.parametrize("passed", ["plan", "serve", "close"])
def test_who_brought_a_case_back_knew_what_was_done_and_later_work_alone_counts(passed: str) -> None:
    before = said(**{"aware": 0, passed: 4, "assess": 6})
    assert offer("assess", before, done(StageWork.PLAN_WRITTEN, 3)) is None
    assert offer("assess", before, done(StageWork.PLAN_WRITTEN, 3, 6)) is None
    found = offer("assess", before, done(StageWork.PLAN_WRITTEN, 3, 7))
    assert found == StageOffer(stage=CASEWORK.stage("plan"), work=StageWork.PLAN_WRITTEN, on=date(2024, 6, 17))


def test_a_stage_that_was_never_said_is_offered_for_what_was_done_before_on_no_earlier_day() -> None:
    found = offer("screen", said(aware=0, screen=6), done(StageWork.PLAN_APPROVED, 5))
    assert found is not None
    assert (found.stage.code, found.on) == ("serve", date(2024, 6, 16))


def test_the_day_is_never_one_that_has_not_come() -> None:
    found = offer("aware", said(aware=0), done(StageWork.ASSESSMENT, 11))
    assert found is not None
    assert found.on == TODAY


def test_of_several_kinds_of_work_the_first_reached_the_stage() -> None:
    both = (StageWork.PLAN_AGREED, StageWork.PLAN_APPROVED)
    stages = tuple(replace(one, reached_by=both) if one.code == "serve" else one for one in CASEWORK.stages)
    found = offer(
        "plan",
        said(aware=0, plan=1),
        done(StageWork.PLAN_APPROVED, 5),
        done(StageWork.PLAN_AGREED, 4),
        of=replace(CASEWORK, stages=stages),
    )
    assert found is not None
    assert (found.stage.code, found.work, found.on) == ("serve", StageWork.PLAN_AGREED, date(2024, 6, 14))
