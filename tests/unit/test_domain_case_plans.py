"""Plans whose lines merge field by field, in whatever order writes arrive; steps that are about one wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmcase.domain.cases.plan_examples import taken_over
from kmcase.domain.cases.plan_lines import (
    Change,
    GoalValues,
    LineKind,
    PlanContent,
    PlanField,
    Progress,
    ServiceValues,
    check_fields,
    content_of,
    differences,
    removal,
)
from kmcase.domain.cases.plan_writing import WrittenGoal, WrittenService, writing
from kmcase.domain.cases.plans import PlanState, PlanStep, Step, plan_of
from kmcase.domain.versions import Write, resolve
from kmcase.rules.casework import shipped_casework

GOAL, SERVICE = "goal/g/text", "service/s/text"
DAY = date(2024, 6, 10)


def write(number: int, values: Mapping[str, Any], seen: Mapping[str, tuple[str, ...]] | None = None) -> Write:
    return Write(event_id=f"a:{number}", at=f"{number:03d}", actor=f"w{number}", values=values, seen=seen or {})


def content(*writes: Write) -> PlanContent:
    return content_of(resolve(writes))


def step(number: int, kind: Step, *writes: int) -> PlanStep:
    return PlanStep(
        event_id=f"b:{number}", at=f"{number:03d}", by="s", step=kind, writes=tuple(f"a:{one}" for one in writes)
    )


def test_a_line_is_its_fields_and_a_date_that_was_cleared_is_gone() -> None:
    found = content(
        write(1, {GOAL: "หาย", "service/s/text": "พาไป", "service/s/goal_id": "g", "service/s/due": "2024-07-01"}),
        write(2, {"service/s/due": None}, {"service/s/due": ("a:1",)}),
    )
    assert found.goals[0].values == GoalValues(text="หาย")
    assert found.services_of("g")[0].values == ServiceValues(goal_id="g", text="พาไป")
    assert (found.loose, found.conflicts, found.is_empty, len(list(found))) == ((), False, False, 2)


def test_a_service_whose_goal_is_not_there_stands_apart() -> None:
    assert [one.line_id for one in content(write(1, {SERVICE: "พาไป"})).loose] == ["s"]


@given(st.permutations(range(5)))
def test_writes_add_up_to_one_plan_in_any_order(order: list[int]) -> None:
    writes = [
        write(1, {GOAL: "หนึ่ง", SERVICE: "พาไป"}),
        write(2, {GOAL: "สอง"}, {GOAL: ("a:1",)}),
        write(3, {"service/s/agency": "รพ."}),
        write(4, {"service/s/removed": ["a:1"]}),
        write(5, {"service/s/agency": "เทศบาล"}),
    ]
    assert content(*(writes[at] for at in order)) == content(*writes)


def test_a_removed_line_is_gone_until_somebody_who_did_not_know_wrote_on_it() -> None:
    first, gone = write(1, {SERVICE: "พาไป"}), write(2, {"service/s/removed": ["a:1"]})
    assert content(first, gone).is_empty
    apart = content(first, gone, write(3, {"service/s/agency": "รพ."}))
    assert apart.services[0].conflicts == {"removed"}
    decided = write(4, {"service/s/removed": ["a:1", "a:3"]}, {"service/s/removed": ("a:2",)})
    assert content(first, gone, write(3, {"service/s/agency": "รพ."}), decided).is_empty
    kept = write(4, {"service/s/removed": []}, {"service/s/removed": ("a:2",)})
    assert not content(first, gone, kept).conflicts
    assert content(first, gone, write(4, {"service/s/removed": []})).services[0].conflicts == {"removed"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal/g/agency": "x"},
        {"goal//text": "x"},
        {"wish/g/text": "x"},
        {"goal/g": "x"},
        {"goal/g/text": 1},
        {"service/s/kind": "magic"},
        {"service/s/removed": "x"},
        {"service/s/removed": [1]},
    ],
)
def test_what_no_plan_holds_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        check_fields(wrong)


def test_a_field_is_read_as_it_is_written() -> None:
    field = removal(LineKind.GOAL, "g")
    assert PlanField.parse(str(field)) == field and field.says_removed
    check_fields({str(field): ["a:1"], GOAL: "x", "service/s/due": None})


def test_differences_are_told_line_by_line() -> None:
    before = content(write(1, {GOAL: "หนึ่ง", "goal/h/text": "ไป", SERVICE: "พาไป"}))
    after = content(write(1, {GOAL: "หนึ่ง", SERVICE: "พาไป", "service/s/agency": "รพ.", "service/t/text": "ใหม่"}))
    assert [(one.kind, one.line_id, one.change, one.names) for one in differences(before, after)] == [
        (LineKind.GOAL, "h", Change.REMOVED, ()),
        (LineKind.SERVICE, "s", Change.CHANGED, ("agency",)),
        (LineKind.SERVICE, "t", Change.ADDED, ()),
    ]


def test_what_differs_from_what_was_seen_is_written_and_nothing_else() -> None:
    writes = [write(1, {GOAL: "หนึ่ง", "goal/g/need": "จน", SERVICE: "พาไป"})]
    seen = resolve(writes).seen(resolve(writes).versions)
    later = [*writes, write(2, {GOAL: "ผู้อื่นแก้"}, {GOAL: ("a:1",)})]
    found = writing(
        later,
        seen,
        [
            WrittenGoal(goal_id="g", values=GoalValues(text="หนึ่ง", need="ป่วย")),
            WrittenGoal(goal_id="+1", values=GoalValues(dimension="health")),
        ],
        [],
    )
    assert found.values == {"goal/g/need": "ป่วย", "service/s/removed": ["a:1"]}
    assert found.seen == {"goal/g/need": ("a:1",)}


def test_a_line_that_was_brought_back_is_removed_again_with_what_was_seen_since() -> None:
    writes = [
        write(1, {SERVICE: "พาไป"}),
        write(2, {"service/s/removed": ["a:1"]}),
        write(3, {"service/s/agency": "x"}),
    ]
    resolved = resolve(writes)
    found = writing(writes, resolved.seen(resolved.versions), [], [])
    assert found.values == {"service/s/removed": ["a:1", "a:2", "a:3"]}
    assert found.seen == {"service/s/removed": ("a:2",)}


def test_a_field_of_which_nothing_has_arrived_yet_counts_as_empty() -> None:
    found = writing([], {GOAL: ("z:1",)}, [WrittenGoal(goal_id="g", values=GoalValues(text="x"))], [])
    assert found.values == {GOAL: "x"}
    assert writing([], {}, [], [WrittenService(service_id="+1", values=ServiceValues(responsible="w"))]).values == {}


def test_a_wording_goes_its_way_and_a_change_begins_it_anew() -> None:
    writes = [write(1, {GOAL: "หนึ่ง"})]
    ways = [
        ((), PlanState.DRAFT),
        ((step(1, Step.SENT, 1),), PlanState.IN_REVIEW),
        ((step(1, Step.SENT, 1), step(2, Step.SENT_BACK, 1)), PlanState.SENT_BACK),
        ((step(1, Step.PASSED, 1),), PlanState.REVIEWED),
        ((step(1, Step.PASSED, 1), step(2, Step.AGREED, 1)), PlanState.AGREED),
        ((step(1, Step.APPROVED, 1),), PlanState.APPROVED),
    ]
    for steps, state in ways:
        assert plan_of(writes, steps, {}).state is state
    assert plan_of([], (), {}).state is PlanState.EMPTY
    changed = plan_of([*writes, write(2, {GOAL: "สอง"}, {GOAL: ("a:1",)})], ways[-1][0], {"a:2": ("เหตุ", "")})
    assert (changed.state, changed.writers, changed.write_ids) == (PlanState.DRAFT, {"w2"}, ("a:1", "a:2"))
    assert (changed.open_reasons, [one.names for one in changed.changes]) == ((("เหตุ", ""),), [("text",)])


def test_approving_the_same_words_twice_is_one_version() -> None:
    writes = [write(1, {GOAL: "หนึ่ง"}), write(2, {GOAL: "สอง"}, {GOAL: ("a:1",)})]
    steps = [
        step(1, Step.AGREED, 1),
        step(2, Step.APPROVED, 1),
        step(3, Step.APPROVED, 1),
        step(4, Step.APPROVED, 1, 2),
    ]
    plan = plan_of(writes, steps, {"a:2": ("เหตุ", "")})
    assert [(one.number, one.agreed is not None, one.reasons) for one in plan.versions] == [
        (1, True, ()),
        (2, False, (("เหตุ", ""),)),
    ]
    assert (plan.in_force, plan.changes, plan.writers) == (plan.versions[1], (), frozenset())
    assert plan_of([], (), {}).changes == ()


def test_open_is_what_is_still_to_be_done() -> None:
    assert [one for one in Progress if one.is_open] == [Progress.PLANNED, Progress.BEGUN]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_worked_example_is_taken_over_whole(language: str) -> None:
    for example in shipped_casework().examples:
        goals, services = taken_over(example, language, DAY, "w", first=5)
        ids = {goal.goal_id for goal in goals}
        assert len(goals) == len(example.goals) and "+5" in ids
        assert {service.values.goal_id for service in services} == ids
        assert all(goal.values.indicator and goal.values.need for goal in goals)
        assert all(one.values.start and one.values.due and one.values.start <= one.values.due for one in services)
        assert all(service.values.text and service.values.indicator for service in services)
