"""Follow-ups: the payee's own words, and facts looked at again; a correction stands beside the first."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text, whole

follow_up = state_table(
    "follow_up",
    key("follow_up_id"),
    text("voucher_id", index=True),
    text("person_id", index=True),
    text("asked_on"),
    text("asked_by"),
    text("method"),
    whole("amount_said", null=True),
    text("received_on_said", null=True),
    text("received_from"),
    whole("put_together", null=True),
    text("given_to"),
    text("who_asked"),
    text("circumstances"),
    text("entered_at"),
)
recheck = state_table(
    "recheck",
    key("recheck_id"),
    text("follow_up_id"),
    text("voucher_id", index=True),
    text("person_id", index=True),
    text("household"),
    text("condition"),
    text("income"),
    text("found"),
    text("recognition"),
    text("remarks"),
    text("entered_at"),
    text("entered_by"),
)
