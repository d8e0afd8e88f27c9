"""The house of a plan: what is written in its book. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.household_plans import (
    Buy,
    Count,
    IssueMaterial,
    NoteLabour,
    PlanBuilding,
    ReceiveDonation,
    VoidEntry,
)
from kmcase.domain.forms import ROW_ID
from kmcase.domain.house_building import BookEntry, BuildingValues, Donation, EntryKind, Material, Needed
from kmcase.domain.money import Baht
from kmcase.messages import message
from ui.answering import show_paper
from ui.kept_paper import kept_paper
from ui.ports import Desk
from ui.screens.household_plans.presenter import PlansPresenter


class HousePresenter:
    """Writes of the household in front of the plans' presenter."""

    def __init__(self, desk: Desk, plans: PlansPresenter) -> None:
        self._desk = desk
        self._plans = plans

    @property
    def _building(self) -> Any:
        return self._desk.services.house_building

    def may_void(self, entry: BookEntry) -> bool:
        """Whether this person may make an entry void."""
        use_case = "house_building.void_work" if entry.kind is EntryKind.LABOUR else "house_building.void"
        return not entry.void_reason and self._plans.may(use_case)

    def plan(self, values: Mapping[str, Any]) -> None:
        """Keep a version of the house's plan."""
        page = self._plans.shown
        command = PlanBuilding(
            household_id=page.household_id,
            what=values["what"],
            land=values["land"],
            begins_on=values["begins_on"],
            budget=values["budget"],
            needed=tuple(_needed(row) for row in values["needed"]),
            seen=tuple(version.version_id for version in page.house.standing),
        )
        self._plans.keep(lambda: self._building.plan(command), message("house_building.page.saved"))

    def donate(self, values: Mapping[str, Any]) -> None:
        """Keep a donation."""
        told = {**values, "given": materials(values["given"])}
        command = ReceiveDonation(household_id=self._plans.shown.household_id, **told)
        self._plans.keep(lambda: self._building.receive(command), message("house_building.page.donated"))

    def buy(self, values: Mapping[str, Any]) -> None:
        """Keep a purchase; a picture of the bill is stored first."""
        household_id, services, paper = self._plans.shown.household_id, self._desk.services, values["paper"]

        def work() -> Outcome[str]:
            kept = kept_paper(services.attachments, paper)
            told = {**values, "paper": kept, "lines": materials(values["lines"])}
            done: Outcome[str] = services.house_building.buy(Buy(household_id=household_id, **told))
            return done

        self._plans.keep(work, message("house_building.page.bought"))

    def issue(self, values: Mapping[str, Any]) -> None:
        """Keep that materials left the store."""
        told = {**values, "lines": materials(values["lines"])}
        command = IssueMaterial(household_id=self._plans.shown.household_id, **told)
        self._plans.keep(lambda: self._building.issue(command), message("house_building.page.issued"))

    def work(self, values: Mapping[str, Any]) -> None:
        """Keep volunteers' work."""
        command = NoteLabour(household_id=self._plans.shown.household_id, **values)
        self._plans.keep(lambda: self._building.note_work(command), message("house_building.page.worked"))

    def count(self, values: Mapping[str, Any]) -> None:
        """Keep a count of the cash."""
        command = Count(household_id=self._plans.shown.household_id, **values)
        self._plans.keep(lambda: self._building.count(command), message("house_building.page.counted"))

    def void(self, entry: BookEntry, reason: str) -> None:
        """Make an entry void."""
        command = VoidEntry(household_id=self._plans.shown.household_id, entry_id=entry.entry_id, reason=reason)
        act = self._building.void_work if entry.kind is EntryKind.LABOUR else self._building.void
        self._plans.keep(lambda: act(command), message("house_building.page.voided"))

    def print_receipt(self, entry: BookEntry) -> None:
        """The receipt of a donation."""
        if not isinstance(entry.content, Donation):
            return
        household_id, language = self._plans.shown.household_id, self._desk.texts.language
        papers, donation = self._desk.services.printing.households, entry.content
        title = message("house_building.page.job", number=donation.number)
        show_paper(self._desk, lambda _: papers.donation(household_id, donation.donation_id, language), title)


def materials(rows: Sequence[Mapping[str, Any]]) -> tuple[Material, ...]:
    """Rows of a form as materials; what lacks is refused by the use case."""
    return tuple(
        Material(
            item_id=row.get("item") or "",
            name=row.get("name") or "",
            unit=row.get("unit") or "",
            quantity=row.get("quantity") or 0,
            amount=Baht(row.get("amount") or 0),
        )
        for row in rows
    )


def house_values(values: BuildingValues | None) -> dict[str, object]:
    """What stands in the form of the house's plan."""
    if values is None:
        return {}
    needed = [
        {ROW_ID: one.item_id, "name": one.name, "unit": one.unit, "quantity": one.quantity} for one in values.needed
    ]
    return {
        "what": values.what,
        "land": values.land,
        "begins_on": values.begins_on,
        "budget": values.budget or None,
        "needed": needed,
    }


def _needed(row: Mapping[str, Any]) -> Needed:
    return Needed(
        item_id=row[ROW_ID],
        name=row.get("name") or "",
        unit=row.get("unit") or "",
        quantity=row.get("quantity") or 0,
    )
