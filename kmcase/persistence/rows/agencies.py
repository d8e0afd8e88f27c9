"""Agencies: what was written of each, and what stands."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text

agency = state_table(
    "agency", key("agency_id"), text("content"), text("sort_key"), text("conflicts")
)  # fmt: skip
agency_write = state_table(
    "agency_write",
    key("agency_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
