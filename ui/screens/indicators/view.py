"""The widget of the indicators: five cards above, figures by topic below them, the cases behind one beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.cases import CaseItem
from kmcase.application.read.indicators import (
    FormToAnswer,
    IndicatorCard,
    IndicatorLine,
    IndicatorReport,
    Topic,
    figure_said,
    period_said,
    suggestion_said,
)
from kmcase.application.read.small_counts import told_words
from kmcase.domain.indicators import Indicator, Period
from kmcase.messages import Message, message
from ui.case_lists import keep_taken_out
from ui.forms import FormSpec
from ui.forms.case import case_form
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts
from ui.screens.indicators.at_laptop import FormsAtLaptop
from ui.screens.indicators.bars import TopicBars
from ui.screens.indicators.card import FigureCard
from ui.screens.indicators.columns import CASES, LINES
from ui.screens.indicators.forms import answer_form, judgement_form, respondents_of
from ui.screens.indicators.presenter import IndicatorsPresenter
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Choice,
    ChoiceEdit,
    EmptyState,
    Label,
    block,
    column,
    retranslate_all,
    row,
    scrolling,
    side_by_side,
    stacked,
)

_ALL = "all"
_NOTHING, _CASES, _BARS = range(3)
_LINES_WIDTH, _CASES_WIDTH = 610, 470


class IndicatorsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = IndicatorsPresenter(desk, self)
        self.period = ChoiceEdit(texts, placeholder=message("indicators.choose_period"))
        self.period.set_name(message("indicators.choose_period"))
        self.period.setMinimumWidth(260)
        self.answer = Button(texts, message("indicators.answer"), icon_name="pen", shortcut="Ctrl+N")
        self.answer.setVisible(self.presenter.may_answer)
        self.pdf = Button(texts, message("indicators.pdf"), icon_name="print")
        self.excel = Button(texts, message("indicators.excel"), icon_name="excel")
        self.until = Label(texts, "", role="muted")
        self._banner = Banner(texts)
        self.cards = {each: FigureCard(texts, each, may_judge=self.presenter.may_judge) for each in Indicator}
        self.topic = ChoiceEdit(texts, _topics())
        self.topic.set_name(message("indicators.column.topic"))
        self.topic.set_value(_ALL)
        self.lines = ListView(
            desk,
            name="indicators",
            title_key="indicators.lines",
            columns=LINES,
            key=lambda line: line.key,
            empty=message("indicators.lines_none"),
        )
        self.behind = ListView(
            desk,
            name="indicator_cases",
            title_key="indicators.behind",
            columns=CASES,
            key=lambda item: item.case_id,
            empty=message("indicators.behind_none"),
        )
        self.behind_of = Label(texts, "", role="strong")
        self.bars = TopicBars(texts)
        self.nothing_behind = EmptyState(texts, "family", message("indicators.behind_choose"))
        self.forms = FormsAtLaptop(texts)
        self.nobody = EmptyState(texts, "report", message("indicators.nobody"), message("indicators.nobody_advice"))
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def _build(self) -> None:
        texts = self._desk.texts
        title = Label(texts, message("indicators.screen"), role="title", wrap=False)
        head = row(title, None, self.period, self.answer, self.pdf, self.excel)
        self.lines.tools.addWidget(self.topic)
        cases = block(self.behind_of, self.behind, stretch=1)
        self._behind = stacked(self.nothing_behind, cases, scrolling(self.bars))
        below = side_by_side(self.lines, self._behind, (_LINES_WIDTH, _CASES_WIDTH))
        cards = row(*self.cards.values())
        for place in range(len(self.cards)):
            cards.setStretch(place, 1)
        self._whole = stacked(block(cards, below, stretch=1), self.nobody, self.forms)
        page = block(head, self._banner, self.until, self._whole, stretch=3)
        self._pages = FormStack(page, back_to=self.lines, notices=self._desk.notices)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.lines)
        if not self.presenter.counts_here:
            self._be_at_laptop()

    def _be_at_laptop(self) -> None:
        """Nothing is counted here: the short forms stand in the place of figures."""
        for part in (self.period, self.answer, self.pdf, self.excel, self.until):
            part.hide()
        self._whole.setCurrentWidget(self.forms)
        self._pages.lead_back_to(self.forms)
        self.setFocusProxy(self.forms)

    def _connect(self) -> None:
        self.period.changed.connect(self._period_chosen)
        self.topic.changed.connect(self._narrow)
        self.answer.clicked.connect(self.presenter.begin_answering)
        self.pdf.clicked.connect(self.presenter.print)
        self.excel.clicked.connect(self.presenter.make_workbook)
        self.forms.answering.connect(self.presenter.begin_form)
        self.lines.chosen.connect(self._line_chosen)
        self.lines.retry.connect(self.presenter.refresh)
        self.behind.activated.connect(self.presenter.open_case)
        keep_taken_out(self._desk, self.behind, lambda item: item.case_id)
        for indicator, card in self.cards.items():
            card.judging.connect(partial(self._judge, indicator))
            card.cases_wanted.connect(self.presenter.show_cases)

    # --- what the presenter shows ---

    def show_periods(self, periods: tuple[Period, ...], chosen: Period) -> None:
        """The periods that can be chosen."""
        self.period.offer([Choice(value=each, said=period_said(each)) for each in periods], chosen)

    def show_report(self, report: IndicatorReport) -> None:
        """A period."""
        self._banner.hide()
        self._whole.setCurrentIndex(1 if report.is_empty else 0)
        self.until.say(message("indicators.head", until=_until(report), served=_served(report)))
        for card in report.cards:
            self.cards[card.indicator].show_card(card)
        self._narrow()

    def show_forms(self, forms: tuple[FormToAnswer, ...]) -> None:
        """The short forms, on a laptop."""
        self._banner.hide()
        self.forms.show_forms(forms)

    def show_cases(self, said: Message, items: Sequence[CaseItem]) -> None:
        """The cases behind a figure."""
        self.behind_of.say(said)
        self.behind.set_items(items)
        self._behind.setCurrentIndex(_CASES)

    def show_failure(self, failure: Err) -> None:
        """Why there is nothing."""
        self._banner.say(Tone.ERROR, failure.message)
        self.lines.set_error(failure)

    def show_judging(self, report: IndicatorReport, card: IndicatorCard) -> None:
        """Ask for a judgement; what was said before stands in the fields."""
        number = list(Indicator).index(card.indicator) + 1
        form = self._page(
            message("indicators.judge_title", number=number, period=period_said(report.period)),
            judgement_form(),
            message("indicators.judge"),
        )
        form.put_above(Label(self._desk.texts, card.title, role="lead"))
        figure = message("indicators.paper.line_of", figure=figure_said(card), said=suggestion_said(card))
        form.put_above(Label(self._desk.texts, figure, role="muted"))
        self._pages.fill_in(form, lambda values: self.presenter.judge(card, values))
        if card.judgement is not None:
            met = "yes" if card.judgement.met else "no"
            form.form.set_values({"met": met, "explanation": card.judgement.explanation})

    def show_answering(self, forms: tuple[FormToAnswer, ...], wanted: str = "") -> None:
        """Ask what a form asks; the first that may be answered, or the one `wanted`."""
        open_forms = [each for each in forms if each.open]
        if not open_forms:
            done = ", ".join(self._desk.texts.render(each.form.words) for each in forms)
            self._desk.notices.notice(message("indicators.answer_done", form=done), Tone.OK)
            return
        chosen = next((each for each in open_forms if each.form.code == wanted), open_forms[0])
        form = self._page(
            message("indicators.answer_title", form=chosen.form.words),
            answer_form(chosen),
            message("indicators.answer_send"),
        )
        if len(asked := respondents_of(chosen)) == 1:
            form.form.set_values({"respondent": asked[0]})
        if len(open_forms) > 1:
            form.put_above(self._form_choice(forms, open_forms, chosen))
        form.put_above(Label(self._desk.texts, message("indicators.answer_honest"), role="muted"))
        self._pages.fill_in(form, lambda values: self.presenter.answer(chosen.form.code, values))

    def _form_choice(
        self, forms: tuple[FormToAnswer, ...], open_forms: Sequence[FormToAnswer], chosen: FormToAnswer
    ) -> ChoiceEdit:
        """Which form is answered."""
        choice = ChoiceEdit(
            self._desk.texts, [Choice(value=each.form.code, said=each.form.words) for each in open_forms]
        )
        choice.set_name(message("indicators.answer_choose"))
        choice.set_value(chosen.form.code)
        choice.changed.connect(lambda: self.show_answering(forms, str(choice.value())))
        return choice

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the figures."""
        self._pages.close_saved()

    def save(self, content: bytes, name: str) -> None:
        """Ask where the workbook goes."""
        title = self._desk.texts.text("indicators.excel_title")
        chosen, _ = QFileDialog.getSaveFileName(self, title, name, "Excel (*.xlsx)")
        if chosen:
            self.presenter.store(lambda: write_file(Path(chosen), content), message("indicators.excel_title"))

    # --- for the tour ---

    def show_first_cases(self) -> None:
        """The cases behind the first figure."""
        self.cards[Indicator.PLAN].cases.click()

    def begin_judging(self) -> None:
        """Judge the first of the five."""
        self.cards[Indicator.PLAN].judge.click()

    def begin_answering(self) -> None:
        """Answer a short form."""
        self._pages.close_form()
        self.presenter.begin_answering()

    # --- what the window asks ---

    def show_record(self, record_id: str | None) -> None:
        """Shown; a record is a period."""
        wanted = self.lines.narrow(record_id)
        self.presenter.open(Period.parse(wanted) if wanted else None)

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        report = self.presenter.report
        for card in report.cards if report is not None else ():
            self.cards[card.indicator].show_card(card)

    # --- inside ---

    def _page(self, title: Message, spec: FormSpec, action: Message) -> FormPage:
        return case_form(self._desk.texts, title, spec, action=action)

    def _period_chosen(self) -> None:
        value = self.period.value()
        if isinstance(value, Period):
            self.presenter.choose(value)

    def _narrow(self) -> None:
        report, topic = self.presenter.report, self.topic.value()
        if report is not None:
            lines = report.lines if topic in (_ALL, None) else report.of(Topic(str(topic)))
            self.lines.set_items(lines)
            self.bars.show_lines(() if topic in (_ALL, None) else lines)
            self._show_no_cases()

    def _show_no_cases(self) -> None:
        """The topic as bars, where one is chosen that can be drawn."""
        self._behind.setCurrentIndex(_BARS if self.bars.shown else _NOTHING)

    def _line_chosen(self) -> None:
        line: IndicatorLine | None = self.lines.only()
        if line is not None and line.cases:
            self.presenter.show_cases(line.label, line.cases)
        else:
            self._show_no_cases()

    def _judge(self, indicator: Indicator) -> None:
        report = self.presenter.report
        if report is not None:
            self.presenter.begin_judging(next(card for card in report.cards if card.indicator is indicator))


def _topics() -> list[Choice]:
    names = (_ALL, *(topic.value for topic in Topic))
    return [Choice(value=name, said=message(f"indicators.topic.{name}")) for name in names]


def _until(report: IndicatorReport) -> Message:
    return message("indicators.until_running" if report.running else "indicators.until", day=report.as_of)


def _served(report: IndicatorReport) -> Message:
    if report.hidden.exact == 0:
        return message("indicators.served", count=told_words(report.served))
    served, hidden = told_words(report.served), told_words(report.hidden)
    return message("indicators.paper.served", count=served, hidden=hidden)
