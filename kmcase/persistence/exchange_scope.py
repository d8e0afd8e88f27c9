"""Which bodies a laptop gets: those that speak of its area, and those that speak of no person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection

from kmcase.domain.cases.heads import CASE_ACCESS
from kmcase.persistence.plain import from_json
from kmcase.persistence.statements import bound_mark

FOR_ALL = frozenset({
    "office", "staff", "regulation", "budget", "meeting", "batch", "survey", "mapping", "partner", "laptop", "lesson",
    "agency", "bed", "series", "form", "casework", "conference",
})  # fmt: skip
"""Nouns whose entries name no person: an entry that touches only these goes to every laptop."""

OFFICE_ALONE = frozenset({"audit_bundle", "other_payment"})
"""Nouns of lists that name people of many places: no laptop gets them for the sake of one."""

_PERSONS = """
    SELECT person_id FROM person WHERE subdistrict_code IN ({area})
    UNION SELECT person.person_id FROM person JOIN family ON family.family_id = person.family_id
        JOIN household ON household.household_id = family.household_id WHERE household.subdistrict_code IN ({area})
    UNION SELECT household_member.person_id FROM household_member
        JOIN household ON household.household_id = household_member.household_id
        WHERE household.subdistrict_code IN ({area}) AND household_member.person_id IS NOT NULL
"""
_OF_PERSONS = {
    "person": "SELECT person_id FROM ({persons}) AS those",
    "household": (
        "SELECT household_id FROM household WHERE subdistrict_code IN ({area})"
        " UNION SELECT family.household_id FROM family JOIN person ON person.family_id = family.family_id"
        " WHERE person.person_id IN (SELECT person_id FROM ({persons}) AS those)"
    ),
    "request": "SELECT request_id FROM aid_request WHERE person_id IN (SELECT person_id FROM ({persons}) AS those)",
    "voucher": "SELECT voucher_id FROM voucher WHERE person_id IN (SELECT person_id FROM ({persons}) AS those)",
    "run": "SELECT DISTINCT run_id FROM voucher WHERE person_id IN (SELECT person_id FROM ({persons}) AS those)",
}

Scope = frozenset[tuple[str, str]]


def scope_of(connection: Connection, area: frozenset[str], more: Iterable[tuple[str, str]] = ()) -> Scope:
    """All (noun, id) of an area as it stands now, and `more`, such as runs that a laptop has checked out."""
    codes = sorted(area)
    if not codes:
        return frozenset(more)
    marks = ", ".join([bound_mark(connection)] * len(codes))
    persons = _PERSONS.format(area=marks)
    found = set(more)
    for noun, query in _OF_PERSONS.items():
        sql = query.format(persons=persons, area=marks)
        values = tuple(codes * (sql.count(marks)))
        found.update((noun, row[0]) for row in connection.exec_driver_sql(sql, values))
    return frozenset(found)


_CHECKED_OUT = "FROM voucher JOIN run_checkout ON run_checkout.run_id = voucher.run_id WHERE laptop_id = {mark}"


def checked_out_to(connection: Connection, laptop_id: str) -> Scope:
    """The runs that ever went out with a laptop, with their vouchers, requests and payees wherever these live.

    A run that came home stays: the laptop is to learn that it did, and what the office accepted.
    """
    mark = bound_mark(connection)
    found: set[tuple[str, str]] = set()
    for noun in ("run", "voucher", "request", "person"):
        query = f"SELECT DISTINCT voucher.{noun}_id {_CHECKED_OUT.format(mark=mark)}"
        found.update((noun, row[0]) for row in connection.exec_driver_sql(query, (laptop_id,)))
    return frozenset(found)


_OFFICERS = "SELECT officers FROM laptop WHERE laptop_id = {mark}"
_TEAMS = """
    SELECT case_member.case_id, case_member.staff_id, case_secrecy.restricted FROM case_member
        JOIN case_secrecy ON case_secrecy.case_id = case_member.case_id WHERE case_member.role <> ''
"""


def cases_of(connection: Connection, laptop_id: str) -> Scope:
    """The cases that a laptop carries: of whose team one of its officers is; a restricted one only where all are."""
    mark = bound_mark(connection)
    row = connection.exec_driver_sql(_OFFICERS.format(mark=mark), (laptop_id,)).one_or_none()
    officers = frozenset(from_json(row[0])) if row else frozenset()
    teams: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for case_id, staff_id, restricted in connection.exec_driver_sql(_TEAMS):
        teams[case_id, bool(restricted)].add(staff_id)
    return frozenset(
        ("case", case_id)
        for (case_id, restricted), team in teams.items()
        if officers & team and (officers <= team or not restricted)
    )


def is_sent(touched: Iterable[tuple[str, str]], scope: Scope) -> bool:
    """Whether a body goes along: it speaks of somebody in the scope, or of nobody; a body that tells nothing stays.

    What is said in a case goes where the case goes, whomever else it names; who may see it, in ids alone, everywhere.
    """
    named = tuple(touched)
    if any(noun == CASE_ACCESS for noun, _ in named):
        return True
    cases = [each for each in named if each[0] == "case"]
    if cases:
        return all(case in scope for case in cases)
    if any(noun in OFFICE_ALONE for noun, _ in named):
        return False
    if any(each in scope for each in named):
        return True
    return bool(named) and all(noun in FOR_ALL for noun, _ in named)
