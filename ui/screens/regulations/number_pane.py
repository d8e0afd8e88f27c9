"""One number: what it does, how certain it is, where it is written, what it took the place of, and every time of it."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kmcase.application.read.offices import NumberItem
from kmcase.messages import Message, message
from ui.ports import Desk, LiveTexts
from ui.screens.regulations.columns import TIMES, effect_mark, name_said, source_said, value_said
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.widgets import Button, Card, Chip, Fact, KeyFacts, Label, Said, retranslate_all, row

_TABS = ("regulations.details", "regulations.history")


class NumberPane(QWidget):
    """The number in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self.name = Label(texts, "", role="lead")
        self.chip = Chip(texts, "")
        self.facts = KeyFacts(texts)
        self.times = ListView(
            desk,
            name="regulation-times",
            title_key="regulations.history",
            columns=TIMES,
            key=lambda item: item.item_id,
        )
        self.change = Button(texts, message("regulations.change"), kind="primary", icon_name="edit", shortcut="F2")
        self.tabs = QTabWidget()
        self._build()
        self.retranslate(texts)

    def _build(self) -> None:
        card = Card()
        card.body.addWidget(self.facts)
        card.body.addStretch(1)
        for page in (card, self.times):
            self.tabs.addTab(page, "")
        head = row(self.name, self.chip, stretch=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row(None, self.change))

    def show_item(self, item: NumberItem, times: tuple[NumberItem, ...]) -> None:
        """A number, and all its times."""
        mark = effect_mark(item)
        self.name.say(name_said(item))
        self.chip.set_state(mark.said, mark.tone, mark.icon)
        facts = [Fact(label=message(f"regulations.column.{name}"), value=value) for name, value in _facts(item)]
        self.facts.set_facts(facts)
        self.times.set_items(times)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again, the tabs too."""
        retranslate_all(self, texts)
        for place, key in enumerate(_TABS):
            self.tabs.setTabText(place, texts.text(key))


def _facts(item: NumberItem) -> tuple[tuple[str, Said], ...]:
    change = item.change
    own = () if change is None else (("made", change.made_by), ("reason", change.reason))
    before = () if item.before is None else (("before", value_said(item, item.before)),)
    return (
        ("value", message("regulations.value_since", value=value_said(item), time=_time(item))),
        *before,
        ("effect", message(f"regulations.effect_long.{item.effect.value}")),
        ("certainty", message(f"regulations.certainty_long.{item.certainty}")),
        ("reference", item.reference),
        ("source", source_said(item)),
        *own,
    )


def _time(item: NumberItem) -> Message:
    if item.valid_to is None:
        return message("regulations.from_on", first=item.valid_from)
    return message("regulations.from_to", first=item.valid_from, last=item.valid_to)
