"""One case: its head, and its parts as tabs, each made when it is first looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kmcase.application.read.cases import CasePage
from kmcase.domain.cases.heads import Seen
from kmcase.messages import message
from kmcase.thai.calendar import bangkok_date
from ui.client_names import client_name
from ui.ports import Desk, LiveTexts
from ui.screens.cases.columns import clock_mark
from ui.screens.cases.part import CaseHost, CasePart, PartSpec
from ui.screens.cases.parts import PARTS
from ui.screens.cases.presenter import CasesPresenter
from ui.tables.list_view import ListView, Taken
from ui.theme import Space
from ui.tone import Tone
from ui.widgets import Banner, Chip, Label, LateTabs, clear_layout, retranslate_all, row


class CasePane(QWidget):
    """The right side of the screen."""

    def __init__(self, desk: Desk, presenter: CasesPresenter, host: CaseHost) -> None:
        super().__init__()
        self._desk = desk
        self._presenter = presenter
        self._host = host
        self._page: CasePage | None = None
        self._specs = tuple(part for part in PARTS if desk.may(part.use_case))
        texts = desk.texts
        self.name = Label(texts, "", role="title")
        self.line = Label(texts, "", role="muted", copyable=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(Space.ONE)
        self.glass = Banner(texts)
        self.tabs = LateTabs({spec.key: partial(self._made, spec) for spec in self._specs})
        self.tabs.tabBar().setProperty("role", "many")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.ONE, 0, 0, 0)
        layout.setSpacing(Space.ONE)
        layout.addWidget(self.name)
        layout.addLayout(row(self._chips, None))
        layout.addWidget(self.line)
        layout.addWidget(self.glass)
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _index: self._show_current())
        self.retitle()

    def show_page(self, page: CasePage, part: str = "") -> None:
        """A case, at a part of it; without one the part in front stays the same."""
        self._page = page
        self.tabs.blockSignals(True)
        self.tabs.turn_to(part)
        self.tabs.blockSignals(False)
        head = page.head
        self.name.say(client_name(head.client.shown_name))
        opened = bangkok_date(head.opened_at)
        manager = page.names.get(head.manager, "")
        self.line.say(message("cases.page.line", number=head.number, opened=opened, manager=manager))
        self._show_chips(page)
        if page.glass_until is not None:
            self.glass.say(Tone.WARN, message("cases.glass.until", until=page.glass_until), closable=False)
        elif page.glass_unseen:
            self.glass.say(Tone.WARN, message("cases.glass.unseen", count=page.glass_unseen), closable=False)
        else:
            self.glass.hide()
        self._show_current()

    def show_part(self, key: str) -> None:
        """Bring a part to the front; nothing where this person has no such part."""
        self.tabs.turn_to(key)

    def part(self, key: str) -> CasePart:
        """A part's widget, made if need be."""
        made: CasePart = self.tabs.page(key)
        return made

    def retitle(self) -> None:
        """The tabs in the language now chosen."""
        texts = self._desk.texts
        self.tabs.setAccessibleName(texts.text("cases.page.parts"))
        self.tabs.say(lambda key: texts.text(f"cases.tab.{key}"), lambda key: texts.text(f"cases.part.{key}"))

    def look(self) -> None:
        """The part in front is seen, unless a form or another screen covers it."""
        if self.isVisible() and self._page is not None and self._specs:
            self._presenter.looked_at(self.tabs.key)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again; what stands in a part is reached from here, the rest is the part's own."""
        retranslate_all(self, texts)
        for part in self.tabs.made:
            retranslate_all(part, texts)
        self.retitle()

    def _show_chips(self, page: CasePage) -> None:
        clear_layout(self._chips)
        texts = self._desk.texts
        self._chips.addWidget(Chip(texts, page.stage.words, Tone.ACCENT, "flag"))
        if page.head.restricted:
            self._chips.addWidget(Chip(texts, message("cases.restricted"), Tone.WARN, "lock"))
        for clock in page.clocks[:1]:
            mark = clock_mark(clock)
            self._chips.addWidget(Chip(texts, mark.said, mark.tone, mark.icon))

    def _show_current(self) -> None:
        if self._page is None or not self._specs:
            return
        self.part(self.tabs.key).show_case(self._page)
        self.look()

    def _taken_out(self, what: str, how: Taken, _rows: object) -> None:
        """Keep that somebody printed or took away what a part lists."""
        self._presenter.seen(Seen(how.value), what)

    def _made(self, spec: PartSpec) -> QWidget:
        made: QWidget = spec.make(self._desk, self._host)
        for each in made.findChildren(ListView):
            each.taken_out.connect(partial(self._taken_out, spec.key))
        return made
