"""Indicators of case work (systems.md §2): five that somebody judges by yes or no, and short forms behind two of them.

A judgement is an event with its explanation; judged again, both are kept and the newer one stands. The office alone
judges, for a laptop carries a part of the cases only.

Short forms are answered on a laptop too; what a colleague or a client answers names no case. A colleague answers a form
once a half: of answers that he gave at the office and on a laptop, which do not know of each other, the first to reach
the office counts, and the other never does. So no mean that was told changes by one answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from kmcase.domain.events import Event, Touched, event
from kmcase.thai.calendar import fiscal_year, fiscal_year_bounds, half_bounds, half_of

FULL_SCORE = 5
"""The best answer to a question; the worst is 0."""

FIRST_YEAR, LAST_YEAR = 2500, 2700
"""Fiscal years (B.E.) that anybody may ask for."""


class Indicator(StrEnum):
    """The five, in their order; words and thresholds are data (`domain.casework.IndicatorRule`)."""

    PLAN = "plan"
    DEVELOPED = "developed"
    REACHED = "reached"
    MORALE = "morale"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A fiscal year (B.E.), or one half of it (1, 2); half 0 is the whole year."""

    fiscal_year: int
    half: int = 0

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.fiscal_year <= LAST_YEAR or self.half not in (0, 1, 2):
            raise ValueError("no fiscal year or half")

    @property
    def period_id(self) -> str:
        """`2567`, or `2567/1`."""
        return _period_id(self.fiscal_year, self.half)

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day."""
        return half_bounds(self.fiscal_year, self.half) if self.half else fiscal_year_bounds(self.fiscal_year)

    def has_begun(self, day: date) -> bool:
        """Whether its first day is come on a day."""
        return self.bounds[0] <= day

    @classmethod
    def parse(cls, text: str) -> Period:
        """From `2567` or `2567/1`; raises `ValueError`."""
        year, _, half = text.partition("/")
        return cls(int(year), int(half) if half or "/" in text else 0)

    @classmethod
    def half_at(cls, day: date) -> Period:
        """The half in which a day lies."""
        return cls(fiscal_year(day), half_of(day))

    @classmethod
    def year_at(cls, day: date) -> Period:
        """The fiscal year in which a day lies."""
        return cls(fiscal_year(day))


def _period_id(year: int, half: int) -> str:
    return f"{year}/{half}" if half else str(year)


class Respondent(StrEnum):
    """Who answers a short form; the words are `indicators.respondent.<value>`."""

    STAFF = "staff"
    CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScore:
    """What was answered to a question of a form: 0 (worst) to 5 (best)."""

    question: str
    score: int


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorJudged(Event):
    """Whether an indicator is met in a period, with an explanation; `casework` is the version of its threshold.

    Judged again, the newest entry stands.
    """

    TYPE = "indicator.judged"
    fiscal_year: int
    half: int
    indicator: Indicator
    met: bool
    explanation: str
    casework: str

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("indicator", _period_id(self.fiscal_year, self.half)),)


@event
@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswered(Event):
    """A short form was answered in a half of a fiscal year, by the actor or by a client whose answers he typed."""

    TYPE = "indicator.form_answered"
    FIELD: ClassVar[bool] = True
    form: str
    fiscal_year: int
    half: int
    respondent: Respondent
    casework: str
    scores: tuple[QuestionScore, ...]

    @property
    def can_be(self) -> bool:
        """Whether half and scores are such that figures can be made of them: a laptop may have written anything."""
        in_years = FIRST_YEAR <= self.fiscal_year <= LAST_YEAR and self.half in (1, 2)
        return in_years and all(0 <= each.score <= FULL_SCORE for each in self.scores)

    @property
    def touches(self) -> tuple[Touched, ...]:
        return (("indicator", _period_id(self.fiscal_year, self.half)),)
