"""A closed case holds no bed, on both engines: given up with the closing, or ended by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kmcase.application.cases import BeginLeave, CaseTaskService, DecideClosing, EnterStay, ReopenCase, TakeBed
from kmcase.application.read.case_stays import StayState
from kmcase.application.read.case_tasks import DayKind
from kmcase.domain.cases.stays import BedTaken
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case
from tests.case_ending_builders import a_closed_case, a_proposal, closings
from tests.contract.test_case_stays import DAY, a_bed, a_stay, lines, on_leave, stays
from tests.contract.test_cases import refused
from tests.contract.test_conferences_read import reads

DAYS = timedelta(days=1)


def long_stay(office: TestOffice) -> tuple[str, str]:
    """A client who took a bed today, ten days before what follows."""
    found = a_stay(office)
    office.clock.at = JUNE + 10 * DAYS
    return found


def test_who_closes_gives_the_bed_up_in_the_same_step(office: TestOffice) -> None:
    case_id, bed_id = long_stay(office)
    held = closings(office).page(case_id).bed
    assert held is not None and (held.room, held.bed, held.since) == ("เรือนชาย", "1", DAY)
    stays(office).begin_leave(on_leave(case_id, on=DAY + DAYS))
    a_proposal(office, case_id, on=DAY + 8 * DAYS, left_on=DAY + 7 * DAYS)
    assert closings(office).page(case_id).bed is None
    leave, stay = stays(office).page(case_id).lines
    assert (stay.until, stay.nights, stay.closed, leave.until) == (DAY + 7 * DAYS, 7, False, DAY + 7 * DAYS)
    assert [line.state for line in lines(office, DAY + 7 * DAYS)] == [StayState.FREE], "free before it is approved"
    other = a_case(office)
    stays(office).take_bed(TakeBed(case_id=other, bed_id=bed_id, on=DAY + 7 * DAYS))


@pytest.mark.parametrize(
    ("left", "closed", "code"),
    [
        (9, 8, "case_closing.left_after"),
        (5, 8, "case_stays.moved_later"),
    ],
)
def test_the_day_of_leaving_fits_the_closing_and_what_is_entered(
    office: TestOffice, left: int, closed: int, code: str
) -> None:
    case_id, _ = long_stay(office)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=a_bed(office, "2"), on=DAY + 6 * DAYS))
    with refused(code, "left_on"):
        a_proposal(office, case_id, on=DAY + closed * DAYS, left_on=DAY + left * DAYS)
    assert closings(office).page(case_id).closings == ()
    assert stays(office).page(case_id).stay is not None


def test_a_case_is_not_closed_on_a_day_before_the_client_took_a_bed(office: TestOffice) -> None:
    case_id, bed_id = a_case(office), a_bed(office)
    office.clock.at = JUNE + 10 * DAYS
    closing_id = a_proposal(office, case_id, on=DAY + 3 * DAYS)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY + 4 * DAYS))
    decide = DecideClosing(case_id=case_id, closing_id=closing_id, approved=True)
    with refused("case_closing.bed_later", "on"):
        closings(office, "director").decide(decide)
    closings(office, "director").decide(replace(decide, approved=False, comment="แก้วันที่"))
    with refused("case_closing.bed_later", "on"):
        a_proposal(office, case_id, on=DAY + 3 * DAYS)
    a_closed_case(office, case_id, on=DAY + 4 * DAYS)


def test_a_bed_that_was_given_by_mistake_and_taken_back_the_same_day_hinders_no_closing_before_it(
    office: TestOffice,
) -> None:
    case_id, bed_id = a_case(office), a_bed(office)
    office.clock.at = JUNE + 10 * DAYS
    for bed in (bed_id, ""):
        stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed, on=DAY + 4 * DAYS))
    a_closed_case(office, case_id, on=DAY + 3 * DAYS)
    assert [line.nights for line in stays(office).page(case_id).lines] == [0]


def test_who_has_no_bed_gives_none_up(office: TestOffice) -> None:
    case_id = a_case(office)
    with refused("case_stays.has_no_bed"):
        a_proposal(office, case_id, left_on=DAY)
    a_closed_case(office, case_id)
    assert closings(office).page(case_id).bed is None


def test_a_bed_that_nobody_gave_up_is_free_from_the_day_of_closing_on(office: TestOffice) -> None:
    case_id, bed_id = long_stay(office)
    stays(office).begin_leave(BeginLeave(case_id=case_id, on=DAY + DAYS, until=DAY + 2 * DAYS, reason="เยี่ยมแม่"))
    a_proposal_day = DAY + 8 * DAYS
    a_closed_case(office, case_id, on=a_proposal_day)
    leave, stay = stays(office).page(case_id).lines
    assert (stay.until, stay.nights, stay.closed, stay.overruled) == (a_proposal_day, 8, True, False)
    assert (leave.until, leave.late) == (a_proposal_day, False)
    page = stays(office).page(case_id)
    assert (page.stay, page.leave) == (None, None)
    assert [line.state for line in lines(office, DAY + 7 * DAYS)] == [StayState.LATE]
    assert [line.state for line in lines(office, DAY + 8 * DAYS)] == [StayState.FREE]
    assert DayKind.LEAVE not in {line.kind for line in CaseTaskService(office.work("social")).day().lines}
    with refused("case_stays.has_no_bed"):
        stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY + 9 * DAYS))
    with refused("case_stays.not_on_leave"):
        stays(office).end_leave(case_id, DAY + 9 * DAYS)
    other = a_case(office)
    stays(office).take_bed(TakeBed(case_id=other, bed_id=bed_id, on=DAY + 8 * DAYS))
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY + 6 * DAYS))
    assert stays(office).page(case_id).lines[1].until == DAY + 6 * DAYS, "the day is mended afterwards"


def test_a_closed_case_takes_no_bed_and_a_stay_before_it_is_entered_still(office: TestOffice) -> None:
    case_id, bed_id = a_case(office), a_bed(office)
    office.clock.at = JUNE + 10 * DAYS
    a_closed_case(office, case_id, on=DAY + 5 * DAYS)
    for day in (4, 7):
        with refused("case_stays.closed_then", "on"):
            stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY + day * DAYS))
    for first, last in ((4, 6), (6, 8)):
        with refused("case_stays.closed_then", "until"):
            stays(office).enter_stay(
                EnterStay(case_id=case_id, bed_id=bed_id, on=DAY + first * DAYS, until=DAY + last * DAYS)
            )
    stays(office).enter_stay(EnterStay(case_id=case_id, bed_id=bed_id, on=DAY, until=DAY + 5 * DAYS))
    assert [line.nights for line in stays(office).page(case_id).lines] == [5]


def test_opened_again_the_client_takes_a_bed_anew(office: TestOffice) -> None:
    case_id, bed_id = long_stay(office)
    stays(office).begin_leave(BeginLeave(case_id=case_id, on=DAY + DAYS, until=DAY + 9 * DAYS, reason="เยี่ยมแม่"))
    a_closed_case(office, case_id, on=DAY + 5 * DAYS)
    closings(office).reopen(ReopenCase(case_id=case_id, on=DAY + 8 * DAYS, stage="serve", reason="กลับมา"))
    assert stays(office).page(case_id).stay is None
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY + 8 * DAYS))
    assert [line.state for line in lines(office, DAY + 8 * DAYS)] == [StayState.UNNOTED], "the old leave is over"
    assert DayKind.LEAVE not in {line.kind for line in CaseTaskService(office.work("social")).day().lines}


def test_a_bed_that_another_laptop_gave_while_the_case_was_closed_is_shown_and_counts_no_night(
    office: TestOffice,
) -> None:
    case_id, bed_id = a_case(office), a_bed(office)
    office.clock.at = JUNE + 10 * DAYS
    a_closed_case(office, case_id, on=DAY + 5 * DAYS)
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=case_id, bed_id=bed_id, on=DAY + 6 * DAYS))
        unit.commit(None)
    [line] = stays(office).page(case_id).lines
    assert (line.nights, line.closed, line.overruled) == (0, True, False)
    assert [line.state for line in lines(office, DAY + 6 * DAYS)] == [StayState.FREE]


def test_many_clients_on_leave_are_read_in_as_many_statements_as_one(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_more_away() -> tuple[int, int]:
        """How many statements the day takes, and how many are to come back."""
        case_id = a_case(office)
        stays(office).take_bed(TakeBed(case_id=case_id, bed_id=a_bed(office, case_id), on=DAY))
        stays(office).begin_leave(on_leave(case_id))
        with reads(office, monkeypatch) as sent:
            day = CaseTaskService(office.work("social")).day()
        return len(sent), sum(line.kind is DayKind.LEAVE for line in day.lines)

    one, two = one_more_away(), one_more_away()
    assert (one[1], two) == (1, (one[0], 2))
