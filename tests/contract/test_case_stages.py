"""The stage that work in a case has reached is offered, and nothing moves by itself."""

from __future__ import annotations

from datetime import date, timedelta

from kmcase.application.cases import MoveCase, ReportProgress
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.casework import StageWork
from tests.builders import JUNE, TestOffice
from tests.case_assessment_builders import an_assessment
from tests.case_builders import a_case, cases
from tests.case_ending_builders import a_closed_case
from tests.case_plan_builders import agreed, plans, write


def offered(office: TestOffice, case_id: str) -> tuple[str, StageWork, date] | None:
    offer = cases(office).page(case_id).offer
    return None if offer is None else (offer.stage.code, offer.work, offer.on)


def day(office: TestOffice, count: int) -> date:
    """So many days after the tenth of June; the clock comes to stand there."""
    office.clock.at = JUNE + timedelta(days=count)
    return date(2024, 6, 10 + count)


def test_each_step_of_the_work_offers_its_stage_and_nothing_moves(office: TestOffice) -> None:
    case_id = a_case(office)
    assert offered(office, case_id) is None
    first = day(office, 1)
    an_assessment(office, case_id)
    assert offered(office, case_id) == ("assess", StageWork.ASSESSMENT, first)
    second = day(office, 2)
    write(office, case_id)
    assert offered(office, case_id) == ("plan", StageWork.PLAN_WRITTEN, second)
    day(office, 3)
    agreed(office, case_id)
    assert offered(office, case_id) == ("plan", StageWork.PLAN_WRITTEN, second)
    fourth = day(office, 4)
    plans(office, "director").approve(case_id)
    assert offered(office, case_id) == ("serve", StageWork.PLAN_APPROVED, fourth)
    service_id = plans(office).plan_of(case_id).plan.content.services[0].line_id
    for count, progress in ((5, Progress.BEGUN), (6, Progress.DONE)):
        told = ReportProgress(case_id=case_id, service_id=service_id, progress=progress, on=day(office, count))
        plans(office).progress(told)
        assert (offered(office, case_id) or ("",))[0] == {5: "serve", 6: "monitor"}[count]
    assert cases(office).page(case_id).head.stage == "aware"


def test_a_case_that_was_moved_is_offered_that_stage_no_more_until_there_is_new_work(office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    cases(office).move(MoveCase(case_id=case_id, stage="assess", on=day(office, 1)))
    assert offered(office, case_id) is None
    cases(office).move(MoveCase(case_id=case_id, stage="screen", on=day(office, 2)))
    assert offered(office, case_id) is None
    on = day(office, 3)
    an_assessment(office, case_id)
    assert offered(office, case_id) == ("assess", StageWork.ASSESSMENT, on)


def test_of_a_stage_that_was_said_twice_the_day_of_the_last_word_counts(office: TestOffice) -> None:
    case_id = a_case(office)
    write(office, case_id)
    day(office, 5)
    for stage, on in (("assess", 4), ("screen", 5), ("assess", 2)):
        office.clock.advance(minutes=1)
        cases(office).move(MoveCase(case_id=case_id, stage=stage, on=date(2024, 6, 10 + on)))
    assert offered(office, case_id) == ("plan", StageWork.PLAN_WRITTEN, date(2024, 6, 12))


def test_nothing_is_offered_of_a_closed_case(office: TestOffice) -> None:
    case_id = a_case(office)
    an_assessment(office, case_id)
    a_closed_case(office, case_id)
    assert offered(office, case_id) is None
