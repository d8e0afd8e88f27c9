"""Tasks of cases: what was planned, what was said of it since, and how each stands now."""

from __future__ import annotations

from sqlalchemy import Index

from kmcase.persistence.rows.columns import key, newest, state_table, text, whole

case_task = state_table(
    "case_task",
    key("case_id"),
    key("task_id"),
    text("kind"),
    text("what"),
    text("due"),
    text("responsible"),
    text("planned_by"),
    *newest(),
)
case_task_word = state_table(
    "case_task_word",
    key("event_id"),
    text("case_id"),
    text("task_id"),
    text("state"),
    text("on_day"),
    text("responsible"),
    text("note"),
    text("said_at"),
    text("said_by"),
    Index("ix_case_task_word_task", "case_id", "task_id"),
)
case_task_now = state_table(
    "case_task_now",
    key("case_id"),
    key("task_id"),
    text("state"),
    text("due"),
    text("responsible"),
    text("ended_on"),
    text("note"),
    whole("times_put_off"),
    Index("ix_case_task_now_due", "state", "due", "responsible", "case_id"),
    Index("ix_case_task_now_next", "case_id", "state", "due", "task_id"),
)
"""What the planning and all words of a task add up to; the indexes hold a day's counts, and each case's next step."""
