"""Cases: the heads, what was written of clients, teams, stages, restrictions, and who saw what."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

casework_version = state_table(
    "casework_version", key("version"), text("text"), text("set_at"), text("set_by"), text("set_event")
)
case_file = state_table(
    "case_file",
    key("case_id"),
    text("number", index=True),
    text("kind"),
    text("casework"),
    text("opened_at", index=True),
    text("opened_by"),
    text("legal_basis"),
    text("client_group"),
    *newest(),
)
case_client = state_table(
    "case_client",
    key("case_id"),
    text("content"),
    text("shown_name"),
    text("sort_key"),
    text("folded"),
    text("birth", null=True),
    text("sex"),
    text("conflicts"),
)
case_client_write = state_table(
    "case_client_write",
    key("case_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
case_person = state_table(
    "case_person", key("case_id"), text("person_id", index=True), text("reason"), text("linked_by"), *newest()
)
case_stage = state_table(
    "case_stage", key("case_id"), text("stage"), text("reached_on"), text("note"), text("moved_by"), *newest()
)
case_step = state_table(
    "case_step",
    key("event_id"),
    text("case_id", index=True),
    text("stage"),
    text("reached_on"),
    text("note"),
    text("moved_at"),
    text("moved_by"),
)
case_secrecy = state_table(
    "case_secrecy",
    key("case_id"),
    whole("restricted", index=True),
    text("restricted_for"),
    text("note"),
    text("said_by"),
    *newest(),
)
case_seal = state_table("case_seal", key("case_id"), whole("sealed", index=True), *newest())
case_member = state_table(
    "case_member",
    key("case_id"),
    key("staff_id"),
    text("role", index=True),
    *newest(),
    Index("ix_case_member_staff_id", "staff_id"),
)
case_glass = state_table(
    "case_glass",
    key("event_id"),
    text("case_id", index=True),
    text("staff_id", index=True),
    text("reason"),
    text("broken_at"),
    text("until"),
)
case_view = state_table(
    "case_view",
    key("event_id"),
    text("case_id", index=True),
    text("how"),
    text("what"),
    text("seen_at"),
    text("seen_by"),
)
