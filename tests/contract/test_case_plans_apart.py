"""Two workers with one plan on two laptops: lines merge, one field of both is shown for a decision, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kmcase.application.cases import CaseService, DecideField, ReportProgress
from kmcase.application.read.case_plans import PlanPage
from kmcase.domain.cases.plan_lines import Progress, ServiceValues
from kmcase.domain.cases.plan_writing import WrittenGoal, WrittenService
from kmcase.domain.cases.plans import PlanState
from tests.case_builders import opening
from tests.case_plan_builders import agreed, goal, plans, rewrite, service, write
from tests.exchange_builders import Star, Station, new_star


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    found = new_star(tmp_path)
    yield found
    found.close()


@pytest.fixture
def case_id(star: Star) -> str:
    """A case of the laptops' officer, with a plan that everybody holds."""
    found = CaseService(star.office.work("officer")).open(opening()).value
    write(star.office, found, "officer", services=(service(responsible="officer"),))
    star.settle()
    return found


def page(station: Station, case_id: str) -> PlanPage:
    return plans(station, "officer").plan_of(case_id)


def first(found: PlanPage) -> ServiceValues:
    """The service with which the plan began."""
    return next(one.values for one in found.plan.content.services if one.values.text == "พาไปพบแพทย์")


def test_a_plan_written_on_two_laptops_merges_and_one_field_of_both_waits_for_a_decision(
    star: Star, case_id: str
) -> None:
    one, other = star.laptops
    seen = page(one, case_id)
    rewrite(one, seen, "officer", goal={"indicator": "ไปครบ 6 ครั้ง"}, service={"due": date(2024, 7, 1)})
    other.later()
    rewrite(other, page(other, case_id), "officer", service={"due": date(2024, 8, 1), "agency": "รพ.สต."})
    content = page(other, case_id).plan.content
    more = service("+s2", goal_id=content.goals[0].line_id, text="เยี่ยมบ้าน", responsible="officer")
    write(
        other,
        case_id,
        "officer",
        goals=[WrittenGoal(goal_id=each.line_id, values=each.values) for each in content.goals],
        services=[*(WrittenService(service_id=each.line_id, values=each.values) for each in content.services), more],
        seen=page(other, case_id).seen,
    )
    star.settle()
    for station in star.all:
        found = page(station, case_id)
        values = first(found)
        assert found.plan.content.goals[0].values.indicator == "ไปครบ 6 ครั้ง"
        assert (values.agency, len(found.plan.content.services)) == ("รพ.สต.", 2)
        [conflict] = found.conflicts
        assert [value.plain for value in conflict.values] == ["2024-07-01", "2024-08-01"]
    apart = page(other, case_id)
    plans(other, "officer").decide(
        DecideField(case_id=case_id, field=apart.conflicts[0].field, value="2024-07-01", seen=apart.seen)
    )
    star.settle()
    for station in star.all:
        decided = page(station, case_id)
        assert (decided.conflicts, first(decided).due) == ((), date(2024, 7, 1))
    assert one.state() == other.state()


def test_agreement_and_approval_without_a_network_are_about_the_wording_that_was_there(
    star: Star, case_id: str
) -> None:
    one, other = star.laptops
    agreed(one, case_id, "officer")
    rewrite(other, page(other, case_id), "officer", service={"agency": "รพ.สต."})
    star.settle()
    assert page(star.office, case_id).plan.state is PlanState.DRAFT, "the client signed another wording"
    agreed(star.office, case_id, "officer")
    plans(star.office, "director").approve(case_id)
    star.settle()
    assert {page(station, case_id).plan.state for station in star.all} == {PlanState.APPROVED}


def test_the_newest_word_on_a_service_stands_everywhere_and_both_are_kept(star: Star, case_id: str) -> None:
    one, other = star.laptops
    line_id = page(one, case_id).plan.content.services[0].line_id
    for station, progress in ((one, Progress.BEGUN), (other, Progress.DONE)):
        station.later(5 if station is other else 1)
        plans(station, "officer").progress(
            ReportProgress(
                case_id=case_id, service_id=line_id, progress=progress, on=date(2024, 6, 10), result=progress.value
            )
        )
    star.settle()
    for station in star.all:
        assert [word.progress for word in page(station, case_id).words[line_id]] == [Progress.DONE, Progress.BEGUN]
        assert plans(station, "officer").services_due(date(2024, 12, 31)) == ()


def test_a_restricted_plan_goes_only_where_all_officers_are_of_the_team(star: Star) -> None:
    sealed = CaseService(star.office.work("social")).open(opening(flags=frozenset({"violence"}))).value
    write(star.office, sealed, goals=(goal(text="ไม่ถูกทำร้ายซ้ำ"),))
    star.settle()
    for laptop in star.laptops:
        assert not any("ไม่ถูกทำร้ายซ้ำ" in repr(rows) for rows in laptop.state().values())
