"""What the rules say of plans, and of the phrase bank as data."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product

import pytest

from kmcase.domain.cases.heads import CaseHead, CaseKind, ClientValues, TeamPlace, TeamRole
from kmcase.domain.cases.plan_lines import Goal, GoalValues, PlanContent, Progress, Service, ServiceValues
from kmcase.domain.casework import PhraseKind, ServiceKind
from kmcase.domain.findings import Severity
from kmcase.domain.staff import Role
from kmcase.rules.case_plans import left_behind, plan_findings, supervises
from kmcase.rules.casework import read_casework, shipped_casework, shipped_text

GOAL = Goal(line_id="g", values=GoalValues(text="หาย", indicator="ตามนัดครบ"))
SERVICE = Service(line_id="s", values=ServiceValues(goal_id="g", text="พาไป", responsible="w"))
LOOSE = Service(line_id="t", values=ServiceValues(goal_id="h", text="ตาม", responsible="w"))


def codes(*lines: Goal | Service, left: frozenset[str] = frozenset()) -> list[str]:
    content = PlanContent(
        goals=tuple(line for line in lines if isinstance(line, Goal)),
        services=tuple(line for line in lines if isinstance(line, Service)),
    )
    return [finding.code.removeprefix("case_plans.") for finding in plan_findings(content, left, {})]


def service(**values: object) -> Service:
    known = {"goal_id": "g", "text": "พาไป", "responsible": "w", **values}
    return Service(line_id="s", values=ServiceValues(**known))  # type: ignore[arg-type]


def test_a_plan_in_order_says_nothing() -> None:
    assert codes(GOAL, SERVICE) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), ["no_goals"]),
        ((SERVICE,), ["no_goals"]),
        ((Goal(line_id="g", values=GoalValues(text="หาย")), SERVICE), ["goal_without_indicator"]),
        ((GOAL,), ["goal_without_service"]),
        ((GOAL, SERVICE, LOOSE), ["service_without_goal"]),
        ((Goal(line_id="g", values=GoalValues(text=" ", indicator="ตามนัด")), SERVICE), ["goal_without_words"]),
        ((GOAL, service(text="")), ["service_without_words"]),
        ((GOAL, service(responsible="")), ["no_responsible"]),
        ((GOAL, service(start=date(2024, 6, 2), due=date(2024, 6, 1))), ["due_before_start"]),
        ((GOAL, service(start=date(2024, 6, 1), due=date(2024, 6, 1))), []),
        ((GOAL, service(due=date(2024, 6, 1))), []),
    ],
)  # fmt: skip
def test_what_is_missing_warns(lines: tuple[Goal | Service, ...], found: list[str]) -> None:
    assert codes(*lines) == found


def test_every_finding_only_warns_and_names_its_field() -> None:
    [finding] = plan_findings(PlanContent(goals=(GOAL,), services=(service(responsible=""),)), (), {})
    assert (finding.severity, finding.fields) == (Severity.WARN, ("service/s/responsible",))


def test_who_has_left_is_marked_only_where_something_is_still_to_be_done() -> None:
    content = PlanContent(goals=(GOAL,), services=(SERVICE,))
    assert codes(GOAL, SERVICE, left=frozenset({"w"})) == ["responsible_left"]
    assert left_behind(content, {"w"}, {"s": Progress.DONE}) == ()


def test_the_director_and_the_supervisor_of_the_team_supervise() -> None:
    head = CaseHead(
        case_id="c",
        number="1/2567",
        kind=CaseKind.SHELTER,
        casework="2567.1",
        opened_at=datetime(2024, 6, 1),  # noqa: DTZ001
        legal_basis="homeless_act",
        client_group="homeless",
        client=ClientValues(),
        stage="plan",
        team=(TeamPlace(staff_id="v", role=TeamRole.SUPERVISOR), TeamPlace(staff_id="w", role=TeamRole.MANAGER)),
    )
    assert supervises(head, "v", frozenset({Role.SOCIAL_WORKER}))
    assert supervises(head, "d", frozenset({Role.DIRECTOR}))
    assert not supervises(head, "w", frozenset({Role.SOCIAL_WORKER}))


def test_the_phrase_bank_has_words_for_every_dimension_and_examples_that_protect_rights() -> None:
    casework = shipped_casework()
    for dimension, kind in product(casework.dimensions, PhraseKind):
        found = [each for each in casework.phrases if (each.dimension, each.kind) == (dimension.code, kind)]
        assert len(found) >= 3, (dimension.code, kind)
    assert 3 <= len(casework.examples) <= 5
    for example in casework.examples:
        kinds = {service.kind for goal in example.goals for service in goal.services}
        assert ServiceKind.RIGHTS in kinds, example.code


@pytest.mark.parametrize(
    ("before", "after", "code", "name"),
    [
        ('[[examples.goals]]\ndimension = "health"', '[[examples.goals]]\ndimension = "x"', "no_dimension", "x"),
        ('kind = "direct"\ndimension = "health"', 'kind = "direct"\ndimension = "x"', "no_dimension", "x"),
        ("until_day = 30", "until_day = 0", "days", "0"),
        ("from_day = 3\nuntil_day = 21", "from_day = 22\nuntil_day = 21", "days", "21"),
        ('kind = "direct"\n', 'kind = "magic"\n', "choice", "magic"),
        ('code = "violence_mother"', 'code = "elderly_no_card"', "twice", "elderly_no_card"),
    ],
)
def test_a_fault_of_a_worked_example_is_told_with_its_line(before: str, after: str, code: str, name: str) -> None:
    text = shipped_text()
    assert before in text
    found, faults = read_casework(text.replace(before, after, 1))
    assert found is None
    [fault] = faults
    assert (fault.code, fault.name) == (code, name)
    assert name in text.replace(before, after, 1).splitlines()[fault.line - 1]


def test_an_example_without_a_need_is_a_fault() -> None:
    text = shipped_text()
    start = text.index('need_th = "')
    end = text.index("\n", start)
    found, faults = read_casework(text[:start] + 'need_th = ""' + text[end:])
    assert (found, [(fault.code, fault.name) for fault in faults]) == (None, [("empty", "need_th")])
