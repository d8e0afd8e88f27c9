"""How a request begins: judged, numbered, and entered, inside the unit of whoever opens it."""

from __future__ import annotations

from datetime import date

from kmcase.application.requests.commands import OpenRequest
from kmcase.application.requests.judging import MENDED_IN_DRAFT, Stage, judge, new_request, refuse
from kmcase.application.seconds import Second
from kmcase.application.work import Unit
from kmcase.domain.findings import Finding
from kmcase.domain.requests import RequestOpened
from kmcase.thai.calendar import fiscal_year


def open_draft(
    unit: Unit, command: OpenRequest, lifter: Second, *, officer: str = ""
) -> tuple[str, tuple[Finding, ...]]:
    """A request with the next number of its year; gives its id and the findings it was opened under.

    `officer` is who answers for it, empty: whoever opens it. What the limits block is refused as `Blocked`.
    """
    person = unit.people.person(command.person_id).values
    household_id = unit.people.household_of_family(person.family_id) if person.family_id else None
    request = new_request(command.person_id, person, household_id, command.content)
    judged = judge(unit, request, person, Stage.OPENING)
    override = refuse(unit, request, judged, command.override, lifter, waiting=MENDED_IN_DRAFT)
    request_id = unit.ids.new()
    unit.record(
        RequestOpened(
            request_id=request_id,
            number=next_number(unit, "request", command.content.received_on),
            person_id=command.person_id,
            family_id=request.family_id,
            household_id=household_id,
            address=request.address,
            content=command.content,
            judgement=judged.judgement,
            override=override,
            officer=officer,
        )
    )
    return request_id, judged.findings


def next_number(unit: Unit, series: str, day: date) -> str:
    """The next number of a series in the fiscal year of a day: `12/2567`."""
    year = fiscal_year(day)
    return f"{unit.budgets.next_number(f'{series}:{year}')}/{year}"
