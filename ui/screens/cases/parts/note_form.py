"""The place at the top of the notes where a note is written at once: Ctrl+Enter keeps it, typing keeps a draft."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kmcase.application.cases import restricting
from kmcase.application.read.case_notes import NoteItem
from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.notes import WRITTEN_BY_HAND, NoteKind, WatchKind
from kmcase.messages import message
from ui.draft_lane import DraftLane
from ui.forms import Field, FormSpec, FormView, Section, Width
from ui.forms.case import minutes_field
from ui.ports import Desk, Err
from ui.screens.cases.parts.notes_columns import NO_CHANGE, is_raising, watch_choices
from ui.tone import Tone
from ui.widgets import (
    Banner,
    BEDateEdit,
    Button,
    ChoiceEdit,
    LineEdit,
    TextArea,
    column,
    enum_choices,
    row,
)

_MORE = ("minutes", "watch")


class NoteForm(QWidget):
    """`submitted` once all fields are well."""

    submitted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case: CasePage | None = None
        self._raised: frozenset[WatchKind] = frozenset()
        self._more_shown = False
        self.corrects = ""
        texts = desk.texts
        self.banner = Banner(texts)
        self.form = FormView(texts, _spec(desk), drafts=DraftLane(desk.jobs, desk.services.drafts))
        self.more = Button(texts, message("case_notes.write.more"), kind="link", icon_name="chevron_down")
        self.keep = Button(texts, message("case_notes.write.keep"), kind="primary", icon_name="tick")
        self.seals = Banner(texts)
        self.seals.hide()
        self.setLayout(column(self.banner, self.form, self.seals, row(self.more, None, self.keep)))
        self.banner.hide()
        self.more.clicked.connect(self._turn_more)
        self.keep.clicked.connect(self._submit)
        self.form.main_action.connect(self._submit)
        self.form.editor("watch").changed.connect(self._show_look)
        self.banner.action_requested.connect(self._correct_nothing)
        self._show_more(False)

    def show_case(self, page: CasePage) -> None:
        """Another case is in front: what was typed into the one before is its draft, this one's comes back."""
        before, self._case = self._case, page
        if before is None or before.head.case_id != page.head.case_id:
            self._raised = frozenset()
            self._empty()
            self.form.use_draft(f"case_note:{page.head.case_id}")
        self._show_look()

    def offer(self, raised: Collection[WatchKind]) -> None:
        """Which watches there are to lower."""
        self._raised = frozenset(raised)
        watch = self.form.editor("watch")
        if isinstance(watch, ChoiceEdit):
            watch.offer(watch_choices(raised), watch.value() or NO_CHANGE)
        self._show_look()

    def correct(self, note: NoteItem) -> None:
        """The next note corrects this one."""
        self.corrects = note.note_id
        self.form.editor("kind").set_value(note.kind if note.kind in WRITTEN_BY_HAND else NoteKind.NOTE)
        self.form.editor("on").set_value(note.on)
        self.form.editor("at_time").set_value(note.at_time)
        self._say_correcting(note)
        self.form.focus_field("text")

    def form_done(self) -> None:
        """It is kept: the next one may be written."""
        self.form.clear_draft()
        self._empty()
        self.form.focus_field("text")

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept: beside its field, else above."""
        if failure.field in self.form.raws():
            self._show_more(self._more_shown or failure.field in (*_MORE, "next_look", "open_reason"))
            self.form.set_errors({failure.field or "": failure.message})
        else:
            self.banner.say(Tone.ERROR, failure.message)

    # --- inside ---

    def _submit(self) -> None:
        if self.form.validate():
            self.submitted.emit()

    def _empty(self) -> None:
        self._correct_nothing()
        values = {"kind": NoteKind.NOTE, "on": self._desk.today(), "watch": NO_CHANGE}
        self.form.set_values(values)

    def _correct_nothing(self) -> None:
        self.corrects = ""
        self.banner.hide()

    def _say_correcting(self, note: NoteItem) -> None:
        said = message("case_notes.write.correcting", on=note.on)
        self.banner.say(Tone.ACCENT, said, action=message("case_notes.write.stop_correcting"), closable=False)

    def _turn_more(self) -> None:
        self._show_more(not self._more_shown)

    def _show_more(self, shown: bool) -> None:
        self._more_shown = shown
        self.more.say(message("case_notes.write.less" if shown else "case_notes.write.more"))
        self.form.set_field_visible(shown, *_MORE)
        self._show_look()

    def _show_look(self) -> None:
        chosen = self.form.editor("watch").value()
        raising = is_raising(chosen)
        self.form.set_field_visible(self._more_shown and raising, "next_look")
        self._tell_sealing(WatchKind(chosen) if raising and isinstance(chosen, str) else None)

    def _tell_sealing(self, kind: WatchKind | None) -> None:
        """A watch that restricts the case says so before it is kept, and asks why not where it should stay open."""
        page = self._case
        reasons = restricting(page.head, page.casework, kind, self._raised) if page and kind else frozenset()
        shown = page is not None and bool(reasons) and not page.head.restricted
        self.form.set_field_visible(shown, "open_reason")
        if page is not None and shown:
            said = message(f"case_notes.write.{'seals' if page.of_team else 'seals_from_you'}")
            self.seals.say(Tone.WARN, said, closable=False)
        else:
            self.seals.hide()


def _spec(desk: Desk) -> FormSpec:
    day = partial(BEDateEdit, today=desk.today())
    kinds = enum_choices(WRITTEN_BY_HAND, "case_notes.kind")
    area = partial(TextArea, rows=2, placeholder=message("case_notes.write.placeholder"))
    fields = (
        Field("text", "case_notes.field.text", area, width=Width.FULL),
        Field("kind", "case_notes.field.kind", partial(ChoiceEdit, choices=kinds), True, width=Width.THIRD),
        Field("on", "case_notes.field.on", day, True, width=Width.THIRD),
        Field("at_time", "case_notes.field.at_time", LineEdit, width=Width.THIRD),
        Field("watch", "case_notes.field.watch", partial(ChoiceEdit, choices=watch_choices(())), width=Width.THIRD),
        Field("next_look", "case_notes.field.next_look", day, width=Width.THIRD),
        Field(
            "open_reason",
            "case_notes.field.open_reason",
            LineEdit,
            help_key="case_notes.field.open_reason_help",
            width=Width.FULL,
        ),
        minutes_field(),
    )
    return FormSpec((Section(None, fields),))
