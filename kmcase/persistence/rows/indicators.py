"""Indicators: judgements, answers to short forms, and who answered; an answer's row does not say whose it is."""

from __future__ import annotations

from kmcase.persistence.rows.columns import key, number_key, state_table, text, whole

indicator_judgement = state_table(
    "indicator_judgement",
    key("event_id"),
    whole("fiscal_year"),
    whole("half"),
    text("indicator"),
    whole("met"),
    text("explanation"),
    text("casework"),
    text("judged_at"),
    text("judged_by"),
)
indicator_answer = state_table(
    "indicator_answer",
    key("event_id"),
    text("form"),
    whole("fiscal_year"),
    whole("half"),
    text("respondent"),
    text("scores"),
    text("answered_at"),
)
indicator_respondent = state_table(
    "indicator_respondent", key("form"), number_key("fiscal_year"), number_key("half"), key("staff_id")
)
"""Which member of staff has answered a form in a half, so that nobody answers twice."""
