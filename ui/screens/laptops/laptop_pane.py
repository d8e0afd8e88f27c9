"""One laptop: its area, its officers, how the exchange with it stands, and what may be done to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kmcase.messages import Message, message
from ui.screens.laptops.actions import Action
from ui.screens.laptops.columns import Line, area_said, enrolled_at, officers_said, state_mark
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Fact, KeyFacts, Label, Texts, WrappingRow, row


class LaptopPane(QWidget):
    """The laptop in front; `buttons` by the action that they begin."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.name = Label(texts, "", role="lead")
        self.chip = Chip(texts, "")
        self.trouble = Label(texts, "")
        self.facts = KeyFacts(texts)
        self.exchange = Button(texts, message("laptops_ui.exchange"), kind="primary", icon_name="exchange")
        self.buttons = {
            Action.REVOKE: Button(texts, message("laptops_ui.revoke"), kind="danger", icon_name="lock"),
            Action.AREA: Button(texts, message("laptops_ui.change_area"), icon_name="edit", shortcut="F2"),
        }
        card = Card()
        head = row(self.name, self.chip, stretch=0)
        card.body.addLayout(head)
        card.body.addWidget(self.trouble)
        card.body.addWidget(self.facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card)
        layout.addLayout(WrappingRow(*self.buttons.values(), None, self.exchange))
        layout.addStretch(1)

    def show_line(self, line: Line, *, may: Callable[[Action], bool], may_exchange: bool) -> None:
        """A laptop."""
        mark, status = state_mark(line), line.status
        self.name.say(line.laptop.name)
        self.chip.set_state(mark.said, mark.tone, mark.icon)
        trouble, tone = _trouble(line)
        self.trouble.setVisible(trouble is not None)
        self.trouble.say(trouble or "")
        self.trouble.set_tone(tone)
        never = message("laptops_ui.never")
        values: tuple[tuple[str, Message | str], ...] = (
            ("area", area_said(line.laptop.area)),
            ("officers", officers_said(line)),
            ("enrolled", message("laptops_ui.said", parts=(enrolled_at(line),))),
            ("last", message("laptops_ui.said", parts=(status.last_exchange or never,))),
            ("entries", message("laptops_ui.said", parts=(status.entries,))),
            ("not_sent", message("laptops_ui.said", parts=(status.not_sent,))),
        )
        self.facts.set_facts([Fact(label=message(f"laptops_ui.column.{name}"), value=value) for name, value in values])
        for action, button in self.buttons.items():
            button.setVisible(may(action))
        self.exchange.setVisible(may_exchange)


def _trouble(line: Line) -> tuple[Message | None, Tone]:
    """What is wrong with it, and what to do."""
    if not line.in_use:
        return message("laptops_ui.reason_of", reason=line.status.enrolled.revoked_reason), Tone.PLAIN
    if line.status.forked:
        return message("laptops_ui.fork_advice"), Tone.ERROR
    if line.status.silent:
        return message("laptops_ui.silent_advice"), Tone.WARN
    return None, Tone.PLAIN
