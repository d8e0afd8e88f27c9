"""Decides for the indicators: which period, which cases behind a figure, what is judged, answered, printed. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.indicators import AnswerQuestions, JudgeIndicator
from kmcase.application.read.cases import CaseItem
from kmcase.application.read.indicators import FormToAnswer, IndicatorCard, IndicatorReport, period_said
from kmcase.domain.indicators import Period, Respondent
from kmcase.messages import Message, message
from ui.answering import FormPort, recorded, show_paper, told
from ui.ports import Desk, Done, Err, Progress, Result


class IndicatorsPort(FormPort, Protocol):
    """What the view can show."""

    def show_periods(self, periods: tuple[Period, ...], chosen: Period) -> None: ...
    def show_report(self, report: IndicatorReport) -> None: ...
    def show_cases(self, said: Message, items: Sequence[CaseItem]) -> None: ...
    def show_forms(self, forms: tuple[FormToAnswer, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_judging(self, report: IndicatorReport, card: IndicatorCard) -> None: ...
    def show_answering(self, forms: tuple[FormToAnswer, ...], wanted: str = "") -> None: ...
    def save(self, content: bytes, name: str) -> None: ...


class IndicatorsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: IndicatorsPort) -> None:
        self._desk = desk
        self._view = view
        self._service: Any = desk.services.indicators
        self._period: Period | None = None
        self.report: IndicatorReport | None = None

    @property
    def counts_here(self) -> bool:
        """Whether figures are told at this place; a laptop only asks the short forms."""
        return bool(self._service.counts_here)

    @property
    def may_judge(self) -> bool:
        """Whether this person judges."""
        return self._desk.may("indicators.judge")

    @property
    def may_answer(self) -> bool:
        """Whether this person is asked by short forms."""
        return self._desk.may("indicators.answer")

    def open(self, period: Period | None) -> None:
        """Read the periods, and one of them: that asked for, else the one in front, else this year.

        On a laptop the short forms.
        """
        if not self.counts_here:
            self._read_forms()
            return
        self._period = period or self._period
        self._desk.jobs.database(self._service.periods, self._got_periods)

    def _read_forms(self) -> None:
        if self.may_answer:
            self._desk.jobs.database(self._service.forms, self._got_forms)

    def _got_forms(self, result: Result[tuple[FormToAnswer, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self._view.show_forms(result.value)

    def _got_periods(self, result: Result[tuple[Period, ...]]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        if self._period not in result.value:
            self._period = result.value[0]
        self._view.show_periods(result.value, self._period)
        self.refresh()

    def choose(self, period: Period) -> None:
        """Another period."""
        if period != self._period:
            self._period = period
            self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        period, service = self._period, self._service
        if period is not None:
            self._desk.jobs.database(lambda: service.report(period), self._got_report)

    def _got_report(self, result: Result[IndicatorReport]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
        else:
            self.report = result.value
            self._view.show_report(result.value)

    def changed(self, changes: Changes) -> None:
        """A case changed, somebody judged or answered."""
        if not self.counts_here:
            if "indicator" in changes or "casework" in changes:
                self._read_forms()
        elif "case" in changes or "indicator" in changes:
            self.refresh()

    def show_cases(self, said: Message, case_ids: tuple[str, ...]) -> None:
        """The cases behind a figure."""
        service = self._service
        self._desk.jobs.database(
            lambda: service.behind(case_ids), told(self._desk, lambda items: self._view.show_cases(said, items))
        )

    def open_case(self, item: CaseItem) -> None:
        """Go to a case."""
        self._desk.navigation.open("cases", item.case_id)

    # --- judging and answering ---

    def begin_judging(self, card: IndicatorCard) -> None:
        """Ask for a judgement."""
        if self.report is not None and self.may_judge:
            self._view.show_judging(self.report, card)

    def judge(self, card: IndicatorCard, values: dict[str, Any]) -> None:
        """Keep it."""
        if self.report is None:
            return
        command = JudgeIndicator(
            period=self.report.period,
            indicator=card.indicator,
            met=values["met"] == "yes",
            explanation=values["explanation"],
        )
        service = self._service
        self._desk.jobs.database(lambda: service.judge(command), self._recorded(message("indicators.judged")))

    def begin_answering(self) -> None:
        """Ask what the first short form asks that is open."""
        self.begin_form("")

    def begin_form(self, wanted: str) -> None:
        """Ask what the form of this code asks."""
        self._desk.jobs.database(
            self._service.forms, told(self._desk, lambda forms: self._view.show_answering(forms, wanted))
        )

    def answer(self, form: str, values: dict[str, Any]) -> None:
        """Keep the answers to a form."""
        given = dict(values)
        command = AnswerQuestions(form=form, respondent=Respondent(given.pop("respondent")), scores=given)
        service = self._service
        self._desk.jobs.database(lambda: service.answer(command), self._recorded(message("indicators.answered")))

    def _recorded(self, said: Message) -> Done[Outcome[str]]:
        return recorded(self._desk, self._view, said)

    # --- paper and workbook ---

    def print(self) -> None:
        """The report as a paper."""
        report, service, language = self.report, self._service, self._desk.texts.language
        if report is not None:
            show_paper(self._desk, lambda _: bytes(service.paper(report.period, language)), self._making(report))

    def make_workbook(self) -> None:
        """The report as a workbook."""
        report, service, language = self.report, self._service, self._desk.texts.language
        if report is None:
            return

        def make(_: Progress) -> bytes:
            return bytes(service.workbook(report.period, language))

        name = f"indicators-{report.period.period_id.replace('/', '-')}.xlsx"

        def made(content: bytes) -> None:
            self._view.save(content, name)

        self._desk.jobs.background(make, told(self._desk, made), title=self._making(report))

    def store(self, write: Callable[[], None], title: Message) -> None:
        """Write a file that was asked for, away from the window."""
        self._desk.jobs.background(lambda _: write(), told(self._desk, lambda _: None), title=title)

    def _making(self, report: IndicatorReport) -> Message:
        return message("indicators.making", period=period_said(report.period))
