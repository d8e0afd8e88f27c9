"""One visit: head, sections, what the program thinks, and what can be done next at one fixed place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.visits import VisitPage
from kmcase.application.visits import AskForAid
from kmcase.domain.evidence import PHOTO_KINDS, EvidenceKind
from kmcase.domain.findings import Finding
from kmcase.domain.ids import RandomIds
from kmcase.messages import Message, message
from ui.draft_lane import DraftLane
from ui.forms.answers import AnswersView
from ui.ports import Desk, Err, LiveTexts
from ui.screens.visits.actions import Action
from ui.screens.visits.asking_view import AskingView
from ui.screens.visits.foot_view import VisitFoot
from ui.screens.visits.head_view import VisitHead
from ui.screens.visits.own_pages import OwnPages
from ui.screens.visits.photos import positions_of
from ui.screens.visits.port import Shown
from ui.screens.visits.presenter import VisitsPresenter
from ui.screens.visits.side_view import SidePane
from ui.screens.visits.standing import SIGNING, notes_of, place_of, section_said, still_missing, wish_of, wished
from ui.theme import Space, Tone
from ui.widgets import Banner, SectionState, column, on_key, retranslate_all, scrolling

_WRITE_AFTER_MS = 8_000
_SIDE, _SIDE_LETTERS = 252, 32
_NONE = Action(key="none", icon="minus", asks="reason")


class VisitPane(QWidget):
    """`left` when the list is wanted again."""

    left = Signal()

    def __init__(self, desk: Desk, presenter: VisitsPresenter) -> None:
        super().__init__()
        self._desk, self._presenter = desk, presenter
        texts = desk.texts
        self._shown: Shown | None = None
        self._actions_now: dict[str, Action] = {}
        self._none_kind: EvidenceKind | None = None
        self._drafts = DraftLane(desk.jobs, desk.services.drafts)
        self.head = VisitHead(texts)
        self.banner = Banner(texts)
        self.answers: AnswersView | None = None
        self._form_place = QVBoxLayout()
        self._own = OwnPages(texts)
        self.photos, self.evidence = self._own.photos, self._own.evidence
        self.differences, self.signing = self._own.differences, self._own.signing
        self.side = SidePane(texts)
        self.foot = VisitFoot(texts)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WRITE_AFTER_MS)
        self._build()
        self._connect()

    # --- a visit ---

    def show_visit(self, shown: Shown) -> None:
        """Another visit, or the same one as it has become: what is being typed stays."""
        page, before = shown.page, self._shown
        same = before is not None and before.page.visit.visit_id == page.visit.visit_id
        self._shown = shown
        answers = self._answers_for(shown, same=same)
        writable = shown.writable
        if not same:
            self.asking.close_form()
            self.banner.hide()
            answers.set_answers(page.answers)
            answers.set_read_only(not writable)
            answers.use_draft(_draft_of(page) if writable else "")
            answers.offer_answers(shown.registered)
            answers.go(shown.form.sections[0].name)
        else:
            touched = answers.touched() if writable else frozenset()
            answers.follow_answers(page.answers)
            answers.set_read_only(not writable)
            self._presenter.follow(touched)
            if before is not None and before.writable is not writable:
                answers.use_draft(_draft_of(page) if writable else "")
                answers.offer_answers(shown.registered)
        answers.show_versions(notes_of(self._desk.texts, shown, self._presenter.settle))
        answers.offer_positions(positions_of(page))
        self.head.show_page(page)
        for key, lacking in self._own.show(shown).items():
            answers.set_page_state(key, SectionState.MISSING if lacking else SectionState.DONE, lacking)
        self._show_side()
        self._actions_now = {action.key: action for action in shown.actions}
        self.foot.show_actions(shown.actions)
        self._say_saved()

    def show_written(self, raws: Mapping[str, Any]) -> None:
        """What was typed so is in the visit."""
        if self.answers is not None:
            self.answers.mark_saved(raws)
            self._say_saved()

    def show_refusal(self, refusal: Err) -> None:
        """Why nothing was done, beside what it is about."""
        field = refusal.field or ""
        if self.asking.form is not None:
            self.asking.show_failure(refusal)
        elif self.answers is not None and self.answers.current() == SIGNING:
            self.signing.show_refusal(refusal.field, refusal.message)
        elif field in self.differences.reasons:
            self.differences.show_refusal(field, refusal.message)
        else:
            place = tuple(field.split("/"))
            if self.answers is not None and self.answers.knows(place[0]):
                self.answers.go_to(place)
            self.banner.say(Tone.ERROR, refusal.message)

    def show_done(self) -> None:
        """What was asked for is done."""
        self.asking.close_form()
        self.banner.hide()

    def write(self, *, then: str = "") -> None:
        """Write what is typed into the visit, and then perhaps do an action."""
        self._timer.stop()
        answers, shown = self.answers, self._shown
        after = partial(self._go_on, then) if then else None
        if answers is None or shown is None or not shown.writable:
            if after is not None:
                after()
            return
        self._presenter.writing.write(answers.answers(), answers.raws(), after)

    def leave(self) -> None:
        """Back to the list; a question that is open is left first."""
        if self.asking.form is not None:
            self.asking.close_form()
        else:
            self.left.emit()

    def act(self, key: str) -> None:
        """Do an action; what is typed is written before."""
        if key in self._actions_now:
            self.banner.hide()
            self.write(then=key)

    def go(self, key: str) -> None:
        """A section or page in front."""
        if self.answers is not None:
            self.answers.go(key)

    def begin(self) -> None:
        """The keyboard goes to the sections."""
        if self.answers is not None:
            self.answers.nav.setFocus()

    def show_taking(self, kind: EvidenceKind, name: str) -> None:
        """A photograph is on its way to its place; of a paper the jobs tell."""
        if kind in PHOTO_KINDS:
            self.photos.show_taking(kind, name)

    def show_not_taken(self, kind: EvidenceKind, why: Message) -> None:
        """Why a picture or a paper was not kept, at its place."""
        self._own.show_not_taken(kind, why)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything anew, the pages that are in no window yet as well."""
        retranslate_all(self, texts)
        self._own.retranslate(texts)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen comes in front: what is typed is written."""
        if self._timer.isActive():
            self.write()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text wants a broader side."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side never takes the room of the form."""
        super().resizeEvent(event)
        self._fit_side()

    # --- inside: shown ---

    def _fit_side(self) -> None:
        wanted = _SIDE_LETTERS * self.fontMetrics().averageCharWidth()
        self._side_area.setFixedWidth(max(_SIDE, min(wanted, self.width() * 2 // 7)))

    def _answers_for(self, shown: Shown, *, same: bool) -> AnswersView:
        """The form on the screen; made anew only where another form was answered."""
        if self.answers is not None and (same or self.answers.form_shown is shown.form):
            return self.answers
        if self.answers is not None:
            self._form_place.removeWidget(self.answers)
            self.answers.deleteLater()
        made = AnswersView(
            self._desk.texts,
            shown.form,
            today=self._desk.today(),
            new_id=RandomIds().new,
            drafts=self._drafts,
        )
        for key, page in self._own.by_key.items():
            made.add_page(key, message(f"visits_ui.page.{key}"), page)
        made.changed.connect(self._typed)
        made.turned.connect(self._turned)
        self._form_place.addWidget(made)
        self.answers = made
        return made

    def _show_side(self) -> None:
        shown, answers = self._shown, self.answers
        if shown is None or answers is None:
            return
        self.side.show_findings(shown.page.findings)
        self.side.show_comments(shown.page.comments, may_answer=shown.may_answer)
        self.side.turn_to(answers.current())
        self.side.show_progress(answers.answered(), answers.lacking(), answers.problems())

    def _say_saved(self) -> None:
        shown, answers = self._shown, self.answers
        unconfirmed = len(answers.offered()) if answers is not None else 0
        self.head.register.setVisible(unconfirmed > 0)
        self.side.show_unconfirmed(unconfirmed)
        if shown is None or answers is None or not shown.writable:
            self.foot.say(message("visits_ui.read_only"))
        else:
            self.foot.say(message("visits_ui.typing" if answers.is_dirty else "visits_ui.written"))

    # --- inside: done ---

    def _typed(self) -> None:
        self._timer.start()
        self._say_saved()

    def _turned(self, _left: str) -> None:
        self.write()
        self._show_side()

    def _go_on(self, key: str) -> None:
        action, shown = self._actions_now.get(key), self._shown
        if action is None or shown is None:
            return
        if not action.asks:
            if key == "correct":
                self._presenter.correct()
            else:
                self._presenter.act(key)
            return
        warning = still_missing(self._desk.texts, shown.page) if key == "submit" else None
        self.asking.ask(action, self._about(action), warning)
        if action.asks == "aid" and self.asking.form is not None:
            self.asking.form.form.set_values(wished(shown.page.answers))

    def _about(self, action: Action) -> Message:
        assert self._shown is not None and self.answers is not None
        section = section_said(self._shown.form, self.answers.current())
        return message(f"visits_ui.about.{action.key}", name=self._shown.page.person_name, section=section)

    def _said(self, key: str, given: Mapping[str, Any]) -> None:
        if key == _NONE.key:
            if self._none_kind is not None:
                self._presenter.photos.declare_none(self._none_kind, str(given["words"]))
        elif key in ("ask_for_aid", "wish_for_aid") and self._shown is not None:
            self._presenter.ask_for_aid(AskForAid(visit_id=self._shown.page.visit.visit_id, wish=wish_of(given)))
        elif self.answers is not None:
            self._presenter.act(key, {**given, "section": self.answers.current()})

    def _mend(self, finding: Finding) -> None:
        if self.answers is None or not finding.fields:
            return
        place = place_of(finding.fields[0])
        if self.answers.knows(place[0]):
            self.answers.go_to(place)

    def _ask_none(self, kind: EvidenceKind) -> None:
        self._none_kind = kind
        said = message("visits_ui.about.none", kind=message(f"evidence.kind.{kind.value}"))
        self.asking.ask(_NONE, said)

    def _remove_photo(self, kind: EvidenceKind, stored: str) -> None:
        if not self._presenter.photos.take_out(kind, stored):
            self._ask_none(kind)

    def _build(self) -> None:
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.ONE)
        inside.addWidget(self.head)
        inside.addWidget(self.banner)
        middle = QHBoxLayout()
        middle.setSpacing(Space.TWO)
        middle.addLayout(self._form_place, 1)
        self._side_area = scrolling(self.side)
        middle.addWidget(self._side_area)
        self._fit_side()
        inside.addLayout(middle, 1)
        inside.addWidget(self.foot)
        # On the body alone: a question has an Escape of its own, and two for one key do nothing.
        on_key(body, "Esc", self.leave)
        self.asking = AskingView(self._desk, body)
        self.setLayout(column(self.asking))

    def _connect(self) -> None:
        pictures = self._presenter.photos
        self.foot.acted.connect(self.act)
        self.head.back.clicked.connect(self.leave)
        self.head.person.clicked.connect(self._presenter.go_to_person)
        self.head.request.clicked.connect(self._presenter.go_to_request)
        self.head.register.clicked.connect(lambda: self.answers and self.answers.take_offered())
        self._timer.timeout.connect(self.write)
        self.asking.said.connect(self._said)
        self.side.mend_requested.connect(self._mend)
        self.side.answered.connect(self._presenter.answer)
        self.side.section_wanted.connect(self.go)
        self.photos.offered.connect(pictures.keep)
        self.photos.pasted.connect(pictures.keep_content)
        self.photos.folder.connect(pictures.look_into)
        self.photos.many.connect(pictures.look_at)
        self.photos.camera_closed.connect(pictures.close_folder)
        self.photos.opened.connect(pictures.open_pieces)
        self.photos.removed.connect(self._remove_photo)
        self.photos.none_wanted.connect(self._ask_none)
        self.evidence.attached.connect(
            lambda kind, picture: pictures.keep_content(EvidenceKind(kind), picture.content, picture.name)
        )
        self.evidence.none_declared.connect(lambda kind, why: pictures.declare_none(EvidenceKind(kind), why))
        self.evidence.opened.connect(lambda kind: pictures.open_pieces(EvidenceKind(kind)))
        self.differences.explained.connect(self._presenter.explain)
        self.differences.confirmed.connect(lambda: self._presenter.act("confirm"))
        self.differences.found_at.connect(lambda question: self.answers and self.answers.go_to((question,)))
        self.signing.signed.connect(self._sign)
        self.signing.joined.connect(self._presenter.add_partner)

    def _sign(self, mark: Any) -> None:
        """What is typed is written first: the signature stands under it."""
        answers, shown = self.answers, self._shown
        if answers is not None and shown is not None and shown.writable:
            self._presenter.writing.write(answers.answers(), answers.raws(), lambda: self._presenter.sign(mark))


def _draft_of(page: VisitPage) -> str:
    return f"visit:{page.visit.visit_id}"
