"""Whom the rules conceal, and which deadlines of a case run."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kmcase.domain.cases.secrecy import NOBODY, Viewer, may_see
from kmcase.domain.dates import PartialDate
from kmcase.domain.staff import Role
from kmcase.rules.cases import restricted_by_default, running
from kmcase.rules.casework import shipped_casework

DAY = date(2024, 6, 10)


@pytest.mark.parametrize(
    ("flags", "birth", "expected"),
    [
        ((), None, ()),
        (("violence",), None, ("violence",)),
        (("self_harm", "violence"), PartialDate(2010), ("child", "violence", "self_harm")),
        ((), PartialDate(1990), ()),
        (("whatever",), None, ()),
    ],
)
def test_violence_self_harm_and_childhood_restrict(
    flags: tuple[str, ...], birth: PartialDate | None, expected: tuple[str, ...]
) -> None:
    assert restricted_by_default(shipped_casework(), flags, birth, DAY) == expected


def test_a_deadline_runs_until_its_stage_and_none_runs_in_a_closed_case() -> None:
    opened = datetime(2024, 6, 9, 18, 0, tzinfo=UTC)  # the tenth in Bangkok
    casework = shipped_casework()
    assert [(each.code, until) for each, until in running(casework, opened, "screen")] == [
        ("reception", date(2024, 6, 17)),
        ("protection", date(2024, 6, 25)),
    ]
    assert [each.code for each, _ in running(casework, opened, "assess")] == ["protection"]
    assert running(casework, opened, "serve") == ()
    assert running(casework, opened, "close") == ()


@pytest.mark.parametrize(
    ("roles", "restricted", "of_team", "broke_glass", "sees"),
    [
        ({Role.SOCIAL_WORKER}, False, False, False, True),
        ({Role.SOCIAL_WORKER}, True, False, False, False),
        ({Role.SOCIAL_WORKER}, True, True, False, True),
        ({Role.DIRECTOR}, True, False, True, True),
        ({Role.CASE_ASSISTANT}, False, False, False, False),
        ({Role.CASE_ASSISTANT}, True, True, False, True),
        ({Role.FINANCE}, False, True, True, False),
        ({Role.ADMINISTRATOR}, False, False, False, False),
        ({Role.CASE_ASSISTANT, Role.SOCIAL_WORKER}, False, False, False, True),
    ],
)
def test_who_may_see_a_case(roles: set[Role], restricted: bool, of_team: bool, broke_glass: bool, sees: bool) -> None:
    viewer = Viewer(staff_id="x", roles=frozenset(roles))
    assert may_see(viewer, restricted=restricted, of_team=of_team, broke_glass=broke_glass) is sees


def test_nobody_sees_nothing() -> None:
    assert not may_see(NOBODY, restricted=False, of_team=True, broke_glass=True)
