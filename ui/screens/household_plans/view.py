"""Household plans as people see them: households at the left, one plan at the right, forms in their place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kmcase.application.changes import Changes
from kmcase.application.read.household_plans import PlanItem, PlanPage
from kmcase.application.read.people import HouseholdItem
from kmcase.messages import Message, message
from kmcase.thai.areas import area
from ui.forms.page import FormPage, FormStack
from ui.ports import Desk, Err, LiveTexts, Narrowed
from ui.screens.household_plans.asking import PlanForms
from ui.screens.household_plans.columns import COLUMNS
from ui.screens.household_plans.house_asking import HouseForms
from ui.screens.household_plans.house_presenter import HousePresenter
from ui.screens.household_plans.page_view import PlanPane
from ui.screens.household_plans.presenter import ALL, CHOICES, PlansPresenter
from ui.tables.list_view import ListView
from ui.widgets import (
    Button,
    Choice,
    ChoiceEdit,
    EmptyState,
    block,
    column,
    main_by_key,
    retranslate_all,
    side_by_side,
    stacked,
)
from ui.widgets.picture_sheet import open_picture

_LIST_WIDTH = 384


class HouseholdPlansView(QWidget):
    """The screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.presenter = PlansPresenter(desk, self)
        self.house = HousePresenter(desk, self.presenter)
        self.choice = ChoiceEdit(
            texts, [Choice(value=one, said=message(f"household_plans.choice.{one}")) for one in CHOICES]
        )
        self.choice.set_name(message("household_plans.list.show"))
        self.choice.set_value(ALL)
        self.list = ListView(
            desk,
            name="household_plans",
            title_key="household_plans.screen.plans",
            columns=COLUMNS,
            key=lambda item: item.household_id,
            empty=message("household_plans.list.none"),
        )
        self.other = Button(texts, message("household_plans.page.other"), kind="link", icon_name="plus")
        self.other.setVisible(self.presenter.may("household_plans.write"))
        self._right = stacked()
        left = block(self.choice, self.list, self.other, stretch=1)
        both = side_by_side(left, self._right, (_LIST_WIDTH, 716))
        main_by_key(both)
        self._pages = FormStack(both, back_to=self.list, notices=desk.notices)
        self.forms = PlanForms(desk, self.presenter, self._pages)
        self.house_forms = HouseForms(desk, self.presenter, self.house, self._pages)
        self.nothing = EmptyState(
            texts, "heart", message("household_plans.list.choose"), message("household_plans.list.choose_advice")
        )
        self.page = PlanPane(desk, self.presenter, self.house, self.forms, self.house_forms)
        for part in (self.nothing, self.page):
            self._right.addWidget(part)
        self.setLayout(column(self._pages))
        self.setFocusProxy(self.list)
        self._connect()

    @property
    def form(self) -> FormPage | None:
        """The form that is open."""
        return self._pages.form

    # --- the window's screen ---

    def show_record(self, record_id: str | None) -> None:
        """Show the list, perhaps narrowed, and a household's plan."""
        narrowed = Narrowed.of(record_id)
        if narrowed is not None and narrowed.by in CHOICES:
            self.choice.set_value(narrowed.by)
            self.presenter.narrow(narrowed.by)
        self.presenter.open(self.list.narrow(record_id))

    def apply_changes(self, changes: Changes) -> None:
        """Something was committed."""
        self.presenter.changed(changes)

    def retranslate(self, texts: LiveTexts) -> None:
        """Say everything again."""
        retranslate_all(self, texts)
        self.page.retitle(texts)

    # --- what the presenter shows ---

    def show_list(self, items: tuple[PlanItem, ...]) -> None:
        """Households."""
        self.list.set_items(items)

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        self.list.set_error(failure)

    def show_page(self, page: PlanPage | None) -> None:
        """A household's plan, or nothing chosen."""
        self.list.follow(page.household_id if page else None)
        if page is None:
            self._right.setCurrentWidget(self.nothing)
        else:
            self.page.show_page(page)
            self._right.setCurrentWidget(self.page)

    def show_register(self, homes: tuple[HouseholdItem, ...]) -> None:
        """Households of the register, to choose one from."""
        self.forms.choose_household(tuple(Choice(value=home.household_id, said=_home(home)) for home in homes))

    def show_picture(self, content: bytes, title: Message) -> None:
        """A paper that is a picture."""
        open_picture(self, content, self._desk.texts.render(title))

    def form_failed(self, failure: Err) -> None:
        """Why nothing was kept."""
        self._pages.show_failure(failure)

    def form_done(self) -> None:
        """It is kept: back to the page."""
        self._pages.close_saved()

    # --- inside ---

    def _connect(self) -> None:
        self.choice.changed.connect(self._narrow)
        self.other.clicked.connect(self.presenter.seek_other)
        self.list.chosen.connect(lambda item: self.presenter.choose(item.household_id))
        self.list.activated.connect(lambda _item: self.forms.write())
        self.list.retry.connect(self.presenter.open)

    def _narrow(self) -> None:
        value = self.choice.value()
        if isinstance(value, str):
            self.presenter.narrow(value)


def _home(home: HouseholdItem) -> Message:
    found = area(home.address.subdistrict_code)
    return message(
        "household_plans.form.household_label",
        house=home.address.house_no,
        moo=home.address.moo or "–",
        place=found.subdistrict if found else "",
    )
