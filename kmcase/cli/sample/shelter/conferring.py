"""Case conferences of the sample shelter: who needs one is put on the agenda, heard and decided on."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from kmcase.application.cases.conferences import CallConference, DecideOnCase, HearCase
from kmcase.cli.sample.shelter.house import House, Live
from kmcase.cli.sample.shelter.planning import revise
from kmcase.cli.sample.shelter.words import CONFERRED, DECIDED_PLAN, DECIDED_TASK, STAYS_SO
from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.conferences import Attendee, ConferenceValues, Presence

_WRITER = "social1"
_MOST = 6
_GUESTS = (
    ("นางสาวอ้อมใจ รักษาดี", "พยาบาลวิชาชีพ", "โรงพยาบาลศูนย์อุดรธานี"),
    ("นายบัญชา ทะเบียนชัด", "ปลัดอำเภอ", "ที่ว่าการอำเภอเมืองอุดรธานี"),
)


def confer(house: House) -> None:
    """Hold a conference today on those who have waited longest; nothing where nobody needs one."""
    conferences = house.of(_WRITER).conferences
    waiting = [item for item in conferences.needs().items if item.coming is None]
    chosen = [house.live[item.case_id] for item in waiting if not house.live[item.case_id].told.restricted][:_MOST]
    if not chosen:
        return
    values = ConferenceValues(
        on=house.today,
        at_time="13:30",
        place="ห้องประชุมสถานคุ้มครอง",
        chair=house.staff("director"),
        writer=house.staff(_WRITER),
        checker=house.staff("social2"),
    )
    case_ids = tuple(live.case_id for live in chosen)
    conference_id = conferences.call(
        CallConference(values=values, case_ids=case_ids, attendees=_attendees(house))
    ).value
    for live in chosen:
        house.pass_time()
        _hear(house, live, conference_id)
    house.pass_time()
    conferences.close(conference_id)
    house.diary.conferences += 1


def _attendees(house: House) -> tuple[Attendee, ...]:
    staff = [
        Attendee(
            attendee_id="",
            name=house.of(login).actor.name,
            staff_id=house.staff(login),
            presence=Presence.PRESENT,
        )
        for login in ("director", "social1", "social2", "social3", "social4", "officer1")
    ]
    guests = [
        Attendee(
            attendee_id="",
            name=name,
            profession=profession,
            agency=agency,
            presence=Presence.PRESENT,
            promised=True,
        )
        for name, profession, agency in _GUESTS
    ]
    return (*staff, *guests)


def _hear(house: House, live: Live, conference_id: str) -> None:
    conferences, rand = house.of(_WRITER).conferences, house.rand
    said = rand.choice(CONFERRED)
    conferences.hear(HearCase(conference_id=conference_id, case_id=live.case_id, text=said))
    kind = DecisionKind.PLAN if live.told.approved_on and rand.random() < 0.4 else DecisionKind.TASK
    if rand.random() < 0.15:
        kind = DecisionKind.NO_CHANGE
    texts = {DecisionKind.PLAN: DECIDED_PLAN, DecisionKind.TASK: DECIDED_TASK, DecisionKind.NO_CHANGE: STAYS_SO}
    task = kind is DecisionKind.TASK
    house.pass_time()
    decision_id = conferences.decide(
        DecideOnCase(
            conference_id=conference_id,
            case_id=live.case_id,
            kind=kind,
            text=rand.choice(texts[kind]),
            due=house.today + timedelta(days=10) if task else None,
            responsible=house.staff(live.manager) if task else "",
        )
    ).value
    if kind is DecisionKind.PLAN:
        house.at(house.today + timedelta(days=1), 9.1, partial(revise, house, live, decision_id))
    house.diary.tasks += task
