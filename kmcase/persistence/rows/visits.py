"""Visits: who began them, what was written of each answer, sittings, signatures, steps of the review, differences.

Whatever may be overwritten apart has the columns of `newest`; all else is one row an entry. Of `visit` itself the
first columns are the beginning's, the others are told from the rows of the other tables whenever one of them comes.
"""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import in_conflict, key, newest, state_table, text

visit = state_table(
    "visit",
    key("visit_id"),
    text("person_id", index=True),
    text("household_id", null=True, index=True),
    text("form_id"),
    text("form_version"),
    text("appointment_id", null=True, index=True),
    text("officer"),
    text("started_at"),
    text("corrects", null=True),
    text("begun_at"),
    text("state"),
    text("visited_on"),
    text("conflicts"),
    text("changed_at"),
    Index("ix_visit_state", "state", "visited_on"),
    Index("ix_visit_officer", "officer", "state"),
    in_conflict("visit"),
)
visit_write = state_table(
    "visit_write",
    key("visit_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
visit_sitting = state_table(
    "visit_sitting",
    key("sitting_id"),
    text("visit_id", index=True),
    text("started_at"),
    text("position", null=True),
    text("officer"),
)
visit_sitting_end = state_table(
    "visit_sitting_end", key("sitting_id"), text("visit_id", index=True), text("ended_at"), text("reason"), *newest()
)
visit_informant = state_table(
    "visit_informant",
    key("signature_id"),
    text("visit_id", index=True),
    text("content"),
    text("at"),
    text("actor"),
)
visit_partner = state_table(
    "visit_partner", key("partner_id"), text("visit_id", index=True), text("content"), *newest()
)
visit_submission = state_table(
    "visit_submission",
    key("submission_id"),
    text("visit_id", index=True),
    text("event_id"),
    text("writes"),
    text("visited_on"),
    text("judgement"),
    text("at"),
    text("actor"),
)
visit_verdict = state_table(
    "visit_verdict",
    key("submission_id"),
    key("event_id"),
    text("visit_id", index=True),
    text("verdict"),
    text("reason"),
    text("at"),
    text("actor"),
)
visit_comment = state_table(
    "visit_comment",
    key("comment_id"),
    text("visit_id", index=True),
    text("section"),
    text("remark"),
    text("made_at"),
    text("made_by"),
    text("event_id"),
)
visit_answer_to_comment = state_table(
    "visit_answer_to_comment",
    key("comment_id"),
    text("visit_id", index=True),
    text("answer"),
    text("answered_by"),
    *newest(),
)
visit_step = state_table(
    "visit_step",
    key("visit_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("what"),
    text("params"),
)
visit_explanation = state_table(
    "visit_explanation",
    key("visit_id"),
    key("question"),
    text("surveyed"),
    text("found"),
    text("reason"),
    text("explained_by"),
    *newest(),
)
visit_confirmation = state_table(
    "visit_confirmation",
    key("visit_id"),
    key("event_id"),
    text("contradictions"),
    text("at"),
    text("actor"),
)
visit_wish = state_table("visit_wish", key("visit_id"), text("content"), text("wished_by"), *newest())
visit_abandoned = state_table("visit_abandoned", key("visit_id"), text("reason"), *newest())
visit_request = state_table("visit_request", key("visit_id"), text("request_id", index=True), text("made_at"))
