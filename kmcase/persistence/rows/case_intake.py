"""Reception and papers of cases: versions side by side, and what was signed, given back, withdrawn."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_intake = state_table(
    "case_intake",
    key("version_id"),
    text("case_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
case_belongings = state_table(
    "case_belongings",
    key("version_id"),
    text("list_id"),
    text("case_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
case_return = state_table(
    "case_return",
    key("return_id"),
    text("case_id", index=True),
    text("item_ids"),
    text("returned_on"),
    text("remark"),
    text("signed"),
    text("written_at"),
    text("written_by"),
)
case_photo = state_table(
    "case_photo",
    key("photo_id"),
    text("case_id", index=True),
    text("photo"),
    text("written_at"),
    text("written_by"),
)
case_same = state_table(
    "case_same",
    key("case_id"),
    key("other_case_id"),
    whole("same"),
    text("reason"),
    text("told_by"),
    *newest(),
    Index("ix_case_same_other_case_id", "other_case_id"),
)
case_paper = state_table(
    "case_paper",
    key("paper_id"),
    text("case_id", index=True),
    text("paper"),
    text("casework"),
    text("said_on"),
    text("officer"),
    text("items"),
    text("agency"),
    text("note"),
    text("signed", null=True),
    text("reason"),
    text("follows"),
    text("written_at"),
    text("written_by"),
)
case_paper_end = state_table(
    "case_paper_end",
    key("event_id"),
    text("case_id", index=True),
    text("paper_id"),
    text("ended_on"),
    text("reason"),
    text("written_at"),
    text("written_by"),
)
case_complaint = state_table(
    "case_complaint",
    key("version_id"),
    text("complaint_id"),
    text("case_id", index=True),
    text("replaces"),
    text("content"),
    text("written_at"),
    text("written_by"),
)
