"""The chain, and what is local to this store: its head, drafts, and remembered things."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import blob, journal_table, key, number_key, text, whole

entry = journal_table(
    "entry",
    key("store"),
    number_key("n"),
    text("type"),
    text("head"),
    blob("hash"),
    blob("signature", null=True),
    Index("ix_entry_type", "type"),
)
entry_body = journal_table("entry_body", key("store"), number_key("n"), blob("salt"), text("body"))
chain_head = journal_table("chain_head", key("store"), whole("n"), blob("hash"), text("frontier"))
draft = journal_table("draft", key("staff_id"), key("draft_key"), text("content"), text("saved_at"))
remembered = journal_table("remembered", key("name"), text("content"))
