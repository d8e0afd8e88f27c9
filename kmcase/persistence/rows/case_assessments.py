"""Assessments of cases: every version of each; scores apart from words, which reports do not read."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, state_table, text

case_assessment = state_table(
    "case_assessment",
    key("version_id"),
    text("case_id", index=True),
    text("assessment_id", index=True),
    text("casework"),
    text("replaces"),
    text("assessed_on", index=True),
    text("scores"),
    text("remarks"),
    text("summary"),
    text("written_at"),
    text("written_by"),
)
