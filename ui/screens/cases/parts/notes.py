"""The progress notes of a case: one is written at the top, all stand below it, one is opened whole in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from kmcase.application.cases import ReviewNote
from kmcase.application.read.case_notes import NoteItem, NotesPage
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.note_reviews import ReviewState
from kmcase.domain.errors import DomainError
from kmcase.messages import Message, message
from ui.answering import recorded
from ui.forms.case import case_form
from ui.forms.reason import reason_form
from ui.ports import Desk, Err, LiveTexts, Result
from ui.screens.cases.part import CaseHost, PartSpec
from ui.screens.cases.parts.note_form import NoteForm
from ui.screens.cases.parts.notes_columns import COLUMNS, note_of, watch_mark, watch_words
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Chip, Label, block, clear_layout, column, on_key, row, scrolling, stacked

MOST_AT_FIRST = 500
"""So many notes are read when a case is opened; the others when somebody asks for them."""
_LIST_HEIGHT = 216


class NotesPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._host = host
        self._service = desk.services.case_notes
        self._case_id = ""
        self._most: int | None = MOST_AT_FIRST
        self._notes: dict[str, NoteItem] = {}
        texts = desk.texts
        self.watches = QHBoxLayout()
        self.watches.setSpacing(Space.ONE)
        self.write = NoteForm(desk)
        self.write.setVisible(desk.may("case_notes.write"))
        self.list = ListView(
            desk,
            name="case_notes",
            title_key="cases.part.notes",
            columns=COLUMNS,
            key=lambda item: item.note_id,
            empty=message("case_notes.list.none"),
        )
        self.all = Button(texts, "", kind="link", icon_name="more")
        self.read = Button(texts, message("case_notes.list.read"), kind="link", icon_name="eye")
        self.list.tools.addWidget(self.read)
        self.reader = NoteReader(desk, self)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        page = scrolling(block(self.watches, self.write, self.list, self.all, stretch=2))
        self._pages = stacked(page, self.reader)
        self.setLayout(column(self._pages))
        self.write.submitted.connect(self.keep)
        self.list.activated.connect(self.open)
        self.list.retry.connect(self._read)
        self.read.clicked.connect(self._open_chosen)
        self.all.clicked.connect(self._ask_all)

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        if page.head.case_id != self._case_id:
            self._case_id, self._most = page.head.case_id, MOST_AT_FIRST
            self.list.set_items(())
            self.list.set_loading()
            self.back()
        self.write.show_case(page)
        self._read()

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- what is asked ---

    def keep(self) -> None:
        """Keep what is typed."""
        try:
            command = note_of(self._case_id, self.write.form.values(), self.write.corrects)
        except DomainError as problem:
            self.write.form_failed(Err(Message(problem.message_key, problem.params), problem.code, problem.field))
            return
        done = recorded(self._desk, self.write, message("case_notes.write.kept"))
        self._desk.jobs.database(partial(self._service.write, command), done)

    def open(self, note: NoteItem) -> None:
        """Show a note whole."""
        self.reader.show_note(note)
        self._pages.setCurrentWidget(self.reader)

    def open_id(self, note_id: str) -> None:
        """Show a note that another names, where it is listed."""
        if note_id in self._notes:
            self.open(self._notes[note_id])

    def back(self) -> None:
        """From the note to all of them."""
        self._pages.setCurrentIndex(0)
        self.list.grid.setFocus()

    def correct(self, note: NoteItem) -> None:
        """Write a note that corrects this one."""
        self.back()
        self.write.correct(note)

    def begin_return(self, note: NoteItem) -> None:
        """Ask why a note goes back to the assistant."""
        spec = reason_form("case_notes.review.comment", name="comment")
        form = case_form(self._desk.texts, message("case_notes.review.send_back"), spec)
        self._host.fill_in(form, lambda values: self.review(note, taken=False, comment=values["comment"]))

    def review(self, note: NoteItem, *, taken: bool, comment: str = "") -> None:
        """Take an assistant's note, or return it."""
        command = ReviewNote(case_id=self._case_id, note_id=note.note_id, taken=taken, comment=comment)
        said = message("case_notes.review.said_taken" if taken else "case_notes.review.said_returned")
        self.back()
        self._desk.jobs.database(partial(self._service.review, command), self._host.recorded(said))

    # --- inside ---

    def _read(self) -> None:
        service, case_id, most = self._service, self._case_id, self._most
        self._desk.jobs.database(lambda: (case_id, service.page(case_id, most)), self._show)

    def _show(self, result: Result[tuple[str, NotesPage]]) -> None:
        if isinstance(result, Err):
            self.list.set_error(result)
            return
        case_id, page = result.value
        if case_id != self._case_id:
            return
        self._notes = {note.note_id: note for note in page.notes}
        self.list.set_items(page.notes, of=page.count)
        self.all.say(message("case_notes.list.all", count=page.count))
        self.all.setVisible(page.count > len(page.notes))
        self.write.offer([watch.kind for watch in page.watches])
        clear_layout(self.watches)
        for watch in page.watches:
            mark = watch_mark(watch)
            self.watches.addWidget(Chip(self._desk.texts, mark.said, mark.tone, mark.icon))
        self.watches.addStretch(1)

    def _open_chosen(self) -> None:
        if (note := self.list.only() or self.list.current()) is not None:
            self.open(note)

    def _ask_all(self) -> None:
        self._most = None
        self._read()


class NoteReader(QWidget):
    """One note, whole."""

    def __init__(self, desk: Desk, part: NotesPart) -> None:
        super().__init__()
        self._part = part
        self._note: NoteItem | None = None
        texts = desk.texts
        self.title = Label(texts, "", role="lead")
        self.by = Label(texts, "", role="muted", copyable=True)
        self.more = Label(texts, "", role="muted")
        self.banner = Banner(texts)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        back = Button(texts, message("case_notes.page.back"), icon_name="arrow_left")
        self.correct = Button(texts, message("case_notes.page.correct"), kind="primary", icon_name="pen")
        self.correct.setVisible(desk.may("case_notes.write"))
        self._may_review = desk.may("case_notes.review")
        self.back_to_them = Button(texts, message("case_notes.review.send_back"), icon_name="undo")
        self.take = Button(texts, message("case_notes.review.take"), kind="primary", icon_name="tick")
        foot = row(back, None, self.back_to_them, self.take, self.correct)
        self.setLayout(column(self.title, self.by, self.more, self.banner, self.text, foot, stretch=4))
        self.back_to_them.clicked.connect(self._send_back)
        self.take.clicked.connect(self._take)
        back.clicked.connect(part.back)
        on_key(self, "Esc", part.back)
        self.correct.clicked.connect(self._correct)
        self.banner.action_requested.connect(self._open_other)

    def show_note(self, note: NoteItem) -> None:
        """Show it; the one that corrects it is a press away."""
        self._note = note
        kind = message(f"case_notes.kind.{note.kind.value}")
        self.title.say(message("case_notes.page.title", kind=kind, on=note.on, at_time=note.at_time))
        self.by.say(message("case_notes.page.by", name=note.written_by, moment=note.written_at))
        self.more.say(_more(note))
        self.more.setVisible(bool(self.more.plain_text()))
        self.text.setPlainText(note.text)
        self.text.setAccessibleName(self.title.plain_text())
        font = self.text.font()
        font.setStrikeOut(bool(note.corrected_by))
        self.text.setFont(font)
        self._say_corrections(note)
        waits = note.review is ReviewState.SUBMITTED and not note.corrected_by and self._may_review
        self.back_to_them.setVisible(waits)
        self.take.setVisible(waits)
        self.text.setFocus()

    def _say_corrections(self, note: NoteItem) -> None:
        if note.corrected_by:
            said, way = message("case_notes.page.corrected"), message("case_notes.page.other")
            self.banner.say(Tone.WARN, said, action=way, closable=False)
        elif note.corrects:
            said, way = message("case_notes.page.corrects"), message("case_notes.page.earlier")
            self.banner.say(Tone.ACCENT, said, action=way, closable=False)
        elif note.review is ReviewState.RETURNED:
            self.banner.say(Tone.WARN, message("case_notes.review.why", comment=note.review_comment), closable=False)
        else:
            self.banner.hide()

    def _take(self) -> None:
        if self._note is not None:
            self._part.review(self._note, taken=True)

    def _send_back(self) -> None:
        if self._note is not None:
            self._part.begin_return(self._note)

    def _open_other(self) -> None:
        if self._note is not None:
            self._part.open_id(self._note.corrected_by[-1] if self._note.corrected_by else self._note.corrects)

    def _correct(self) -> None:
        if self._note is not None:
            self._part.correct(self._note)


def _more(note: NoteItem) -> Message | str:
    if note.activity is not None:
        return message("case_notes.page.activity", name=note.activity.name, place=note.activity.place)
    if note.watch is not None:
        said = message(
            f"case_notes.write.{'raise' if note.watch.raised else 'lower'}", watch=watch_words(note.watch.kind)
        )
        return message("case_notes.page.left_open", said=said, reason=note.open_reason) if note.open_reason else said
    return message("case_notes.page.minutes", minutes=note.minutes) if note.minutes else ""


PART = PartSpec(key="notes", use_case="case_notes.read", make=NotesPart)
