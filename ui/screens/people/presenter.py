"""What the register shows: the list, one person, and what the rules think while somebody types."""

from __future__ import annotations

from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.conflicts import Decision
from kmcase.application.people import ChangePerson, RegisterPerson, merged
from kmcase.application.read.clusters import AlikeItem
from kmcase.application.read.conflicts import StandingValue
from kmcase.application.read.people import PersonItem, PersonPage
from kmcase.domain.findings import Finding
from kmcase.domain.people import PersonValues
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Job, Ok, Result
from ui.tone import Tone

NEW = "new"


class PeoplePort(Protocol):
    """What the view can show."""

    def show_persons(self, items: tuple[PersonItem, ...], of: int) -> None:
        """The list, of so many."""
        ...

    def show_failure(self, failure: Err) -> None:
        """The list cannot be shown."""
        ...

    def show_person(self, page: PersonPage) -> None:
        """One person."""
        ...

    def show_new(self) -> None:
        """An empty form."""
        ...

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What the rules say of what is typed."""
        ...

    def show_alike(self, items: tuple[AlikeItem, ...]) -> None:
        """Whom the register may hold already of who is typed."""
        ...

    def show_errors(self, field: str | None, said: Message) -> None:
        """Why nothing was saved."""
        ...

    def is_typing(self, person_id: str) -> bool:
        """Whether something is typed of this person and not saved."""
        ...

    def show_saved(self, person_id: str) -> None:
        """It is in the register."""
        ...

    def show_whole_id(self, national_id: str | None) -> None:
        """The whole number, which was asked for."""
        ...


class PeoplePresenter:
    """Decides for the register."""

    def __init__(self, desk: Desk, view: PeoplePort) -> None:
        self._desk = desk
        self._view = view
        self._kind = ""
        self._subdistrict = ""
        self._page: PersonPage | None = None
        self._before: PersonPage | None = None
        self._wanted = ""
        self._round = 0
        self._looking: Job | None = None
        self._alike: tuple[AlikeItem, ...] = ()
        self._others: set[str] = set()

    def filter(self, kind: str, subdistrict_code: str) -> None:
        """Narrow the list."""
        self._kind, self._subdistrict = kind, subdistrict_code
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        people = self._desk.services.people
        kind, subdistrict = self._kind, self._subdistrict

        def read() -> tuple[tuple[PersonItem, ...], int]:
            narrowed = {"kind": kind, "subdistrict_code": subdistrict}
            return people.persons(**narrowed), people.count_persons(**narrowed)

        self._desk.jobs.database(read, self._got_list)

    def _got_list(self, result: Result[tuple[tuple[PersonItem, ...], int]]) -> None:
        match result:
            case Ok(value=(items, of)):
                self._view.show_persons(items, of)
            case Err():
                self._view.show_failure(result)

    def open(self, person_id: str) -> None:
        """Show a person."""
        self._wanted = person_id
        people = self._desk.services.people
        self._desk.jobs.database(lambda: people.page(person_id), self._got_page)

    def _got_page(self, result: Result[PersonPage]) -> None:
        match result:
            case Ok(value=page) if page.person_id == self._wanted:
                if self._before is None or not self._view.is_typing(page.person_id):
                    self._before = page
                if self._page is None or self._page.person_id != page.person_id:
                    self._forget_alike()
                self._page = page
                self._view.show_person(page)
                self.judge(page.values)
            case Err():
                self._desk.notices.notice(result.message, Tone.ERROR)

    def begin(self) -> None:
        """Somebody new."""
        self._page, self._before, self._wanted = None, None, NEW
        self._view.show_new()
        self._view.show_findings(())
        self._forget_alike()

    @property
    def is_new(self) -> bool:
        """Whether the form is for somebody new."""
        return self._page is None

    def typed(self, values: dict[str, Any]) -> None:
        """Something was typed: ask the rules, and whether the register holds this person."""
        whole = self._with(values)
        self.judge(whole)
        self.look_for_alike(whole)

    def look_for_alike(self, values: PersonValues) -> None:
        """Compare who is typed with the register, in the background; only the newest question is answered."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if not self._desk.may("duplicates.read") or not (values.first_name or values.national_id):
            self._show_alike(())
            return
        duplicates, page = self._desk.services.duplicates, self._page
        person_id = page.person_id if page else ""

        def done(result: Result[tuple[AlikeItem, ...]]) -> None:
            if self._looking is job:
                self._looking = None
                self._show_alike(result.value if isinstance(result, Ok) else ())

        job = self._desk.jobs.background(
            lambda _: duplicates.alike(values, person_id), done, title=message("duplicates.alike.job")
        )
        self._looking = job

    def set_aside(self, person_id: str) -> None:
        """Who is typed is somebody else: not to be shown again for this form."""
        self._others.add(person_id)
        self._show_alike(self._alike)

    def _show_alike(self, items: tuple[AlikeItem, ...]) -> None:
        self._alike = items
        self._view.show_alike(tuple(item for item in items if item.person_id not in self._others))

    def _forget_alike(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._others.clear()
        self._show_alike(())

    def judge(self, values: PersonValues) -> None:
        """What the rules say; only the newest answer is shown."""
        self._round += 1
        mine, people = self._round, self._desk.services.people
        person_id = self._page.person_id if self._page else None

        def done(result: Result[tuple[Finding, ...]]) -> None:
            if mine == self._round and isinstance(result, Ok):
                self._view.show_findings(result.value)

        self._desk.jobs.database(lambda: people.judge(values, person_id), done)

    def save(self, values: dict[str, Any]) -> None:
        """Enter or change."""
        people, page = self._desk.services.people, self._before
        if page is None:
            command = RegisterPerson(values=self._with(values))
            self._desk.jobs.database(lambda: people.register(command), self._saved)
            return
        typed = {name: value for name, value in values.items() if _typed(page, name, value)}
        change = ChangePerson(person_id=page.person_id, values=typed, seen=page.seen)
        self._desk.jobs.database(lambda: people.change(change), self._saved)

    def settle(self, field: str, value: StandingValue, reason: str) -> None:
        """Of two values written apart, this one stands; what else is typed stays typed."""
        page, conflicts = self._page, self._desk.services.conflicts
        if page is None:
            return
        decision = Decision(
            noun="person",
            record_id=page.person_id,
            field=field,
            value=value,
            seen=page.seen[field],
            reason=reason,
        )

        def done(result: Result[Outcome[str]]) -> None:
            match result:
                case Ok(value=outcome):
                    self._desk.announce(outcome.changes)
                    self._desk.notices.notice(message("conflicts.done"), Tone.OK)
                    self.open(outcome.value)
                case Err():
                    self._view.show_errors(result.field, result.message)

        self._desk.jobs.database(lambda: conflicts.settle(decision), done)

    def _saved(self, result: Result[Outcome[str]]) -> None:
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                self._desk.notices.notice(message("people.saved"), Tone.OK)
                self._view.show_saved(outcome.value)
                self.open(outcome.value)
            case Err():
                self._view.show_errors(result.field, result.message)

    def _with(self, values: dict[str, Any]) -> PersonValues:
        return merged(self._page.values if self._page else PersonValues(), values)

    def reveal(self) -> None:
        """The whole national id; that it was shown is recorded."""
        page, people = self._page, self._desk.services.people
        if page is None:
            return
        purpose = self._desk.texts.text("people.reveal_purpose")

        def done(result: Result[Outcome[str | None]]) -> None:
            match result:
                case Ok(value=outcome):
                    self._view.show_whole_id(outcome.value)
                case Err():
                    self._desk.notices.notice(result.message, Tone.ERROR)

        self._desk.jobs.database(lambda: people.reveal_id(page.person_id, purpose), done)

    def request(self) -> None:
        """Begin an aid request for this person."""
        if self._page is not None:
            self._desk.navigation.open("requests", f"new:{self._page.person_id}")

    def case(self) -> None:
        """Begin a case for this person."""
        if self._page is not None:
            self._desk.navigation.open("cases", f"new:{self._page.person_id}")

    def household(self) -> None:
        """Go to the household."""
        if self._page is not None and self._page.household_id:
            self._desk.navigation.open("households", self._page.household_id)

    def bundle(self) -> None:
        """Everything about this person for an auditor."""
        if self._page is not None:
            self._desk.navigation.open("audits", f"person:{self._page.person_id}")

    def go(self, key: str) -> None:
        """Open what a line of the history is about."""
        screen, _, record_id = key.partition(":")
        if screen and record_id:
            self._desk.navigation.open(screen, record_id)

    def changed(self, changes: Changes) -> None:
        """Somebody changed persons: the list is read again, a form with unsaved typing stays."""
        if "person" in changes:
            self.refresh()
            if self._page is not None and self._page.person_id in changes.of("person"):
                self.open(self._page.person_id)


def _typed(page: PersonPage, name: str, value: object) -> bool:
    """Whether a field is another than when the form was filled.

    One that was left as it is shown decides no conflict, and takes nothing back that somebody else wrote meanwhile.
    """
    return bool(value != getattr(page.values, name))
