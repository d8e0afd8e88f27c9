"""Runs, vouchers, receipts, what was not paid, what was made void, what was scanned.

A voucher's state is never written over: it is what the insert-only tables beside it say.
"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from kmcase.persistence.rows.columns import key, state_table, text, whole

payment_run = state_table(
    "payment_run",
    key("run_id"),
    text("number"),
    text("batch_id", index=True),
    text("method"),
    text("planned_on"),
    text("place"),
    text("payer"),
    text("committee"),
    text("witnesses"),
    text("state"),
    text("totals", null=True),
    text("verifier"),
    text("prepared_at"),
    text("prepared_by"),
)
voucher = state_table(
    "voucher",
    key("voucher_id"),
    text("number"),
    whole("serial"),
    whole("fiscal_year"),
    text("run_id", index=True),
    text("request_id", index=True),
    text("decision_id"),
    text("person_id", index=True),
    text("payee_name"),
    text("payee_national_id", null=True),
    text("payee_no_id_reason"),
    text("payee_address"),
    text("subdistrict_code"),
    whole("can_write"),
    text("account"),
    text("account_digits", index=True),
    text("family_id", null=True),
    text("aid_kind"),
    text("budget_id"),
    whole("occurrence"),
    whole("amount"),
    text("officer"),
    text("issued_at"),
    text("mark"),
    text("event_id"),
    UniqueConstraint("fiscal_year", "serial"),
    Index("ix_voucher_budget", "budget_id", "serial"),
)
payment_receipt = state_table(
    "payment_receipt",
    key("voucher_id"),
    text("run_id", index=True),
    text("request_id"),
    text("person_id", index=True),
    text("budget_id"),
    text("paid_on"),
    whole("amount"),
    text("payer"),
    text("method"),
    text("reference"),
    text("device_time"),
    text("entered_at"),
    text("recorded_by"),
    whole("late_days"),
    text("late_reason"),
    text("late_second_person"),
    text("override", null=True),
    text("mark"),
    text("event_id"),
    # Long texts last: what stands behind one in a row is read by way of all its pages.
    text("handover", null=True),
    text("judgement"),
    Index("ix_payment_receipt_ledger", "budget_id", "paid_on"),
)
voucher_not_paid = state_table(
    "voucher_not_paid",
    key("voucher_id"),
    text("run_id"),
    text("reason"),
    whole("spoiled"),
    whole("released"),
    text("noted_on"),
    text("noted_at"),
    text("noted_by"),
    text("mark"),
    text("event_id"),
)
receipt_void = state_table(
    "receipt_void",
    key("voucher_id"),
    text("run_id"),
    text("reason"),
    text("second_person"),
    text("voided_on"),
    whole("amount"),
    text("voided_at"),
    text("voided_by"),
    text("mark"),
    text("event_id"),
)
receipt_scan = state_table(
    "receipt_scan",
    key("voucher_id"),
    key("sha256"),
    text("stored_sha256"),
    text("found_by"),
    text("scanned_at"),
    text("scanned_by"),
)
