"""The index of duplicate persons: a profile and its keys for each person, kept by the fold of persons.

What `kmcase.matching` makes of a person is stored: raise `rows.FOLD_VERSION` when a profile or a key changes.
"""

from __future__ import annotations

from kmcase.domain.people import PersonValues
from kmcase.matching.keys import keys_of, name_key
from kmcase.matching.profiles import as_text, from_text, profile_of
from kmcase.matching.records import of_person
from kmcase.persistence.rows.matching import match_key, match_profile
from kmcase.persistence.statements import Rows

_KEY_COLUMNS = ("key", "row_no")


def enter_person(rows: Rows, row_no: int, person_id: str, values: PersonValues) -> None:
    """Profile and keys of a person who is new to the store; `row_no` as in `person_search`."""
    profile = profile_of(of_person(person_id, values))
    rows.insert(
        match_profile, row_no=row_no, person_id=person_id, first_heard=name_key(profile), profile=as_text(profile)
    )
    rows.insert_all(match_key, _KEY_COLUMNS, [(key, row_no) for key in keys_of(profile)])


def change_person(rows: Rows, row_no: int, person_id: str, values: PersonValues) -> None:
    """Profile and keys in place of those that the person had."""
    profile = profile_of(of_person(person_id, values))
    (before,) = rows.all(match_profile, row_no=row_no)
    was = from_text(before["profile"])
    if was == profile:
        return
    mine, gone = keys_of(profile), keys_of(was)
    for key in set(gone).difference(mine):
        rows.delete(match_key, key=key, row_no=row_no)
    rows.insert_all(match_key, _KEY_COLUMNS, [(key, row_no) for key in set(mine).difference(gone)])
    rows.update(match_profile, {"row_no": row_no}, first_heard=name_key(profile), profile=as_text(profile))
