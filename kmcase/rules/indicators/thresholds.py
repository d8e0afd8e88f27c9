"""Thresholds of the indicators by the office's casework; what an older file of an office leaves out is as shipped."""

from __future__ import annotations

from kmcase.domain.casework import AnswerForm, Casework, ConferenceNeed, IndicatorRule, NeedCode
from kmcase.domain.indicators import Indicator
from kmcase.rules.casework import shipped_casework


def rule_of(casework: Casework, indicator: Indicator) -> IndicatorRule:
    """From which figure on an indicator suggests yes."""
    return next(rule for rule in (*casework.indicators, *shipped_casework().indicators) if rule.code == indicator)


def limit_of(casework: Casework, code: NeedCode) -> ConferenceNeed:
    """After how many days something is overdue: the `days` of the conference need `no_plan` or `review`.

    A file without that need lists no case for a conference because of it; the indicators then count by the shipped one.
    """
    every = (*casework.conference_needs, *shipped_casework().conference_needs)
    return next(need for need in every if need.code == code)


def answer_forms(casework: Casework) -> tuple[AnswerForm, ...]:
    """The short forms."""
    return casework.answer_forms or shipped_casework().answer_forms
