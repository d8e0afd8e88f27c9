"""Publicity texts of rounds: every version and its approvals; consents to be shown, and their withdrawals."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text

publicity_version = state_table(
    "publicity_version",
    key("version_id"),
    text("publicity_id", index=True),
    text("run_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
publicity_approval = state_table(
    "publicity_approval",
    key("approval_id"),
    text("publicity_id", index=True),
    text("version_id"),
    text("judgement"),
    text("approved_at"),
    text("approved_by"),
)
photo_consent = state_table(
    "photo_consent", key("consent_id"), text("person_id", index=True), text("content"), text("entered_at")
)
consent_withdrawal = state_table(
    "consent_withdrawal",
    key("withdrawal_id"),
    text("person_id", index=True),
    text("content"),
    text("entered_at"),
    text("entered_by"),
)
