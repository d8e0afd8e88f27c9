"""Beds and stays on both engines: who has which bed on a day, attendance, leaves, who is away too long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kmcase.application.cases import BeginLeave, CaseStayService, CaseTaskService, EnterStay, SetBed, TakeBed
from kmcase.application.read.case_stays import BedLine, StayState
from kmcase.application.read.case_tasks import DayKind
from kmcase.domain.cases.stays import Attendance, BedTaken
from kmcase.persistence.schema import rebuild
from tests.builders import JUNE, TestOffice
from tests.case_builders import a_case, a_sealed_case
from tests.contract.test_cases import refused
from tests.state import state_of

DAY = date(2024, 6, 10)


def stays(office: TestOffice, login: str = "social") -> CaseStayService:
    return CaseStayService(office.work(login))


def a_bed(office: TestOffice, name: str = "1", room: str = "เรือนชาย") -> str:
    return stays(office).set_bed(SetBed(room=room, name=name)).value


def a_stay(office: TestOffice, on: date = DAY) -> tuple[str, str]:
    case_id, bed_id = a_case(office), a_bed(office)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=on))
    return case_id, bed_id


def on_leave(case_id: str, **changes: Any) -> BeginLeave:
    values: dict[str, Any] = {"on": DAY, "until": DAY + timedelta(days=2), "reason": "กลับบ้านเยี่ยมแม่"}
    return BeginLeave(case_id=case_id, **{**values, **changes})


def lines(office: TestOffice, day: date = DAY, login: str = "social") -> tuple[BedLine, ...]:
    return stays(office, login).beds(day).lines


def test_beds_stand_by_room_and_are_free_until_somebody_has_one(office: TestOffice) -> None:
    second, first = a_bed(office, "2"), a_bed(office, "1")
    case_id = a_case(office)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=second, on=DAY))
    assert [(line.bed_id, line.state, line.case_id) for line in lines(office)] == [
        (first, StayState.FREE, ""),
        (second, StayState.UNNOTED, case_id),
    ]
    before = lines(office, DAY - timedelta(days=1))
    assert [line.state for line in before] == [StayState.FREE, StayState.FREE]


def test_a_bed_is_called_otherwise_and_used_no_more_once_it_is_empty(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    for wrong, field in ((SetBed(room=" ", name="1"), "room"), (SetBed(room="เรือนชาย", name=""), "name")):
        with refused("case_stays.no_name", field):
            stays(office).set_bed(wrong)
    gone = SetBed(bed_id=bed_id, room="เรือนหญิง", name="9", in_use=False)
    with refused("case_stays.has_occupant", "in_use"):
        stays(office).set_bed(gone)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY))
    stays(office).set_bed(gone)
    assert lines(office) == ()


def test_who_leaves_for_good_while_on_leave_is_awaited_no_more(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    office.clock.at = JUNE + timedelta(days=4)
    gone = DAY + timedelta(days=3)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=gone))
    assert DayKind.LEAVE not in {line.kind for line in CaseTaskService(office.work("social")).day().lines}
    page = stays(office).page(case_id)
    [leave] = [line for line in page.lines if line.is_leave]
    assert (page.leave, leave.until, leave.late) == (None, gone, False)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY + timedelta(days=4)))
    assert [line.state for line in lines(office, DAY + timedelta(days=4))] == [StayState.UNNOTED]
    stays(office).begin_leave(on_leave(case_id, on=DAY + timedelta(days=4), until=DAY + timedelta(days=5)))
    assert [line.state for line in lines(office, DAY + timedelta(days=4))] == [StayState.AWAY]


def test_a_leave_ends_with_the_return_though_the_client_left_for_good_later(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    office.clock.at = JUNE + timedelta(days=9)
    stays(office).end_leave(case_id, DAY + timedelta(days=3))
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY + timedelta(days=9)))
    [leave] = [line for line in stays(office).page(case_id).lines if line.is_leave]
    assert leave.until == DAY + timedelta(days=3)


def test_the_first_leaving_ends_a_leave_and_no_later_one_and_no_other_clients(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    other = a_case(office)
    stays(office).take_bed(TakeBed(case_id=other, bed_id=a_bed(office, "2"), on=DAY))
    stays(office).begin_leave(on_leave(case_id))
    office.clock.at = JUNE + timedelta(days=9)
    stays(office).take_bed(TakeBed(case_id=other, bed_id="", on=DAY))
    assert stays(office).page(case_id).leave is not None
    for days, bed in ((3, ""), (4, bed_id), (9, "")):
        stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed, on=DAY + timedelta(days=days)))
    [leave] = [line for line in stays(office).page(case_id).lines if line.is_leave]
    assert leave.until == DAY + timedelta(days=3)


def test_who_leaves_for_good_on_the_day_of_going_on_leave_is_not_awaited(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY))
    page = stays(office).page(case_id)
    assert page.leave is None
    assert [line.until for line in page.lines if line.is_leave] == [DAY]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"on": DAY + timedelta(days=1)}, "cases.in_future", "on"),
        ({"bed_id": "none"}, "case_stays.unknown_bed", "bed_id"),
        ({"bed_id": ""}, "case_stays.has_no_bed", None),
    ],
)
def test_a_bed_that_cannot_be_given_is_refused(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    values = {"case_id": a_case(office), "bed_id": a_bed(office), "on": DAY}
    with refused(code, field):
        stays(office).take_bed(TakeBed(**{**values, **wrong}))


def test_a_bed_is_given_to_one_and_shown_with_both_where_two_gave_it_apart(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    other = a_case(office)
    with refused("case_stays.bed_taken", "bed_id"):
        stays(office).take_bed(TakeBed(case_id=other, bed_id=bed_id, on=DAY))
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY))
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=other, bed_id=bed_id, on=DAY))
        unit.commit(None)
    assert [(line.case_id, line.shared) for line in lines(office)] == [(case_id, True), (other, True)]


def test_attendance_is_noted_for_several_at_once_and_the_newest_word_stands(office: TestOffice) -> None:
    first, _ = a_stay(office)
    second = a_case(office)
    stays(office).take_bed(TakeBed(case_id=second, bed_id=a_bed(office, "2"), on=DAY))
    assert stays(office).attend((first, second, first), DAY, Attendance.PRESENT).value == 2
    stays(office).attend((second,), DAY, Attendance.ABSENT)
    assert [line.state for line in lines(office)] == [StayState.PRESENT, StayState.ABSENT]
    assert stays(office).beds(DAY).count(StayState.PRESENT, StayState.ABSENT) == 2
    with refused("case_stays.has_no_bed"):
        stays(office).attend((a_case(office),), DAY, Attendance.PRESENT)
    with refused("cases.in_future", "on"):
        stays(office).attend((first,), DAY + timedelta(days=1), Attendance.PRESENT)


def test_who_is_on_leave_is_away_then_too_long_and_back(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    [line] = lines(office)
    assert (line.state, line.until, line.reason, line.days_away) == (
        StayState.AWAY, DAY + timedelta(days=2), "กลับบ้านเยี่ยมแม่", 1,
    )  # fmt: skip
    assert [line.state for line in lines(office, DAY + timedelta(days=2))] == [StayState.AWAY]
    [late] = lines(office, DAY + timedelta(days=3))
    assert (late.state, late.days_away) == (StayState.LATE, 4)
    office.clock.at = JUNE + timedelta(days=4)
    [due] = [line for line in CaseTaskService(office.work("social")).day().lines if line.kind is DayKind.LEAVE]
    assert due.due == DAY + timedelta(days=2)
    stays(office).end_leave(case_id, DAY + timedelta(days=4))
    assert [line.state for line in lines(office, DAY + timedelta(days=4))] == [StayState.UNNOTED]
    assert [line.state for line in lines(office, DAY + timedelta(days=3))] == [StayState.LATE]
    kinds = {line.kind for line in CaseTaskService(office.work("social")).day().lines}
    assert DayKind.LEAVE not in kinds


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"reason": " "}, "cases.reason_missing", "reason"),
        ({"until": DAY - timedelta(days=1)}, "case_stays.back_before", "until"),
        ({"on": DAY - timedelta(days=1)}, "case_stays.has_no_bed", None),
    ],
)
def test_a_leave_that_cannot_be_is_refused(
    office: TestOffice, wrong: dict[str, Any], code: str, field: str | None
) -> None:
    case_id, _ = a_stay(office)
    with refused(code, field):
        stays(office).begin_leave(on_leave(case_id, **wrong))
    assert lines(office)[0].state is StayState.UNNOTED


def test_nobody_is_on_leave_twice_or_back_before_they_went(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    with refused("case_stays.not_on_leave"):
        stays(office).end_leave(case_id, DAY)
    stays(office).begin_leave(on_leave(case_id))
    with refused("case_stays.on_leave"):
        stays(office).begin_leave(on_leave(case_id))
    with refused("case_stays.back_before", "on"):
        stays(office).end_leave(case_id, DAY - timedelta(days=1))
    with refused("cases.in_future", "on"):
        stays(office).end_leave(case_id, DAY + timedelta(days=1))


def test_of_a_hidden_case_only_that_its_bed_is_taken_is_shown(office: TestOffice) -> None:
    case_id, bed_id = a_sealed_case(office), a_bed(office)
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=DAY))
    [line] = lines(office, login="officer")
    assert (line.state, line.case_id, line.name, line.number) == (StayState.HIDDEN, "", "", "")
    with refused("cases.unknown"):
        stays(office, "officer").begin_leave(on_leave(case_id))
    assert lines(office)[0].case_id == case_id


def a_past_stay(case_id: str, bed_id: str, first: int, last: int) -> EnterStay:
    """Of nights that lie so many days before today."""
    return EnterStay(case_id=case_id, bed_id=bed_id, on=DAY - timedelta(days=first), until=DAY - timedelta(days=last))


def test_a_past_stay_stands_in_the_history_and_leaves_today_as_it_is(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    other = a_bed(office, "2")
    stays(office).enter_stay(a_past_stay(case_id, other, 9, 5))
    stays(office).enter_stay(a_past_stay(case_id, other, 5, 0))
    stays(office).begin_leave(on_leave(case_id))
    page = stays(office).page(case_id)
    assert [(line.since.day, line.until and line.until.day, line.bed, line.nights) for line in page.lines] == [
        (10, None, "", 0),
        (10, None, "1", 0),
        (5, 10, "2", 5),
        (1, 5, "2", 4),
    ]
    assert (page.stay, page.leave) == (page.lines[1], page.lines[0])
    assert [(bed.bed_id, bed.taken) for bed in page.beds] == [(bed_id, True), (other, False)]
    stays(office).attend((case_id,), DAY, Attendance.ABSENT)
    assert stays(office).page(case_id).attendance is Attendance.ABSENT


@pytest.mark.parametrize(
    ("first", "last", "code", "field"),
    [
        (3, 3, "case_stays.no_night", "until"),
        (3, -1, "cases.in_future", "until"),
        (8, 6, "case_stays.stayed_already", "on"),
        (4, 0, "case_stays.bed_taken", "bed_id"),
    ],
)
def test_a_past_stay_that_meets_another_is_refused_beside_its_field(
    office: TestOffice, first: int, last: int, code: str, field: str
) -> None:
    bed_id, case_id = a_bed(office), a_case(office)
    stays(office).take_bed(TakeBed(case_id=a_sealed_case(office), bed_id=bed_id, on=DAY - timedelta(days=2)))
    stays(office).enter_stay(a_past_stay(case_id, bed_id, 9, 7))
    with refused(code, field):
        stays(office, "officer").enter_stay(a_past_stay(case_id, bed_id, first, last))
    stays(office, "officer").enter_stay(a_past_stay(case_id, bed_id, 7, 2))


def test_a_bed_is_not_taken_or_left_before_what_is_entered_already(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    for wanted in (bed_id, ""):
        with refused("case_stays.moved_later", "on"):
            stays(office).take_bed(TakeBed(case_id=case_id, bed_id=wanted, on=DAY - timedelta(days=1)))
    with refused("case_stays.bed_taken", "bed_id"):
        stays(office).take_bed(TakeBed(case_id=a_case(office), bed_id=bed_id, on=DAY - timedelta(days=1)))


def test_what_two_places_entered_apart_is_shown_in_the_history(office: TestOffice) -> None:
    case_id, bed_id = a_stay(office)
    other, second = a_case(office), a_bed(office, "2")
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=other, bed_id=bed_id, on=DAY))
        unit.record(BedTaken(case_id=case_id, bed_id=second, on=DAY))
        unit.commit(None)
    office.clock.at = JUNE + timedelta(days=1)
    assert [(line.bed, line.overruled, line.shared) for line in stays(office).page(case_id).lines] == [
        ("2", False, False),
        ("1", True, False),
    ]
    stays(office).take_bed(TakeBed(case_id=case_id, bed_id="", on=DAY + timedelta(days=1)))
    third = a_case(office)
    with office.work("social").begin("case_stays.take_bed") as unit:
        unit.record(BedTaken(case_id=third, bed_id=second, on=DAY))
        unit.commit(None)
    assert stays(office).page(case_id).lines[0].shared


def test_who_was_never_here_and_who_may_not_see(office: TestOffice) -> None:
    page = stays(office).page(a_case(office))
    assert (page.stay, page.leave, page.attendance, page.lines, page.beds) == (None, None, None, (), ())
    with refused("cases.unknown"):
        stays(office, "officer").page(a_sealed_case(office))


def test_a_leave_that_is_over_stands_with_the_day_of_return(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    stays(office).begin_leave(on_leave(case_id))
    office.clock.at = JUNE + timedelta(days=4)
    leave = stays(office).page(case_id).leave
    assert leave is not None and leave.late and leave.is_leave
    stays(office).end_leave(case_id, DAY + timedelta(days=3))
    [leave, _] = stays(office).page(case_id).lines
    assert (leave.until, leave.late, leave.nights) == (DAY + timedelta(days=3), False, 3)
    again = DAY + timedelta(days=4)
    stays(office).begin_leave(on_leave(case_id, on=again, until=again))
    page = stays(office).page(case_id)
    assert page.leave is not None and page.leave.since == again, "the return was from the leave before"


def test_stays_are_what_their_entries_add_up_to(office: TestOffice) -> None:
    case_id, _ = a_stay(office)
    stays(office).attend((case_id,), DAY, Attendance.PRESENT)
    stays(office).begin_leave(on_leave(case_id))
    stays(office).end_leave(case_id, DAY)
    before = state_of(office.engine)
    rebuild(office.engine)
    assert state_of(office.engine) == before
