"""What is done in the settlement's cases: notes, a watch, tasks, a group activity."""

from __future__ import annotations

from datetime import date, timedelta

from kmcase.application.cases import BeginLeave, EndTask, HoldActivity, PlanTask, PutOffTask, SetBed, TakeBed, WriteNote
from kmcase.application.read.cases import CaseItem
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.notes import NoteKind, WatchKind, WatchSaid
from kmcase.domain.cases.stays import Attendance
from kmcase.domain.cases.tasks import TaskKind, TaskState

_NOTES = (
    (NoteKind.VISIT, date(2024, 6, 6), "9.30", "เยี่ยมที่บ้าน อยู่กับหลานสองคน ข้าวสารพอถึงสิ้นเดือน หลังคารั่วตรงที่นอน"),
    (NoteKind.TELEPHONE, date(2024, 6, 10), "14.00", "โทรหาอสม. ยืนยันว่าไปรับยาความดันตามนัด"),
    (NoteKind.CONTACT, date(2024, 6, 12), "", "ประสานรพ.สต. ขอรถรับส่งวันนัดครั้งหน้า รับปากว่าจะแจ้งกลับภายในสองวัน"),
    (NoteKind.NOTE, date(2024, 6, 13), "16.00", "เริ่มพูดถึงลูกชายที่ไม่ได้ติดต่อกันมาห้าปี อยากให้ช่วยตามหา"),
)
_TASKS = (
    (TaskKind.FOLLOW_UP, "ถามรพ.สต.เรื่องรถรับส่ง", date(2024, 6, 12)),
    (TaskKind.VISIT, "เยี่ยมบ้าน ดูหลังคาที่ซ่อม", date(2024, 6, 14)),
    (TaskKind.FOLLOW_UP, "โทรถามโรงเรียนเรื่องทุนของหลาน", date(2024, 6, 18)),
)


def live_days(year: Year) -> None:
    """Let the social worker and the officer write and plan in the middle of June."""
    year.plan(date(2024, 6, 13), 11, lambda: _write(year))
    year.plan(date(2024, 6, 13), 15, lambda: _plan(year))
    year.plan(date(2024, 6, 14), 8, lambda: _watch(year))
    year.plan(date(2024, 6, 14), 9, lambda: _stay(year))


def _open_cases(year: Year) -> list[CaseItem]:
    return [item for item in year.of("social1").cases.list().items if item.own and not item.restricted]


def _write(year: Year) -> None:
    services, today = year.of("social1"), year.clock.now().date()
    cases = _open_cases(year)
    for item in cases[:2]:
        for kind, on, at_time, text in _NOTES:
            if on <= today:
                services.case_notes.write(
                    WriteNote(case_id=item.case_id, kind=kind, on=on, at_time=at_time, text=text, minutes=30)
                )
    first = cases[0].case_id
    wrong = services.case_notes.page(first).notes[-1].note_id
    services.case_notes.write(
        WriteNote(
            case_id=first,
            kind=NoteKind.VISIT,
            on=date(2024, 6, 6),
            at_time="9.30",
            text="เยี่ยมที่บ้าน อยู่กับหลานสามคน ไม่ใช่สองคน หลังคารั่วตรงที่นอน",
            corrects=wrong,
        )
    )
    services.case_notes.hold(
        HoldActivity(
            name="ปลูกผักสวนครัว",
            on=date(2024, 6, 12),
            place="แปลงรวมของนิคม",
            text="ปลูกผักบุ้งและพริก ช่วยกันรดน้ำ สดชื่นขึ้น คุยกับเพื่อนบ้านมากขึ้น",
            case_ids=tuple(item.case_id for item in cases),
            minutes=90,
        )
    )


def _plan(year: Year) -> None:
    services = year.of("social1")
    for item in _open_cases(year)[:2]:
        ids = [
            services.case_tasks.plan(PlanTask(case_id=item.case_id, kind=kind, what=what, due=due)).value
            for kind, what, due in _TASKS
        ]
    last, today = _open_cases(year)[1].case_id, date(2024, 6, 13)
    services.case_tasks.end(
        EndTask(case_id=last, task_id=ids[0], state=TaskState.DONE, on=today, note="รพ.สต. ส่งรถมารับได้")
    )
    services.case_tasks.put_off(
        PutOffTask(case_id=last, task_id=ids[1], due=today + timedelta(days=7), responsible="", reason="ฝนตกหนัก ถนนขาด")
    )


def _watch(year: Year) -> None:
    services = year.of("social1")
    for item in services.cases.list().items:
        if item.own and item.restricted:
            services.case_notes.write(
                WriteNote(
                    case_id=item.case_id,
                    kind=NoteKind.INCIDENT,
                    on=date(2024, 6, 13),
                    at_time="20.15",
                    text="อดีตสามีมาที่บ้านพักของญาติ ตะโกนขู่อยู่หน้ารั้ว ญาติโทรแจ้งตำรวจ ผู้ใช้บริการปลอดภัย",
                    watch=WatchSaid(kind=WatchKind.VIOLENCE, next_look=date(2024, 6, 17)),
                )
            )


def _stay(year: Year) -> None:
    """The house for a few nights that the settlement keeps for those who have nowhere to go."""
    services, today = year.of("social1"), date(2024, 6, 14)
    stays = services.case_stays
    beds = [
        stays.set_bed(SetBed(room=room, name=name)).value
        for room in ("เรือนพักชาย", "เรือนพักหญิง")
        for name in ("เตียง 1", "เตียง 2", "เตียง 3")
    ]
    mine = sorted((item for item in services.cases.list().items if item.own), key=lambda item: item.opened_at)
    cases = [item.case_id for item in mine if not services.closings.page(item.case_id).closings]
    for case_id, bed_id in zip(cases, (beds[0], beds[3], beds[1]), strict=False):
        stays.take_bed(TakeBed(case_id=case_id, bed_id=bed_id, on=today))
    stays.attend(tuple(cases[:2]), today, Attendance.PRESENT)
    leave = BeginLeave(case_id=cases[0], on=today, until=date(2024, 6, 17), reason="กลับไปงานบุญที่บ้านเดิม")
    stays.begin_leave(leave)
