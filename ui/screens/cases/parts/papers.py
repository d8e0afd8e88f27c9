"""Papers of a case: the agreement before residence, consents, complaints."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.case_intake import ComplaintItem, PaperItem, PapersPage, PaperState
from kmcase.application.read.cases import CasePage
from kmcase.domain.casework import CasePaper
from kmcase.domain.evidence import Attachment
from kmcase.messages import Message, message
from ui.answering import show_stored, told
from ui.ports import Desk, LiveTexts
from ui.screens.cases.paper_actions import PaperActions
from ui.screens.cases.part import CaseHost, PartSpec
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    Fact,
    KeyFacts,
    Label,
    Said,
    WrappingRow,
    block,
    clear_layout,
    column,
    row,
    said_text,
    scrolling,
)
from ui.widgets.picture_sheet import open_picture

_MARKS = {
    PaperState.SIGNED: (Tone.OK, "sign"),
    PaperState.REFUSED: (Tone.WARN, "close"),
    PaperState.WITHDRAWN: (Tone.PLAIN, "undo"),
}


class PapersPart(QWidget):
    """The part."""

    def __init__(self, desk: Desk, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._case: CasePage | None = None
        texts = desk.texts
        self.actions = PaperActions(desk, host)
        self.banner = Banner(texts)
        self.papers = QVBoxLayout()
        self.complaints = QVBoxLayout()
        self.complain = Button(texts, message("case_intake.complaint.begin"), icon_name="plus")
        for part in (self.papers, self.complaints):
            part.setSpacing(Space.ONE)
        inner = block(self.banner, self.papers, self.complaints, None, spacing=Space.TWO)
        self.setLayout(column(scrolling(inner), WrappingRow(self.complain, None), stretch=0))
        self.complain.clicked.connect(self._begin_complaint)

    def show_case(self, page: CasePage) -> None:
        """The case in front."""
        self._case = page
        self.complain.setVisible(self._desk.may("cases.complaint"))
        service, case_id = self._desk.services.case_papers, page.head.case_id
        self._desk.jobs.database(lambda: service.page(case_id), told(self._desk, partial(self._show, page)))

    def retranslate(self, texts: LiveTexts) -> None:
        """Labels do so by themselves."""

    # --- inside ---

    def _show(self, case: CasePage, page: PapersPage) -> None:
        if page.missing:
            title = page.missing[0].words
            self.banner.say(Tone.WARN, message("case_intake.paper.missing", title=title), closable=False)
        else:
            self.banner.hide()
        clear_layout(self.papers)
        for paper in case.casework.papers:
            told = [item for item in page.papers if item.paper.code == paper.code]
            self.papers.addWidget(self._card(case, paper, told))
        clear_layout(self.complaints)
        if page.complaints:
            title = Label(self._desk.texts, message("case_intake.complaint.title"), role="lead")
            self.complaints.addWidget(title)
        for complaint in page.complaints:
            self.complaints.addWidget(self._complaint(case, complaint, page))

    def _card(self, case: CasePage, paper: CasePaper, told: list[PaperItem]) -> Card:
        texts = self._desk.texts
        card = Card(spacing=Space.HALF)
        card.body.addWidget(Label(texts, paper.words, role="strong"))
        card.body.addWidget(Label(texts, paper.reference, role="muted"))
        for item in told:
            self._item(card, case, item)
        blank = self._button("blank", "print", partial(self.actions.print, case, paper), paper.words)
        sign = self._button("sign", "sign", partial(self.actions.begin_sign, case, paper), paper.words)
        refuse = self._button("refuse", "close", partial(self.actions.begin_refuse, case, paper), paper.words)
        for button in (sign, refuse):
            button.setVisible(self._desk.may("cases.papers"))
        card.body.addLayout(row(sign, refuse, blank, None))
        return card

    def _item(self, card: Card, case: CasePage, item: PaperItem) -> None:
        texts = self._desk.texts
        tone, icon = _MARKS[item.state]
        chip = Chip(texts, message(f"case_intake.paper_state.{item.state.value}"), tone, icon)
        head = Label(texts, message("case_intake.paper.on", day=item.on, officer=item.officer), wrap=False)
        of = f"{said_text(texts, item.paper.words)} {head.plain_text()}"
        buttons = [self._button("print", "print", partial(self.actions.print, case, item.paper, item.paper_id), of)]
        pages = item.signed.pages if item.signed else ()
        for number, page in enumerate(pages, 1):
            said = message("case_intake.paper.page", number=number) if len(pages) > 1 else None
            buttons.append(self._button("scan", "image", partial(self._look, page, item.paper.words), of, said))
        if item.state is PaperState.SIGNED and self._desk.may("cases.papers"):
            buttons.append(self._button("withdraw", "undo", partial(self.actions.begin_withdraw, case, item), of))
        card.body.addLayout(row(chip, head, *buttons, None))
        for said in _details(item):
            card.body.addWidget(Label(texts, said, copyable=True))

    def _button(self, key: str, icon: str, press: Callable[[], None], of: Said, said: Message | None = None) -> Button:
        words = said or message(f"case_intake.paper.{key}")
        button = Button(self._desk.texts, words, kind="link", icon_name=icon, of=of)
        button.clicked.connect(lambda _checked=False: press())
        return button

    def _look(self, scan: Attachment, title: Message) -> None:
        def show(content: bytes, title: Message) -> None:
            open_picture(self, content, self._desk.texts.render(title))

        show_stored(self._desk, scan.stored_sha256, title, show)

    def _complaint(self, case: CasePage, item: ComplaintItem, page: PapersPage) -> Card:
        texts, newest = self._desk.texts, item.standing[0]
        values = newest.values
        card = Card(spacing=Space.HALF)
        answered = values.answered_on is not None
        chip = Chip(texts, "")
        if len(item.standing) > 1:
            chip.set_state(message("case_intake.page.written_apart"), Tone.WARN, "warning")
        elif answered:
            chip.set_state(message("case_intake.complaint.answered"), Tone.OK, "tick")
        else:
            chip.set_state(message("case_intake.complaint.open"), Tone.WARN, "clock")
        by = values.by or message("case_intake.complaint.nobody")
        said = Label(texts, message("case_intake.complaint.line", day=values.on, by=by), role="strong", wrap=False)
        card.body.addLayout(row(said, chip, None))
        for version in item.standing:
            told = (("about", version.values.about), ("done", version.values.done), ("answer", version.values.answer))
            facts = [Fact(label=message(f"case_intake.complaint.{name}"), value=text) for name, text in told if text]
            card.body.addWidget(KeyFacts(texts, facts))
        name = page.names.get(newest.written_by, "")
        written = message(
            "case_intake.complaint.written", moment=newest.written_at, name=name, count=len(item.versions)
        )
        words = message("case_intake.complaint.edit")
        edit = Button(texts, words, kind="link", icon_name="edit", of=said.plain_text())
        edit.setVisible(self._desk.may("cases.complaint"))
        edit.clicked.connect(lambda _checked=False: self.actions.begin_complaint(case, item))
        card.body.addLayout(row(Label(texts, written, role="muted", wrap=False), edit, None))
        return card

    def _begin_complaint(self, _pressed: bool = False) -> None:
        if self._case is not None:
            self.actions.begin_complaint(self._case)


def _details(item: PaperItem) -> list[Message]:
    if item.signed is None:
        return [message("case_intake.paper.refused_line", reason=item.reason, follows=item.follows)]
    found = []
    if item.items:
        agreed = tuple(entry.words for entry in item.items)
        found.append(message("case_intake.paper.agreed_line", items=agreed))
    if item.agency:
        found.append(message("case_intake.paper.agency_line", agency=item.agency))
    if item.note:
        found.append(message("case_intake.paper.note_line", note=item.note))
    if item.ended_on is not None:
        found.append(message("case_intake.paper.ended_line", day=item.ended_on, reason=item.end_reason))
    return found


PART = PartSpec(key="papers", use_case="cases.read", make=PapersPart)
