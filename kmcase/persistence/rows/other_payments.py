"""Payments of other units and programmes, as their lists told them."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, state_table, text, whole

other_payment_list = state_table(
    "other_payment_list",
    key("list_id"),
    text("unit_name"),
    text("programme"),
    text("aid_kind"),
    text("received_on"),
    text("file_name"),
    text("sha256", index=True),
    whole("left_out"),
    text("entered_by"),
)
other_payment = state_table(
    "other_payment",
    key("payment_id"),
    text("list_id", index=True),
    whole("row_no"),
    text("first_name"),
    text("last_name"),
    text("name_key"),
    text("national_id", null=True, index=True),
    text("paid_on"),
    whole("fiscal_year"),
    whole("amount"),
    text("place"),
    text("person_id", null=True),
    whole("decided"),
    text("reason"),
    text("decided_by"),
    text("decided_at", null=True),
    Index("ix_other_payment_person", "person_id", "fiscal_year"),
    Index("ix_other_payment_name", "name_key", "fiscal_year"),
)
