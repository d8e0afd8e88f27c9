"""The index of duplicate persons: kept by the fold of persons, made anew when the spelling of profiles changes."""

from __future__ import annotations

from sqlalchemy import Connection

from kmcase.domain.people import PersonValues
from kmcase.matching.keys import keys_of, name_key
from kmcase.matching.profiles import Profile, as_text, from_text, profile_of
from kmcase.matching.records import of_person
from kmcase.persistence.rows.matching import match_key, match_profile
from kmcase.persistence.statements import Rows

_KEY_COLUMNS = ("key", "row_no")


def enter_person(rows: Rows, person_id: str, values: PersonValues, *, known: bool) -> None:
    """A person's profile and keys, new or in place of those before."""
    profile = profile_of(of_person(person_id, values))
    before = rows.one(match_profile, person_id=person_id) if known else None
    if before is None:
        _insert(rows, _next_row(rows.connection), person_id, profile)
        return
    was = from_text(before["profile"])
    if was == profile:
        return
    row_no = before["row_no"]
    mine, gone = set(keys_of(profile)), set(keys_of(was))
    for key in sorted(gone - mine):
        rows.delete(match_key, key=key, row_no=row_no)
    rows.insert_all(match_key, _KEY_COLUMNS, [(key, row_no) for key in sorted(mine - gone)])
    rows.update(match_profile, {"row_no": row_no}, first_heard=name_key(profile), profile=as_text(profile))


def _insert(rows: Rows, row_no: int, person_id: str, profile: Profile) -> None:
    rows.insert(
        match_profile, row_no=row_no, person_id=person_id, first_heard=name_key(profile), profile=as_text(profile)
    )
    rows.insert_all(match_key, _KEY_COLUMNS, [(key, row_no) for key in keys_of(profile)])


def _next_row(connection: Connection) -> int:
    last = connection.exec_driver_sql("SELECT max(row_no) FROM match_profile").scalar()
    return (last or 0) + 1
