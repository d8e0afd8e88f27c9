"""Builders of service plans."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from kmcase.application.cases import CasePlanService, WritePlan
from kmcase.application.read.case_plans import PlanPage
from kmcase.documents.press import Printer
from kmcase.domain.cases.plan_lines import Goal, GoalValues, ServiceValues
from kmcase.domain.cases.plan_writing import WrittenGoal, WrittenService
from kmcase.domain.cases.plans import Agreement
from kmcase.domain.cases.signing import Signed
from kmcase.domain.payments import SignatureMark
from kmcase.persistence.unit_of_work import SqlWork
from tests.builders import TestOffice
from tests.case_builders import a_case

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==")
_POINTS = ",".join(f"[{10 + 8 * step},{20 + 15 * (step % 5)},0.5,{step * 20}]" for step in range(30))
INK = f'{{"v":1,"w":300,"h":100,"strokes":[[{_POINTS}]]}}'


class AtWork(Protocol):
    """An office of a test, or a station of a star."""

    def work(self, login: str) -> SqlWork: ...


def plans(office: AtWork, login: str = "social") -> CasePlanService:
    """The use cases of plans; every attachment is the same small picture."""
    return CasePlanService(office.work(login), Printer(), lambda _sha256: PIXEL)


def goal(goal_id: str = "+1", **changes: Any) -> WrittenGoal:
    """A goal for health."""
    values: dict[str, Any] = {
        "dimension": "health",
        "need": "เป็นเบาหวาน ขาดยามาสามเดือน",
        "text": "ได้รับการรักษาต่อเนื่อง",
        "indicator": "ไปตามนัดครบ",
    }
    return WrittenGoal(goal_id=goal_id, values=GoalValues(**{**values, **changes}))


def service(service_id: str = "+s1", **changes: Any) -> WrittenService:
    """A service of the first goal."""
    values: dict[str, Any] = {
        "goal_id": "+1",
        "dimension": "health",
        "text": "พาไปพบแพทย์",
        "responsible": "social",
        "indicator": "มีใบนัด",
    }
    return WrittenService(service_id=service_id, values=ServiceValues(**{**values, **changes}))


def write(
    office: AtWork,
    case_id: str,
    login: str = "social",
    *,
    goals: Sequence[WrittenGoal | Goal] = (goal(),),
    services: Sequence[WrittenService] = (service(),),
    seen: Mapping[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> None:
    """Write a plan with one goal and one service."""
    plans(office, login).write(
        WritePlan(
            case_id=case_id,
            goals=tuple(
                WrittenGoal(goal_id=one.line_id, values=one.values) if isinstance(one, Goal) else one for one in goals
            ),
            services=tuple(services),
            seen=seen or {},
            **more,
        )
    )


def rewrite(
    office: AtWork,
    page: PlanPage,
    login: str = "social",
    *,
    goal: Mapping[str, Any] | None = None,
    service: Mapping[str, Any] | None = None,
    **more: Any,
) -> None:
    """Change fields of the first goal and the first service, as somebody who saw that page."""
    content = page.plan.content
    goals = [WrittenGoal(goal_id=one.line_id, values=one.values) for one in content.goals]
    services = [WrittenService(service_id=one.line_id, values=one.values) for one in content.services]
    goals[:1] = [replace(one, values=replace(one.values, **(goal or {}))) for one in goals[:1]]
    services[:1] = [replace(one, values=replace(one.values, **(service or {}))) for one in services[:1]]
    write(office, page.case_id, login, goals=goals, services=services, seen=page.seen, **more)


def agreed(office: AtWork, case_id: str, login: str = "social") -> None:
    """The client signs the plan as it stands."""
    signed = Signed(name="สมหวัง รอดพ้น", signature=SignatureMark(strokes=INK))
    plans(office, login).agree(case_id, Agreement(signed=signed))


def approved(office: TestOffice) -> str:
    """A case with a plan in force; gives its id."""
    case_id = a_case(office)
    write(office, case_id)
    agreed(office, case_id)
    plans(office, "director").approve(case_id)
    return case_id
