"""What was handed out: auditors' bundles, and public lists."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text, whole

audit_bundle = state_table(
    "audit_bundle",
    key("bundle_id"),
    text("kind"),
    text("record_id", index=True),
    text("first", null=True),
    text("last", null=True),
    text("title"),
    text("manifest_sha256"),
    whole("files"),
    whole("persons"),
    whole("withheld"),
    text("made_at"),
    text("made_by"),
)
public_list = state_table(
    "public_list",
    key("list_id"),
    text("noun"),
    text("record_id", index=True),
    whole("named"),
    whole("unnamed"),
    text("sha256"),
    text("made_at"),
    text("made_by"),
)
