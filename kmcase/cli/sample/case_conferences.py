"""Case conferences of the settlement: one that was held, whose decisions became a plan and tasks, and one to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from kmcase.application.cases import DecideOnCase, EndTask, HearCase
from kmcase.cli.sample.cases import case_of
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.cases.tasks import TaskState
from kmcase.domain.conferences import Attendee, Presence

_WORKER, _COLLEAGUE, _DIRECTOR = "social1", "officer1", "director"
_FIRST, _SECOND = "สมหวัง", "ลำดวน"
_HELD, _COMING = date(2024, 5, 24), date(2024, 6, 19)
_DOCTOR = Attendee(
    attendee_id="",
    name="แพทย์หญิงอรอุมา แก้วใส",
    profession="จิตแพทย์",
    agency="โรงพยาบาลศูนย์อุดรธานี",
    presence=Presence.PRESENT,
    promised=True,
)
_CLERK = Attendee(
    attendee_id="",
    name="นายสมบัติ ดีงาม",
    profession="นักพัฒนาชุมชน",
    agency="องค์การบริหารส่วนตำบลนาทราย",
    presence=Presence.ABSENT,
    why_absent="ติดราชการ",
)


def confer(year: Year) -> None:
    """Let the social worker set up a conference, hold it, and set up the next one."""
    year.plan(date(2024, 5, 22), 11, partial(_set_up, year, _HELD, (_FIRST, _SECOND)))
    year.plan(_HELD, 16, partial(_hold, year))
    year.plan(date(2024, 6, 6), 16, partial(_end_task, year))
    year.plan(date(2024, 6, 13), 9, partial(_set_up, year, _COMING, (_FIRST, "อรุณี", "ลุงหน้าตลาด")))


def decision_on_plan(year: Year, case_id: str) -> str:
    """The decision of the held conference to change the plan of a case; empty where there is none."""
    found = year.of(_WORKER).conferences.of_case(case_id)
    decisions = (one for conference in found for one in conference.line.agenda.decided)
    return next((one.decision_id for one in decisions if one.kind is DecisionKind.PLAN), "")


def _set_up(year: Year, on: date, names: tuple[str, ...]) -> None:
    service = year.of(_WORKER).conferences
    conference_id = service.set_up(on, tuple(case_of(year, name) for name in names)).value
    values = service.page(conference_id).conference.values
    officer = year.of(_COLLEAGUE).actor.staff_id
    service.change(conference_id, replace(values, at_time="13:30", place="ห้องประชุมนิคม", checker=officer))


def _hold(year: Year) -> None:
    service = year.of(_WORKER).conferences
    conference_id = next(item.conference_id for item in service.list() if item.on == _HELD)
    officer = Attendee(attendee_id="", name="", staff_id=year.of(_COLLEAGUE).actor.staff_id)
    invited = (*service.page(conference_id).conference.attendees, officer)
    came = tuple(replace(each, presence=Presence.PRESENT, promised=True) for each in invited)
    service.attend(conference_id, (*came, _DOCTOR, _CLERK))
    first, second = case_of(year, _FIRST), case_of(year, _SECOND)
    _hear(year, conference_id, first, "ลูกสาวต้องการเวลาเตรียมบ้านอีกหนึ่งเดือน แพทย์เห็นว่าอาการหูแว่วลดลง ให้กินยาต่อเนื่อง")
    _hear(year, conference_id, second, "ลูกสาวกลับมาดูแลแล้ว เบี้ยยังชีพได้รับตรงเวลา")
    _decide(
        year, conference_id, first, DecisionKind.PLAN, "เลื่อนการกลับไปอยู่กับลูกสาวเป็นสิ้นเดือนกรกฎาคม และเพิ่มการโทรหากันทุกสัปดาห์"
    )
    for what, due in (
        ("ประสาน รพ.สต. ให้ อสม. ดูการกินยาทุกสัปดาห์", date(2024, 6, 7)),
        ("พาไปเยี่ยมบ้านลูกสาวหนึ่งครั้ง", date(2024, 6, 21)),
    ):
        responsible = year.of(_COLLEAGUE).actor.staff_id
        _decide(year, conference_id, first, DecisionKind.TASK, what, due=due, responsible=responsible)
    _decide(year, conference_id, second, DecisionKind.NO_CHANGE, "เป็นไปตามแผน ให้เตรียมยุติการช่วยเหลือ")
    service.close(conference_id)


def _hear(year: Year, conference_id: str, case_id: str, text: str) -> None:
    year.of(_WORKER).conferences.hear(HearCase(conference_id=conference_id, case_id=case_id, text=text))


def _decide(
    year: Year, conference_id: str, case_id: str, kind: DecisionKind, text: str, due: date | None = None,
    responsible: str = "",
) -> None:  # fmt: skip
    command = DecideOnCase(
        conference_id=conference_id, case_id=case_id, kind=kind, text=text, due=due, responsible=responsible
    )
    year.of(_WORKER).conferences.decide(command)


def _end_task(year: Year) -> None:
    """The colleague did what the conference gave him."""
    case_id, services = case_of(year, _FIRST), year.of(_COLLEAGUE)
    task = next(task for task in services.case_tasks.tasks(case_id) if "อสม." in task.what)
    note = "อสม. ประจำบ้านรับดูแล เริ่มสัปดาห์นี้"
    command = EndTask(case_id=case_id, task_id=task.task_id, state=TaskState.DONE, on=date(2024, 6, 6), note=note)
    services.case_tasks.end(command)
