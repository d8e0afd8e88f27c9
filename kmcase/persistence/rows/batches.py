"""Disbursement batches (ฎีกา/ขอเบิก), money drawn, money returned."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text, whole

batch = state_table(
    "batch",
    key("batch_id"),
    text("number", index=True),
    text("budget_id"),
    text("requested_on"),
    whole("amount"),
    text("requested_by"),
)
batch_request = state_table("batch_request", key("batch_id"), key("request_id"))
drawal = state_table(
    "drawal", key("drawal_id"), text("batch_id", index=True), text("drawn_on"), whole("amount"), text("document")
)
money_return = state_table(
    "money_return",
    key("return_id"),
    text("batch_id", index=True),
    text("run_id", index=True),
    text("returned_on"),
    whole("amount"),
    text("document"),
)
