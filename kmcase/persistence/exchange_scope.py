"""Which bodies a laptop gets: those that speak of its area, and those that speak of no person."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from kmcase.persistence.statements import bound_mark

FOR_ALL = frozenset({
    "office", "staff", "regulation", "budget", "meeting", "batch", "survey", "mapping", "partner", "laptop", "lesson",
    "series", "form",
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


def is_sent(touched: Iterable[tuple[str, str]], scope: Scope) -> bool:
    """Whether a body goes along: it speaks of somebody in the scope, or of nobody; a body that tells nothing stays."""
    named = tuple(touched)
    if any(noun in OFFICE_ALONE for noun, _ in named):
        return False
    if any(each in scope for each in named):
        return True
    return bool(named) and all(noun in FOR_ALL for noun, _ in named)
