"""Budgets moved by postings alone; claims that cannot be taken twice.

A trigger moves `budget` on INSERT into `posting`; the CHECK on `used` is what keeps the cap, on both engines, for any
number of payers at once (storage-sync-notes.md §3).
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index

from kmcase.persistence.rows.columns import key, number_key, state_table, text, whole

budget = state_table(
    "budget",
    key("budget_id"),
    whole("fiscal_year"),
    whole("half"),
    whole("allotted"),
    whole("reserved"),
    whole("paid"),
    whole("returned"),
    whole("used"),
    CheckConstraint("used >= 0 AND used <= allotted", name="within_allotment"),
)
posting = state_table(
    "posting",
    key("posting_id"),
    text("budget_id"),
    text("kind"),
    whole("amount"),
    text("posted_on"),
    text("request_id", null=True, index=True),
    text("voucher_id", null=True),
    text("document"),
    text("reason"),
    text("approved_by"),
    text("event_id"),
    text("made_at"),
    text("made_by"),
    CheckConstraint(
        "kind IN ('allot', 'transfer', 'reserve', 'release', 'pay', 'return')"
        " AND (amount > 0 OR kind IN ('allot', 'transfer'))",
        name="known_kind",
    ),
    Index("ix_posting_budget", "budget_id", "kind", "posted_on", "amount"),
)
claim = state_table(
    "claim",
    key("unit"),
    key("unit_id"),
    key("aid_kind"),
    number_key("fiscal_year"),
    number_key("occurrence"),
    whole("allowed"),
    text("override", null=True),
    text("record_id", index=True),
    CheckConstraint(
        "occurrence >= 1 AND (allowed = -1 OR occurrence <= allowed OR override IS NOT NULL)", name="within_times"
    ),
)
plan_month = state_table(
    "plan_month", key("budget_id"), key("month"), whole("amount"), text("set_at"), text("event_id")
)
late_permission = state_table(
    "late_permission",
    key("permission_id"),
    text("budget_id", index=True),
    text("until"),
    text("document"),
    text("reason"),
    text("approved_by"),
)
opening_payment = state_table(
    "opening_payment",
    key("opening_id"),
    text("budget_id", index=True),
    text("person_id", index=True),
    text("family_id", null=True),
    text("payee_name"),
    text("aid_kind"),
    whole("occurrence"),
    whole("amount"),
    text("paid_on"),
    text("voucher_number"),
    text("document"),
    text("mark"),
    text("entered_at"),
    text("entered_by"),
)
