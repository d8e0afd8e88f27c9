"""Notes of cases and watches: a note is a row for ever, of a watch the newest entry stands."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_note = state_table(
    "case_note",
    key("event_id"),
    text("case_id", index=True),
    text("kind"),
    text("happened_on"),
    text("at_time"),
    text("text"),
    whole("minutes", null=True),
    text("corrects"),
    text("watch"),
    text("next_look"),
    text("open_reason"),
    text("activity_id", index=True),
    text("activity_name"),
    text("activity_place"),
    text("noted_at"),
    text("noted_by"),
)
case_watch = state_table(
    "case_watch", key("case_id"), key("kind"), text("next_look", index=True), text("note_id"), *newest()
)
case_note_review = state_table(
    "case_note_review",
    key("note_id"),
    text("case_id", index=True),
    whole("taken"),
    text("comment"),
    text("reviewed_by"),
    *newest(),
)
