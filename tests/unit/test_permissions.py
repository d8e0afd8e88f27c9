"""Who may do what, as a table: the auditor writes nothing, the administrator touches no money."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kmcase.application import permissions
from kmcase.application.permissions import (
    ALLOWED,
    AT_LAPTOP,
    allowed,
    done_at_laptop,
    enters_nothing,
    only_read_at_laptop,
    require,
)
from kmcase.domain.errors import DomainError
from kmcase.domain.staff import Role

ROOT = Path(permissions.__file__).parents[1]
READING = {
    "read", "search", "list", "coverage", "print", "verify", "reveal_id", "note_sight",
    "backup", "daily_backup", "regulations_read", "bundle",
}  # fmt: skip
OF_CASES = ("case", "agencies.", "conferences.", "indicators.", "glasses.")
MONEY = ("budgets.", "meetings.", "batches.", "payments.", "ledger.", "followups.")


def _used_in_the_source(*ways: str) -> set[str]:
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0].value
            if name in (ways or ("begin", "read", "require")) and isinstance(first, str) and "." in first:
                found.add(first)
    return found


def test_every_use_case_in_the_source_stands_in_the_table() -> None:
    assert _used_in_the_source() <= set(ALLOWED), "Add the use case to kmcase/application/permissions.py"


def test_no_line_of_the_table_is_for_nothing() -> None:
    assert set(ALLOWED) - _used_in_the_source() <= set(), "Take the line away, or use it"


@pytest.mark.parametrize("use_case", sorted(ALLOWED))
def test_the_auditor_writes_nothing(use_case: str) -> None:
    if use_case.split(".")[1] not in READING:
        assert not allowed(use_case, frozenset({Role.AUDITOR}))


@pytest.mark.parametrize("use_case", sorted(name for name in ALLOWED if name.startswith(MONEY)))
def test_the_administrator_never_touches_money(use_case: str) -> None:
    assert not allowed(use_case, frozenset({Role.ADMINISTRATOR}))


@pytest.mark.parametrize("use_case", ["office.change", "office.regulation_change", "office.grant_duty_exception"])
def test_the_administrator_widens_no_limit_of_money(use_case: str) -> None:
    assert ALLOWED[use_case] == frozenset({Role.DIRECTOR})


def test_only_director_and_administrator_move_the_office() -> None:
    assert ALLOWED["office.move"] == frozenset({Role.DIRECTOR, Role.ADMINISTRATOR})


def test_who_pays_does_not_decide_and_who_decides_does_not_draw_money() -> None:
    assert not allowed("meetings.decide", frozenset({Role.FINANCE}))
    assert not allowed("batches.draw", frozenset({Role.DIRECTOR}))
    assert not allowed("requests.diagnose", frozenset({Role.DEVELOPMENT_OFFICER}))


def test_a_case_assistant_enters_what_helpers_do_and_nothing_else() -> None:
    entered = {name for name, roles in ALLOWED.items() if Role.CASE_ASSISTANT in roles and not enters_nothing(name)}
    assert entered == {
        "laptops.hear",
        "cases.note_sight",
        "cases.map_network",
        "cases.refer_step",
        "cases.look_after",
        "case_plans.progress",
        "case_notes.write",
        "case_notes.hold",
        "case_tasks.plan",
        "case_tasks.put_off",
        "case_tasks.end",
    }


@pytest.mark.parametrize("use_case", sorted(name for name in ALLOWED if name.startswith(OF_CASES)))
def test_finance_and_the_administrator_have_nothing_to_do_with_cases(use_case: str) -> None:
    assert not ALLOWED[use_case] & {Role.FINANCE, Role.ADMINISTRATOR}


def test_in_case_work_too_some_words_are_those_of_few() -> None:
    assert ALLOWED["cases.approve_closing"] == {Role.SOCIAL_WORKER, Role.DIRECTOR}
    assert ALLOWED["casework.set"] == {Role.DIRECTOR}
    assert ALLOWED["glasses.list"] == {Role.DIRECTOR, Role.AUDITOR}
    assert ALLOWED["indicators.judge"] == {Role.SOCIAL_WORKER, Role.DIRECTOR}
    assert Role.CASE_ASSISTANT not in ALLOWED["indicators.read"], "who sees his own cases alone counts wrongly"


def test_who_may_not_is_told_so() -> None:
    with pytest.raises(DomainError) as refused:
        require("budgets.allot", frozenset({Role.FINANCE}))
    assert refused.value.code == "shell.not_permitted"
    require("budgets.allot", frozenset({Role.FINANCE, Role.DIRECTOR}))


def test_a_name_tells_whether_a_use_case_enters_something() -> None:
    entering, reading = _used_in_the_source("begin"), _used_in_the_source("read")
    assert {name for name in entering if enters_nothing(name)} == set()
    assert {name for name in reading - entering if not enters_nothing(name)} == set(), "Name it as the others"


def test_a_laptop_does_what_enters_nothing_and_what_laptops_may_enter() -> None:
    assert all(done_at_laptop(name) for name in ("people.read", "exchange.apply", "office.backup", "people.change"))
    assert not any(done_at_laptop(name) for name in ("laptops.enrol", "budgets.allot", "office.change"))
    assert all(name in ALLOWED and not enters_nothing(name) for name in AT_LAPTOP)


def test_a_page_about_what_the_office_alone_enters_is_only_read_on_a_laptop() -> None:
    assert only_read_at_laptop("budgets.read") and only_read_at_laptop("meetings.read")
    assert not only_read_at_laptop("people.read")
    assert not only_read_at_laptop("ledger.read"), "nobody enters a ledger: nothing is to be said"
    assert not only_read_at_laptop("office.backup"), "it is done there"
