"""Lessons: the list, one lesson, writing a version, marking a proposal. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.lessons import MarkProposal, WriteLesson
from kmcase.application.read.lessons import LessonItem, LessonPage, LessonState
from kmcase.domain.lessons import LessonValues, RoundHead
from kmcase.messages import Message, message
from ui.answering import recorded, show_paper
from ui.ports import Desk, Done, Err, Result
from ui.typed_lessons import lesson_fields

Opened = tuple[tuple[LessonItem, ...], LessonPage | None]


class LessonsPort(Protocol):
    """What the view can show."""

    def show_list(self, items: tuple[LessonItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_round(self, item: LessonItem | None) -> None: ...
    def show_page(self, page: LessonPage, version_id: str) -> None: ...
    def show_form(self, head: RoundHead, page: LessonPage | None) -> None: ...
    def show_mark(self, page: LessonPage, proposal_id: str) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class LessonsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: LessonsPort) -> None:
        self._desk = desk
        self._view = view
        self._items: tuple[LessonItem, ...] = ()
        self.page: LessonPage | None = None
        self._chosen = ""

    @property
    def may_write(self) -> bool:
        """Whether this person writes lessons."""
        return self._desk.may("lessons.write")

    @property
    def item(self) -> LessonItem | None:
        """The line in front: a lesson, or a round without one."""
        return next((item for item in self._items if item.key == self._chosen), None)

    def open(self, key: str | None = None) -> None:
        """Read the list, and bring a lesson or a round to the front."""
        wanted = self._chosen = key or self._chosen
        lessons = self._desk.services.lessons

        def work() -> Opened:
            items = lessons.list()
            found = next((item for item in items if wanted and wanted in (item.key, item.round.run_id)), None)
            return items, lessons.page(found.lesson_id) if found and found.lesson_id else None

        self._desk.jobs.database(work, self._opened)

    def _opened(self, result: Result[Opened]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        self._items, self.page = result.value
        if self.page is not None:
            self._chosen = self.page.lesson_id
        self._view.show_list(self._items)
        self._show()

    def _show(self) -> None:
        if self.page is None:
            self._view.show_round(self.item)
        else:
            self._view.show_page(self.page, self.page.standing[0].version_id)

    def choose(self, key: str) -> None:
        """Bring a line to the front."""
        if key != self._chosen:
            self.open(key)

    def changed(self, changes: Changes) -> None:
        """A lesson was written, or a round closed."""
        if "lesson" in changes or "run" in changes:
            self.open()

    def read(self, version_id: str) -> None:
        """Show another version of the lesson in front."""
        if self.page is not None:
            self._view.show_page(self.page, version_id)

    # --- writing ---

    def begin_new(self) -> None:
        """Write a lesson of the round in front."""
        item = self.item
        if item is not None and self.may_write and not item.round.of_case:
            self._view.show_form(item.round, None)

    def begin_edit(self) -> None:
        """Write a version of the lesson in front; of a round without one, its first."""
        if self.page is None:
            self.begin_new()
        elif self.may_write:
            self._view.show_form(self.page.round, self.page)

    def save(self, head: RoundHead, page: LessonPage | None, values: Mapping[str, Any]) -> None:
        """Keep what the form holds."""
        command = WriteLesson(
            run_id=head.run_id,
            lesson_id=page.lesson_id if page else "",
            seen=tuple(version.version_id for version in page.standing) if page else (),
            **lesson_fields(values),
        )
        lessons = self._desk.services.lessons
        self._desk.jobs.database(lambda: lessons.write(command), self._written("lessons.page.saved"))

    def begin_mark(self, proposal_id: str, *, adopted: bool) -> None:
        """Ask how a proposal is done now, or take its mark away."""
        if self.page is None or not self.may_write:
            return
        if adopted:
            self._view.show_mark(self.page, proposal_id)
        else:
            self.mark(proposal_id, adopted=False)

    def mark(self, proposal_id: str, *, adopted: bool, practice: str = "") -> None:
        """Say whether a proposal is practice."""
        if self.page is None:
            return
        command = MarkProposal(
            lesson_id=self.page.lesson_id, proposal_id=proposal_id, adopted=adopted, practice=practice
        )
        lessons = self._desk.services.lessons
        self._desk.jobs.database(lambda: lessons.mark(command), self._written("lessons.page.marked"))

    def _written(self, said: str) -> Done[Outcome[str]]:
        return recorded(self._desk, self._view, Message(said), self.open)

    # --- paper ---

    def print(self) -> None:
        """The lesson in front as paper."""
        if self.page is None:
            return
        lesson_id, language = self.page.lesson_id, self._desk.texts.language
        printing = self._desk.services.printing
        title = message("lessons.page.job", number=self.page.round.number)
        show_paper(self._desk, lambda _: printing.lesson(lesson_id, language), title)


def form_values(values: LessonValues | None) -> dict[str, object]:
    """What stands in the form: lists as the lines and commas that they are typed in."""
    if values is None:
        return {}
    return {
        "title": values.title,
        "expected": values.expected,
        "happened": values.happened,
        "why": values.why,
        "next_time": values.next_time,
        "topics": ", ".join(values.topics),
        "participants": "\n".join(values.participants),
        "proposals": "\n".join(proposal.text for proposal in values.proposals),
    }


def state_of(page: LessonPage) -> LessonState:
    """Whether versions were written apart."""
    return LessonState.APART if len(page.standing) > 1 else LessonState.WRITTEN
