"""The verification of a half as people see it: progress, how it was drawn, the sentence, the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.samples import AskState, DrawItem, HalfVerification, plan_said
from kmcase.domain.budgets import BudgetHalf
from kmcase.domain.samples import SampleMethod, SeedSource
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field, reason_form
from ui.ports import Desk, Err, LiveTexts
from ui.screens.samples.columns import COLUMNS
from ui.screens.samples.presenter import SamplesPresenter
from ui.tables.list_view import ListView
from ui.tables.output import write_file
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    Choice,
    ChoiceEdit,
    Fact,
    KeyFacts,
    Label,
    LineEdit,
    NumberEdit,
    block,
    column,
    enum_choices,
    retranslate_all,
    row,
)

_TONES = {
    AskState.ASKED: (Tone.OK, "tick"),
    AskState.REFUSED: (Tone.WARN, "close"),
    AskState.NOT_REACHED: (Tone.WARN, "phone"),
    AskState.OPEN: (Tone.PLAIN, "clock"),
}
_HALF_WIDTH = 280
_SEED_SHOWN = 16
_BEFORE_SHOWN = 2


class SamplesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = SamplesPresenter(desk, self)
        self.half = ChoiceEdit(texts)
        self.half.setMinimumWidth(_HALF_WIDTH)
        self.draw = Button(texts, message("samples.draw"), kind="primary", icon_name="refresh", shortcut="Ctrl+N")
        self.close_half = Button(texts, message("samples.close"), icon_name="lock")
        self.print = Button(texts, message("samples.print"), icon_name="print")
        self.excel = Button(texts, message("samples.excel"), icon_name="excel")
        self.chips = {state: Chip(texts, "") for state in _TONES}
        self.banner = Banner(texts)
        self.facts = KeyFacts(texts)
        self.sentence = Label(texts, "", role="strong")
        self.source = Label(texts, message("samples.source"), role="muted")
        self.list = ListView(
            desk,
            name="samples",
            title_key="samples.screen",
            columns=COLUMNS,
            key=lambda line: line.voucher_id,
            empty=message("samples.nobody"),
        )
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show a half: a record id is one, or words that the list is narrowed to."""
        half = self.list.narrow(record_id)
        if half:
            self.presenter.choose_half(BudgetHalf.parse(half))
        else:
            self.presenter.open()

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_halves(self, halves: tuple[BudgetHalf, ...], chosen: BudgetHalf) -> None:
        """The halves to choose from."""
        self.half.blockSignals(True)
        self.half.set_choices([Choice(value=half, said=_half_said(half)) for half in halves])
        self.half.set_value(chosen)
        self.half.blockSignals(False)

    def show_standing(self, standing: HalfVerification) -> None:
        """A half."""
        for state, chip in self.chips.items():
            tone, icon = _TONES[state]
            count = standing.counts[state]
            said = message("samples.count", state=message(f"samples.state.{state.value}"), count=count)
            chip.set_state(said, tone if count else Tone.PLAIN, icon)
        self.facts.set_facts(_facts(standing))
        self.facts.setVisible(standing.sample is not None)
        self.sentence.say(_sentence(standing))
        self.list.set_items(_in_order(standing))
        self._show_banner(standing)
        drawn = standing.sample is not None
        self.draw.say(message("samples.draw_again" if drawn else "samples.draw"))
        self.draw.setVisible(self.presenter.may_draw)
        self.close_half.setVisible(self.presenter.may_close)
        for button in (self.print, self.excel):
            button.setVisible(drawn and self._desk.may("documents.print"))

    def show_failure(self, failure: Err) -> None:
        """Why nothing is shown."""
        self.list.set_error(failure)

    def show_draw_form(self, standing: HalfVerification) -> None:
        """Ask how to draw."""
        again = standing.sample is not None
        page = self._form("samples.form.title", _draw_spec(again=again), "samples.form.draw")
        form, plan = page.form, standing.proposed
        form.set_values(
            {
                "method": plan.method,
                "confidence": plan.confidence,
                "bad_percent": plan.bad_percent,
                "meet": plan.meet,
                "source": SeedSource.CHECKPOINT,
            }
        )
        form.changed.connect(lambda: _show_given(form))
        _show_given(form)
        if standing.checkpoint is None:
            page.warn(_waits(standing))
        because = standing.proposed_because
        says = message("samples.form.says", count=len(standing.lines), because=because)
        self._pages.fill_in(page, self.presenter.draw, says=says)

    def show_close_form(self, standing: HalfVerification) -> None:
        """Ask why those without an answer are left."""
        form = self._form(
            "samples.form.close_title",
            reason_form("samples.form.close_reason", rows=3, required=False),
            "samples.close",
        )
        self._pages.fill_in(form, self.presenter.close, says=standing.figures.said if standing.figures else "")

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the list."""
        self._pages.close_form()

    def save_workbook(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        chosen, _ = QFileDialog.getSaveFileName(self, self._desk.texts.text("samples.excel"), name, "Excel (*.xlsx)")
        if chosen:
            self.presenter.store(lambda: write_file(Path(chosen), content))

    # --- inside ---

    def _form(self, title: str, spec: FormSpec, action: str) -> FormPage:
        cancel = message("samples.form.cancel")
        return FormPage(self._desk.texts, message(title), spec, action=message(action), cancel=cancel)

    def _build(self) -> None:
        texts = self._desk.texts
        title = Label(texts, message("samples.screen"), role="title", wrap=False)
        about = Card(spacing=Space.ONE)
        about.body.addWidget(self.sentence)
        about.body.addWidget(self.facts)
        about.body.addWidget(self.source)
        head = row(title, self.half, None, self.excel, self.print, self.close_half, self.draw)
        counts = row(*self.chips.values(), None, spacing=Space.TWO)
        page = block(head, self.banner, counts, about, self.list, stretch=4)
        self._pages = FormStack(page, back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.half.set_name(message("samples.half"))
        for button in (self.draw, self.close_half, self.print, self.excel):
            button.hide()

    def _connect(self) -> None:
        self.draw.clicked.connect(self.presenter.begin_draw)
        self.close_half.clicked.connect(self.presenter.begin_close)
        self.print.clicked.connect(self.presenter.print_list)
        self.excel.clicked.connect(self.presenter.save_list)
        self.half.changed.connect(self._half_chosen)
        self.list.activated.connect(lambda line: self.presenter.ask(line.voucher_id))
        self.list.retry.connect(self.presenter.open)

    def _half_chosen(self) -> None:
        chosen = self.half.value()
        if isinstance(chosen, BudgetHalf):
            self.presenter.choose_half(chosen)

    def _show_banner(self, standing: HalfVerification) -> None:
        if standing.closed is not None:
            closed = standing.closed
            said = message("samples.closed_said", at=closed.closed_at, name=standing.closed_by_name)
            self.banner.say(Tone.OK, said, closable=False)
        elif not standing.over:
            self.banner.say(Tone.ACCENT, message("samples.not_over"), closable=False)
        elif standing.checkpoint is None and standing.sample is None:
            self.banner.say(Tone.WARN, _waits(standing), closable=False)
        elif standing.added or standing.gone:
            said = message("samples.register_moved", added=len(standing.added), gone=len(standing.gone))
            self.banner.say(Tone.WARN, said, closable=False)
        else:
            self.banner.hide()


def _half_said(half: BudgetHalf) -> Message:
    return message(f"budgets.half{half.half}", year=str(half.fiscal_year))


def _in_order(standing: HalfVerification) -> tuple[object, ...]:
    """Who was drawn and waits first, then the others drawn, then everybody else."""
    return tuple(
        sorted(standing.lines, key=lambda line: (line.why is None, line.state is not AskState.OPEN, line.number))
    )


def _sentence(standing: HalfVerification) -> Message:
    if standing.figures is not None:
        return standing.figures.said
    return message("samples.none_yet", count=len(standing.lines), because=standing.proposed_because)


def _waits(standing: HalfVerification) -> Message:
    """Until when nothing is drawn by the office's own seed."""
    return message("samples.waits", last=standing.last_day)


def _show_given(form: FormView) -> None:
    """A seed from outside is asked for where one is chosen."""
    form.set_field_visible(form.values()["source"] is SeedSource.TYPED, "seed", "origin")


def _facts(standing: HalfVerification) -> list[Fact]:
    drawn = standing.sample
    if drawn is None:
        return []
    found = [
        ("plan", plan_said(drawn.plan, drawn.size, drawn.population)),
        ("drawn", _drawn_said(drawn)),
        ("seed", drawn.seed_said),
        ("register", message("samples.register_said", count=drawn.population, hash=drawn.register_hash)),
    ]
    before = standing.draws[-2::-1]
    found += [("before", _brief(one)) for one in before[:_BEFORE_SHOWN]]
    if len(before) > _BEFORE_SHOWN:
        found.append(("before", message("samples.draws_before", count=len(before) - _BEFORE_SHOWN)))
    return [Fact(label=message(f"samples.fact.{name}"), value=value) for name, value in found]


def _drawn_said(drawn: DrawItem) -> Message:
    params = {"turn": drawn.turn, "day": drawn.drawn_on, "name": drawn.drawn_by_name, "count": len(drawn.numbers)}
    if drawn.reason:
        return message("samples.drawn_again_said", **params, reason=drawn.reason)
    return message("samples.drawn_said", **params)


def _brief(drawn: DrawItem) -> Message:
    """An earlier draw in one line; the printed list says all of it."""
    return message(
        "samples.draw_brief",
        turn=drawn.turn,
        day=drawn.drawn_on,
        name=drawn.drawn_by_name,
        method=message(f"samples.method.{drawn.plan.method.value}"),
        count=len(drawn.numbers),
        seed=drawn.seed[:_SEED_SHOWN],
        reason=drawn.reason or "-",
    )


def _draw_spec(*, again: bool) -> FormSpec:
    methods = enum_choices(SampleMethod, "samples.method")
    sources = [
        Choice(value=source, said=message(f"samples.source_of.{source.value}"))
        for source in (SeedSource.CHECKPOINT, SeedSource.TYPED)
    ]
    fields = [
        Field(
            "method",
            "samples.form.method",
            lambda texts: ChoiceEdit(texts, methods),
            required=True,
            help_key="samples.form.method_help",
            width=Width.FULL,
        ),
        Field("confidence", "samples.form.confidence", lambda texts: NumberEdit(texts, most=99), required=True),
        Field("bad_percent", "samples.form.bad_percent", lambda texts: NumberEdit(texts, most=50), required=True),
        Field("meet", "samples.form.meet", lambda texts: NumberEdit(texts, most=2), required=True),
        Field(
            "source",
            "samples.form.source",
            lambda texts: ChoiceEdit(texts, sources),
            required=True,
            help_key="samples.form.source_help",
            width=Width.FULL,
        ),
        Field("seed", "samples.form.seed", LineEdit, help_key="samples.form.seed_help"),
        Field("origin", "samples.form.origin", LineEdit, help_key="samples.form.origin_help"),
    ]
    if again:
        fields.append(reason_field("samples.form.reason", rows=2))
    return FormSpec((Section(None, tuple(fields)),))
