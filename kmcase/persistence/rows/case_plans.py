"""Service plans: writes, what was done with a wording, comments, how far services are, and services ready to be listed.

`case_plan_service` and `case_plan_goal` hold the lines of the plan as it stands, services with how far they are, for
lists across cases: they follow from the other rows alone. So does `case_plan_apart`, the cases with fields that were
written apart, and how many.
"""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_plan_write = state_table(
    "case_plan_write",
    key("case_id"),
    key("event_id"),
    text("at"),
    text("actor"),
    text("content"),
    text("seen"),
)
case_plan_reason = state_table(
    "case_plan_reason", key("event_id"), text("case_id", index=True), text("reason"), text("decision_id")
)
case_plan_step = state_table(
    "case_plan_step",
    key("event_id"),
    text("case_id", index=True),
    text("step"),
    text("writes"),
    text("note"),
    text("agreement", null=True),
    text("taken_at"),
    text("taken_by"),
)
case_plan_comment = state_table(
    "case_plan_comment",
    key("comment_id"),
    text("case_id", index=True),
    text("line_id"),
    text("text"),
    text("made_at"),
    text("made_by"),
)
case_plan_answer = state_table(
    "case_plan_answer",
    key("comment_id"),
    text("case_id", index=True),
    text("answer"),
    text("answered_by"),
    *newest(),
)
case_service_step = state_table(
    "case_service_step",
    key("event_id"),
    text("case_id", index=True),
    text("service_id"),
    text("progress"),
    text("progressed_on"),
    text("result"),
    text("told_at"),
    text("told_by"),
)
case_service_state = state_table(
    "case_service_state",
    key("case_id"),
    key("service_id"),
    text("progress"),
    text("progressed_on"),
    text("result"),
    text("told_by"),
    *newest(),
)
case_plan_apart = state_table("case_plan_apart", key("case_id"), whole("fields"))
case_plan_service = state_table(
    "case_plan_service",
    key("case_id"),
    key("service_id"),
    text("goal_id"),
    text("text"),
    text("kind"),
    text("dimension"),
    text("responsible"),
    text("agency"),
    text("start", null=True),
    text("due", null=True),
    text("progress"),
    whole("is_open"),
    Index("ix_case_plan_service_is_open_due", "is_open", "due"),
    Index("ix_case_plan_service_responsible_is_open_due", "responsible", "is_open", "due"),
)
case_plan_goal = state_table(
    "case_plan_goal", key("case_id"), key("goal_id"), text("text"), text("due", null=True, index=True)
)
