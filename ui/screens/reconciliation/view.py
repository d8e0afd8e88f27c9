"""Reconciliation as people see it: all withdrawals, one of them row by row, a report in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.reconciliation import BatchReconciliation, ReconciliationRow, ReportPreview
from kmcase.domain.imports.bank_reports import NEEDED, BankColumn, Columns
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import Field, FormSpec, Section
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_form
from ui.ports import Desk, Err, LiveTexts
from ui.screens.reconciliation.columns import BATCHES, LineItem
from ui.screens.reconciliation.pane_view import BatchMatchPane
from ui.screens.reconciliation.presenter import ReconciliationPresenter
from ui.screens.reconciliation.report_view import ReportPage
from ui.tables.list_view import ListView
from ui.tone import Tone
from ui.widgets import Choice, ChoiceEdit, Label, block, column, on_key, retranslate_all, row, stacked

_NOWHERE = -1


class ReconciliationView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.presenter = ReconciliationPresenter(desk, self)
        self.list = ListView(
            desk,
            name="reconciliation",
            title_key="reconciliation.list.title",
            columns=BATCHES,
            key=lambda match: match.batch.batch_id,
            empty=message("reconciliation.list.none"),
        )
        self.pane = BatchMatchPane(desk, self.presenter)
        self.report = ReportPage(desk, self.presenter)
        title = Label(desk.texts, message("reconciliation.screen"), role="title", wrap=False)
        hint = Label(desk.texts, message("reconciliation.list.hint"), role="muted", wrap=False)
        self._all = block(row(title, hint, None), self.list, stretch=1)
        self._pages = stacked(self._all, self.pane, self.report)
        self._stack = FormStack(self._pages)
        self.setLayout(column(self._stack))
        self.setFocusProxy(self.list)
        self.list.activated.connect(self.presenter.choose)
        self.list.retry.connect(lambda: self.presenter.open(None))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self._pages, keys, self._main)

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._stack.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and a withdrawal."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Money moved."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_matches(self, matches: Sequence[BatchReconciliation]) -> None:
        """The list."""
        self.list.set_items(matches)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_match(self, match: BatchReconciliation | None) -> None:
        """The withdrawal in front, or all of them; a report that is being read stays."""
        if match is not None:
            self.pane.show_match(match)
            self.list.select_key(match.batch.batch_id)
        page = self.pane if match is not None else self._all
        if self._pages.currentWidget() not in (self.report, page):
            self._pages.setCurrentWidget(page)
            (self.list if match is None else self.pane.rows).setFocus()

    def show_report(self, number: str) -> None:
        """The page on which a report is read."""
        self._pages.setCurrentWidget(self.report)
        self.report.begin(number)

    def show_preview(self, preview: ReportPreview | None, lines: Sequence[LineItem], ticked: frozenset[str]) -> None:
        """A report beside the vouchers."""
        self._stack.close_form()
        self.report.show_preview(preview, lines, ticked)

    def show_will(self, said: Message | None, *, ready: bool) -> None:
        """What recording will do."""
        self.report.show_will(said, ready=ready)

    def show_seconds(self, staff: Sequence[StaffMember]) -> None:
        """Who may be a second person."""
        self.report.show_seconds(staff)

    def show_trouble(self, failure: Err) -> None:
        """Why something was not done: in the open form, on the page of the report, else in the banner of all."""
        if self.form is not None:
            self._stack.show_failure(failure)
        elif self._pages.currentWidget() is self.report:
            self.report.show_trouble(failure)
        else:
            self._desk.notices.notice(failure.message, Tone.ERROR)

    def show_columns(self, headings: Sequence[str], columns: Columns) -> None:
        """Ask which column of the file is which."""
        form = self._form(message("reconciliation.report.columns_title"), _columns_form(headings))
        for which in BankColumn:
            form.form.editor(which.value).set_value(columns.get(which, _NOWHERE))
        self._stack.fill_in(form, lambda values: self.presenter.look_again(_chosen(values)))

    def show_explaining(self, found: ReconciliationRow) -> None:
        """Ask why a line is no difference."""
        spec = reason_form("reconciliation.page.reason")
        form = self._form(message("reconciliation.page.explain_title", name=found.payee_name or found.number), spec)
        self._stack.fill_in(form, lambda values: self.presenter.explain(found, str(values["reason"])))

    def show_page(self) -> None:
        """Back to the withdrawal."""
        self._stack.close_form()
        self._pages.setCurrentWidget(self.pane)
        self.pane.rows.setFocus()

    # --- inside ---

    def _form(self, title: Message, spec: FormSpec) -> FormPage:
        columns = self._pages.currentWidget() is self.report
        action = "reconciliation.report.columns_again" if columns else "reconciliation.page.explain"
        texts = self._desk.texts
        return FormPage(texts, title, spec, action=Message(action), cancel=message("reconciliation.report.back"))

    def _main(self) -> None:
        if self._pages.currentWidget() is self.report:
            self.report.send()
        elif self._pages.currentWidget() is self.pane:
            self.presenter.confirm()


def _columns_form(headings: Sequence[str]) -> FormSpec:
    offered = [Choice(value=_NOWHERE, said=message("reconciliation.column.none"))]
    offered += [Choice(value=place, said=heading or f"{place + 1}") for place, heading in enumerate(headings)]
    return FormSpec(
        (
            Section(
                None,
                tuple(
                    Field(
                        column.value,
                        f"reconciliation.column.{column.value}",
                        partial(ChoiceEdit, choices=offered),
                        required=column in NEEDED,
                    )
                    for column in BankColumn
                ),
            ),
        )
    )


def _chosen(values: Mapping[str, Any]) -> dict[BankColumn, int]:
    places = {column: values[column.value] for column in BankColumn}
    return {column: place for column, place in places.items() if isinstance(place, int) and place != _NOWHERE}
