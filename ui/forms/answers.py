"""A form declared as data: its sections down the left with a mark for what is missing, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kmcase.domain.findings import Finding
from kmcase.domain.form_answers import check, missing, shown
from kmcase.domain.forms import Answers, Form, Path
from kmcase.messages import Message, message
from ui.forms.drafts import DraftKeeper, Drafts, DraftValues
from ui.forms.offered import Offered
from ui.forms.section_page import SectionPage, sentence_of
from ui.forms.versions import VersionsNote
from ui.theme import Space, Tone
from ui.widgets.basics import on_key, scrolling
from ui.widgets.editor import Editor
from ui.widgets.navigation import NavSection, SectionNav, SectionState
from ui.widgets.notices import Banner
from ui.widgets.position_edit import PositionEdit
from ui.widgets.texts import Said, Texts, retranslate_all

_MARK_AFTER_MS = 150


class AnswersView(QWidget):
    """`changed` at each keystroke, `turned` with the section that was left, when another one comes in front.

    Ctrl+PageDown and Ctrl+PageUp go to the next section and back, Enter to the next field. A screen adds pages of its
    own behind the form's sections (`add_page`), and says how far each is.
    """

    changed = Signal()
    turned = Signal(str)

    def __init__(
        self,
        texts: Texts,
        form: Form,
        *,
        today: date,
        new_id: Callable[[], str],
        drafts: Drafts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form_shown = form
        self.nav = SectionNav(texts)
        self.restored = Banner(texts)
        self._stack = QStackedWidget()
        self._pages = {section.name: SectionPage(texts, section, today, new_id) for section in form.sections}
        self._areas: dict[str, QScrollArea] = {}
        self._own: dict[str, NavSection] = {}
        self._standing: Answers = {}
        self._clean: dict[str, Any] = {}
        self._offered = Offered()
        self._filling = False
        self._told: dict[Path, Message] = {}
        self._asked: frozenset[Path] = frozenset()
        self._keeper = DraftKeeper(drafts, self.raws, self) if drafts is not None else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MARK_AFTER_MS)
        self._build()
        self.set_answers({})

    # --- answers ---

    def answers(self) -> dict[str, Any]:
        """What is answered, hidden questions too.

        Where nothing was typed, and where something unreadable is, what stands counts: an editor that cannot show an
        answer as it is never changes it.
        """
        found = {name: answer for name, answer in self._standing.items() if self.knows(name)}
        touched = self._typed_into()
        for page in self._pages.values():
            typed = page.answers(self._standing)
            for name, _ in page.editors():
                if name in touched:
                    found.pop(name, None)
                    found |= {name: typed[name]} if name in typed else {}
        return found

    def set_answers(self, answers: Answers) -> None:
        """Show a record: questions it does not answer are emptied, and it counts as clean."""
        self.flush_draft()
        self.restored.hide()
        self._offered = Offered()
        self._filling = True
        self._standing = dict(answers)
        for page in self._pages.values():
            page.set_answers(answers)
        self._filling = False
        self.mark_clean()
        self._judge()

    def follow_answers(self, answers: Answers) -> None:
        """The record has changed elsewhere: show it where nothing is typed here, and keep what is."""
        touched, clean = self.touched(), self._clean
        self._filling = True
        self._standing = dict(answers)
        for page in self._pages.values():
            page.follow_answers(answers, touched)
        self._filling = False
        self._clean = {name: clean[name] if name in touched else raw for name, raw in self.raws().items()}
        self._show_offered()

    def offer_answers(self, answers: Answers) -> None:
        """Show these where nothing is answered: none is an answer before `take_offered` or typing makes it one."""
        self._filling = True
        for name in self._waiting():
            self.editor(name).set_value(None)
        self._offered = Offered({name: answer for name, answer in answers.items() if self.knows(name)})
        self._show_offered()

    def offered(self) -> frozenset[str]:
        """The questions that are asked and show what is offered."""
        return frozenset(name for name in self._waiting() if (name,) in self._asked)

    def take_offered(self) -> None:
        """What is offered and asked is so: it counts as typed."""
        self._offered.take(self.offered())
        self._typed()

    def raws(self) -> dict[str, Any]:
        """What is typed, by question, as JSON, bad text included; what is only offered is not typed."""
        return self._offered.typed(self._held())

    @property
    def is_dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.raws() != self._clean

    def mark_clean(self) -> None:
        """What is shown now is what is saved."""
        self._clean = self.raws()

    def mark_saved(self, raws: Mapping[str, Any]) -> None:
        """What was typed so is saved: forget the draft, unless more is typed by now, or something unreadable."""
        self._standing, self._clean = self.answers(), dict(raws)
        self._offered.keep_waiting(self._held())
        if raws == self.raws() and not any(page.unread() for page in self._pages.values()):
            self.clear_draft()

    def touched(self) -> frozenset[str]:
        """The questions into which something is typed that is not saved."""
        return self._typed_into() | {name for page in self._pages.values() for name in page.unread_names()}

    def editor(self, name: str) -> Editor:
        """The editor of a question or a repeat."""
        return self._page_of(name).editor(name)

    # --- drafts ---

    def use_draft(self, key: str) -> None:
        """Keep what is typed from now on under a record's key, and type again what was kept there; "" keeps nothing."""
        if self._keeper:
            self._keeper.turn_to(key, self._draft_found)

    def clear_draft(self) -> None:
        """What is typed is saved: forget the draft."""
        if self._keeper:
            self._keeper.clear()
        self.restored.hide()

    def flush_draft(self) -> None:
        """Keep now what waits to be kept."""
        if self._keeper:
            self._keeper.flush()

    # --- what is said about it ---

    def problems(self) -> int:
        """How many answers are wrong or unreadable."""
        return len(self._told) + sum(page.unread() for page in self._pages.values())

    def answered(self) -> int:
        """How many questions that are asked are answered; a repeat with rows counts as one."""
        given = self.answers()
        return sum(bool(given.get(path[0])) or given.get(path[0]) == 0 for path in self._asked if len(path) == 1)

    def lacking(self) -> int:
        """How many answers are missing."""
        return sum(map(len, self._lacks().values()))

    def show_missing(self) -> None:
        """Say beside each field that must be answered and is not, and go to the first."""
        lacks = self._lacks()
        sentence = message("widgets.form.missing")
        said = {path: sentence for paths in lacks.values() for path in paths}
        for name, page in self._pages.items():
            page.show_problems(said | self._told)
            if name in lacks and name == next(iter(lacks)):
                self.go_to(lacks[name][0])

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show findings beside the questions they name, and only these."""
        found = tuple(findings)
        for page in self._pages.values():
            page.form.set_findings(found)

    def show_versions(self, notes: Mapping[str, Sequence[VersionsNote]]) -> None:
        """Values that were written apart, below their questions (by name), and only these."""
        for page in self._pages.values():
            page.form.show_notes(notes)

    def offer_positions(self, positions: tuple[tuple[str, str], ...]) -> None:
        """Latitudes and longitudes of photographs, the best first, for every question that asks for a place."""
        for page in self._pages.values():
            for _, editor in page.editors():
                if isinstance(editor, PositionEdit):
                    editor.offer(positions)

    # --- pages ---

    def add_page(self, key: str, said: Said, page: QWidget) -> None:
        """A page of the screen's own behind the sections."""
        self._own[key] = NavSection(key=key, said=said)
        self._add(key, page)
        self._mark()

    def set_page_state(self, key: str, state: SectionState, count: int = 0) -> None:
        """How far a page of the screen's own is."""
        self._own[key] = NavSection(key=key, said=self._own[key].said, state=state, count=count)
        self._mark()

    def current(self) -> str:
        """The section or page in front."""
        return self.nav.current()

    def go(self, key: str) -> None:
        """Bring a section or page in front."""
        self.nav.show_current(key)

    def go_to(self, path: Path) -> None:
        """Bring a question, a row's question or a section in front."""
        if path[0] in self._areas:
            self.go(path[0])
            return
        page = self._page_of(path[0])
        self.go(page.section.name)
        page.go_to(path)

    def knows(self, name: str) -> bool:
        """Whether there is a section, a page, a question or a repeat of this name."""
        return name in self._areas or any(name == each for page in self._pages.values() for each, _ in page.editors())

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        for page in self._pages.values():
            page.form.set_read_only(read_only)
            for question in page.questions():
                if question.read_only:
                    page.editor(question.name).set_read_only(True)

    def retranslate(self, texts: Texts) -> None:
        """Say everything anew."""
        for part in (self.nav, self.restored, *self._pages.values()):
            part.retranslate(texts)
        for key in self._own:
            retranslate_all(self._areas[key].viewport(), texts)

    # --- inside ---

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.ONE)
        right.addWidget(self.restored)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.TWO)
        layout.addWidget(self.nav)
        layout.addLayout(right, 1)
        self.nav.setFixedWidth(self.nav.minimumWidth())
        for name, page in self._pages.items():
            self._add(name, page)
            page.typed.connect(self._typed)
            page.form.field_left.connect(lambda _: self._timer.start())
            for question, editor in page.editors():
                editor.changed.connect(partial(self._typed_in, question))
        self.nav.chosen.connect(self._turn)
        self.restored.action_requested.connect(self._discard)
        self._timer.timeout.connect(self._mark)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            on_key(self, keys, lambda step=step: self._step(step))

    def _add(self, key: str, page: QWidget) -> None:
        area = scrolling(page)
        self._areas[key] = area
        self._stack.addWidget(area)

    def _page_of(self, name: str) -> SectionPage:
        return next(page for page in self._pages.values() if name in dict(page.editors()))

    def _step(self, step: int) -> None:
        keys = self.nav.keys()
        place = min(max(keys.index(self.nav.current()) + step, 0), len(keys) - 1)
        self.go(keys[place])
        page = self._pages.get(keys[place])
        if page is not None:
            page.begin()
        else:
            self._areas[keys[place]].widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self, key: str) -> None:
        left = next((name for name, area in self._areas.items() if area is self._stack.currentWidget()), "")
        self._stack.setCurrentWidget(self._areas[key])
        if left != key:
            self.turned.emit(left)

    def _typed_into(self) -> frozenset[str]:
        return frozenset(name for name, raw in self.raws().items() if raw != self._clean.get(name))

    def _typed_in(self, name: str) -> None:
        if not self._filling:
            self._offered.take((name,))

    def _typed(self) -> None:
        if self._filling:
            return
        self._ask(self.answers())
        self._timer.start()
        if self._keeper:
            self._keeper.touch()
        self.changed.emit()

    def _held(self) -> dict[str, Any]:
        return {name: editor.raw() for page in self._pages.values() for name, editor in page.editors()}

    def _show_offered(self) -> None:
        typed = self._typed_into()
        self._filling = True
        for name, answer in self._offered.answers.items():
            editor = self.editor(name)
            if name not in typed and name not in self._standing and editor.is_empty():
                blank = editor.raw()
                self._page_of(name).show_answer(name, answer)
                self._offered.hold(name, blank, editor.raw())
        self._filling = False
        self._judge()

    def _waiting(self) -> Answers:
        return self._offered.waiting(self._held())

    def _lacks(self) -> dict[str, tuple[Path, ...]]:
        return missing(self.form_shown, self.answers(), self._waiting())

    def _judge(self) -> None:
        self._ask(self.answers())
        self._mark()

    def _ask(self, answers: Answers) -> None:
        """Show and hide what the answers decide."""
        self._asked = shown(self.form_shown, {**self._waiting(), **answers})
        for page in self._pages.values():
            page.show_asked(self._asked)

    def _mark(self) -> None:
        """Say how far each section is, and what is wrong beside its fields."""
        answers = self.answers()
        self._told = {problem.path: sentence_of(problem) for problem in check(self.form_shown, answers)}
        lacks, offered = self._lacks(), self.offered()
        sections = []
        for name, page in self._pages.items():
            page.show_problems(self._told)
            page.form.show_unconfirmed(offered)
            if (name,) in self._asked:
                wrong = page.unread() + sum(page.holds(path) for path in self._told)
                sections.append(page.standing(wrong, len(lacks.get(name, ())), answers))
        self.nav.set_sections((*sections, *self._own.values()))

    def _draft_found(self, typed: DraftValues) -> None:
        if self.is_dirty:
            return
        for page in self._pages.values():
            page.restore(typed)
        self._show_offered()
        if self.is_dirty:
            said, action = message("widgets.form.restored"), message("widgets.form.discard")
            self.restored.say(Tone.ACCENT, said, action, closable=False)
            self.changed.emit()

    def _discard(self) -> None:
        wanted = self._offered.answers
        self.clear_draft()
        self.set_answers(self._standing)
        self.offer_answers(wanted)
