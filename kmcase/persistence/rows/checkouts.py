"""Runs out with a laptop, what laptops say they handed over or left, and the office's word on each hand-over.

`field_handover` and `field_unpaid` are filled from laptops' chains: rows are added alone, one an entry, and nothing is
unique across them.
"""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text, whole

run_checkout = state_table(
    "run_checkout",
    key("checkout_id"),
    text("run_id", index=True),
    text("laptop_id", index=True),
    text("carrier"),
    whole("cash"),
    text("state", index=True),
    text("out_at"),
    text("out_by"),
    text("ended_at", null=True),
    text("ended_by"),
    whole("expected", null=True),
    whole("counted", null=True),
    text("note"),
    text("second_person"),
)
field_handover = state_table(
    "field_handover",
    key("event_id"),
    text("handover_id"),
    text("store"),
    text("checkout_id", index=True),
    text("run_id", index=True),
    text("voucher_id", index=True),
    text("person_id"),
    text("paid_on"),
    whole("amount"),
    text("payer"),
    text("handover"),
    text("device_time"),
    text("entered_at"),
    text("recorded_by"),
    whole("late_days"),
    text("late_reason"),
    text("late_second_person"),
    text("mark"),
)
field_unpaid = state_table(
    "field_unpaid",
    key("event_id"),
    text("checkout_id", index=True),
    text("run_id", index=True),
    text("voucher_id", index=True),
    text("reason"),
    text("noted_at"),
    text("noted_by"),
)
handover_word = state_table(
    "handover_word",
    key("event_id"),
    text("word", index=True),
    text("findings"),
    text("reason"),
    text("said_at"),
    text("said_by"),
)
