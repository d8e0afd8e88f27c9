"""Fingerprints of pictures and shapes of signatures, which pairs of them are alike, and who drew which signature."""

from __future__ import annotations

from kmcase.persistence.rows.columns import blob, journal_table, key, newest, state_table, text, whole

drawn_signature = state_table(
    "drawn_signature",
    key("content"),
    key("noun"),
    key("record_id"),
    key("signer"),
    text("person_id"),
    text("signed_as"),
    text("officer"),
    text("signed_at"),
    *newest(),
)
# Local: made of what is kept here, by SHA-256 of the original; an empty `print` says that there is nothing to compare.
picture_print = journal_table("picture_print", key("family"), key("content"), blob("print"))
picture_pair = journal_table("picture_pair", key("family"), key("first"), key("second"), whole("distance"))
