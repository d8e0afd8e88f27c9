"""Laptops, what entries speak of, and what this store knows of the others."""

from __future__ import annotations

from kmcase.persistence.rows.columns import blob, journal_table, key, number_key, state_table, text, whole

laptop = state_table(
    "laptop",
    key("laptop_id"),
    text("name"),
    text("area"),
    text("officers"),
    text("sealing_key"),
    text("verify_key"),
    text("enrolled_at"),
    text("revoked_at", null=True),
    text("revoked_reason"),
)
laptop_chain = state_table("laptop_chain", key("store"), text("laptop_id", index=True))
entry_touch = state_table("entry_touch", key("store"), number_key("n"), key("noun"), key("record_id"))
entry_photo = state_table("entry_photo", key("store"), number_key("n"), key("sha256"))
refused_entry = state_table(
    "refused_entry", key("store"), number_key("n"), text("type"), text("at"), text("actor"), text("why")
)
# How far the office heard a laptop's chain, and the entries of which it doubts that their officer may enter them.
laptop_heard = state_table(
    "laptop_heard", key("store"), number_key("size"), text("laptop_id"), text("head"), text("heard_at")
)
doubted_entry = state_table("doubted_entry", key("store"), number_key("n"), text("type"), text("at"), text("actor"))
# Local: in which order entries came here, what each other store was last known to hold, chains that split in two.
arrival = journal_table("arrival", number_key("seq"), text("store"), whole("first"), whole("last"))
peer = journal_table(
    "peer",
    key("device_id"),
    text("bundle_id"),
    text("made_at"),
    text("applied_at"),
    text("holds"),
    text("wants"),
)
fork = journal_table(
    "fork",
    key("store"),
    number_key("n"),
    key("told_by"),
    blob("known_hash"),
    blob("told_hash"),
    text("found_at"),
)
# Local: bundles made and applied here; `counts` and `stopped` are JSON, the latter empty where all went well.
exchange_log = journal_table(
    "exchange_log",
    key("log_id"),
    text("at", index=True),
    text("actor"),
    text("kind"),
    text("device_id"),
    text("bundle_id", index=True),
    text("file"),
    text("counts"),
    text("stopped"),
)

__all__ = [
    "arrival",
    "doubted_entry",
    "entry_photo",
    "entry_touch",
    "exchange_log",
    "fork",
    "laptop",
    "laptop_chain",
    "laptop_heard",
    "peer",
    "refused_entry",
]
