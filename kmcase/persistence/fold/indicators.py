"""Indicators: every judgement and every answer is a row; that a colleague has answered stands apart from what."""

from __future__ import annotations

from kmcase.domain.indicators import FormAnswered, IndicatorJudged, Respondent
from kmcase.persistence.fold.registry import At, folds
from kmcase.persistence.rows import indicators as tables
from kmcase.persistence.statements import Rows


@folds(IndicatorJudged)
def _judged(rows: Rows, at: At, event: IndicatorJudged) -> None:
    rows.insert(
        tables.indicator_judgement,
        event_id=at.event_id,
        fiscal_year=event.fiscal_year,
        half=event.half,
        indicator=event.indicator,
        met=event.met,
        explanation=event.explanation,
        casework=event.casework,
        judged_at=at.at,
        judged_by=at.actor,
    )


@folds(FormAnswered)
def _answered(rows: Rows, at: At, event: FormAnswered) -> None:
    if not event.can_be:
        raise ValueError("no answers")
    rows.insert(
        tables.indicator_answer,
        event_id=at.event_id,
        form=event.form,
        fiscal_year=event.fiscal_year,
        half=event.half,
        respondent=event.respondent,
        scores={each.question: each.score for each in event.scores},
        answered_at=at.at,
    )
    if event.respondent is Respondent.STAFF:
        where = {"form": event.form, "fiscal_year": event.fiscal_year, "half": event.half}
        rows.put(tables.indicator_respondent, **where, staff_id=at.actor)
