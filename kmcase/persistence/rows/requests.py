"""Aid requests with their versions, steps, comments and diagnoses; document slips and notices of the result."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, state_table, text, whole

aid_request = state_table(
    "aid_request",
    key("request_id"),
    text("number"),
    whole("fiscal_year"),
    whole("serial"),
    text("person_id"),
    text("family_id", null=True, index=True),
    text("household_id", null=True, index=True),
    text("house_no"),
    whole("moo", null=True),
    text("village"),
    text("soi"),
    text("road"),
    text("subdistrict_code"),
    text("status"),
    text("received_on"),
    text("aid_kind"),
    whole("known_case"),
    text("hardship_cause"),
    whole("needed", null=True),
    whole("proposed", null=True),
    whole("diagnosed", null=True),
    whole("approved", null=True),
    text("fact_finder"),
    text("fact_found_on", null=True),
    whole("monthly_income", null=True),
    text("content_event"),
    text("override", null=True),
    text("officer"),
    text("reviewer"),
    text("opened_at"),
    text("submitted_on", null=True),
    text("ready_on", null=True),
    text("ended_on", null=True),
    text("notified_on", null=True),
    text("reason"),
    # Long texts last: what stands behind one in a row is read by way of all its pages.
    text("diagnosis", null=True),
    text("content"),
    Index("ix_aid_request_status", "status", "received_on"),
    Index("ix_aid_request_person", "person_id", "aid_kind", "received_on"),
    Index("ix_aid_request_number", "fiscal_year", "serial"),
    Index("ix_aid_request_received", "received_on"),
)
request_version = state_table(
    "request_version",
    key("request_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
)
request_step = state_table(
    "request_step",
    key("request_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("what"),
    text("status"),
    text("params"),
)
request_comment = state_table(
    "request_comment",
    key("comment_id"),
    text("request_id", index=True),
    text("section"),
    text("remark"),
    text("made_at"),
    text("made_by"),
    text("answer", null=True),
    text("answered_at", null=True),
    text("answered_by", null=True),
    text("event_id"),
)
request_diagnosis = state_table(
    "request_diagnosis",
    key("request_id"),
    key("event_id"),
    text("opinion"),
    whole("proposed"),
    text("given_by"),
    text("at"),
)
document_slip = state_table(
    "document_slip",
    key("slip_id"),
    text("request_id", index=True),
    text("number"),
    text("items"),
    text("taken_from"),
    text("taken_on"),
    text("taken_by"),
    text("given_back_on", null=True),
    text("given_back_by", null=True),
)
result_notice = state_table(
    "result_notice",
    key("number"),
    text("request_id", index=True),
    text("method"),
    text("told_on"),
    text("told_by"),
)
