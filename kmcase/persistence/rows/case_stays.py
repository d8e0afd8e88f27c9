"""Beds of the office, and stays: who took which bed, attendance by day, leaves and returns."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_bed = state_table("case_bed", key("bed_id"), text("room"), text("name"), whole("in_use"), *newest())
case_bed_move = state_table(
    "case_bed_move",
    key("event_id"),
    text("case_id", index=True),
    text("bed_id"),
    text("on_day", index=True),
    text("moved_at"),
    text("moved_by"),
)
case_attendance = state_table(
    "case_attendance",
    key("case_id"),
    key("on_day"),
    text("attendance"),
    text("noted_by"),
    *newest(),
    Index("ix_case_attendance_on_day", "on_day"),
)
case_leave = state_table(
    "case_leave",
    key("case_id"),
    key("leave_id"),
    text("on_day"),
    text("until"),
    text("reason"),
    text("said_by"),
    *newest(),
)
case_leave_end = state_table(
    "case_leave_end", key("case_id"), key("leave_id"), text("on_day"), text("said_by"), *newest()
)
