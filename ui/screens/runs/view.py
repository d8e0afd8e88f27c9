"""Runs as people see them: the list, one run with what must agree, and the page that prepares one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.payments import BatchItem, PayableItem, RunItem, RunPage
from kmcase.domain.findings import Finding
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.ports import Desk, Err, LiveTexts, Narrowed, Tone
from ui.screens.runs.columns import COLUMNS
from ui.screens.runs.prepare_view import PreparePane
from ui.screens.runs.presenter import RunsPresenter
from ui.screens.runs.run_view import RunPane
from ui.tables.list_view import ListView
from ui.widgets import Button, column, on_key, retranslate_all, side_by_side, stacked

PREPARE = "prepare"
ARRANGE = "arrange"
"""With the id of a run: arrange it."""
_LIST_WIDTH = 520


class RunsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.presenter = RunsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="runs",
            title_key="payments.screen.runs",
            columns=COLUMNS,
            key=lambda run: run.run_id,
            empty=message("payments.runs.none_advice" if desk.may("payments.prepare") else "payments.runs.none_here"),
        )
        self.new = Button(desk.texts, message("payments.runs.new_short"), icon_name="plus", shortcut="Ctrl+N")
        self.new.setVisible(desk.may("payments.prepare"))
        self.list.tools.addWidget(self.new)
        self.run = RunPane(desk, self.presenter)
        self.prepare = PreparePane(desk, self.presenter)
        self._both = side_by_side(self.list, self.run, (_LIST_WIDTH, 570))
        self._pages = stacked(self._both, self.prepare)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and a run; or begin or arrange one."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by == ARRANGE:
            self.presenter.open_to_arrange(narrowed.typed)
            return
        if narrowed is not None:
            self.list.set_filter(narrowed.typed)
        self.presenter.open(None if narrowed else record_id)
        if narrowed is not None and narrowed.by == PREPARE:
            self.presenter.begin()

    def apply_changes(self, changes: Changes) -> None:
        """A run changed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_runs(self, runs: Sequence[RunItem]) -> None:
        """The list."""
        self.list.set_items(runs)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_run(self, page: RunPage | None) -> None:
        """One run."""
        self.run.show_page(page)
        if page is not None:
            self.list.select_key(page.run_id)

    def show_step(self, action: str, said: Message) -> None:
        """What comes next."""
        self.run.show_step(action, said)

    def show_prepare(self, batches: Sequence[BatchItem], staff: Sequence[StaffMember]) -> None:
        """Begin a run."""
        self.prepare.begin(batches, staff)
        self._pages.setCurrentWidget(self.prepare)

    def show_payable(self, items: Sequence[PayableItem]) -> None:
        """Who waits."""
        self.prepare.show_payable(items)

    def show_will_prepare(self, said: Message, *, ready: bool) -> None:
        """What preparing will do."""
        self.prepare.show_will(said, ready=ready)

    def show_company_findings(self, findings: Sequence[Finding]) -> None:
        """What stands against who is named for a run."""
        self.prepare.show_findings(findings)

    def show_arrange(self, page: RunPage, staff: Sequence[StaffMember]) -> None:
        """Arrange a run anew."""
        self.prepare.arrange(page, staff)
        self._pages.setCurrentWidget(self.prepare)

    def show_list(self, run_id: str | None) -> None:
        """Something was recorded; go back to the list and the run."""
        self._pages.setCurrentWidget(self._both)
        self.run.clear_return()
        self.presenter.open(run_id)

    def show_errors(self, errors: Mapping[str, Message]) -> None:
        """Why nothing was recorded."""
        in_front = self.prepare if self._pages.currentWidget() is self.prepare else self.run
        rest = in_front.show_errors(errors)
        for said in rest:
            self._desk.notices.notice(said, Tone.ERROR)

    # --- inside ---

    def _connect(self) -> None:
        self.new.clicked.connect(self.presenter.begin)
        self.list.chosen.connect(lambda item: self.presenter.select(item.run_id))
        self.list.activated.connect(lambda run: self.presenter.go("paying", run.run_id))
        self.list.retry.connect(lambda: self.presenter.open(None))
        self.prepare.given_up.connect(self._back)
        keys = (
            ("Ctrl+Return", self._main),
            ("Ctrl+Enter", self._main),
            ("F2", self.presenter.rearrange),
            ("Escape", self._back),
        )
        for sequence, run in keys:
            on_key(self, sequence, run)

    def _main(self) -> None:
        if self._pages.currentWidget() is self.prepare:
            self.prepare.send()
        else:
            self.run.main_action()

    def _back(self) -> None:
        self.run.field.act_done()
        self._pages.setCurrentWidget(self._both)
