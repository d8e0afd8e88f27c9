"""One plan: whose it is, how far the road is, and its parts as tabs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from kmcase.application.read.household_plans import PlanPage
from kmcase.domain.money import Baht
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.ports import Desk, LiveTexts
from ui.screens.household_plans import keys
from ui.screens.household_plans.asking import PlanForms
from ui.screens.household_plans.columns import STATE_MARKS
from ui.screens.household_plans.house_asking import HouseForms
from ui.screens.household_plans.house_parts import BookPart, MaterialsPart
from ui.screens.household_plans.house_presenter import HousePresenter
from ui.screens.household_plans.parts import LinesPart, NeedsPart, PaidPart, PlanPart, RoadPart
from ui.screens.household_plans.presenter import PlansPresenter, progress_said
from ui.theme import Space
from ui.widgets import Chip, Label, LateTabs, column, row


class PlanPane(QWidget):
    """The right side of the screen."""

    def __init__(
        self, desk: Desk, plans: PlansPresenter, house: HousePresenter, forms: PlanForms, house_forms: HouseForms
    ) -> None:
        super().__init__()
        self._desk = desk
        self._page: PlanPage | None = None
        texts = desk.texts
        self.title = Label(texts, "", role="title", wrap=False)
        self.state = Chip(texts, "")
        self.persons = Label(texts, "", role="muted", copyable=True)
        self.line = Label(texts, "", role="muted")
        self.tabs = LateTabs(
            {
                keys.PLAN: lambda: PlanPart(desk, plans, forms),
                keys.LINES: lambda: LinesPart(desk, plans, forms),
                keys.NEEDS: lambda: NeedsPart(desk, plans, forms),
                keys.BOOK: lambda: BookPart(desk, plans, house, house_forms),
                keys.MATERIALS: lambda: MaterialsPart(desk, plans, house, house_forms),
                keys.ROAD: lambda: RoadPart(desk, plans, forms),
                keys.PAID: lambda: PaidPart(desk, plans, forms),
            }
        )
        self.tabs.tabBar().setProperty("role", "several")
        page = column(row(self.title, self.state, self.persons, stretch=2), self.line, self.tabs, stretch=2)
        page.setContentsMargins(Space.ONE, 0, 0, 0)
        self.setLayout(page)
        self.tabs.currentChanged.connect(lambda _index: self._show_current())
        self.retitle(texts)

    def show_page(self, page: PlanPage) -> None:
        """A household; the part in front stays the same."""
        self._page = page
        self.title.say(message("household_plans.page.title", house=page.address.house_no, moo=page.address.moo or "–"))
        mark = STATE_MARKS[page.state]
        self.state.set_state(mark.said, mark.tone, mark.icon)
        names = ", ".join(page.persons)
        self.persons.say(names or message("household_plans.page.nobody"))
        self.line.say(message("words.own", words=(_paid(page), progress_said(page))))
        self._show_current()

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.turn_to(key)

    def part(self, key: str) -> Any:
        """A part's widget, made if need be."""
        return self.tabs.page(key)

    def retitle(self, texts: LiveTexts) -> None:
        """Say the tabs."""
        self.tabs.setAccessibleName(texts.text("household_plans.tab.parts"))
        self.tabs.say(lambda key: texts.text(f"household_plans.tab.{key}"))

    def _show_current(self) -> None:
        if self._page is not None:
            self.part(self.tabs.key).show_page(self._page)


def _paid(page: PlanPage) -> Message:
    if not page.paid:
        return message("household_plans.page.paid_nothing")
    amount = format_baht(Baht.total(line.amount for line in page.paid).satang)
    return message("household_plans.page.paid", times=len(page.paid), amount=amount)
