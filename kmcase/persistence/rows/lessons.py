"""Lessons of rounds: every version, and which proposals are practice."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

lesson_version = state_table(
    "lesson_version",
    key("version_id"),
    text("lesson_id", index=True),
    text("run_id", index=True),
    text("round"),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
lesson_practice = state_table(
    "lesson_practice",
    key("lesson_id"),
    key("proposal_id"),
    whole("adopted"),
    text("practice"),
    text("marked_by"),
    *newest(),
)
