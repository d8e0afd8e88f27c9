"""The head of a visit: whose, where, when, by whom, with whom, and how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.visits import VisitPage
from kmcase.messages import message
from kmcase.thai.national_id import mask_id
from ui.screens.visits.columns import house_of, state_mark
from ui.theme import Space, Tone
from ui.widgets import Button, Chip, IconButton, Label, Texts, clear_layout, row


class VisitHead(QWidget):
    """Buttons: `back`, `person`, `request`, `register` (what the register offers is so)."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._page: VisitPage | None = None
        self.back = IconButton(texts, message("visits_ui.back"), "arrow_left")
        self.name = Label(texts, "", role="title", wrap=False)
        self.facts = Label(texts, "", role="muted")
        self.person = Button(texts, message("visits_ui.person"), kind="link", icon_name="person")
        self.request = Button(texts, "", kind="link", icon_name="note")
        self.register = Button(
            texts, message("visits_ui.from_register"), icon_name="tick", tip=message("visits_ui.from_register_tip")
        )
        self._chips = QHBoxLayout()
        self._chips.setSpacing(Space.ONE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row(self.back, self.name, self._chips, None, self.request, self.person))
        below = row(self.facts, self.register, stretch=0)
        layout.addLayout(below)

    def show_page(self, page: VisitPage) -> None:
        """A visit."""
        self._page = page
        visit, address = page.visit, page.address
        self.name.say(page.person_name)
        partners = tuple(partner.name for partner in visit.partners)
        self.facts.say(
            message(
                "visits_ui.facts_with" if partners else "visits_ui.facts",
                id=mask_id(page.national_id) if page.national_id else message("widgets.id.none"),
                house=house_of(address.house_no, address.moo, address.subdistrict_code),
                officer=page.officer_name,
                day=visit.visited_on,
                partners=partners,
            )
        )
        self.request.setVisible(page.request_id is not None)
        self.request.say(message("visits_ui.to_request", number=page.request_number))
        self._show_chips(page)

    def retranslate(self, texts: Texts) -> None:
        """Say it in another language."""
        self._texts = texts
        for part in (self.back, self.name, self.facts, self.person, self.request, self.register):
            part.retranslate(texts)
        if self._page is not None:
            self._show_chips(self._page)

    def _show_chips(self, page: VisitPage) -> None:
        clear_layout(self._chips)
        mark = state_mark(page.visit.state, paused=page.visit.open_sitting is None)
        self._chips.addWidget(Chip(self._texts, mark.said, mark.tone, mark.icon))
        if page.visit.appointment_id:
            self._chips.addWidget(Chip(self._texts, message("visits_ui.appointed"), Tone.PLAIN, "calendar"))
        if page.restricted:
            self._chips.addWidget(Chip(self._texts, message("visits_ui.restricted"), Tone.WARN, "lock"))
        if page.conflicts:
            said = message("visits_ui.open.conflicts", count=len(page.conflicts))
            self._chips.addWidget(Chip(self._texts, said, Tone.WARN))
