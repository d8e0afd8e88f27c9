"""Forms of a house: its plan, donations, purchases, issues, work, counts, voids."""

from __future__ import annotations

from datetime import date
from functools import partial

from kmcase.domain.house_building import BookEntry, Needed
from kmcase.messages import message
from kmcase.thai.baht import format_baht
from ui.forms import Field, FormSpec, Section, Width
from ui.forms.page import FormStack
from ui.forms.reason import reason_field, reason_form
from ui.ports import Desk
from ui.screens.household_plans.asking import Asking
from ui.screens.household_plans.house_presenter import HousePresenter, house_values
from ui.screens.household_plans.presenter import PlansPresenter
from ui.screens.household_plans.rows import materials_field, needed_field
from ui.widgets import BahtEdit, BEDateEdit, LineEdit, NumberEdit, PaperEdit


class HouseForms:
    """What is asked of a house."""

    def __init__(self, desk: Desk, plans: PlansPresenter, house: HousePresenter, pages: FormStack) -> None:
        self._desk = desk
        self._plans = plans
        self._house = house
        self._asking = Asking(desk, pages, "house_building")

    def plan(self) -> None:
        """What is built where, and of what."""
        today = self._desk.today()
        fields = (
            Field("what", "house_building.form.what", LineEdit, required=True, width=Width.FULL),
            Field("land", "house_building.form.land", LineEdit, width=Width.FULL),
            _day("begins_on", today=self._desk.today(), required=False),
            Field("budget", "house_building.form.budget", BahtEdit),
            needed_field(today),
        )
        page = self._plans.shown
        form = self._asking.ask(
            message("house_building.form.plan"),
            FormSpec((Section(None, fields),)),
            self._house.plan,
            draft=f"{page.household_id}:plan",
            values=house_values(page.house.values),
        )
        if len(page.house.standing) > 1:
            form.warn(message("household_plans.form.says_apart", count=len(page.house.standing)))

    def donate(self) -> None:
        """A donation."""
        today = self._desk.today()
        fields = (
            Field("donor", "house_building.form.donor", LineEdit, required=True),
            _day("received_on", today=today),
            Field("address", "house_building.form.address", LineEdit, width=Width.FULL),
            Field("money", "house_building.form.money", BahtEdit),
            materials_field(
                "given", "house_building.form.given", self._needed, today, amount="house_building.form.worth"
            ),
            reason_field("house_building.form.note", name="note", rows=2, required=False),
        )
        self._asking.ask(
            message("house_building.form.donation"),
            FormSpec((Section(None, fields),)),
            self._house.donate,
            draft=f"{self._key}:donation",
            values={"received_on": today},
            says=message("house_building.form.donation_says"),
        )

    def buy(self) -> None:
        """A purchase."""
        today = self._desk.today()
        fields = (
            Field("seller", "house_building.form.seller", LineEdit, required=True),
            _day("bought_on", today=today),
            Field("document", "house_building.form.document", LineEdit, required=True),
            materials_field(
                "lines", "house_building.form.lines", self._needed, today, amount="house_building.form.amount"
            ),
            Field("paper", "house_building.form.paper", PaperEdit, width=Width.FULL),
        )
        cash = format_baht(self._plans.shown.house.book.cash.satang)
        self._asking.ask(
            message("house_building.form.purchase"),
            FormSpec((Section(None, fields),)),
            self._house.buy,
            draft=f"{self._key}:purchase",
            values={"bought_on": today},
            says=message("house_building.form.purchase_says", cash=cash),
        )

    def issue(self) -> None:
        """Materials out of the store."""
        today = self._desk.today()
        fields = (
            Field("taken_by", "house_building.form.taken_by", LineEdit, required=True),
            _day("issued_on", today=today),
            Field("document", "house_building.form.issue_document", LineEdit, required=True),
            materials_field("lines", "house_building.form.lines", self._needed, today),
        )
        self._asking.ask(
            message("house_building.form.issue"),
            FormSpec((Section(None, fields),)),
            self._house.issue,
            draft=f"{self._key}:issue",
            values={"issued_on": today},
            says=message("house_building.form.issue_says"),
        )

    def work(self) -> None:
        """A day of volunteers."""
        today = self._desk.today()
        persons = partial(NumberEdit, least=1, most=9_999, unit=message("house_building.form.persons_unit"))
        hours = partial(NumberEdit, least=1, most=24, unit=message("house_building.form.hours_unit"))
        fields = (
            Field("who", "house_building.form.who", LineEdit, required=True),
            _day("worked_on", today=today),
            Field("persons", "house_building.form.persons", persons, required=True),
            Field("hours", "house_building.form.hours", hours, required=True),
            Field("work", "house_building.form.work", LineEdit, width=Width.FULL),
        )
        self._asking.ask(
            message("house_building.form.labour"),
            FormSpec((Section(None, fields),)),
            self._house.work,
            draft=f"{self._key}:labour",
            values={"worked_on": today},
        )

    def count(self) -> None:
        """The cash that is there."""
        book = self._plans.shown.house.book
        fields = (
            Field("counted", "house_building.form.counted", BahtEdit, required=True),
            reason_field(
                "house_building.form.count_note",
                name="note",
                rows=2,
                required=False,
                help_key="house_building.form.count_help",
            ),
        )
        amounts = {"received": book.received, "spent": book.spent, "cash": book.cash}
        said = {name: format_baht(amount.satang) for name, amount in amounts.items()}
        self._asking.ask(
            message("house_building.form.count"),
            FormSpec((Section(None, fields),)),
            self._house.count,
            draft=f"{self._key}:count",
            says=message("house_building.form.count_says", **said),
        )

    def void(self, entry: BookEntry | None) -> None:
        """An entry that is wrong."""
        if entry is None or not self._house.may_void(entry):
            return
        self._asking.ask(
            message("house_building.form.void", what=message(f"house_building.entry.{entry.kind.value}")),
            reason_form("house_building.form.reason"),
            lambda values: self._house.void(entry, values["reason"]),
            draft=f"void:{entry.entry_id}",
            says=message("house_building.form.void_says"),
            action="do_void",
        )

    @property
    def _key(self) -> str:
        return self._plans.shown.household_id

    @property
    def _needed(self) -> tuple[Needed, ...]:
        values = self._plans.shown.house.values
        return values.needed if values else ()


def _day(name: str, *, today: date, required: bool = True) -> Field:
    return Field(name, f"house_building.form.{name}", partial(BEDateEdit, today=today), required=required)
