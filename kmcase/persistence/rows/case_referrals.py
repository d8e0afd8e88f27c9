"""Referrals of cases, and every step of each."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, newest, state_table, text

case_referral = state_table(
    "case_referral",
    key("referral_id"),
    text("case_id", index=True),
    text("content"),
    text("made_by"),
    *newest(),
)
case_referral_step = state_table(
    "case_referral_step",
    key("event_id"),
    text("case_id", index=True),
    text("referral_id", index=True),
    text("step"),
    text("on_day"),
    text("note"),
    text("by_whom"),
    text("entered_at"),
    text("entered_by"),
)
