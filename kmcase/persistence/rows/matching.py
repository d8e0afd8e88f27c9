"""Persons as they are compared: profiles, and the keys under which those are found who may be one person.

Local, not part of what is compared with the journal. `row_no` is that of `person_search`.
"""

from __future__ import annotations

from sqlalchemy import Index, Table

from kmcase.persistence.rows.columns import STATE, number_key, state_table, text, whole

match_profile = state_table(
    "match_profile",
    number_key("row_no"),
    text("person_id"),
    whole("first_heard"),
    text("profile"),
    Index("ix_match_profile_first_heard", "first_heard"),
)
match_key = Table(
    "match_key", STATE, number_key("key"), number_key("row_no"), sqlite_strict=True, sqlite_with_rowid=False
)
