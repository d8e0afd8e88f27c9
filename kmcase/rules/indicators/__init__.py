"""Indicators of case work: facts in, figures out; each figure keeps the cases behind it.

`facts` says what is known of each case, `figures` what all of it comes to, `counting` counts it, `answers` what short
forms say, `hiding` what of the counts may be told. Thresholds are data of the casework (`thresholds`).
"""

from kmcase.rules.indicators.answers import AnswerFacts, AnswerFigure, answer_figure
from kmcase.rules.indicators.counting import figures_of
from kmcase.rules.indicators.facts import (
    AssessedFacts,
    CaseFacts,
    ClosingFacts,
    IndicatorFacts,
    ReferralFacts,
    ServiceFacts,
)
from kmcase.rules.indicators.figures import (
    Change,
    DimensionFigure,
    IndicatorFigures,
    Load,
    Part,
    Reception,
    Share,
    Stay,
)
from kmcase.rules.indicators.hiding import Told, told_hidden, told_parts, told_share
from kmcase.rules.indicators.thresholds import answer_forms, limit_of, rule_of

__all__ = [
    "AnswerFacts",
    "AnswerFigure",
    "AssessedFacts",
    "CaseFacts",
    "Change",
    "ClosingFacts",
    "DimensionFigure",
    "IndicatorFacts",
    "IndicatorFigures",
    "Load",
    "Part",
    "Reception",
    "ReferralFacts",
    "ServiceFacts",
    "Share",
    "Stay",
    "Told",
    "answer_figure",
    "answer_forms",
    "figures_of",
    "limit_of",
    "rule_of",
    "told_hidden",
    "told_parts",
    "told_share",
]
