"""Duplicate persons as people see them: the list, the entries side by side, deciding in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.duplicates import Decision
from kmcase.application.read.clusters import ClusterItem, ClusterPage, ClusterState
from kmcase.domain.duplicates import PersonLink
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.forms import FormSpec, Section
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_form
from ui.forms.second import second_fields
from ui.ports import Desk, Err, LiveTexts
from ui.screens.duplicates.columns import COLUMNS
from ui.screens.duplicates.page_view import ClusterPane
from ui.screens.duplicates.presenter import DuplicatesPresenter
from ui.tables.list_view import ListView
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
    side_by_side,
    stacked,
)

_LIST_WIDTH = 400
_WAITING, _EVERY = "waiting", "every"
_REASON = reason_form("duplicates.form.reason", help_key="duplicates.form.reason_help")


class DuplicatesView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = DuplicatesPresenter(desk, self)
        self.counted = Label(texts, "", role="muted")
        self.again = Button(texts, message("duplicates.list.compute"), icon_name="refresh", shortcut="F5")
        self.banner = Banner(texts)
        self.which = ChoiceEdit(
            texts, [Choice(value=name, said=message(f"duplicates.list.{name}")) for name in (_WAITING, _EVERY)]
        )
        self.list = ListView(
            desk,
            name="duplicates",
            title_key="duplicates.screen",
            columns=COLUMNS,
            key=lambda item: item.key,
            empty=message("duplicates.list.none"),
        )
        self.pane = ClusterPane(desk, self.presenter)
        self.nothing = EmptyState(
            texts, "people", message("duplicates.list.choose"), message("duplicates.list.choose_advice")
        )
        self._right = stacked(self.nothing, self.pane)
        self._build()
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    def show_first(self) -> None:
        """Bring the first line of the list to the front."""
        if self.list.items():
            self.presenter.choose(self.list.items()[0])

    def begin_first(self) -> None:
        """Begin to link what is in front."""
        self.presenter.begin(Decision.SAME, self.pane.chosen())

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, and entries of the register by their ids."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_computing(self, running: bool) -> None:
        """Whether the register is compared now: the button stops it then."""
        self.again.say(message("duplicates.list.stop" if running else "duplicates.list.compute"))
        if running:
            self.banner.hide()
            self.list.set_loading()

    def show_items(self, items: tuple[ClusterItem, ...], counts: Mapping[ClusterState, int]) -> None:
        """What is listed, and how many of each there are."""
        self.list.set_items(items)
        numbers = {state.value: counts.get(state, 0) for state in ClusterState}
        self.counted.say(message("duplicates.list.counted", **numbers))

    def show_failure(self, failure: Err) -> None:
        """Why nothing was compared."""
        self.list.set_error(failure)

    def show_stale(self) -> None:
        """Persons were written since."""
        self.banner.say(Tone.ACCENT, message("duplicates.list.stale"))

    def show_page(self, page: ClusterPage | None, item: ClusterItem | None) -> None:
        """The entries in front."""
        self.list.follow(item.key if item else None)
        if page is not None:
            self.pane.show_page(page, item)
        self._right.setCurrentWidget(self.pane if page is not None else self.nothing)

    def show_picture(self, person_id: str, content: bytes) -> None:
        """The photograph of an entry."""
        self.pane.show_picture(person_id, content)

    def show_form(self, decision: Decision, page: ClusterPage, person_ids: tuple[str, ...]) -> None:
        """Ask for the reason of a decision, and say what it does."""
        names = ", ".join(dict.fromkeys(entry.name for entry in page.entries if entry.person_id in person_ids))
        title = message(f"duplicates.form.title_{decision.value}", names=names)
        says = message(f"duplicates.form.says_{decision.value}", count=len(person_ids))
        second = decision is Decision.DIFFERENT and page.needs_second(person_ids)
        self._ask(
            title, says, lambda values: self.presenter.decide(decision, person_ids, values), page.seconds * second
        )

    def show_unlink(self, link: PersonLink) -> None:
        """Ask why a link was a mistake."""
        self._ask(
            message("duplicates.form.title_unlink"),
            message("duplicates.form.says_unlink"),
            lambda values: self.presenter.unlink(link.link_id, values),
        )

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """Back to the list."""
        self._pages.close_form()

    # --- inside ---

    def _ask(
        self,
        title: Message,
        says: Message,
        keep: Callable[[Mapping[str, Any]], None],
        seconds: Sequence[StaffMember] = (),
    ) -> None:
        """The reason; where `seconds` are given one of them confirms it with the own password."""
        beside = (Section("duplicates.form.second", second_fields(seconds)),) if seconds else ()
        form = FormPage(
            self._desk.texts,
            title,
            FormSpec((*_REASON.sections, *beside)),
            action=message("duplicates.form.save"),
            cancel=message("duplicates.form.cancel"),
        )
        self._pages.fill_in(form, keep, says=says)

    def _build(self) -> None:
        head = row(
            Label(self._desk.texts, message("duplicates.screen"), role="title", wrap=False),
            self.counted,
            self.which,
            self.again,
            stretch=1,
        )
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, 690))
        self._pages = FormStack(block(head, self.banner, both, stretch=2), back_to=self.list)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self.which.set_name(message("duplicates.list.show"))
        self.which.set_value(_WAITING)

    def _connect(self) -> None:
        self.again.clicked.connect(self.presenter.compute)
        self.which.changed.connect(self._narrow)
        self.list.chosen.connect(self.presenter.choose)
        self.list.activated.connect(lambda _item: self.begin_first())
        self.list.retry.connect(self.presenter.compute)

    def _narrow(self) -> None:
        if self.which.problem() is None:
            self.presenter.narrow(waiting_only=self.which.value() == _WAITING)
