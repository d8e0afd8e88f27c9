"""Entries of the register that are one person, or were told apart; clusters are what standing links add up to."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, state_table, text, whole

person_link = state_table(
    "person_link",
    key("link_id"),
    text("reason"),
    whole("strength"),
    text("linked_at"),
    text("linked_by"),
    text("unlinked_at", null=True),
    text("unlinked_by"),
    text("unlink_reason"),
)
person_link_member = state_table(
    "person_link_member",
    key("link_id"),
    key("person_id"),
    whole("standing"),
    Index("ix_person_link_member", "person_id", "standing"),
)
pair_judgement = state_table(
    "pair_judgement",
    key("event_id"),
    text("one"),
    text("other", index=True),
    text("verdict"),
    text("digest"),
    text("reason"),
    whole("strength"),
    whole("standing"),
    text("judged_at"),
    text("judged_by"),
    text("second_person"),
    Index("ix_pair_judgement", "one", "other"),
)
