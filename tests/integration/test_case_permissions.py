"""Conferences and indicators, each use case in everybody's name: who is let in, and who may not."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kmcase.application.cases import (
    CallConference,
    ConferenceService,
    DecideOnCase,
    HearCase,
    MoveAgenda,
    WithdrawDecision,
)
from kmcase.application.indicators import IndicatorService
from kmcase.domain.cases.conferences import AgendaState, DecisionKind
from kmcase.domain.errors import DomainError
from tests.builders import STAFF, TestOffice, new_office
from tests.conference_builders import TODAY, conferences, head
from tests.indicator_builders import YEAR, indicators, judging, quality

NONE = {"conference_id": "none", "case_id": "none"}
WORKERS = frozenset({"officer", "officer2", "social", "director"})
LOOKING = WORKERS | {"auditor"}
ALL_OF_CASES = LOOKING | {"assistant"}

# What each is told is refused or finds nothing: whoever is let in changes nothing.
CONFERENCES: dict[str, tuple[frozenset[str], tuple[Any, ...]]] = {
    "needs": (ALL_OF_CASES, ()),
    "list": (ALL_OF_CASES, ()),
    "page": (ALL_OF_CASES, ("none",)),
    "of_case": (ALL_OF_CASES, ("none",)),
    "on_screen": (ALL_OF_CASES, ("none", "none")),
    "minutes": (ALL_OF_CASES, ("none",)),
    "call": (WORKERS, (CallConference(values=head(chair=""), case_ids=()),)),
    "set_up": (WORKERS, (TODAY, ("none",))),
    "change": (WORKERS, ("none", head())),
    "attend": (WORKERS, ("none", ())),
    "close": (WORKERS, ("none",)),
    "reopen": (WORKERS, ("none",)),
    "put_on": (WORKERS, ("none", ())),
    "arrange": (WORKERS, ("none", ())),
    "move": (WORKERS, (MoveAgenda(**NONE, state=AgendaState.ON),)),
    "hear": (WORKERS, (HearCase(**NONE, text="มา"),)),
    "decide": (WORKERS, (DecideOnCase(**NONE, kind=DecisionKind.NO_CHANGE, text="คงเดิม"),)),
    "withdraw": (WORKERS, (WithdrawDecision(**NONE, decision_id="none", reason="ผิดราย"),)),
}
INDICATORS: dict[str, tuple[frozenset[str], tuple[Any, ...]]] = {
    "periods": (LOOKING, ()),
    "report": (LOOKING, (YEAR,)),
    "behind": (LOOKING, (("none",),)),
    "paper": (LOOKING, (YEAR,)),
    "workbook": (LOOKING, (YEAR,)),
    "judge": (frozenset({"social", "director"}), (judging(explanation=""),)),
    "forms": (WORKERS, ()),
    "answer": (WORKERS, (quality(form="none"),)),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> TestOffice:
    """Nothing in these tests is written."""
    folder: Path = tmp_path_factory.mktemp("permissions")
    return new_office(folder)


def let_in(use_case: Callable[..., object], told: tuple[Any, ...]) -> bool:
    """Whether the permission is given, whatever comes of it."""
    try:
        use_case(*told)
    except DomainError as error:
        return error.code != "shell.not_permitted"
    return True


@pytest.mark.parametrize("name", CONFERENCES)
def test_conferences_are_called_and_held_by_case_workers_alone(office: TestOffice, name: str) -> None:
    may, told = CONFERENCES[name]
    assert {login for login in STAFF if let_in(getattr(conferences(office, login), name), told)} == may


@pytest.mark.parametrize("name", INDICATORS)
def test_indicators_are_judged_by_few_and_answered_by_case_workers(office: TestOffice, name: str) -> None:
    may, told = INDICATORS[name]
    assert {login for login in STAFF if let_in(getattr(indicators(office, login), name), told)} == may


@pytest.mark.parametrize(("service", "tried"), [(ConferenceService, CONFERENCES), (IndicatorService, INDICATORS)])
def test_each_use_case_is_tried(service: type, tried: dict[str, Any]) -> None:
    public = {name for name, _ in inspect.getmembers(service, inspect.isfunction) if not name.startswith("_")}
    assert public == tried.keys()
