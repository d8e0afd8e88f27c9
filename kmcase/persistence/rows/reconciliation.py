"""Bank reports with their lines, why a line is no difference, and when a batch was said to agree."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, number_key, state_table, text, whole

bank_report = state_table(
    "bank_report",
    key("report_id"),
    text("batch_id", index=True),
    text("sha256", index=True),
    text("name"),
    text("shape", index=True),
    text("columns"),
    whole("lines"),
    text("taken_at"),
    text("taken_by"),
)
bank_line = state_table(
    "bank_line",
    key("report_id"),
    number_key("number"),
    text("batch_id", index=True),
    text("voucher_id", index=True),
    text("state"),
    text("reference"),
    text("bank_reference"),
    text("account"),
    text("name"),
    whole("amount", null=True),
    text("result", null=True),
    text("reason"),
    text("paid_on", null=True),
    text("paid_at", null=True),
)
bank_line_explanation = state_table(
    "bank_line_explanation",
    key("event_id"),
    text("report_id"),
    whole("number"),
    text("reason"),
    text("explained_at"),
    text("explained_by"),
    Index("ix_bank_line_explanation", "report_id", "number"),
)
batch_reconciled = state_table(
    "batch_reconciled",
    key("event_id"),
    text("batch_id", index=True),
    whole("requested"),
    whole("drawn"),
    whole("acknowledged"),
    whole("returned"),
    text("reconciled_at"),
    text("reconciled_by"),
)
