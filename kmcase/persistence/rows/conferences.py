"""Conferences: heads, who is to come, and by case what was put on agendas, heard and decided."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

conference = state_table("conference", key("conference_id"), text("number"), text("called_by"), *newest())
conference_head = state_table(
    "conference_head", key("conference_id"), text("on_day", index=True), text("content"), *newest()
)
conference_attendee = state_table(
    "conference_attendee", key("conference_id"), key("attendee_id"), text("content", null=True), *newest()
)
"""`content` is null of somebody who was not meant at all."""
conference_end = state_table("conference_end", key("conference_id"), whole("closed"), text("closed_by"), *newest())

case_agenda = state_table(
    "case_agenda",
    key("conference_id"),
    key("case_id"),
    whole("place"),
    text("needs"),
    text("put_by"),
    *newest(),
)
case_agenda_state = state_table(
    "case_agenda_state",
    key("conference_id"),
    key("case_id"),
    text("state"),
    text("reason"),
    text("moved_by"),
    *newest(),
)
case_heard = state_table(
    "case_heard",
    key("version_id"),
    text("case_id", index=True),
    text("conference_id", index=True),
    text("replaces"),
    text("text"),
    text("written_at"),
    text("written_by"),
)
case_decision = state_table(
    "case_decision",
    key("decision_id"),
    text("case_id", index=True),
    text("conference_id", index=True),
    text("kind"),
    text("text"),
    text("task_id"),
    text("decided_by"),
    *newest(),
)
case_decision_withdrawn = state_table(
    "case_decision_withdrawn",
    key("decision_id"),
    text("case_id", index=True),
    text("reason"),
    text("withdrawn_by"),
    *newest(),
)
