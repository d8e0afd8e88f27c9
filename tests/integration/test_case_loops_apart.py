"""What laptops offline say of a referral's service and of a bed meets in bundles, and adds up alike in every place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kmcase.application.cases import (
    CaseService,
    CaseStayService,
    ChangeTeam,
    ReportProgress,
    ServiceTold,
    SetBed,
    TakeBed,
    TakeStep,
)
from kmcase.application.read.case_stays import StayState
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.plan_lines import Progress
from kmcase.domain.cases.referrals import Step
from kmcase.persistence.schema import rebuild
from tests.builders import AREA, JUNE
from tests.case_builders import opening
from tests.case_ending_builders import TODAY, a_closed_case, a_proposal, a_referral, closings, going_out, referrals
from tests.case_plan_builders import agreed, plans, write
from tests.exchange_builders import Star, Station, join, new_star

DAY = timedelta(days=1)


@pytest.fixture
def star(tmp_path: Path) -> Iterator[Star]:
    """An office, and a laptop of each of two officers."""
    made = new_star(tmp_path, laptops=0)
    for name, officers in (("L1", {"officer"}), ("L2", {"officer2"})):
        made.laptops.append(join(made, name, AREA, frozenset(officers)))
    yield made
    made.close()


def a_case_of_all(star: Star) -> str:
    """A case that every place carries."""
    cases = CaseService(star.office.work("social"))
    case_id = cases.open(opening()).value
    for login in ("officer", "officer2"):
        cases.change_team(ChangeTeam(case_id=case_id, staff_id=login, role=TeamRole.WORKER))
    return case_id


def stays(station: Station, login: str) -> CaseStayService:
    return CaseStayService(station.work(login))


def places(star: Star) -> list[tuple[Station, str]]:
    return list(zip(star.all, ("social", "officer", "officer2"), strict=True))


def alike(star: Star) -> None:
    """Every place holds what its journal adds up to."""
    for station in star.all:
        before = station.state()
        rebuild(station.engine)
        assert station.state() == before


def test_a_laptop_refers_for_a_service_and_tells_of_both_while_another_tells_of_the_service(star: Star) -> None:
    case_id = a_case_of_all(star)
    write(star.office, case_id)
    agreed(star.office, case_id)
    plans(star.office, "director").approve(case_id)
    star.settle()
    one, two = star.laptops
    [service] = referrals(one, "officer").services(case_id)
    alone = a_referral(one, case_id, going_out(asked="ไม่มีบริการ"), "officer")
    referral_id = a_referral(one, case_id, going_out(service_id=service.service_id), "officer")
    two.later()
    plans(two, "officer2").progress(
        ReportProgress(case_id=case_id, service_id=service.service_id, progress=Progress.BEGUN, on=TODAY)
    )
    one.later(5)
    steps = (
        (Step.SENT, "", None),
        (Step.REFUSED, "ไม่มีเตียง", ServiceTold(progress=Progress.GIVEN_UP, result="ไม่มีเตียง")),
    )
    for step, note, told in steps:
        referrals(one, "officer").take(
            TakeStep(case_id=case_id, referral_id=referral_id, step=step, on=TODAY, note=note, service=told)
        )
    star.settle()
    for station, login in places(star):
        items = {item.referral.referral_id: item for item in referrals(station, login).of_case(case_id)}
        assert items[alone].service is None
        carried = items[referral_id].service
        assert carried is not None and carried.progress is Progress.GIVEN_UP
        page = plans(station, login).plan_of(case_id)
        assert [word.progress for word in page.words[service.service_id]] == [Progress.GIVEN_UP, Progress.BEGUN]
        assert [each.standing.step for each in page.referrals[service.service_id]] == [Step.REFUSED]
    alike(star)


def test_a_bed_that_a_laptop_gave_is_free_from_the_day_on_which_the_office_closed_the_case(star: Star) -> None:
    case_id = a_case_of_all(star)
    bed_id = stays(star.office, "social").set_bed(SetBed(room="เรือนชาย", name="1")).value
    star.settle()
    for station in star.all:
        station.clock.at = JUNE + 9 * DAY
    laptop = star.laptops[1]
    stays(laptop, "officer2").take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=TODAY + 2 * DAY))
    a_closed_case(star.office, case_id, on=TODAY + 5 * DAY)
    star.settle()
    for station, login in places(star):
        [line] = stays(station, login).page(case_id).lines
        assert (line.until, line.nights, line.closed) == (TODAY + 5 * DAY, 3, True)
        beds = [stays(station, login).beds(TODAY + day * DAY).lines[0].state for day in (4, 5, 9)]
        assert beds == [StayState.UNNOTED, StayState.FREE, StayState.FREE]
    alike(star)


def test_who_proposes_a_closing_on_a_laptop_gives_the_bed_up_there(star: Star) -> None:
    case_id = a_case_of_all(star)
    bed_id = stays(star.office, "social").set_bed(SetBed(room="เรือนชาย", name="1")).value
    stays(star.office, "social").take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=TODAY))
    star.settle()
    laptop = star.laptops[0]
    laptop.clock.at = star.office.clock.at = JUNE + 9 * DAY
    a_proposal(laptop, case_id, "officer", on=TODAY + 7 * DAY, left_on=TODAY + 6 * DAY)
    star.settle()
    [line] = stays(star.office, "social").page(case_id).lines
    assert (line.until, line.closed) == (TODAY + 6 * DAY, False)
    [closing] = closings(star.office).page(case_id).closings
    assert closing.on == TODAY + 7 * DAY
    alike(star)
