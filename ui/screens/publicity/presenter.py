"""Publicity: the list, a round's text, approval, consents, and what goes out. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from kmcase.application.changes import Changes, Outcome
from kmcase.application.publicity import RecordConsent, WritePublicity, shown_photographs
from kmcase.application.read.publicity import PhotographLine, PublicityItem, PublicityPage
from kmcase.domain.publicity import PhotographedPerson, PublicityState, PublicityValues
from kmcase.messages import Message, message
from ui.answering import recorded, show_paper, show_stored, told
from ui.kept_paper import kept_paper
from ui.ports import Desk, Err, Result
from ui.tables.output import write_file
from ui.tone import Tone

Opened = tuple[tuple[PublicityItem, ...], PublicityPage | None]


class PublicityPort(Protocol):
    """What the view can show."""

    def show_list(self, items: tuple[PublicityItem, ...]) -> None: ...
    def show_failure(self, failure: Err) -> None: ...
    def show_page(self, page: PublicityPage | None) -> None: ...
    def show_form(self, page: PublicityPage, values: PublicityValues) -> None: ...
    def show_consent(self, line: PhotographLine, person: PhotographedPerson) -> None: ...
    def show_withdrawal(self, person: PhotographedPerson) -> None: ...
    def show_picture(self, content: bytes, title: Message) -> None: ...
    def form_failed(self, failure: Err) -> None: ...
    def form_done(self) -> None: ...


class PublicityPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: PublicityPort) -> None:
        self._desk = desk
        self._view = view
        self.page: PublicityPage | None = None
        self._chosen = ""

    def may(self, use_case: str) -> bool:
        """Whether this person may."""
        return self._desk.may(use_case)

    @property
    def may_approve(self) -> bool:
        """Whether this person may approve the text in front: nobody approves an own one."""
        page = self.page
        if page is None or page.state is not PublicityState.WAITING or not self.may("publicity.approve"):
            return False
        return page.standing[0].written_by != self._desk.actor.staff_id

    def open(self, key: str | None = None) -> None:
        """Read the list, and bring a text or a round to the front."""
        wanted = self._chosen = key or self._chosen
        publicity = self._desk.services.publicity

        def work() -> Opened:
            items = publicity.list()
            found = next((item for item in items if wanted in (item.key, item.round.run_id)), None)
            if found is None:
                return items, None
            page = publicity.page(found.publicity_id) if found.publicity_id else publicity.round(found.round.run_id)
            return items, page

        self._desk.jobs.database(work, self._opened)

    def _opened(self, result: Result[Opened]) -> None:
        if isinstance(result, Err):
            self._view.show_failure(result)
            return
        items, self.page = result.value
        if self.page is not None:
            self._chosen = self.page.publicity_id or self.page.round.run_id
        self._view.show_list(items)
        self._view.show_page(self.page)

    def choose(self, key: str) -> None:
        """Bring a line to the front."""
        if key != self._chosen:
            self.open(key)

    def changed(self, changes: Changes) -> None:
        """A text, a consent or a round changed."""
        if any(noun in changes for noun in ("publicity", "photo_consent", "run", "person")):
            self.open()

    # --- text ---

    def begin_edit(self) -> None:
        """Write a version of the text in front; of a round without one, from the program's draft."""
        page = self.page
        if page is None or not self.may("publicity.write"):
            return
        if page.values is not None:
            self._view.show_form(page, page.values)
            return
        publicity, run_id = self._desk.services.publicity, page.round.run_id

        def drafted(result: Result[PublicityValues]) -> None:
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            else:
                self._view.show_form(page, result.value)

        self._desk.jobs.database(lambda: publicity.draft(run_id), drafted)

    def save(self, page: PublicityPage, values: Mapping[str, Any]) -> None:
        """Keep what the form holds; photographs in the order of the round."""
        ticked = values.get("photographs") or frozenset()
        order = [line.photograph.stored_sha256 for line in page.photographs]
        command = WritePublicity(
            run_id=page.round.run_id,
            publicity_id=page.publicity_id,
            seen=tuple(version.version_id for version in page.standing),
            values=PublicityValues(
                title=values["title"],
                text=values["text"],
                photographs=tuple(stored for stored in order if stored in ticked),
                looked_over=bool(values.get("looked_over")),
            ),
        )
        publicity = self._desk.services.publicity
        self._write(lambda: publicity.write(command), "publicity.page.saved", opens=True)

    def approve(self) -> None:
        """Let the text in front go out."""
        page = self.page
        if page is None or not self.may_approve:
            return
        publicity, version_id = self._desk.services.publicity, page.standing[0].version_id
        self._write(lambda: publicity.approve(page.publicity_id, version_id), "publicity.page.approved_now")

    def _write(self, work: Callable[[], Outcome[str]], said: str, *, opens: bool = False) -> None:
        def then(publicity_id: str) -> None:
            self.open(publicity_id if opens else None)

        self._desk.jobs.database(work, recorded(self._desk, self._view, Message(said), then))

    # --- photographs and consents ---

    def begin_consent(self, line: PhotographLine) -> None:
        """Ask for the consent of the first person in a photograph who has not agreed."""
        if self.may("publicity.consent"):
            lacking = {finding.params.get("name") for finding in line.findings}
            persons = line.photograph.persons
            self._view.show_consent(line, next((one for one in persons if one.name in lacking), persons[0]))

    def record_consent(self, line: PhotographLine, person_id: str, values: Mapping[str, Any]) -> None:
        """Keep a consent; a picture of the signed paper is stored first."""
        services, paper = self._desk.services, values["paper"]

        def work() -> Outcome[str]:
            kept = kept_paper(services.attachments, paper)
            command = RecordConsent(
                person_id=person_id,
                photograph=line.photograph.stored_sha256 if values["photograph"] == "this" else "",
                asked_on=values["asked_on"],
                signed_by=values["signed_by"],
                signature=values["signature"],
                paper=kept,
            )
            done: Outcome[str] = services.publicity.record_consent(command)
            return done

        self._write(work, "publicity.page.consented")

    def begin_withdrawal(self, line: PhotographLine) -> None:
        """Take back the consent of the person in a photograph who has given one."""
        persons = line.photograph.persons
        agreed = next((person for person in persons if person.consents), persons[0])
        if self.may("publicity.consent"):
            self._view.show_withdrawal(agreed)

    def withdraw(self, person_id: str, reason: str) -> None:
        """The person is shown no more."""
        publicity = self._desk.services.publicity
        self._write(lambda: publicity.withdraw_consent(person_id, reason), "publicity.page.withdrawn_now")

    def look(self, line: PhotographLine) -> None:
        """Show a photograph."""
        title = Message(f"evidence.kind.{line.photograph.kind.value}")
        show_stored(self._desk, line.photograph.stored_sha256, title, self._view.show_picture)

    # --- going out ---

    def print(self) -> None:
        """The text in front as PDF; a draft says that it is one."""
        page = self.page
        if page is None or not page.publicity_id:
            return
        printing, language = self._desk.services.printing, self._desk.texts.language
        title = message("publicity.page.job", number=page.round.number)
        show_paper(self._desk, lambda _: printing.publicity(page.publicity_id, language), title)

    def give_out(self, folder: Path) -> None:
        """Write text and photographs into a folder of the user's."""
        page = self.page
        if page is None:
            return
        publicity = self._desk.services.publicity

        def work() -> int:
            files = publicity.give_out(page.publicity_id)
            for name, content in files:
                write_file(folder / name, content)
            return len(files)

        def done(count: int) -> None:
            self._desk.notices.notice(message("publicity.page.given_out", count=count), Tone.OK)

        title = message("publicity.page.job", number=page.round.number)
        self._desk.jobs.background(lambda _: work(), told(self._desk, done), title=title)


def photograph_counts(page: PublicityPage) -> tuple[int, int]:
    """How many of the chosen photographs may be shown today, and how many were chosen."""
    chosen = len(page.values.photographs) if page.values else 0
    return len(shown_photographs(page)), chosen
