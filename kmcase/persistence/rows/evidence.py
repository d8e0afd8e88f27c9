"""Pieces of evidence of a record, and every attachment that any event names."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

evidence_piece = state_table(
    "evidence_piece",
    key("noun"),
    key("record_id"),
    key("kind"),
    text("none_reason"),
    text("attachments"),
    text("settled_at"),
    text("settled_by"),
    *newest(),
)
attachment = state_table(
    "attachment",
    key("stored_sha256"),
    key("noun"),
    key("record_id"),
    key("kind"),
    text("sha256", index=True),
    text("media_type"),
    whole("size"),
    text("name"),
    text("taken_at", null=True),
    text("latitude", null=True),
    text("longitude", null=True),
    *newest(),
)
