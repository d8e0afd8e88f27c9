"""Who is around a client: every version of each entry of the two lists; a version without content takes it out."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text

case_relative = state_table(
    "case_relative",
    key("version_id"),
    text("case_id", index=True),
    text("entry_id"),
    text("replaces"),
    text("content", null=True),
    text("written_at"),
    text("written_by"),
)
case_resource = state_table(
    "case_resource",
    key("version_id"),
    text("case_id", index=True),
    text("entry_id"),
    text("replaces"),
    text("content", null=True),
    text("written_at"),
    text("written_by"),
)
