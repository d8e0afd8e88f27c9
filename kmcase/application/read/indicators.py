"""What the screen, the paper, the workbook and the command show of the indicators: told alike in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from kmcase.application.ports.indicators import IndicatorRepository
from kmcase.application.read.small_counts import told_count, told_words
from kmcase.domain.casework import AnswerForm
from kmcase.domain.indicators import Indicator, Period, Respondent
from kmcase.messages import Message, message
from kmcase.rules.indicators import IndicatorFacts, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judgement of an indicator: by whom (name) and when (UTC)."""

    indicator: Indicator
    met: bool
    explanation: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorCard:
    """One of the five as it is told to somebody.

    `numerator` of `denominator` cases; of the forms behind morale and quality: points of the greatest number of them,
    with `average` (hundredths of a point of 5), `given` answers of which `counted` are in it. `percents` are the least
    and the greatest that the figure may be. `suggestion` is None where the figure does not say, `judgements` are the
    newest first. `met` and `unmet` are the cases behind it that the viewer may see.
    """

    indicator: Indicator
    title: Message
    yes_from: int
    certainty: str
    numerator: Told | None = None
    denominator: Told | None = None
    average: int | None = None
    given: int = 0
    counted: int = 0
    percents: tuple[int, int] | None = None
    judgements: tuple[Judged, ...] = ()
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()

    @property
    def of_form(self) -> bool:
        """Whether a short form stands behind it."""
        return self.indicator in (Indicator.MORALE, Indicator.QUALITY)

    @property
    def judgement(self) -> Judged | None:
        """The newest one."""
        return self.judgements[0] if self.judgements else None

    @property
    def suggestion(self) -> bool | None:
        """What the threshold says of the figure as it is told; None where it may be either, or there is no figure."""
        if self.percents is None:
            return None
        least, most = self.percents
        if least >= self.yes_from:
            return True
        return False if most < self.yes_from else None


class Topic(StrEnum):
    """What a line is about; the words are `indicators.topic.<value>`."""

    CLIENTS = "clients"
    RECEPTION = "reception"
    REVIEWS = "reviews"
    LED = "led"
    WORKED = "worked"
    DIMENSIONS = "dimensions"
    GOALS = "goals"
    CLOSINGS = "closings"
    REFERRALS_OUT = "referrals_out"
    REFERRALS_IN = "referrals_in"
    NIGHTS = "nights"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """A figure besides the five: its words, what it comes to in words, the number where one is told exactly.

    `bar` is how long a bar of it is, 0 to 100; None for what is not drawn. `cases` are those behind it that the viewer
    may see.
    """

    topic: Topic
    code: str
    label: Message
    figure: Message
    number: int | None = None
    bar: int | None = None
    cases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What it is known by in a report."""
        return f"{self.topic.value}/{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorReport:
    """The indicators of a period as they are told to somebody, until the day `as_of`.

    `hidden` says how many cases of the period he may not see. `running`: the period is not over.
    """

    period: Period
    first: date
    as_of: date
    running: bool
    casework: str
    served: Told
    hidden: Told
    cards: tuple[IndicatorCard, ...]
    lines: tuple[IndicatorLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there was nobody to serve."""
        return self.served.exact == 0

    def of(self, topic: Topic) -> tuple[IndicatorLine, ...]:
        """The lines of a topic."""
        return tuple(line for line in self.lines if line.topic is topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormToAnswer:
    """A short form of a half, and whether the viewer has answered it for himself."""

    form: AnswerForm
    half: Period
    answered: bool

    @property
    def open(self) -> bool:
        """Whether the viewer may still answer it, for himself or for clients."""
        return not self.answered or Respondent.CLIENT in self.form.asks


class IndicatorQueries(IndicatorRepository, Protocol):
    """What the indicators are counted from."""

    def facts(self) -> IndicatorFacts:
        """What is known of all cases and of all answers; a case that the viewer may not see has no id."""
        ...

    def judgements(self, period: Period) -> tuple[Judged, ...]:
        """Every judgement of a period, the newest first."""
        ...

    def first_opened(self) -> date | None:
        """The day on which the first case was opened; None where there is none."""
        ...

    def staff_names(self) -> dict[str, str]:
        """Names of members of staff by id, of those who left as well."""
        ...


def period_said(period: Period) -> Message:
    """A period in words."""
    key = f"indicators.half{period.half}" if period.half else "indicators.year"
    return message(key, year=str(period.fiscal_year))


def figure_said(card: IndicatorCard) -> Message:
    """The figure of one of the five in words."""
    if card.of_form:
        if card.average is None:
            waiting = message("indicators.answers_waiting", count=told_count(card.given))
            return waiting if card.given else message("indicators.no_figure")
        return message("indicators.answers", points=f"{card.average / 100:.2f}", counted=card.counted)
    if card.percents is None or card.numerator is None or card.denominator is None:
        return message("indicators.no_figure")
    return message("indicators.of", count=told_words(card.numerator), all=told_words(card.denominator))


def percent_said(card: IndicatorCard) -> Message | None:
    """The percentage, or from where to where it may be; None where there is no figure."""
    if card.percents is None:
        return None
    least, most = card.percents
    if least == most:
        return message("indicators.percent", percent=least)
    return message("indicators.percents", least=least, most=most)


def verdict_said(met: bool | None) -> Message:
    """Yes, no, or that the figure does not say."""
    return message("indicators.unclear" if met is None else "indicators.yes" if met else "indicators.no")


def suggestion_said(card: IndicatorCard) -> Message:
    """What the threshold says of the figure."""
    return message("indicators.suggested", least=card.yes_from, said=verdict_said(card.suggestion))


def judgement_said(card: IndicatorCard) -> Message:
    """The judgement that stands."""
    return verdict_said(card.judgement.met) if card.judgement else message("indicators.not_judged")
