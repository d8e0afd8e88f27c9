"""One lesson: the answers, proposals with their marks, other versions, and what comes next at the bottom right."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.lessons import LessonPage
from kmcase.domain.lessons import LessonValues, Proposal
from kmcase.domain.writings import Writing
from kmcase.messages import message
from kmcase.thai.calendar import format_long
from ui.ports import Desk
from ui.screens.lessons.columns import STATE_MARKS
from ui.screens.lessons.presenter import LessonsPresenter, state_of
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Chip,
    Fact,
    KeyFacts,
    Label,
    WrappingRow,
    clear_layout,
    column,
    row,
    scrolling_card,
)

_ANSWERS = ("expected", "happened", "why", "next_time")


class LessonPane(QWidget):
    """Shows a version of a lesson."""

    def __init__(self, desk: Desk, presenter: LessonsPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.round = Label(texts, "", role="muted")
        self.banner = Banner(texts)
        self.facts = KeyFacts(texts)
        self.proposals = QVBoxLayout()
        self.versions = QVBoxLayout()
        self.print = Button(texts, message("lessons.page.print"), icon_name="print")
        self.another = Button(texts, message("lessons.page.another"), icon_name="plus", shortcut="Ctrl+N")
        self.edit = Button(texts, message("lessons.page.edit"), kind="primary", icon_name="edit", shortcut="F2")
        self._build()
        self.print.clicked.connect(presenter.print)
        self.another.clicked.connect(presenter.begin_new)
        self.edit.clicked.connect(presenter.begin_edit)

    def show_page(self, page: LessonPage, version_id: str) -> None:
        """Show a version; the newest that stands is the lesson."""
        version = next(one for one in page.versions if one.version_id == version_id)
        values = version.values
        self.title.say(values.title)
        mark = STATE_MARKS[state_of(page)]
        self.state.set_state(mark.said, mark.tone, mark.icon)
        head = page.round
        day = format_long(head.planned_on)
        key = "lessons.page.case" if head.of_case else "lessons.page.round"
        self.round.say(message(key, number=head.number, day=day, place=head.place))
        self._show_banner(page, version)
        self.facts.set_facts(_facts(page, version))
        self._show_proposals(page, values)
        self._show_versions(page, version)
        self.edit.setVisible(self._presenter.may_write)
        self.another.setVisible(self._presenter.may_write and not head.of_case)

    def _build(self) -> None:
        for part in (self.proposals, self.versions):
            part.setSpacing(Space.ONE)
        head = row(self.title, self.state, stretch=0)
        card = scrolling_card(head, self.round, self.banner, self.facts, self.proposals, self.versions)
        page = column(card, WrappingRow(self.print, None, self.another, self.edit), stretch=0)
        page.setContentsMargins(Space.ONE, 0, 0, 0)
        self.setLayout(page)

    def _show_banner(self, page: LessonPage, version: Writing[LessonValues]) -> None:
        if version not in page.standing:
            self.banner.say(Tone.WARN, message("lessons.page.old"), closable=False)
        elif len(page.standing) > 1:
            self.banner.say(Tone.WARN, message("lessons.page.apart", count=len(page.standing)), closable=False)
        else:
            self.banner.hide()

    def _show_proposals(self, page: LessonPage, values: LessonValues) -> None:
        clear_layout(self.proposals)
        texts = self._desk.texts
        if values.proposals:
            self.proposals.addWidget(Label(texts, message("lessons.page.proposals"), role="lead"))
        for proposal in values.proposals:
            self._add_proposal(page, proposal)

    def _add_proposal(self, page: LessonPage, proposal: Proposal) -> None:
        texts = self._desk.texts
        mark = page.practices.get(proposal.proposal_id)
        adopted = mark is not None and mark.adopted
        chip = Chip(texts, "")
        if adopted:
            chip.set_state(message("lessons.page.adopted"), Tone.OK, "tick")
        else:
            chip.set_state(message("lessons.page.proposed"), Tone.PLAIN, "clock")
        said = message("lessons.page.unadopt" if adopted else "lessons.page.adopt")
        button = Button(texts, said, kind="link", icon_name="undo" if adopted else "tick")
        button.setVisible(self._presenter.may_write)
        begin = partial(self._presenter.begin_mark, proposal.proposal_id, adopted=not adopted)
        button.clicked.connect(lambda _checked=False: begin())
        line = row(Label(texts, proposal.text, copyable=True), chip, button, stretch=0)
        self.proposals.addLayout(line)
        if mark is not None and adopted:
            self.proposals.addWidget(
                Label(texts, message("lessons.page.practice", practice=mark.practice), role="muted")
            )

    def _show_versions(self, page: LessonPage, shown: Writing[LessonValues]) -> None:
        clear_layout(self.versions)
        texts = self._desk.texts
        others = [version for version in page.versions if version is not shown]
        if others:
            self.versions.addWidget(Label(texts, message("lessons.page.versions"), role="lead"))
        for version in others:
            name = page.names.get(version.written_by, "")
            said = (
                message("lessons.page.version_apart", moment=version.written_at, name=name)
                if version in page.standing
                else message("lessons.page.version", moment=version.written_at, name=name)
            )
            read = Button(texts, message("lessons.page.read"), kind="link", icon_name="eye")
            show = partial(self._presenter.read, version.version_id)
            read.clicked.connect(lambda _checked=False, show=show: show())
            line = row(Label(texts, said, role="muted"), read, stretch=0)
            self.versions.addLayout(line)


def _facts(page: LessonPage, version: Writing[LessonValues]) -> list[Fact]:
    values = version.values
    said = {name: getattr(values, name) for name in _ANSWERS}
    said["topics"] = ", ".join(values.topics)
    said["participants"] = ", ".join(values.participants)
    facts = [Fact(label=message(f"lessons.field.{name}"), value=text) for name, text in said.items() if text]
    name = page.names.get(version.written_by, "")
    written = message("lessons.page.version", moment=version.written_at, name=name)
    return [*facts, Fact(label=message("lessons.list.written_by"), value=written)]
