"""What the controls look up of hand-overs, and how observations were judged; observations themselves are not stored."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, state_table, text, whole

handover_fact = state_table(
    "handover_fact",
    key("voucher_id"),
    text("place"),
    text("committee"),
    text("mark_kind"),
    whole("has_photo"),
    text("photo_at", null=True),
    text("proxy_name"),
    text("proxy_national_id", null=True),
)
observation_judgement = state_table(
    "observation_judgement",
    key("event_id"),
    text("control"),
    text("noun"),
    text("record_id"),
    text("digest"),
    text("verdict"),
    text("reason"),
    text("rule_version"),
    text("attachment", null=True),
    text("judged_at"),
    text("judged_by"),
    Index("ix_observation_judgement", "control", "noun", "record_id"),
)
