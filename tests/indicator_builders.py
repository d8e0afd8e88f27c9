"""Builders for the indicators: answers, judgements, and a desk's service."""

from __future__ import annotations

from typing import Any

from kmcase.application.indicators import AnswerQuestions, IndicatorService, JudgeIndicator
from kmcase.documents.press import Printer
from kmcase.domain.indicators import Indicator, Period, Respondent
from tests.case_plan_builders import AtWork

YEAR = Period(2567)
HALF = Period(2567, 2)


def indicators(office: AtWork, login: str = "social") -> IndicatorService:
    """The use cases of the indicators."""
    return IndicatorService(office.work(login), Printer())


def quality(score: int = 4, **changes: Any) -> AnswerQuestions:
    """A client's answers to the form of quality, all of one score."""
    values: dict[str, Any] = {
        "form": "quality",
        "respondent": Respondent.CLIENT,
        "scores": dict.fromkeys(("respect", "needs", "time", "place"), score),
    }
    return AnswerQuestions(**{**values, **changes})


def morale(score: int = 4, **changes: Any) -> AnswerQuestions:
    """A colleague's answers to the form of morale, all of one score."""
    scores = dict.fromkeys(("meaning", "team", "load", "learning"), score)
    return quality(**{"form": "morale", "respondent": Respondent.STAFF, "scores": scores, **changes})


def judging(**changes: Any) -> JudgeIndicator:
    """A judgement of the year's first indicator."""
    values: dict[str, Any] = {
        "period": YEAR,
        "indicator": Indicator.PLAN,
        "met": False,
        "explanation": "สองรายรอประชุมทีม",
    }
    return JudgeIndicator(**{**values, **changes})
