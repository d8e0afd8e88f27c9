"""Publicity as people see it: rounds at the left, one round's text and photographs at the right, forms over both."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.publicity import PhotographLine, PublicityItem, PublicityPage
from kmcase.domain.publicity import PhotographedPerson, PublicityValues
from kmcase.messages import Message, message
from ui.draft_lane import DraftLane
from ui.forms import FormSpec
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts
from ui.screens.publicity.columns import COLUMNS
from ui.screens.publicity.forms import consent_spec, consent_values, text_spec, text_values, withdrawal_spec
from ui.screens.publicity.page_view import PublicityPane
from ui.screens.publicity.presenter import PublicityPresenter
from ui.tables.list_view import ListView
from ui.widgets import EmptyState, column, on_key, retranslate_all, side_by_side, stacked
from ui.widgets.picture_sheet import open_picture

_LIST_WIDTH = 400


class PublicityView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)
        self.presenter = PublicityPresenter(desk, self)
        self.list = ListView(
            desk,
            name="publicity",
            title_key="publicity.screen.publicity",
            columns=COLUMNS,
            key=lambda item: item.key,
            empty=message("publicity.list.none"),
        )
        self.pane = PublicityPane(desk, self.presenter)
        nothing = (message("publicity.list.choose"), message("publicity.list.choose_advice"))
        self.nothing = EmptyState(texts, "image", *nothing)
        self._right = stacked(self.nothing, self.pane)
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, 680))
        self._pages = FormStack(both, back_to=self.list, notices=desk.notices)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps filtered, and a text or a round."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_list(self, items: tuple[PublicityItem, ...]) -> None:
        """Rounds with their texts."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_page(self, page: PublicityPage | None) -> None:
        """A round, or none chosen."""
        if page is None:
            self._right.setCurrentWidget(self.nothing)
            return
        self.list.follow(page.publicity_id or page.round.run_id)
        self.pane.show_page(page)
        self._right.setCurrentWidget(self.pane)

    def show_form(self, page: PublicityPage, values: PublicityValues) -> None:
        """The text and its photographs."""
        number = page.round.number
        title = message("publicity.form.edit") if page.standing else message("publicity.form.new", number=number)
        form = self._form(title, text_spec(self._desk, page), "publicity.form.save")
        form.form.set_values(text_values(page, values))
        form.form.use_draft(f"publicity:{page.publicity_id or page.round.run_id}")
        if len(page.standing) > 1:
            form.warn(message("publicity.form.says_apart", count=len(page.standing)))
        says = message("publicity.form.says") if page.standing else ""
        self._pages.fill_in(form, partial(self.presenter.save, page), says=says)

    def show_consent(self, line: PhotographLine, person: PhotographedPerson) -> None:
        """Asking a person."""
        form = self._form(message("publicity.form.consent"), consent_spec(self._desk), "publicity.form.consent_save")
        form.form.set_values(consent_values(self._desk, person))
        self._pages.fill_in(
            form,
            partial(self.presenter.record_consent, line, person.person_id),
            says=message("publicity.form.consent_says", name=person.name),
        )

    def show_withdrawal(self, person: PhotographedPerson) -> None:
        """A person no longer wants to be shown."""
        form = self._form(message("publicity.form.withdraw"), withdrawal_spec(), "publicity.form.withdraw_save")
        self._pages.fill_in(
            form,
            lambda values: self.presenter.withdraw(person.person_id, values["reason"]),
            says=message("publicity.form.withdraw_says", name=person.name),
        )

    def show_picture(self, content: bytes, title: Message) -> None:
        """A photograph, large."""
        open_picture(self, content, self._desk.texts.render(title))

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the page."""
        self._pages.close_saved()

    # --- for the tour ---

    def begin_first_consent(self) -> None:
        """Ask for the consent that the first photograph lacks."""
        page = self.presenter.page
        lacking = [line for line in page.photographs if line.findings] if page else []
        if lacking:
            self.presenter.begin_consent(lacking[0])

    # --- inside ---

    def _form(self, title: Message, spec: FormSpec, action: str) -> FormPage:
        cancel = message("publicity.form.cancel")
        return FormPage(self._desk.texts, title, spec, action=Message(action), cancel=cancel, drafts=self._drafts)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda item: self.presenter.choose(item.key))
        self.list.activated.connect(lambda _item: self.presenter.begin_edit())
        self.list.retry.connect(self.presenter.open)
        self.pane.folder_asked.connect(self._ask_folder)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(self, keys, self._main_action)

    def _main_action(self) -> None:
        """Ctrl+Enter approves what stands in front; a form takes the keys itself."""
        if self.form is None:
            self.presenter.approve()

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._desk.texts.text("publicity.page.choose_folder"))
        if chosen:
            self.presenter.give_out(Path(chosen))
