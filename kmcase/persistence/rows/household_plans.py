"""Household plans and the houses that are built: versions, results, certificates, needs, steps, and the book."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

household_plan_version = state_table(
    "household_plan_version",
    key("version_id"),
    text("household_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
household_plan_result = state_table(
    "household_plan_result",
    key("household_id"),
    key("line_id"),
    text("content"),
    text("told_by"),
    *newest(),
)
household_certificate = state_table(
    "household_certificate",
    key("certificate_id"),
    text("household_id", index=True),
    text("version_id"),
    text("content"),
    text("entered_at"),
    text("entered_by"),
)
household_need = state_table(
    "household_need",
    key("need_id"),
    text("household_id", index=True),
    text("content"),
    text("entered_at"),
    text("entered_by"),
)
household_need_answer = state_table(
    "household_need_answer",
    key("need_id"),
    text("household_id", index=True),
    text("content"),
    text("told_by"),
    *newest(),
)
household_step = state_table(
    "household_step",
    key("household_id"),
    key("step"),
    whole("done"),
    text("content"),
    text("marked_by"),
    *newest(),
)
house_version = state_table(
    "house_version",
    key("version_id"),
    text("household_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
house_entry = state_table(
    "house_entry",
    key("entry_id"),
    text("household_id", index=True),
    text("kind"),
    text("content"),
    text("entered_at"),
    text("entered_event"),
    text("entered_by"),
)
house_entry_void = state_table(
    "house_entry_void",
    key("kind"),
    key("entry_id"),
    text("household_id", index=True),
    text("reason"),
    text("voided_by"),
    *newest(),
)
