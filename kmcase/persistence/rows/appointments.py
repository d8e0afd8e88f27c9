"""Partners field by field; appointments with the facts that say how they stand, and all that was ever said of them."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

partner = state_table("partner", key("partner_id"), text("listed_at"), text("listed_by"))
partner_field = state_table("partner_field", key("partner_id"), key("name"), text("value"), *newest())
appointment = state_table(
    "appointment",
    key("appointment_id"),
    text("person_id", index=True),
    text("household_id", null=True),
    text("purpose"),
    text("place"),
    text("remark"),
    text("made_at"),
    text("made_by"),
)
appointment_day = state_table(
    "appointment_day",
    key("appointment_id"),
    text("day", index=True),
    text("at_time"),
    text("reason"),
    whole("moved"),
    *newest(),
)
appointment_officer = state_table("appointment_officer", key("appointment_id"), text("officer_id"), *newest())
appointment_partner = state_table(
    "appointment_partner", key("appointment_id"), key("partner_id"), whole("joined"), *newest()
)
appointment_cancel = state_table("appointment_cancel", key("appointment_id"), text("reason"), *newest())
appointment_done = state_table(
    "appointment_done", key("appointment_id"), text("done_on"), text("visit_id", null=True), text("note"), *newest()
)
appointment_change = state_table(
    "appointment_change",
    key("event_id"),
    text("appointment_id"),
    text("change"),
    text("day", null=True),
    text("at_time"),
    text("officer_id", null=True),
    text("partners"),
    text("reason"),
    text("made_at"),
    text("made_by"),
    Index("ix_appointment_change_of", "appointment_id", "made_at"),
)
