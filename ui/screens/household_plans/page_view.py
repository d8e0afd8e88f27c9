"""One plan: whose it is, how far the road is, and its parts as tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

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
from ui.screens.household_plans.parts import NeedsPart, PaidPart, Part, PlanPart, RoadPart
from ui.screens.household_plans.presenter import PlansPresenter, road_said
from ui.theme import Space
from ui.widgets import Chip, Label, column, row


class PlanPane(QWidget):
    """The right side of the screen."""

    def __init__(
        self, desk: Desk, plans: PlansPresenter, house: HousePresenter, forms: PlanForms, house_forms: HouseForms
    ) -> None:
        super().__init__()
        self._desk = desk
        self._page: PlanPage | None = None
        texts = desk.texts
        self.title = Label(texts, "", role="title")
        self.state = Chip(texts, "")
        self.persons = Label(texts, "", copyable=True)
        self.line = Label(texts, "", role="muted")
        self.plan = PlanPart(desk, plans, forms)
        self.needs = NeedsPart(desk, plans, forms)
        self.book = BookPart(desk, plans, house, house_forms)
        self.materials = MaterialsPart(desk, plans, house, house_forms)
        self.road = RoadPart(desk, plans, forms)
        self.paid = PaidPart(desk, plans, forms)
        self._parts: dict[str, Part] = {
            keys.PLAN: self.plan,
            keys.NEEDS: self.needs,
            keys.BOOK: self.book,
            keys.MATERIALS: self.materials,
            keys.ROAD: self.road,
            keys.PAID: self.paid,
        }
        self.tabs = QTabWidget()
        for part in self._parts.values():
            part.layout().setContentsMargins(0, Space.ONE, 0, 0)  # type: ignore[union-attr]
            self.tabs.addTab(part, "")
        page = column(row(self.title, self.state, None), self.persons, self.line, self.tabs, stretch=3)
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
        self.line.say(message("words.own", words=(_paid(page), road_said(page))))
        self._show_current()

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.tabs.setCurrentIndex(keys.PART_KEYS.index(key))

    def retitle(self, texts: LiveTexts) -> None:
        """Say the tabs."""
        self.tabs.setAccessibleName(texts.text("household_plans.tab.parts"))
        for at, key in enumerate(keys.PART_KEYS):
            self.tabs.setTabText(at, texts.text(f"household_plans.tab.{key}"))

    def _show_current(self) -> None:
        if self._page is not None:
            self._parts[keys.PART_KEYS[self.tabs.currentIndex()]].show_page(self._page)


def _paid(page: PlanPage) -> Message:
    if not page.paid:
        return message("household_plans.page.paid_nothing")
    amount = format_baht(Baht.total(line.amount for line in page.paid).satang)
    return message("household_plans.page.paid", times=len(page.paid), amount=amount)
