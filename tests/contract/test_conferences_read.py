"""How much is read for the lists of conferences and for minutes, whatever there is to be listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from kmcase.application.printing.conferences import collect
from kmcase.domain.cases.conferences import DecisionKind
from kmcase.domain.cases.notes import WatchSaid
from kmcase.persistence.reading import SqlReading
from kmcase.persistence.statements import Rows
from tests.builders import JUNE, TestOffice
from tests.case_assessment_builders import an_assessment
from tests.case_builders import a_case
from tests.case_plan_builders import approved
from tests.conference_builders import TODAY, a_conference, conferences, decide
from tests.contract.test_case_notes import VIOLENCE, note, notes


@contextmanager
def reads(office: TestOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements sent meanwhile, those among them that go straight to the driver."""
    sent: list[str] = []
    straight = Rows._sent

    def counted(rows: Rows, sql: str, values: Any, *, many: bool) -> Any:
        sent.append(sql)
        return straight(rows, sql, values, many=many)

    def noted(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    with monkeypatch.context() as patch:
        patch.setattr(Rows, "_sent", counted)
        event.listen(office.engine, "before_cursor_execute", noted)
        yield sent
        event.remove(office.engine, "before_cursor_execute", noted)


def a_conference_with_a_case(office: TestOffice) -> None:
    """A case of which there is something to be told, and a conference that heard it."""
    case_id = approved(office)
    an_assessment(office, case_id)
    notes(office).write(note(case_id, watch=WatchSaid(kind=VIOLENCE, next_look=TODAY)))
    conference_id = a_conference(office, case_id, a_case(office, opened_at=JUNE - timedelta(days=40)))
    decide(office, conference_id, case_id, DecisionKind.PLAN)


@pytest.mark.parametrize("listed", ["list", "needs"])
def test_many_are_read_in_as_many_statements_as_one(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch, listed: str
) -> None:
    def read() -> list[str]:
        ask: Callable[[], object] = getattr(conferences(office), listed)
        with reads(office, monkeypatch) as sent:
            ask()
        return sent

    a_conference_with_a_case(office)
    few = read()
    a_conference_with_a_case(office)
    assert len(read()) == len(few)


def test_services_and_conferences_are_read_once_for_all_reasons(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_conference_with_a_case(office)
    with reads(office, monkeypatch) as sent:
        conferences(office).needs()
    for table in ("case_plan_service", "conference"):
        assert sum(f"FROM {table} " in " ".join(statement.split()) for statement in sent) == 1, table


def test_minutes_of_many_cases_are_read_in_as_many_statements_as_those_of_one(
    office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(conference_id: str) -> tuple[int, int]:
        """How many statements it takes, and how many earlier decisions are found."""
        with office.engine.connect() as connection, reads(office, monkeypatch) as sent:
            reading = SqlReading(connection, JUNE, viewer=office.work("social").viewer)
            found = collect(reading, conference_id, "")
        return len(sent), len(found.before)

    def meetings(*case_ids: str) -> str:
        """A conference that decided something of each, and the one after it."""
        before = a_conference(office, *case_ids, on=TODAY - timedelta(days=14))
        for case_id in case_ids:
            decide(office, before, case_id, DecisionKind.TASK, due=TODAY)
        return a_conference(office, *case_ids)

    many = meetings(*(a_case(office) for _ in range(4)))
    one = meetings(a_case(office))
    statements, decisions = asked(many)
    assert (statements, decisions) == (asked(one)[0], 4)
