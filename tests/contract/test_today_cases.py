"""What of cases and conferences waits for whom at the start of the day, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

from kmcase.application.cases import CaseNoteService, WriteNote
from kmcase.application.read.today import Task
from kmcase.domain.cases.heads import TeamRole
from kmcase.domain.cases.notes import NoteKind
from kmcase.domain.cases.referrals import Step
from kmcase.domain.offices import RegulationChanged
from tests.builders import TestOffice
from tests.case_builders import a_case, a_sealed_case, cases, join
from tests.case_ending_builders import a_closed_case, a_proposal, a_referral, coming_in, going_out, step
from tests.conference_builders import a_conference, came, conferences
from tests.contract.test_today import today, waiting
from tests.request_builders import (
    TODAY,
    days_later,
)


def test_what_waits_in_cases_leads_to_the_case_and_stays_with_those_who_may_see_it(office: TestOffice) -> None:
    own, sealed = a_case(office), a_sealed_case(office)
    for case_id in (own, sealed):
        step(office, case_id, a_referral(office, case_id, coming_in()), Step.ACCEPTED)
    a_referral(office, own, going_out(on=date(2024, 6, 1)))
    found = waiting(office, "social")
    assert (found[Task.TELL_REFERRER], found[Task.REFERRAL_LATE]) == (2, 1)
    assert waiting(office)[Task.TELL_REFERRER] == 1, "an outsider counts no restricted case"
    item = next(item for item in today(office).tasks if item.task is Task.TELL_REFERRER)
    assert item.record_id == own
    assert Task.TELL_REFERRER not in waiting(office, "assistant")
    join(office, own, "assistant", TeamRole.ASSISTANT)
    assert waiting(office, "assistant") == {Task.TELL_REFERRER: 1}


def test_closings_wait_for_another_and_former_clients_for_their_day(office: TestOffice) -> None:
    a_proposal(office, a_case(office))
    assert Task.CLOSING not in waiting(office, "social")
    assert waiting(office, "director")[Task.CLOSING] == 1
    closed = a_case(office)
    a_closed_case(office, closed)
    assert Task.LOOK_AFTER not in waiting(office, "social")
    days_later(office, 31)
    item = next(item for item in today(office, "social").tasks if item.task is Task.LOOK_AFTER)
    assert (item.count, item.record_id) == (1, closed)


def test_a_note_of_an_assistant_waits_for_who_leads_the_case(office: TestOffice) -> None:
    case_id = a_case(office)
    join(office, case_id, "officer")
    join(office, case_id, "assistant", TeamRole.ASSISTANT)
    CaseNoteService(office.work("assistant")).write(
        WriteNote(case_id=case_id, kind=NoteKind.VISIT, on=TODAY, text="เยี่ยมแล้ว")
    )
    item = next(item for item in today(office, "social").tasks if item.task is Task.NOTE_REVIEW)
    assert (item.count, item.record_id) == (1, case_id)
    assert Task.NOTE_REVIEW not in waiting(office, "officer")
    assert Task.NOTE_REVIEW not in waiting(office, "assistant")


def test_a_conference_is_told_days_ahead_and_on_its_day_and_past_it_until_it_is_closed(office: TestOffice) -> None:
    case_id = a_sealed_case(office)
    later, soon = (a_conference(office, case_id, on=TODAY + timedelta(days=days)) for days in (4, 3))

    def told(login: str = "director") -> dict[Task, tuple[int, str]]:
        tasks = (Task.CONFERENCE_OPEN, Task.CONFERENCE_COMING)
        return {one.task: (one.count, one.record_id) for one in today(office, login).tasks if one.task in tasks}

    nothing = (0, "")
    for login in ("officer", "social", "director", "auditor"):
        assert told(login) == {Task.CONFERENCE_OPEN: nothing, Task.CONFERENCE_COMING: (1, soon)}
    assert told("assistant") == {Task.CONFERENCE_COMING: (1, soon)}
    assert told("finance") == told("admin") == {}
    days_later(office, 3)
    assert told() == {Task.CONFERENCE_OPEN: nothing, Task.CONFERENCE_COMING: (2, soon)}
    days_later(office, 1)
    assert told() == {Task.CONFERENCE_OPEN: (1, soon), Task.CONFERENCE_COMING: (1, later)}
    came(office, soon)
    conferences(office).close(soon)
    assert told() == {Task.CONFERENCE_OPEN: nothing, Task.CONFERENCE_COMING: (1, later)}
    conferences(office).reopen(soon)
    assert told()[Task.CONFERENCE_OPEN] == (1, soon)


def test_how_many_days_ahead_a_conference_is_told_is_the_offices_to_say(office: TestOffice) -> None:
    a_conference(office, on=TODAY + timedelta(days=9))
    assert Task.CONFERENCE_COMING not in waiting(office)
    with office.work("director").begin("office.regulation_change") as unit:
        ahead = RegulationChanged(
            change_id="ahead",
            key="conference.ahead_days",
            value=9,
            valid_from=TODAY,
            reference="คำสั่ง 1",
            reason="เตรียมวาระทัน",
        )
        unit.record(ahead)
        unit.commit(None)
    assert waiting(office)[Task.CONFERENCE_COMING] == 1


def test_a_case_near_its_deadline_waits_for_who_leads_it(office: TestOffice) -> None:
    case_id = a_case(office)
    assert Task.CASE_DEADLINE not in waiting(office, "social")
    office.clock.at += timedelta(days=5)
    assert waiting(office, "social")[Task.CASE_DEADLINE] == 1
    assert Task.CASE_DEADLINE not in waiting(office, "officer")
    join(office, case_id, "officer", TeamRole.MANAGER)
    join(office, case_id, "social")
    assert waiting(office, "officer")[Task.CASE_DEADLINE] == 1
    assert Task.CASE_DEADLINE not in waiting(office, "social")
    [item] = [item for item in cases(office, "officer").list().items if item.presses]
    assert (item.case_id, item.own) == (case_id, True)
