"""Closings of cases: proposals, the word on each, looks afterwards, re-openings."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_closing = state_table(
    "case_closing",
    key("closing_id"),
    text("case_id", index=True),
    text("closed_on"),
    text("reason"),
    text("summary"),
    text("outcomes"),
    text("proposed_by"),
    *newest(),
)
case_closing_word = state_table(
    "case_closing_word",
    key("closing_id"),
    text("case_id", index=True),
    whole("approved"),
    text("comment"),
    text("decided_by"),
    *newest(),
)
case_look = state_table(
    "case_look",
    key("look_id"),
    text("case_id", index=True),
    text("closing_id", index=True),
    whole("months"),
    text("looked_on"),
    text("reached"),
    text("how_they_are"),
    whole("needs_reopening"),
    text("looked_by"),
    *newest(),
)
case_reopening = state_table(
    "case_reopening",
    key("closing_id"),
    text("case_id", index=True),
    text("reopened_on"),
    text("reason"),
    text("reopened_by"),
    *newest(),
)
case_lesson = state_table("case_lesson", key("case_id"), key("lesson_id"))
