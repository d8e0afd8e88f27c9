"""Verification samples as they were drawn, and halves whose asking came to its end."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text, whole

verification_sample = state_table(
    "verification_sample",
    key("sample_id"),
    text("budget_id", index=True),
    whole("turn"),
    text("sample"),
    text("drawn_at"),
)
verification_closing = state_table(
    "verification_closing",
    key("event_id"),
    text("budget_id", index=True),
    text("sample_id"),
    whole("asked"),
    whole("unanswered"),
    whole("differing"),
    whole("most_bad"),
    text("reason"),
    text("closed_at"),
    text("closed_by"),
)
