"""What the households show."""

from __future__ import annotations

from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.people import ChangeHousehold, RegisterHousehold
from kmcase.application.read.people import HouseholdItem, HouseholdPage
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result
from ui.tone import Tone


class HouseholdsPort(Protocol):
    """What the view can show."""

    def show_households(self, items: tuple[HouseholdItem, ...]) -> None:
        """The list."""
        ...

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        ...

    def show_household(self, page: HouseholdPage) -> None:
        """One household."""
        ...

    def show_new(self) -> None:
        """An empty form."""
        ...

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was saved."""
        ...

    def show_member_saved(self) -> None:
        """The member's form can be emptied."""
        ...


def household_values(typed: dict[str, Any]) -> dict[str, Any]:
    """What the register takes from the form."""
    return {
        "house_code": (typed["house_code"] or "").strip(),
        "address": typed["address"] or Address(),
        "housing": typed["housing"] or "",
        "rent": typed["rent"],
        "monthly_income": typed["monthly_income"],
        "monthly_expenses": typed["monthly_expenses"],
        "landmark": (typed["landmark"] or "").strip(),
        "remark": (typed["remark"] or "").strip(),
    }


class HouseholdsPresenter:
    """Decides for the households."""

    def __init__(self, desk: Desk, view: HouseholdsPort) -> None:
        self._desk = desk
        self._view = view
        self._page: HouseholdPage | None = None

    def refresh(self) -> None:
        """Read the list anew."""
        people = self._desk.services.people
        self._desk.jobs.database(people.households, self._got_list)

    def _got_list(self, result: Result[tuple[HouseholdItem, ...]]) -> None:
        match result:
            case Ok(value=items):
                self._view.show_households(items)
            case Err():
                self._view.show_failure(result)

    def open(self, household_id: str) -> None:
        """Show a household."""
        people = self._desk.services.people
        self._desk.jobs.database(lambda: people.household(household_id), self._got_page)

    def _got_page(self, result: Result[HouseholdPage]) -> None:
        match result:
            case Ok(value=page):
                self._page = page
                self._view.show_household(page)
            case Err():
                self._desk.notices.notice(result.message, Tone.ERROR)

    def begin(self) -> None:
        """A new household."""
        self._page = None
        self._view.show_new()

    def save(self, values: dict[str, Any]) -> None:
        """Enter or change."""
        people, page = self._desk.services.people, self._page
        if page is None:
            command = RegisterHousehold(values=HouseholdValues(**values))
            self._desk.jobs.database(lambda: people.register_household(command), self._saved)
            return
        change = ChangeHousehold(household_id=page.household_id, values=values, seen=page.seen)
        self._desk.jobs.database(lambda: people.change_household(change), self._saved)

    def form_family(self) -> None:
        """Another family in this house."""
        people, page = self._desk.services.people, self._page
        if page is not None:
            label = self._desk.texts.text("households.family_number", number=len(page.families) + 1)
            self._desk.jobs.database(lambda: people.form_family(page.household_id, label), self._changed)

    def add_member(self, typed: dict[str, Any]) -> None:
        """A line of ปสค.2."""
        people, page = self._desk.services.people, self._page
        if page is None:
            return
        member = HouseholdMember(
            member_id="",
            household_id=page.household_id,
            family_id=page.families[0][0] if page.families else None,
            name=(typed["name"] or "").strip(),
            birth=typed["birth"],
            relation=typed["relation"] or "",
            occupation=(typed["occupation"] or "").strip(),
            monthly_income=typed["income"],
            condition=typed["condition"] or "normal",
            self_care=bool(typed["self_care"]),
        )
        self._desk.jobs.database(lambda: people.list_member(member), self._member_saved)

    def remove_member(self, member_id: str, reason: str) -> None:
        """A member left, with a reason."""
        people, page = self._desk.services.people, self._page
        if page is not None:
            self._desk.jobs.database(lambda: people.remove_member(page.household_id, member_id, reason), self._changed)

    def open_person(self, person_id: str) -> None:
        """Go to a person's page."""
        self._desk.navigation.open("people", person_id)

    def _saved(self, result: Result[Outcome[str]]) -> None:
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                self._desk.notices.notice(message("households.saved"), Tone.OK)
                self.open(outcome.value)
            case Err():
                self._view.show_errors(result.field, result.message)

    def _member_saved(self, result: Result[Outcome[str]]) -> None:
        if isinstance(result, Ok):
            self._view.show_member_saved()
        self._changed(result)

    def _changed(self, result: Result[Outcome[str]]) -> None:
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                if self._page is not None:
                    self.open(self._page.household_id)
            case Err():
                self._view.show_errors(result.field, result.message)

    def changed(self, changes: Changes) -> None:
        """Somebody changed households."""
        if "household" in changes:
            self.refresh()
