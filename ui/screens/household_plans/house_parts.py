"""Parts of a house: its book with the balance, and its materials."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kmcase.application.read.household_plans import HousePage, PlanPage
from kmcase.domain.house_building import EntryKind
from kmcase.messages import Message, message
from kmcase.thai.baht import format_baht
from ui.ports import Desk
from ui.screens.household_plans.house_asking import HouseForms
from ui.screens.household_plans.house_columns import BOOK_COLUMNS, MATERIAL_COLUMNS, balance, missing
from ui.screens.household_plans.house_presenter import HousePresenter
from ui.screens.household_plans.parts import Part, part_list
from ui.screens.household_plans.presenter import PlansPresenter
from ui.tone import Tone
from ui.widgets import Banner, Button, Chip, EmptyState, Label, WrappingRow, column, row, stacked


class BookPart(Part):
    """What came in and went out, and whether it adds up."""

    def __init__(self, desk: Desk, plans: PlansPresenter, house: HousePresenter, forms: HouseForms) -> None:
        super().__init__()
        self._plans = plans
        self._house = house
        texts = desk.texts
        may_plan = message("house_building.page.plan") if plans.may("house_building.plan") else ""
        self.empty = EmptyState(
            texts,
            "house",
            message("house_building.page.no_house"),
            message("house_building.page.no_house_advice"),
            may_plan,
        )
        self.title = Label(texts, "", role="lead")
        self.balance = Banner(texts)
        self.list = part_list(desk, "book", "house_building.book", BOOK_COLUMNS, lambda entry: str(entry.entry_id))
        self.void = Button(texts, message("house_building.page.void"), kind="link", icon_name="close")
        self.receipt = Button(texts, message("house_building.page.receipt"), kind="link", icon_name="print")
        self.count = Button(texts, message("house_building.page.count"), icon_name="money")
        self.labour = Button(texts, message("house_building.page.labour"), icon_name="people")
        self.issue = Button(texts, message("house_building.page.issue"), icon_name="export")
        self.buy = Button(texts, message("house_building.page.buy"), icon_name="receipt")
        self.donate = Button(
            texts, message("house_building.page.donate"), kind="primary", icon_name="gift", shortcut="Ctrl+N"
        )
        book = QWidget()
        head = row(self.title, self.receipt, self.void, stretch=0)
        foot = WrappingRow(None, self.count, self.labour, self.issue, self.buy, self.donate)
        book.setLayout(column(head, self.balance, self.list, foot, stretch=2))
        self._pages = stacked(self.empty, book)
        self.setLayout(column(self._pages, stretch=0))
        self._connect(forms)

    def show_page(self, page: PlanPage) -> None:
        """The book of a house, or that none is planned."""
        house = page.house
        self._pages.setCurrentIndex(1 if house.begun else 0)
        if not house.begun:
            return
        self.title.say(_title(house))
        if len(house.standing) > 1:
            self.balance.say(*_apart(house), closable=False)
        else:
            self.balance.say(*balance(house.book), closable=False)
        self.list.set_items(tuple(reversed(house.book.entries)))
        self._show_buttons()
        self._selected()

    def _connect(self, forms: HouseForms) -> None:
        self.empty.action_requested.connect(forms.plan)
        for button, ask in (
            (self.count, forms.count),
            (self.labour, forms.work),
            (self.issue, forms.issue),
            (self.buy, forms.buy),
            (self.donate, forms.donate),
        ):
            button.clicked.connect(ask)
        self.void.clicked.connect(lambda: forms.void(self.list.only()))
        self.receipt.clicked.connect(self._print)
        self.list.selection_changed.connect(self._selected)

    def _show_buttons(self) -> None:
        use_cases = (
            (self.count, "house_building.count"),
            (self.labour, "house_building.note_work"),
            (self.issue, "house_building.issue"),
            (self.buy, "house_building.spend"),
            (self.donate, "house_building.receive"),
        )
        for button, use_case in use_cases:
            button.setVisible(self._plans.may(use_case))
        self.void.setVisible(self._plans.may("house_building.void") or self._plans.may("house_building.void_work"))

    def _selected(self) -> None:
        entry = self.list.only()
        self.receipt.setEnabled(entry is not None and entry.kind is EntryKind.DONATION)
        self.void.setEnabled(entry is not None and self._house.may_void(entry))

    def _print(self) -> None:
        entry = self.list.only()
        if entry is not None:
            self._house.print_receipt(entry)


def _apart(house: HousePage) -> tuple[Tone, Message]:
    return Tone.WARN, message("house_building.page.apart", count=len(house.standing))


def _title(house: HousePage) -> Message | str:
    if house.values is None:
        return ""
    return message(
        "house_building.page.title",
        what=house.values.what,
        hours=house.book.person_hours,
    )


def _land(house: HousePage) -> Message | str:
    if house.values is None:
        return ""
    budget = format_baht(house.values.budget.satang)
    return message("house_building.page.land", land=house.values.land or "–", budget=budget)


class MaterialsPart(Part):
    """The needed list against what was given and bought, and what is in the store."""

    def __init__(self, desk: Desk, plans: PlansPresenter, house: HousePresenter, forms: HouseForms) -> None:
        super().__init__()
        self._may = plans.may("house_building.plan")
        texts = desk.texts
        self.missing = Chip(texts, "")
        self.land = Label(texts, "", role="muted", copyable=True)
        self.list = part_list(
            desk, "materials", "house_building.materials", MATERIAL_COLUMNS, lambda line: str(line.key)
        )
        self.edit = Button(texts, message("house_building.page.edit"), kind="primary", icon_name="edit", shortcut="F2")
        head = row(self.missing, self.land, stretch=1)
        self.setLayout(column(head, self.list, WrappingRow(None, self.edit), stretch=1))
        self.edit.clicked.connect(forms.plan)

    def show_page(self, page: PlanPage) -> None:
        """The materials of a house."""
        house = page.house
        self.missing.setVisible(house.values is not None)
        tone, said = missing(house)
        self.missing.set_state(said, tone, "warning" if tone is Tone.WARN else "tick")
        self.land.say(_land(house))
        self.list.set_items(house.materials)
        self.edit.setVisible(self._may)
