"""One observation: what was seen, by which rule, the facts side by side, whom to ask, and what was said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.application.read.controls import ObservationItem
from kmcase.domain.controls import JudgementMade, ObservationState
from kmcase.domain.likeness import NOUN as PICTURE
from kmcase.messages import message
from ui.ports import Desk, LiveTexts
from ui.screens.controls.columns import name_of, place_of, state_mark
from ui.screens.controls.facts_view import NUMBER, FactsView
from ui.screens.controls.presenter import ControlsPresenter
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import (
    Banner,
    Button,
    Chip,
    Fact,
    KeyFacts,
    Label,
    clear_layout,
    column,
    line,
    retranslate_all,
    row,
    scrolling_card,
)


class ObservationPane(QWidget):
    """The right side of the board."""

    def __init__(self, desk: Desk, presenter: ControlsPresenter) -> None:
        super().__init__()
        texts = desk.texts
        self._desk, self._presenter = desk, presenter
        self._item: ObservationItem | None = None
        self._names: Mapping[str, str] = {}
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.says = Label(texts, "")
        self.ask = Label(texts, "", role="strong")
        self.banner = Banner(texts)
        self.facts = FactsView(texts, self._open_voucher)
        self.rule = KeyFacts(texts)
        self.history = QVBoxLayout()
        self.person = Button(texts, message("controls.page.person"), icon_name="person")
        self.pictures = Button(texts, message("controls.page.pictures"), icon_name="image")
        self.judge = Button(
            texts, message("controls.page.judge"), kind="primary", icon_name="pen", shortcut="Ctrl+Return"
        )
        self._build()
        self.person.clicked.connect(presenter.open_person)
        self.pictures.clicked.connect(presenter.open_pictures)
        self.judge.clicked.connect(presenter.begin_judge)

    def show_item(self, item: ObservationItem, names: Mapping[str, str]) -> None:
        """An observation; `names` are of staff by id."""
        self._item, self._names = item, names
        seen, mark = item.observation, state_mark(item)
        self.title.say(name_of(item))
        self.state.set_state(mark.said, mark.tone, mark.icon)
        self.says.say(message(f"controls.{seen.control}.says"))
        self.ask.say(message("controls.page.ask", ask=message(f"controls.{seen.control}.ask")))
        numbers = dict(seen.facts).get(NUMBER)
        linked = isinstance(numbers, tuple) and len(numbers) == len(seen.vouchers)
        self.facts.show_facts(seen.facts, seen.context, linked=linked)
        self._show_banner(item)
        self.rule.set_facts(self._rule(item))
        self._show_history(item)
        self.person.setVisible(bool(seen.persons))
        self.pictures.setVisible(seen.subject[0] == PICTURE)
        self.judge.setVisible(self._presenter.may_judge and not item.mine)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        if self._item is not None:
            self.show_item(self._item, self._names)

    def _build(self) -> None:
        self.history.setSpacing(Space.ONE)
        head = row(self.title, self.state, stretch=0)
        card = scrolling_card(head, self.says, self.banner, self.facts, self.ask, line(), self.rule, self.history)
        page = column(card, row(self.person, self.pictures, None, self.judge), stretch=0)
        page.setContentsMargins(Space.ONE, 0, 0, 0)
        self.setLayout(page)

    def _show_banner(self, item: ObservationItem) -> None:
        if item.mine and self._presenter.may_judge:
            self.banner.say(Tone.WARN, message("controls.page.mine"), closable=False)
        elif item.returned and item.state is ObservationState.OPEN:
            self.banner.say(Tone.WARN, message("controls.page.returned"), closable=False)
        else:
            self.banner.hide()

    def _rule(self, item: ObservationItem) -> list[Fact]:
        seen = item.observation
        return [
            Fact(label=message("controls.page.officer"), value=item.officer_name or "–"),
            Fact(label=message("controls.page.place"), value=place_of(item) or "–"),
            Fact(
                label=message("controls.page.rule"),
                value=message("controls.page.rule_said", code=seen.control, version=item.rule_version),
            ),
            Fact(label=message("controls.page.source"), value=message("controls.page.sources", said=item.reference)),
        ]

    def _show_history(self, item: ObservationItem) -> None:
        clear_layout(self.history)
        texts = self._desk.texts
        if item.judgements:
            self.history.addWidget(Label(texts, message("controls.page.history"), role="lead"))
        for made in item.judgements:
            self._add_judgement(made, present=made.digest == item.observation.digest)

    def _add_judgement(self, made: JudgementMade, *, present: bool) -> None:
        texts = self._desk.texts
        said = message(
            "controls.page.judged",
            verdict=message(f"controls.verdict.{made.verdict.value}"),
            name=self._names.get(made.judged_by, ""),
            at=made.judged_at,
        )
        self.history.addWidget(Label(texts, said, role="strong"))
        self.history.addWidget(Label(texts, made.reason, copyable=True))
        if not present:
            self.history.addWidget(Label(texts, message("controls.page.other_facts"), role="muted"))
        if made.attachment is not None:
            paper = Button(texts, message("controls.page.paper"), kind="link", icon_name="attach")
            paper.clicked.connect(partial(self._presenter.open_paper, made.attachment.stored_sha256))
            self.history.addLayout(row(paper, None))

    def _open_voucher(self, place: int, _pressed: bool = False) -> None:
        if self._item is not None:
            self._presenter.open_voucher(self._item.observation.vouchers[place])
