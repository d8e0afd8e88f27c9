"""Two uses of evidence side by side, how alike they are in words, and what somebody says of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.domain.controls import ObservationState, Verdict
from kmcase.domain.wording import Message
from kmcase.messages import message
from ui.ports import Desk
from ui.screens.pictures.columns import name_of, state_mark
from ui.screens.pictures.presenter import Pair, PicturesPresenter
from ui.screens.pictures.side_view import SideView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Button, Card, Chip, Label, TextArea, row


class PicturePane(QWidget):
    """Shows a pair."""

    def __init__(self, desk: Desk, presenter: PicturesPresenter) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        texts = desk.texts
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.nearness = Label(texts, "", role="strong")
        self.ask = Label(texts, "", role="muted")
        self.banner = Banner(texts)
        self.left = SideView(desk, "pictures.page.first")
        self.right = SideView(desk, "pictures.page.again")
        self.before = Button(
            texts, message("pictures.page.before"), kind="quiet", icon_name="chevron_left", shortcut="Alt+Up"
        )
        self.after = Button(
            texts, message("pictures.page.after"), kind="quiet", icon_name="chevron_right", shortcut="Alt+Down"
        )
        self.place = Label(texts, "", role="muted", wrap=False)
        self.reason = TextArea(texts, rows=2, placeholder=message("pictures.page.reason_hint"))
        self.wrong = Label(texts, "", tone=Tone.ERROR)
        self.wrong.hide()
        self.confirm = Button(texts, message("pictures.page.confirm"), icon_name="warning")
        self.reopen = Button(texts, message("pictures.page.reopen"), icon_name="undo")
        self.explain = Button(
            texts, message("pictures.page.explain"), kind="primary", icon_name="tick", shortcut="Ctrl+Return"
        )
        self._build()
        self._connect()

    def show_pair(self, pair: Pair) -> None:
        """Show two uses."""
        observation = pair.item.observation
        self.title.say(name_of(pair.item))
        mark = state_mark(pair.item)
        self.state.set_state(mark.said, mark.tone, mark.icon)
        nearness = dict(observation.facts)["nearness"]
        self.nearness.say(nearness if isinstance(nearness, Message) else "")
        self.ask.say(message(f"controls.{observation.control}.ask"))
        for side, use in ((self.left, pair.left), (self.right, pair.right)):
            side.show_use(use, pair.page, pair.contents.get(use.stored_sha256, b""))
        count = len(pair.page.uses) - 1
        self.place.say(message("pictures.page.place", place=pair.place, count=count))
        for part in (self.before, self.after, self.place):
            part.setVisible(count > 1)
        self._show_judgement(pair)

    def show_error(self, said: Message) -> None:
        """Why nothing was kept."""
        self.wrong.say(said)
        self.wrong.show()
        self.reason.set_tone(Tone.ERROR)
        self.reason.setFocus()

    def clear_error(self) -> None:
        """What was wrong is not any more."""
        self.wrong.hide()
        self.reason.set_tone(Tone.PLAIN)

    def _show_judgement(self, pair: Pair) -> None:
        said = pair.item.judgements
        if pair.item.returned:
            self.banner.say(Tone.WARN, message("pictures.page.returned", reason=said[0].reason), closable=False)
        elif said:
            name = pair.page.names.get(said[0].judged_by, "")
            text = message("pictures.page.said", name=name, moment=said[0].judged_at, reason=said[0].reason)
            self.banner.say(Tone.ACCENT, text, closable=False)
        elif pair.item.mine:
            self.banner.say(Tone.ACCENT, message("controls.error.own_work"), closable=False)
        else:
            self.banner.hide()
        self.clear_error()
        may, judged = self._presenter.may_judge, pair.item.state is not ObservationState.OPEN
        self.reason.setVisible(may)
        self.reopen.setVisible(may and judged)
        self.explain.setVisible(may and not judged)
        self.confirm.setVisible(may and not judged)

    def _build(self) -> None:
        card = Card()
        head = row(self.title, self.before, self.place, self.after, self.state, stretch=0)
        card.body.addLayout(head)
        card.body.addWidget(self.nearness)
        card.body.addWidget(self.ask)
        card.body.addWidget(self.banner)
        pair = row(self.left, self.right, spacing=Space.TWO)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        card.body.addLayout(pair, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card, 1)
        layout.addWidget(self.reason)
        layout.addWidget(self.wrong)
        layout.addLayout(row(None, self.reopen, self.confirm, self.explain))
        self.reason.set_name(message("pictures.page.reason"))

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._presenter.step(-1))
        self.after.clicked.connect(lambda: self._presenter.step(1))
        for button, verdict in (
            (self.explain, Verdict.EXPLAINED),
            (self.confirm, Verdict.CONFIRMED),
            (self.reopen, Verdict.REOPENED),
        ):
            button.clicked.connect(partial(self._judge, verdict))
        for side in (self.left, self.right):
            side.wanted.connect(self._presenter.go)

    def _judge(self, verdict: Verdict, _checked: bool = False) -> None:
        self._presenter.judge(verdict, self.reason.value())
