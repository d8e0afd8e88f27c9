"""Meetings, their agenda, and the panel's decisions."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, state_table, text, whole

meeting = state_table(
    "meeting",
    key("meeting_id"),
    text("number"),
    text("held_on", index=True),
    text("place"),
    text("panel"),
    text("remark"),
    text("status"),
    text("minutes_sha256", null=True),
    text("minutes_stored", null=True),
    text("planned_by"),
)
agenda_item = state_table(
    "agenda_item", key("meeting_id"), key("request_id"), whole("position"), Index("ix_agenda_request", "request_id")
)
decision = state_table(
    "decision",
    key("decision_id"),
    text("meeting_id", index=True),
    text("request_id", index=True),
    # The first decision on a request is 1; clocks may stand still or be set back, the journal's order is certain.
    whole("turn"),
    text("person_id"),
    text("resolution_number"),
    text("outcome"),
    text("decided_on"),
    whole("amount", null=True),
    text("budget_id", null=True),
    text("reason"),
    text("reserve_posting_id", null=True),
    text("claims"),
    text("override", null=True),
    text("recorder"),
    text("judgement"),
    text("recorded_at"),
    text("event_id"),
)
