"""Use cases of the indicators of case work: the report of a period, judgements, short forms."""

from kmcase.application.indicators.service import AnswerQuestions, IndicatorService, JudgeIndicator

__all__ = ["AnswerQuestions", "IndicatorService", "JudgeIndicator"]
