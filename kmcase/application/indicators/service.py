"""The report of a period, the cases behind a figure, judgements, short forms, paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kmcase.application.changes import Outcome
from kmcase.application.indicators.telling import tell
from kmcase.application.ports.reading import Reading
from kmcase.application.printing.indicators import IndicatorSnapshot
from kmcase.application.printing.press import Press
from kmcase.application.read.cases import CaseItem
from kmcase.application.read.indicators import FormToAnswer, IndicatorReport
from kmcase.application.work import Work
from kmcase.domain.casework import AnswerForm
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.indicators import (
    FULL_SCORE,
    FormAnswered,
    Indicator,
    IndicatorJudged,
    Period,
    QuestionScore,
    Respondent,
)
from kmcase.messages import Language
from kmcase.rules.indicators import answer_figure, answer_forms, figures_of
from kmcase.thai.calendar import fiscal_year


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeIndicator:
    """Say whether an indicator is met in a period, and why."""

    period: Period
    indicator: Indicator
    met: bool
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestions:
    """Answer a short form of the present half: a score for each question, 0 to 5."""

    form: str
    respondent: Respondent
    scores: Mapping[str, int]


class IndicatorService:
    """Use cases of the indicators."""

    def __init__(self, work: Work, press: Press) -> None:
        self._work = work
        self._press = press

    @property
    def counts_here(self) -> bool:
        """Whether figures are told here: a laptop carries a part of the cases, what it counted would be wrong."""
        return not self._work.at_laptop

    def periods(self) -> tuple[Period, ...]:
        """Fiscal years since the first case and their halves, the newest first; this year where there is no case."""
        with self._work.read("indicators.read") as reading:
            first, last = reading.indicators.first_opened() or reading.today, fiscal_year(reading.today)
            years = range(last, min(fiscal_year(first), last) - 1, -1)
            return tuple(
                Period(year, half)
                for year in years
                for half in (0, 2, 1)
                if Period(year, half).has_begun(reading.today)
            )

    def report(self, period: Period) -> IndicatorReport:
        """The indicators of a period; raises `indicators.not_begun`, `indicators.office_alone`."""
        require_that(self.counts_here, "indicators.office_alone")
        with self._work.read("indicators.read") as reading:
            return _report(reading, period)

    def behind(self, case_ids: tuple[str, ...]) -> tuple[CaseItem, ...]:
        """Cases behind a figure, those that the actor may see."""
        wanted = frozenset(case_ids)
        with self._work.read("indicators.read") as reading:
            return tuple(item for item in reading.cases.list().items if item.case_id in wanted)

    def judge(self, command: JudgeIndicator) -> Outcome[str]:
        """Keep a judgement; an earlier one stays readable. Gives the period's id.

        Raises `indicators.not_begun` and `indicators.explanation_missing`, each beside its field.
        """
        with self._work.begin("indicators.judge") as unit:
            _require_begun(command.period, unit.today)
            explanation = command.explanation.strip()
            require_that(bool(explanation), "indicators.explanation_missing", "explanation")
            unit.record(
                IndicatorJudged(
                    fiscal_year=command.period.fiscal_year,
                    half=command.period.half,
                    indicator=command.indicator,
                    met=command.met,
                    explanation=explanation,
                    casework=unit.cases.newest_casework().version,
                )
            )
            return unit.commit(command.period.period_id)

    def forms(self) -> tuple[FormToAnswer, ...]:
        """The short forms of the present half; what the actor answered elsewhere a laptop does not know."""
        with self._work.read("indicators.answer") as reading:
            half, staff_id = Period.half_at(reading.today), self._work.actor.staff_id
            return tuple(
                FormToAnswer(form=form, half=half, answered=reading.indicators.has_answered(form.code, half, staff_id))
                for form in answer_forms(reading.casework.newest())
            )

    def answer(self, command: AnswerQuestions) -> Outcome[str]:
        """Keep the answers to a form, of the actor himself once a half; gives the period's id.

        What he answered on a laptop and at the office is told of in `domain.indicators`.
        Raises `indicators.unknown_form`, `indicators.not_asked` and `indicators.already_answered` beside `respondent`,
        `indicators.score_missing` beside a question.
        """
        with self._work.begin("indicators.answer") as unit:
            casework = unit.cases.newest_casework()
            form = next((each for each in answer_forms(casework) if each.code == command.form), None)
            if form is None:
                raise DomainError("indicators.unknown_form")
            require_that(command.respondent in form.asks, "indicators.not_asked", "respondent")
            half = Period.half_at(unit.today)
            if command.respondent is Respondent.STAFF:
                answered = unit.indicators.has_answered(form.code, half, unit.actor.staff_id)
                require_that(not answered, "indicators.already_answered", "respondent")
            unit.record(
                FormAnswered(
                    form=form.code,
                    fiscal_year=half.fiscal_year,
                    half=half.half,
                    respondent=command.respondent,
                    casework=casework.version,
                    scores=_scores(form, command.scores),
                )
            )
            return unit.commit(half.period_id)

    def paper(self, period: Period, language: Language = "th") -> bytes:
        """The report as PDF; raises what `report` raises."""
        return self._press.indicators(self._snapshot(period), language)

    def workbook(self, period: Period, language: Language = "th") -> bytes:
        """The report as a workbook; raises what `report` raises."""
        return self._press.indicator_workbook(self._snapshot(period), language)

    def _snapshot(self, period: Period) -> IndicatorSnapshot:
        require_that(self.counts_here, "indicators.office_alone")
        with self._work.read("indicators.read") as reading:
            return IndicatorSnapshot(
                office=reading.office.name,
                report=_report(reading, period),
                printed_at=reading.now,
                printed_by=self._work.actor.name,
                sample=reading.office.sample,
            )


def _require_begun(period: Period, today: date) -> None:
    require_that(period.has_begun(today), "indicators.not_begun", "period")


def _report(reading: Reading, period: Period) -> IndicatorReport:
    _require_begun(period, reading.today)
    queries, casework = reading.indicators, reading.casework.newest()
    facts = queries.facts()
    figures = figures_of(facts, casework, period, reading.today)
    answers = {form.code: answer_figure(facts.answers, form.code, period) for form in answer_forms(casework)}
    return tell(
        figures,
        answers,
        casework,
        queries.staff_names(),
        queries.judgements(period),
        sees_all=all(case.case_id for case in facts.cases),
    )


def _scores(form: AnswerForm, given: Mapping[str, int]) -> tuple[QuestionScore, ...]:
    """An answer to each question; raises `indicators.score_missing` beside the question."""
    found = []
    for question in form.questions:
        score = given.get(question.code)
        if score is None or not 0 <= score <= FULL_SCORE:
            raise DomainError("indicators.score_missing", question.code)
        found.append(QuestionScore(question=question.code, score=score))
    return tuple(found)
