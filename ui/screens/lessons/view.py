"""Lessons as people see them: rounds and lessons at the left, one lesson at the right, writing in its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.lessons import LessonItem, LessonPage
from kmcase.domain.lessons import RoundHead
from kmcase.messages import message
from ui.draft_lane import DraftLane
from ui.forms.lesson import LESSON_SPEC
from ui.forms.page import FormPage, FormStack
from ui.forms.reason import reason_form
from ui.ports import Desk, Err, LiveTexts
from ui.screens.lessons.columns import COLUMNS
from ui.screens.lessons.page_view import LessonPane
from ui.screens.lessons.presenter import LessonsPresenter, form_values
from ui.tables.list_view import ListView
from ui.widgets import EmptyState, column, main_by_key, retranslate_all, side_by_side, stacked

_LIST_WIDTH = 464


class LessonsView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)
        self.presenter = LessonsPresenter(desk, self)
        self.list = ListView(
            desk,
            name="lessons",
            title_key="lessons.screen.lessons",
            columns=COLUMNS,
            key=lambda item: item.key,
            empty=message("lessons.list.none"),
        )
        self.pane = LessonPane(desk, self.presenter)
        self.nothing = EmptyState(texts, "note", message("lessons.list.choose"), message("lessons.list.choose_advice"))
        missing = (message("lessons.page.missing"), message("lessons.page.missing_advice"))
        write = message("lessons.page.write") if self.presenter.may_write else ""
        self.missing = EmptyState(texts, "note", *missing, write)
        self._right = stacked(self.nothing, self.missing, self.pane)
        both = side_by_side(self.list, self._right, (_LIST_WIDTH, 640))
        main_by_key(both)
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
        """Show the list, perhaps filtered, and a lesson or a round."""
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)

    # --- what the presenter shows ---

    def show_list(self, items: tuple[LessonItem, ...]) -> None:
        """Rounds and lessons."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_round(self, item: LessonItem | None) -> None:
        """A round without lessons, or nothing chosen."""
        self.list.follow(item.key if item else None)
        self._right.setCurrentWidget(self.missing if item else self.nothing)

    def show_page(self, page: LessonPage, version_id: str) -> None:
        """A version of a lesson."""
        self.list.follow(page.lesson_id)
        self.pane.show_page(page, version_id)
        self._right.setCurrentWidget(self.pane)

    def show_form(self, head: RoundHead, page: LessonPage | None) -> None:
        """The four questions."""
        texts = self._desk.texts
        title = message("lessons.form.edit") if page else message("lessons.form.new", number=head.number)
        form = FormPage(
            texts,
            title,
            LESSON_SPEC,
            action=message("lessons.form.save"),
            cancel=message("lessons.form.cancel"),
            drafts=self._drafts,
        )
        form.form.set_values(form_values(page.values if page else None))
        form.form.use_draft(f"lesson:{page.lesson_id}" if page else f"lesson:of:{head.run_id}")
        if page is not None and len(page.standing) > 1:
            form.warn(message("lessons.form.says_apart", count=len(page.standing)))
        self._pages.fill_in(
            form,
            partial(self.presenter.save, head, page),
            says=message("lessons.form.says") if page is not None else "",
        )

    def show_mark(self, page: LessonPage, proposal_id: str) -> None:
        """How a proposal is done now."""
        texts = self._desk.texts
        text = next(one.text for one in page.values.proposals if one.proposal_id == proposal_id)
        form = FormPage(
            texts,
            message("lessons.form.mark"),
            _MARK,
            action=message("lessons.form.mark_save"),
            cancel=message("lessons.form.cancel"),
            drafts=self._drafts,
        )
        form.form.use_draft(f"lesson:practice:{proposal_id}")
        self._pages.fill_in(
            form,
            lambda values: self.presenter.mark(proposal_id, adopted=True, practice=str(values["practice"])),
            says=text,
        )

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the page."""
        self._pages.close_saved()

    # --- inside ---

    def _connect(self) -> None:
        self.list.chosen.connect(lambda item: self.presenter.choose(item.key))
        self.list.activated.connect(lambda _item: self.presenter.begin_edit())
        self.list.retry.connect(self.presenter.open)
        self.missing.action_requested.connect(self.presenter.begin_new)


_MARK = reason_form("lessons.field.practice", name="practice", rows=3)
