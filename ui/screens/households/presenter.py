"""What the households show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.conflicts import Decision
from kmcase.application.people import ChangeHousehold, RegisterHousehold
from kmcase.application.read.conflicts import StandingValue
from kmcase.application.read.people import HouseholdItem, HouseholdPage, PersonItem
from kmcase.domain.people import Address, HouseholdMember, HouseholdValues
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result
from ui.tone import Tone

_MOST_FOUND = 20


class HouseholdsPort(Protocol):
    """What the view can show."""

    def show_households(self, items: tuple[HouseholdItem, ...], of: int) -> None:
        """The list, of so many."""
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

    def is_typing(self, household_id: str) -> bool:
        """Whether something is typed of this household and not saved."""
        ...

    def show_saved(self) -> None:
        """The typing is in the register."""
        ...

    def show_people(self, items: tuple[PersonItem, ...]) -> None:
        """Who may join a family."""
        ...

    def show_lives_elsewhere(self, said: Message) -> None:
        """Who was chosen belongs to another household; a reason is asked for."""
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


def form_values(values: HouseholdValues) -> dict[str, object]:
    """What the form shows of a household."""
    return {
        "address": values.address,
        "house_code": values.house_code,
        "landmark": values.landmark,
        "housing": values.housing or None,
        "rent": values.rent,
        "monthly_income": values.monthly_income,
        "monthly_expenses": values.monthly_expenses,
        "remark": values.remark,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of a household as it is shown: by its label, or by its number in the house."""

    family_id: str
    said: str | Message
    persons: tuple[PersonItem, ...]


def families_of(page: HouseholdPage) -> tuple[Family, ...]:
    """The families of a household, in order."""
    return tuple(
        Family(
            family_id=family_id,
            said=label or message("households.family_number", number=number),
            persons=persons,
        )
        for number, (family_id, label, persons) in enumerate(page.families, 1)
    )


class HouseholdsPresenter:
    """Decides for the households."""

    def __init__(self, desk: Desk, view: HouseholdsPort) -> None:
        self._desk = desk
        self._view = view
        self._page: HouseholdPage | None = None
        self._before: HouseholdPage | None = None
        self._wanted = ""

    def refresh(self) -> None:
        """Read the list anew."""
        people = self._desk.services.people
        self._desk.jobs.database(lambda: (people.households(), people.count_households()), self._got_list)

    def _got_list(self, result: Result[tuple[tuple[HouseholdItem, ...], int]]) -> None:
        match result:
            case Ok(value=(items, of)):
                self._view.show_households(items, of)
            case Err():
                self._view.show_failure(result)

    def open(self, household_id: str) -> None:
        """Show a household."""
        self._wanted = household_id
        people = self._desk.services.people
        self._desk.jobs.database(lambda: people.household(household_id), self._got_page)

    def _got_page(self, result: Result[HouseholdPage]) -> None:
        match result:
            case Ok(value=page) if page.household_id == self._wanted:
                if self._before is None or not self._view.is_typing(page.household_id):
                    self._before = page
                self._page = page
                self._view.show_household(page)
            case Err():
                self._desk.notices.notice(result.message, Tone.ERROR)

    def begin(self) -> None:
        """A new household."""
        self._page, self._before, self._wanted = None, None, ""
        self._view.show_new()

    def save(self, values: dict[str, Any]) -> None:
        """Enter or change."""
        people, page = self._desk.services.people, self._before
        if page is None:
            command = RegisterHousehold(values=HouseholdValues(**values))
            self._desk.jobs.database(lambda: people.register_household(command), self._saved)
            return
        # What was left as it was shown takes nothing back that somebody else wrote meanwhile.
        typed = {name: value for name, value in values.items() if value != getattr(page.values, name)}
        change = ChangeHousehold(household_id=page.household_id, values=typed, seen=page.seen)
        self._desk.jobs.database(lambda: people.change_household(change), self._saved)

    def settle(self, field: str, value: StandingValue, reason: str) -> None:
        """Of two values written apart, this one stands."""
        page, conflicts = self._page, self._desk.services.conflicts
        if page is not None:
            decision = Decision(
                noun="household",
                record_id=page.household_id,
                field=field,
                value=value,
                seen=page.seen[field],
                reason=reason,
            )
            self._desk.jobs.database(lambda: conflicts.settle(decision), self._changed)

    def form_family(self) -> None:
        """Another family in this house."""
        people, page = self._desk.services.people, self._page
        if page is not None:
            label = self._desk.texts.text("households.family_number", number=len(page.families) + 1)
            self._desk.jobs.database(lambda: people.form_family(page.household_id, label), self._changed)

    def search_people(self, text: str) -> None:
        """Who may join a family."""
        people = self._desk.services.people

        def done(result: Result[tuple[PersonItem, ...]]) -> None:
            if isinstance(result, Ok):
                self._view.show_people(result.value)

        self._desk.jobs.database(lambda: people.search(text, _MOST_FOUND), done)

    def join(self, person_id: str, family_id: str, reason: str) -> None:
        """Somebody of the register joins a family of this household."""
        people = self._desk.services.people

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err) and result.field == "reason":
                self._view.show_lives_elsewhere(result.message)
            else:
                self._changed(result)

        self._desk.jobs.database(lambda: people.join_family(person_id, family_id, reason), done)

    def add_member(self, typed: dict[str, Any]) -> None:
        """A line of ปสค.2."""
        people, page = self._desk.services.people, self._page
        if page is None:
            return
        member = HouseholdMember(
            member_id="",
            household_id=page.household_id,
            family_id=typed["family"] or (page.families[0][0] if page.families else None),
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

    def open_plan(self) -> None:
        """Go to the development plan of the household."""
        if self._page is not None:
            self._desk.navigation.open("household_plans", self._page.household_id)

    def _saved(self, result: Result[Outcome[str]]) -> None:
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                self._desk.notices.notice(message("households.saved"), Tone.OK)
                self._view.show_saved()
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
        """Somebody changed households, or who lives in them."""
        if "household" in changes or "person" in changes:
            self.refresh()
