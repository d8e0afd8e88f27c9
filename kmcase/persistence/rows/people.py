"""Persons, households, families and members; the writes that their fields add up from; the search text."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import (
    NO_CONFLICT,
    STATE,
    in_conflict,
    key,
    newest,
    number_key,
    state_table,
    text,
    whole,
)

person = state_table(
    "person",
    key("person_id"),
    text("title"),
    text("first_name"),
    text("last_name"),
    text("national_id", null=True, index=True),
    text("no_id_reason", null=True),
    text("id_note"),
    text("birth", null=True),
    text("sex"),
    text("phone"),
    text("house_no"),
    whole("moo", null=True),
    text("village"),
    text("soi"),
    text("road"),
    text("subdistrict_code"),
    text("registered_address", null=True),
    text("problem_kinds"),
    text("problems_as_of", null=True),
    text("marital_status"),
    text("occupation"),
    whole("monthly_income", null=True),
    whole("can_write"),
    text("member_kind", null=True),
    text("member_since", null=True),
    text("member_until", null=True),
    text("member_number"),
    text("family_id", null=True, index=True),
    whole("restricted"),
    text("remark"),
    text("sort_key", index=True),
    text("conflicts"),
    text("registered_at"),
    text("registered_by"),
    text("changed_at"),
    text("source"),
    Index("ix_person_names", "first_name", "last_name"),
    Index("ix_person_last_name", "last_name"),
    Index("ix_person_house_no", "house_no"),
    Index("ix_person_area", "subdistrict_code", "moo"),
    in_conflict("person"),
)
person_write = state_table(
    "person_write",
    key("person_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
person_problem = state_table("person_problem", key("person_id"), key("kind"), Index("ix_person_problem_kind", "kind"))
household = state_table(
    "household",
    key("household_id"),
    text("house_code", index=True),
    text("house_no"),
    whole("moo", null=True),
    text("village"),
    text("soi"),
    text("road"),
    text("subdistrict_code"),
    text("housing"),
    whole("rent", null=True),
    whole("monthly_income", null=True),
    whole("monthly_expenses", null=True),
    text("income_sources"),
    text("landmark"),
    text("remark"),
    text("conflicts"),
    text("registered_at"),
    text("changed_at"),
    text("source"),
    Index("ix_household_place", "subdistrict_code", "moo", "house_no"),
    in_conflict("household"),
)
household_write = state_table(
    "household_write",
    key("household_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
family = state_table("family", key("family_id"), text("household_id", index=True), text("label"))
household_member = state_table(
    "household_member",
    key("member_id"),
    text("household_id", index=True),
    text("family_id", null=True),
    text("person_id", null=True, index=True),
    text("name"),
    text("national_id", null=True),
    text("birth", null=True),
    text("relation"),
    text("occupation"),
    whole("monthly_income", null=True),
    text("condition"),
    whole("self_care"),
    text("removed_reason", null=True),
    *newest(),
)
member_removal = state_table("member_removal", key("member_id"), text("reason"), *newest())
# Local, not part of what is compared: the folded text that the search box looks in (FTS5 beside it on SQLite).
person_search = state_table(
    "person_search",
    number_key("row_no"),
    text("person_id", index=True),
    text("folded"),
)
LOCAL = frozenset({person_search.name})

__all__ = [
    "LOCAL",
    "NO_CONFLICT",
    "STATE",
    "family",
    "household",
    "household_member",
    "household_write",
    "member_removal",
    "person",
    "person_problem",
    "person_search",
    "person_write",
]
