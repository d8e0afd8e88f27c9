"""One round's publicity: figures and text on one tab, photographs with consents on the other, actions below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from kmcase.application.publicity_drafts import families_told
from kmcase.application.read.publicity import PhotographLine, PublicityPage
from kmcase.domain.publicity import PublicityState
from kmcase.messages import Message, message
from kmcase.thai.calendar import format_long
from ui.ports import Desk, LiveTexts
from ui.screens.publicity.columns import PHOTOGRAPHS, state_mark
from ui.screens.publicity.presenter import PublicityPresenter, photograph_counts
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Card, Chip, Fact, KeyFacts, Label, clear_layout, row, scrolling, stacked


class PublicityPane(QWidget):
    """`folder_asked` when the approved text is to go into a folder."""

    folder_asked = Signal()

    def __init__(self, desk: Desk, presenter: PublicityPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.round = Label(texts, "", role="muted")
        self.tabs = QTabBar()
        for _ in range(2):
            self.tabs.addTab("")
        self.banner = Banner(texts)
        self.figures = KeyFacts(texts, pairs=3)
        self.text = QVBoxLayout()
        self.photographs = ListView(
            desk,
            name="publicity-photographs",
            title_key="publicity.page.tab_photographs",
            columns=PHOTOGRAPHS,
            key=lambda line: line.photograph.stored_sha256,
            empty=message("publicity.page.no_photographs"),
        )
        self.will = Label(texts, "", role="strong")
        self.look = Button(texts, message("publicity.page.look"), icon_name="eye")
        self.withdraw = Button(texts, message("publicity.page.withdraw"), icon_name="undo")
        self.consent = Button(texts, message("publicity.page.consent"), icon_name="sign")
        self.pdf = Button(texts, message("publicity.page.pdf"), icon_name="pdf")
        self.folder = Button(texts, message("publicity.page.folder"), icon_name="export")
        self.edit = Button(texts, message("publicity.page.edit"), icon_name="edit", shortcut="F2")
        self.write = Button(texts, message("publicity.page.write"), kind="primary", icon_name="plus", shortcut="Ctrl+N")
        self.approve = Button(texts, message("publicity.page.approve"), kind="primary", icon_name="tick")
        self._actions = (self.pdf, self.folder, self.edit, self.write, self.approve)
        for button in self._actions:
            button.hide()
        self._build()
        self._connect()
        self._name_tabs()

    # --- what is shown ---

    def show_page(self, page: PublicityPage) -> None:
        """Show a round and its text."""
        head, values = page.round, page.values
        self.title.say(values.title if values else message("publicity.page.missing"))
        mark = state_mark(page.state)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        day = format_long(head.planned_on)
        self.round.say(message("publicity.page.round", number=head.number, day=day, place=head.place))
        self._show_banner(page)
        self.figures.set_facts(_figures(page))
        self._show_text(page)
        self.photographs.set_items(sorted(page.photographs, key=lambda line: (not line.chosen, bool(line.findings))))
        self._show_actions(page)

    def show_photographs(self) -> None:
        """The tab of photographs."""
        self.tabs.setCurrentIndex(1)

    def chosen_photograph(self) -> PhotographLine | None:
        """The photograph under the cursor."""
        return self.photographs.only()

    def retranslate(self, texts: LiveTexts) -> None:
        """Say the tabs again; the rest says itself."""
        self._name_tabs()

    # --- inside ---

    def _build(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.TWO)
        inside.addWidget(self.banner)
        inside.addWidget(self.figures)
        self.text.setSpacing(Space.ONE)
        inside.addLayout(self.text)
        inside.addStretch(1)
        photographs = QWidget()
        beside = QVBoxLayout(photographs)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.ONE)
        beside.addWidget(self.photographs, 1)
        beside.addLayout(row(None, self.look, self.withdraw, self.consent))
        self._pages = stacked(scrolling(inner), photographs)
        card = Card(spacing=Space.ONE)
        head = row(self.title, self.state, stretch=0)
        card.body.addLayout(head)
        card.body.addWidget(self.round)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self._pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card, 1)
        layout.addWidget(self.will)
        layout.addLayout(row(None, *self._actions))

    def _connect(self) -> None:
        presenter = self._presenter
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.photographs.activated.connect(presenter.look)
        self.photographs.selection_changed.connect(self._photograph_selected)
        for button, act in (
            (self.look, presenter.look),
            (self.withdraw, presenter.begin_withdrawal),
            (self.consent, presenter.begin_consent),
        ):
            button.clicked.connect(partial(self._with_photograph, act))
        self.pdf.clicked.connect(presenter.print)
        self.folder.clicked.connect(self.folder_asked)
        self.edit.clicked.connect(presenter.begin_edit)
        self.write.clicked.connect(presenter.begin_edit)
        self.approve.clicked.connect(presenter.approve)
        self._photograph_selected()

    def _with_photograph(self, act: Callable[[PhotographLine], None], _checked: bool = False) -> None:
        line = self.chosen_photograph()
        if line is not None:
            act(line)

    def _photograph_selected(self) -> None:
        line = self.chosen_photograph()
        may = self._presenter.may("publicity.consent")
        self.look.setEnabled(line is not None)
        self.consent.setVisible(may)
        self.consent.setEnabled(line is not None)
        self.withdraw.setVisible(may)
        self.withdraw.setEnabled(line is not None and any(person.consents for person in line.photograph.persons))

    def _show_banner(self, page: PublicityPage) -> None:
        shown, chosen = photograph_counts(page)
        if page.state is PublicityState.APART:
            said = message("publicity.page.apart", count=len(page.standing))
            self.banner.say(Tone.WARN, said, closable=False)
        elif shown < chosen:
            said = message("publicity.page.withdrawn", count=chosen - shown)
            self.banner.say(Tone.WARN, said, closable=False)
        else:
            self.banner.hide()

    def _show_text(self, page: PublicityPage) -> None:
        clear_layout(self.text)
        texts = self._desk.texts
        if not page.standing:
            self.text.addWidget(Label(texts, message("publicity.page.missing_advice"), role="muted"))
        for number, version in enumerate(page.standing):
            name = page.names.get(version.written_by, "")
            if number:
                said = message("publicity.page.other", moment=version.written_at, name=name)
                self.text.addWidget(Label(texts, said, role="lead"))
            self.text.addWidget(Label(texts, version.values.text, copyable=True))
            if not number:
                said = message("publicity.page.written", moment=version.written_at, name=name)
                self.text.addWidget(Label(texts, said, role="muted"))
        if page.approval is not None:
            approval = page.approval
            said = message("publicity.page.approved", name=approval.approved_by, moment=approval.approved_at)
            self.text.addWidget(Label(texts, said, role="muted"))
        if page.standing:
            shown, chosen = photograph_counts(page)
            said = message("publicity.page.photographs", shown=shown, chosen=chosen)
            self.text.addWidget(Label(texts, said, role="muted"))

    def _show_actions(self, page: PublicityPage) -> None:
        there, may_write = page.values is not None, self._presenter.may("publicity.write")
        self.pdf.setVisible(there and page.state is not PublicityState.APART)
        self.folder.setVisible(page.state is PublicityState.APPROVED)
        self.edit.setVisible(there and may_write)
        self.write.setVisible(not there and may_write)
        self.approve.setVisible(self._presenter.may_approve)
        self.will.setVisible(self._presenter.may_approve)
        self.will.say(message("publicity.page.will", shown=photograph_counts(page)[0]))
        self._photograph_selected()

    def _name_tabs(self) -> None:
        texts = self._desk.texts
        self.tabs.setTabText(0, texts.text("publicity.page.tab_text"))
        self.tabs.setTabText(1, texts.text("publicity.page.tab_photographs"))
        self.tabs.setAccessibleName(texts.text("publicity.screen.publicity"))


def _figures(page: PublicityPage) -> list[Fact]:
    figures = page.figures
    told: Message = families_told(page.told.families)
    return [
        Fact(label=message("publicity.page.families"), value=f"{figures.families:,}", number=True),
        Fact(
            label=message("publicity.page.amount"),
            value=message("publicity.page.amount_value", amount=figures.amount),
            number=True,
        ),
        Fact(label=message("publicity.page.villages"), value=f"{figures.villages:,}", number=True),
        Fact(label=message("publicity.page.told"), value=told),
    ]
