"""One member of staff: who they are, what was changed of them, whom they declared, and what may be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kmcase.application.read.offices import StaffItem
from kmcase.messages import message
from ui.ports import Desk, LiveTexts
from ui.screens.staff.actions import Action
from ui.screens.staff.columns import CHANGES, RELATIVES, roles_said, state_mark
from ui.tables.list_view import ListView
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Button, Card, Chip, Fact, KeyFacts, Label, retranslate_all, row

_TABS = ("staff.changes", "staff.relatives")


class MemberPane(QWidget):
    """The member in front; `buttons` by the action that they begin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = self._texts = desk.texts
        self._me = desk.actor.staff_id
        self.name = Label(texts, "", role="lead")
        self.chip = Chip(texts, "")
        self.facts = KeyFacts(texts)
        self.waits = Label(texts, message("staff.key_waits"), tone=Tone.WARN)
        self.changes = ListView(
            desk,
            name="staff-changes",
            title_key="staff.changes",
            columns=CHANGES,
            key=lambda item: (item.made_at, item.change),
            empty=message("staff.changes_empty"),
        )
        self.relatives = ListView(
            desk,
            name="staff-relatives",
            title_key="staff.relatives",
            columns=RELATIVES,
            key=lambda relative: relative.declaration_id,
            empty=message("staff.relatives_empty"),
        )
        self.hand_key = Button(texts, message("staff.hand_key"), kind="primary", icon_name="key")
        self.buttons = {
            Action.REMOVE: Button(texts, message("staff.remove"), kind="danger", icon_name="trash"),
            Action.RESET: Button(texts, message("staff.reset"), icon_name="lock"),
            Action.ROLES: Button(texts, message("staff.change"), icon_name="edit", shortcut="F2"),
        }
        self._build()

    def _build(self) -> None:
        card = Card()
        head = row(self.name, self.chip, stretch=0)
        card.body.addLayout(head)
        card.body.addWidget(self.facts)
        card.body.addWidget(self.waits)
        self.tabs = QTabWidget()
        for key, page in zip(_TABS, (self.changes, self.relatives), strict=True):
            self.tabs.addTab(page, self._texts.text(key))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(card)
        layout.addWidget(self.tabs, 1)
        # Until somebody is in front: buttons that are never shown together take no room from the list.
        for button in (*self.buttons.values(), self.hand_key):
            button.hide()
        layout.addLayout(row(None, *self.buttons.values(), self.hand_key))

    def show_item(self, item: StaffItem, *, may: Callable[[Action], bool], may_hand_key: bool) -> None:
        """A member of staff."""
        member, mark = item.member, state_mark(item)
        self.name.say(message("staff.you", name=member.name) if member.staff_id == self._me else member.name)
        self.chip.set_state(mark.said, mark.tone, mark.icon)
        key = "held" if item.signs else "waits" if item.waits_for_key else "none"
        values = (
            ("login", member.login),
            ("position", member.position or message("staff.detail.nothing")),
            ("roles", roles_said(member.roles)),
            ("key", message(f"staff.key.{key}")),
        )
        self.facts.set_facts([Fact(label=message(f"staff.column.{name}"), value=value) for name, value in values])
        self.waits.setVisible(item.waits_for_key)
        self.changes.set_items(item.changes)
        self.relatives.set_items(item.relatives)
        for action, button in self.buttons.items():
            button.setVisible(may(action))
        self.hand_key.setVisible(may_hand_key)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again, the tabs too."""
        self._texts = texts
        retranslate_all(self, texts)
        for place, key in enumerate(_TABS):
            self.tabs.setTabText(place, texts.text(key))
