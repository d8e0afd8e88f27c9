"""Service plans of the settlement's cases: one in force and revised, one in review, one written apart by two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from kmcase.application.cases import ReportProgress, WritePlan
from kmcase.application.read.case_plans import PlanPage
from kmcase.cli.sample import pictures
from kmcase.cli.sample.case_conferences import decision_on_plan
from kmcase.cli.sample.cases import case_of
from kmcase.cli.sample.story import Year
from kmcase.domain.cases.plan_examples import taken_over
from kmcase.domain.cases.plan_lines import Progress, ServiceValues
from kmcase.domain.cases.plan_writing import WrittenGoal, WrittenService
from kmcase.domain.cases.plans import Agreement
from kmcase.domain.cases.signing import Signed
from kmcase.domain.casework import ServiceKind
from kmcase.domain.payments import SignatureMark

_WORKER, _COLLEAGUE, _DIRECTOR = "social1", "officer1", "director"
_WELL, _WAITING, _APART = "สมหวัง", "ลำดวน", "อรุณี"


def plan_services(year: Year) -> None:
    """Let the social worker plan, colleagues review, the director approve, each on a day."""
    year.plan(date(2024, 4, 29), 9, partial(_take_over, year, _WELL, "elderly_no_card"))
    year.plan(date(2024, 4, 29), 14, partial(_review, year, _WELL))
    year.plan(date(2024, 4, 30), 10, partial(_put_in_force, year, _WELL))
    year.plan(date(2024, 5, 7), 15, partial(_progress, year, _WELL, 0, Progress.DONE, "แพทย์ให้ยาเบาหวาน นัดทุกเดือน"))
    year.plan(date(2024, 5, 8), 15, partial(_progress, year, _WELL, 1, Progress.BEGUN, "แผลแดงดี ไม่มีหนอง"))
    year.plan(date(2024, 5, 21), 15, partial(_progress, year, _WELL, 2, Progress.DONE, "ได้บัตรแล้ว ผู้ใหญ่บ้านเป็นพยาน"))
    year.plan(date(2024, 5, 22), 15, partial(_progress, year, _WELL, 4, Progress.BEGUN, "อพม. พบลูกสาวที่อำเภอข้างเคียง"))
    year.plan(date(2024, 5, 27), 10, partial(_revise, year, _WELL))
    year.plan(date(2024, 5, 28), 10, partial(_put_in_force, year, _WELL))
    year.plan(date(2024, 5, 20), 9, partial(_take_over, year, _WAITING, "carer_hardship"))
    year.plan(date(2024, 5, 21), 11, partial(_ask_for_more, year, _WAITING))
    year.plan(date(2024, 6, 12), 9, partial(_take_over, year, _APART, "violence_mother"))
    year.plan(date(2024, 6, 12), 15, partial(_write_apart, year, _APART))


def _page(year: Year, name: str) -> PlanPage:
    return year.of(_WORKER).case_plans.plan_of(case_of(year, name))


def _take_over(year: Year, name: str, code: str) -> None:
    """Write the plan from a worked example, and send it for review."""
    page, services = _page(year, name), year.of(_WORKER)
    example = next(one for one in page.casework.examples if one.code == code)
    goals, lines = taken_over(example, "th", services.today(), services.actor.staff_id)
    services.case_plans.write(WritePlan(case_id=page.case_id, goals=goals, services=lines, seen=page.seen))
    services.case_plans.send(page.case_id, "ขอความเห็นเรื่องตัวชี้วัด")


def _review(year: Year, name: str) -> None:
    page = _page(year, name)
    line = page.plan.content.goals[1].line_id
    service = year.of(_COLLEAGUE).case_plans
    comment_id = service.comment(page.case_id, line, "ให้ระบุว่าใครพาไปอำเภอ และเตรียมพยานไว้ล่วงหน้า").value
    year.of(_WORKER).case_plans.answer(page.case_id, comment_id, "นัดผู้ใหญ่บ้านไว้แล้ว พาไปเองวันอังคาร")
    service.review(page.case_id, True, "ใช้ได้")


def _put_in_force(year: Year, name: str) -> None:
    page = _page(year, name)
    signed = Signed(name="สมหวัง รอดพ้น", signature=SignatureMark(strokes=pictures.signature(950)))
    year.of(_WORKER).case_plans.agree(page.case_id, Agreement(signed=signed))
    year.of(_DIRECTOR).case_plans.approve(page.case_id)


def _progress(year: Year, name: str, number: int, progress: Progress, result: str) -> None:
    page, services = _page(year, name), year.of(_WORKER)
    service_id = page.plan.content.services[number].line_id
    services.case_plans.progress(
        ReportProgress(
            case_id=page.case_id, service_id=service_id, progress=progress, on=services.today(), result=result
        )
    )


def _revise(year: Year, name: str) -> None:
    """The conference gives the daughter more time, and adds a service."""
    page = _page(year, name)
    goals, lines = _lines(page)
    last = replace(lines[-1].values, due=date(2024, 7, 31))
    more = ServiceValues(
        goal_id=goals[-1].goal_id,
        kind=ServiceKind.DIRECT,
        dimension="family",
        text="ฝึกใช้โทรศัพท์คุยกับลูกสาวแบบเห็นหน้า สัปดาห์ละครั้ง",
        responsible=year.of(_COLLEAGUE).actor.staff_id,
        start=date(2024, 6, 3),
        due=date(2024, 6, 28),
        indicator="คุยได้เองครบ 4 ครั้ง",
    )
    command = WritePlan(
        case_id=page.case_id,
        goals=goals,
        services=(*lines[:-1], replace(lines[-1], values=last), WrittenService(service_id="+1", values=more)),
        seen=page.seen,
        reason="ที่ประชุมทีมเห็นว่าลูกสาวต้องการเวลาเตรียมบ้าน",
        decision_id=decision_on_plan(year, page.case_id),
    )
    year.of(_WORKER).case_plans.write(command)


def _ask_for_more(year: Year, name: str) -> None:
    page = _page(year, name)
    service = year.of(_COLLEAGUE).case_plans
    service.comment(page.case_id, page.plan.content.goals[2].line_id, "งานฝีมือชนิดใด มีผู้รับซื้อแล้วหรือยัง")
    service.comment(page.case_id, "", "แผนดีแล้ว เพิ่มวันเยี่ยมร่วมกับ รพ.สต. ด้วย")


def _write_apart(year: Year, name: str) -> None:
    """Two write one field, each of whom saw the plan of the morning."""
    page = _page(year, name)
    goals, lines = _lines(page)
    for login, due in ((_WORKER, date(2024, 6, 19)), (_COLLEAGUE, date(2024, 6, 26))):
        first = replace(lines[1], values=replace(lines[1].values, due=due))
        command = WritePlan(case_id=page.case_id, goals=goals, services=(lines[0], first, *lines[2:]), seen=page.seen)
        year.of(login).case_plans.write(command)


def _lines(page: PlanPage) -> tuple[tuple[WrittenGoal, ...], tuple[WrittenService, ...]]:
    content = page.plan.content
    goals = tuple(WrittenGoal(goal_id=goal.line_id, values=goal.values) for goal in content.goals)
    return goals, tuple(WrittenService(service_id=one.line_id, values=one.values) for one in content.services)
