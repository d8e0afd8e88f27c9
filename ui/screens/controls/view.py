"""The board as people see it: tiles by finding, the list, one observation beside it, judging in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.application.changes import Changes
from kmcase.application.printing.controls import ControlPeriod
from kmcase.application.read.controls import ControlBoard, ObservationItem
from kmcase.domain.controls import ObservationState, Verdict
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_field
from ui.ports import Desk, Err, LiveTexts
from ui.screens.controls.columns import COLUMNS, name_of
from ui.screens.controls.pane_view import ObservationPane
from ui.screens.controls.periods import period_said, periods
from ui.screens.controls.presenter import ControlsPresenter
from ui.screens.controls.tiles import FamilyTile
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
    PaperEdit,
    RadioEdit,
    block,
    column,
    enum_choices,
    retranslate_all,
    row,
    side_by_side,
    stacked,
)
from ui.widgets.picture_sheet import open_picture

_LIST_WIDTH = 480
_PERIOD_WIDTH = 176
_FAMILIES = ("f1", "f2", "f3", "f4", "f5", "f6", "banks", "pictures", "p")


class ControlsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = ControlsPresenter(desk, self)
        self.computed = Label(texts, message("controls.board.not_computed"), role="muted")
        choices = [Choice(value=period, said=period_said(period)) for period in periods(desk.today())]
        self.period = ChoiceEdit(texts, choices)
        self.period.setMinimumWidth(_PERIOD_WIDTH)
        self.report = Button(texts, message("controls.board.report"), icon_name="print")
        self.excel = Button(texts, message("controls.board.excel"), icon_name="excel")
        self.again = Button(texts, message("controls.board.compute"), icon_name="refresh", shortcut="F5")
        self.banner = Banner(texts)
        self.tiles = {family: FamilyTile(texts, family) for family in _FAMILIES}
        self.state = ChoiceEdit(texts, _states())
        self.list = ListView(
            desk,
            name="controls",
            title_key="controls.screen",
            columns=COLUMNS,
            key=lambda item: item.key,
            empty=message("controls.list.none"),
        )
        self.pane = ObservationPane(desk, self.presenter)
        self.nothing = EmptyState(
            texts, "flag", message("controls.list.choose"), message("controls.list.choose_advice")
        )
        self._right = stacked(self.nothing, self.pane)
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def show_first(self) -> None:
        """Bring the first observation of the list to the front."""
        if self.list.items():
            self.presenter.choose(self.list.items()[0].key)

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the board, perhaps filtered, and an observation."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_computing(self, running: bool) -> None:
        """Whether observations are computed now: the button stops it then."""
        self.again.say(message("controls.board.stop" if running else "controls.board.compute"))
        if running:
            self.banner.hide()
            self.list.set_loading()

    def show_board(self, board: ControlBoard, families: Mapping[str, int]) -> None:
        """When it was computed from how much, and the open ones of each finding."""
        self.computed.say(
            message(
                "controls.board.computed", at=board.computed_at, count=board.payments, version=board.numbers_version
            )
        )
        for family, tile in self.tiles.items():
            tile.set_count(families.get(family, 0))
            tile.setChecked(family == self.presenter.family)

    def show_items(self, items: tuple[ObservationItem, ...]) -> None:
        """What is listed."""
        self.list.set_items(items)

    def show_stale(self) -> None:
        """Something was recorded since."""
        self.banner.say(Tone.ACCENT, message("controls.board.stale"))

    def show_failure(self, failure: Err) -> None:
        """Why nothing was computed."""
        self.list.set_error(failure)

    def show_item(self, item: ObservationItem | None, names: Mapping[str, str]) -> None:
        """The observation in front."""
        self.list.follow(item.key if item else None)
        if item is not None:
            self.pane.show_item(item, names)
        self._right.setCurrentWidget(self.pane if item else self.nothing)

    def show_form(self, item: ObservationItem, verdicts: tuple[Verdict, ...]) -> None:
        """Ask what somebody says of it."""
        texts = self._desk.texts
        form = FormPage(
            texts,
            message("controls.form.title", name=name_of(item)),
            _spec(verdicts),
            action=message("controls.form.save"),
            cancel=message("controls.form.cancel"),
        )
        self._pages.fill_in(form, partial(self.presenter.judge, item), says=message("controls.form.says"))

    def show_picture(self, content: bytes, title: Message) -> None:
        """The document of a judgement, large."""
        open_picture(self, content, self._desk.texts.render(title))

    def save(self, content: bytes, name: str) -> None:
        """Ask where a workbook goes."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._desk.texts.text("controls.board.excel"), name, "Excel (*.xlsx)"
        )
        if chosen:
            self.presenter.store(lambda: write_file(Path(chosen), content))

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the board."""
        self._pages.close_form()

    # --- inside ---

    def _build(self) -> None:
        texts = self._desk.texts
        self.list.tools.addWidget(self.state)
        head = row(
            Label(texts, message("controls.screen"), role="title", wrap=False),
            self.computed,
            self.period,
            self.report,
            self.excel,
            self.again,
            stretch=1,
        )
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, 600))
        board = block(head, self.banner, row(*self.tiles.values()), both, stretch=3)
        self._pages = FormStack(board, back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.state.set_name(message("controls.board.show"))
        self.state.set_value(ObservationState.OPEN)
        self.period.set_name(message("controls.board.period"))
        self.period.set_value(periods(self._desk.today())[0])
        for part in (self.period, self.report, self.excel):
            part.setVisible(self._desk.may("documents.print"))

    def _connect(self) -> None:
        self.again.clicked.connect(self.presenter.compute)
        self.report.clicked.connect(lambda: self._make(self.presenter.print_report))
        self.excel.clicked.connect(lambda: self._make(self.presenter.make_workbook))
        for family, tile in self.tiles.items():
            tile.clicked.connect(lambda _pressed, chosen=family: self.presenter.narrow(chosen))
        self.state.changed.connect(self._narrow_state)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.key))
        self.list.activated.connect(lambda _item: self.presenter.begin_judge())
        self.list.retry.connect(self.presenter.compute)

    def _make(self, make: Callable[[ControlPeriod], None]) -> None:
        """The report of the chosen period."""
        chosen = self.period.value()
        if self.period.problem() is None and isinstance(chosen, ControlPeriod):
            make(chosen)

    def _narrow_state(self) -> None:
        if self.state.problem() is None:
            chosen = self.state.value()
            self.presenter.narrow_state(chosen if isinstance(chosen, ObservationState) else None)


def _states() -> tuple[Choice, ...]:
    return (*enum_choices(ObservationState, "controls.state"), Choice(value="all", said=message("controls.board.all")))


def _spec(verdicts: tuple[Verdict, ...]) -> FormSpec:
    choices = enum_choices(verdicts, "controls.verdict")
    return FormSpec(
        (
            Section(
                None,
                (
                    Field(
                        "verdict",
                        "controls.form.verdict",
                        lambda texts: RadioEdit(texts, choices),
                        required=True,
                        width=Width.FULL,
                    ),
                    reason_field("controls.form.reason", rows=4, help_key="controls.form.reason_help"),
                    Field(
                        "paper",
                        "controls.form.paper",
                        PaperEdit,
                        help_key="controls.form.paper_help",
                        width=Width.HALF,
                    ),
                ),
            ),
        )
    )
