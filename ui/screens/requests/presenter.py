"""What the requests show, and what may be done with one by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from kmcase.application.changes import Changes, Outcome
from kmcase.application.duties import GrantException
from kmcase.application.read.people import PersonItem, PersonPage
from kmcase.application.read.requests import Light, RequestItem, RequestPage
from kmcase.application.requests import INCOMPLETE, LIFTABLE, GiveDiagnosis, OpenRequest, TakeDocuments, WriteRequest
from kmcase.domain.evidence import EvidenceItem, EvidenceKind
from kmcase.domain.findings import Finding, blocking
from kmcase.domain.meetings import Override
from kmcase.domain.money import Baht
from kmcase.domain.requests import EDITABLE, RequestContent, RequestStatus
from kmcase.domain.staff import StaffMember
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Progress, Result
from ui.screens.requests.actions import actions_of
from ui.screens.requests.port import Asker, RequestsPort
from ui.tone import Tone

NEW = "new:"
_MEANWHILE = "requests.written_meanwhile"
_KEPT = message("requests_ui.done")


class RequestsPresenter:
    """Decides for the requests."""

    def __init__(self, desk: Desk, view: RequestsPort) -> None:
        self._desk = desk
        self._view = view
        self._statuses: frozenset[RequestStatus] = frozenset()
        self._late = self._excepted = False
        self._page: RequestPage | None = None
        self._person: Asker | None = None
        self._content: RequestContent | None = None
        self._version = ""
        self._round = 0

    @property
    def _service(self) -> Any:
        return self._desk.services.requests

    def start(self, record_id: str | None) -> None:
        """Read staff and list; open what was asked for."""
        staff = self._desk.services.staff
        self._desk.jobs.database(staff.list, self._got_staff)
        self.refresh()
        if record_id and record_id.startswith(NEW):
            self.begin_for(record_id.removeprefix(NEW))
        elif record_id:
            self.open(record_id)

    def _got_staff(self, result: Result[tuple[StaffMember, ...]]) -> None:
        if isinstance(result, Ok):
            self._view.show_staff(result.value)

    def filter(self, statuses: frozenset[RequestStatus], *, late: bool = False, excepted: bool = False) -> None:
        """Narrow the list; `late` leaves those past their time, `excepted` those with a lifted limit or duty."""
        self._statuses, self._late, self._excepted = statuses, late, excepted
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        service, statuses, late, excepted = self._service, self._statuses, self._late, self._excepted

        def read() -> tuple[RequestItem, ...]:
            items = service.list(statuses=statuses)
            punctual = (item for item in items if not late or item.waiting.light is Light.RED)
            return tuple(item for item in punctual if not excepted or item.excepted)

        self._desk.jobs.database(read, self._got_list)

    def _got_list(self, result: Result[tuple[RequestItem, ...]]) -> None:
        match result:
            case Ok(value=items):
                self._view.show_requests(items)
            case Err():
                self._view.show_failure(result)

    def open(self, request_id: str) -> None:
        """Show a request."""
        service = self._service
        self._desk.jobs.database(lambda: service.page(request_id), self._got_page)

    def _got_page(self, result: Result[RequestPage]) -> None:
        match result:
            case Ok(value=page):
                if not (self._version and self._view.is_typing(page.request.request_id)):
                    self._version, self._content = page.request.version, page.request.content
                self._page, self._person = page, None
                editable = page.request.status in EDITABLE and self._desk.may("requests.write")
                self._view.show_page(page, actions_of(page, self._desk.may), editable=editable)
                self._view.show_findings(page.findings)
            case Err():
                self._desk.notices.notice(result.message, Tone.ERROR)

    def search_people(self, text: str) -> None:
        """Whom a new request is for."""
        people = self._desk.services.people

        def done(result: Result[tuple[PersonItem, ...]]) -> None:
            if isinstance(result, Ok):
                self._view.show_people(result.value)

        self._desk.jobs.database(lambda: people.search(text, 20), done)

    def begin_for(self, person_id: str) -> None:
        """A new request for somebody."""
        people = self._desk.services.people

        self._desk.jobs.database(lambda: people.page(person_id), self._got_person)

    def _got_person(self, result: Result[PersonPage]) -> None:
        match result:
            case Ok(value=page):
                values = page.values
                person = Asker(person_id=page.person_id, name=values.full_name, national_id=values.national_id)
                self._page, self._person, self._version = None, person, ""
                mine = self._desk.actor.staff_id
                self._content = RequestContent(received_on=self._desk.today(), fact_finder=mine)
                self._view.show_new(person, self._content)
                self.judge(self._content)
            case Err():
                self._desk.notices.notice(result.message, Tone.ERROR)

    @property
    def content(self) -> RequestContent | None:
        """What was last read or begun."""
        return self._content

    def judge(self, content: RequestContent) -> None:
        """What the rules say of what is typed; only the newest answer is shown."""
        page, service = self._page, self._service
        person_id = page.request.person_id if page else self._person.person_id if self._person else ""
        if not person_id:
            return
        self._round += 1
        mine, request_id = self._round, page.request.request_id if page else None

        def done(result: Result[tuple[Finding, ...]]) -> None:
            if mine == self._round and isinstance(result, Ok):
                self._view.show_findings(result.value)

        self._desk.jobs.database(lambda: service.judge(person_id, content, request_id), done)

    def save(self, content: RequestContent, after: Callable[[], None] | None = None) -> None:
        """Open the request, or write a new version; then perhaps something more."""
        page, service, person = self._page, self._service, self._person
        done = self._saved if after is None else lambda result: self._saved_then(result, after)
        if page is not None:
            request = page.request
            if content == self._content and after is not None:
                after()
                return
            command = WriteRequest(request_id=request.request_id, content=content, seen_version=self._version)
            self._desk.jobs.database(lambda: service.write(command), done)
        elif person is not None:
            begin = OpenRequest(person_id=person.person_id, content=content)
            self._desk.jobs.database(lambda: service.open(begin), done)

    def check_sending(self, content: RequestContent, go: Callable[[], None]) -> None:
        """Say what is missing before a request is sent; go on where nothing is, or where a rule refuses it anyway."""
        page, service = self._page, self._service
        if page is None:
            return
        request = page.request

        def done(result: Result[tuple[Finding, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_errors(result.field, result.message)
                return
            missing = tuple(finding for finding in result.value if finding.code in INCOMPLETE)
            if missing and not blocking(result.value):
                self._view.show_missing(missing)
            else:
                go()

        self._desk.jobs.database(lambda: service.judge(request.person_id, content, request.request_id), done)

    def _saved(self, result: Result[Outcome[str]]) -> None:
        if isinstance(result, Ok):
            self._view.show_saved()
        self._done(result)

    def _saved_then(self, result: Result[Outcome[str]], after: Callable[[], None]) -> None:
        if isinstance(result, Err):
            self._done(result)
            return
        self._view.show_saved()
        self._desk.announce(result.value.changes)
        after()

    def _sent(self, result: Result[Outcome[Any]]) -> None:
        number = self._page.request.number if self._page else ""
        self._done(result, message("requests_ui.sent", number=number))

    def _done(self, result: Result[Outcome[Any]], said: Message = _KEPT) -> None:
        match result:
            case Ok(value=outcome):
                self._desk.announce(outcome.changes)
                self._desk.notices.notice(said, Tone.OK)
                page = self._page
                self.open(page.request.request_id if page else str(outcome.value))
            case Err(code=code) if code == _MEANWHILE:
                self._written_meanwhile()
            case Err():
                self._view.show_errors(result.field, result.message)

    def _written_meanwhile(self) -> None:
        page, before, service = self._page, self._content, self._service
        assert page is not None

        def done(read: Result[RequestPage]) -> None:
            if isinstance(read, Ok) and before is not None:
                newest = read.value
                self._version, self._content = newest.request.version, newest.request.content
                self._view.show_meanwhile(newest, before)

        self._desk.jobs.database(lambda: service.page(page.request.request_id), done)

    def liftable(self, findings: tuple[Finding, ...]) -> tuple[str, ...]:
        """The codes of those that block and that a second person may lift here, where nothing else blocks."""
        blocked = tuple(finding.code for finding in blocking(findings))
        may = self._desk.may("requests.submit" if self._page is not None else "requests.open")
        editable = self._page is None or self._page.request.status in EDITABLE
        return blocked if may and editable and LIFTABLE.issuperset(blocked) else ()

    def lift(self, content: RequestContent, override: Override, second_password: str) -> None:
        """Open or send for review under an override; the password is the second person's."""
        page, service, person = self._page, self._service, self._person
        if page is not None:
            request_id = page.request.request_id
            send = partial(service.submit, request_id, override, second_password)

            def after() -> None:
                self._desk.jobs.database(send, self._sent)

            self.save(content, after)
        elif person is not None:
            begin = OpenRequest(
                person_id=person.person_id, content=content, override=override, second_password=second_password
            )
            self._desk.jobs.database(lambda: service.open(begin), self._saved)

    def _grant(self, values: Mapping[str, Any]) -> Outcome[str]:
        assert self._page is not None
        duties: Outcome[str] = self._desk.services.duties.grant(
            GrantException(
                request_id=self._page.request.request_id,
                duties=(values["duty"], values["other_duty"]),
                staff_id=values["staff_id"],
                reason=values["reason"] or "",
            )
        )
        return duties

    def act(self, key: str, values: Mapping[str, Any] | None = None) -> None:
        """Do one of the actions on the request shown, with what was said to it."""
        if self._page is None:
            return
        request_id, service = self._page.request.request_id, self._service
        given = values or {}
        said, amount = str(given.get("words") or ""), given.get("amount")
        today = self._desk.today()
        papers = tuple(part.strip() for part in said.split(",") if part.strip())
        works: dict[str, Callable[[], Outcome[Any]]] = {
            "submit": lambda: service.submit(request_id),
            "diagnose": lambda: service.diagnose(
                GiveDiagnosis(request_id=request_id, text=said, proposed=amount or Baht.zero())
            ),
            "find_ready": lambda: service.find_ready(request_id),
            "send_back": lambda: service.send_back(request_id, RequestStatus.NEEDS_CORRECTION, said),
            "comment": lambda: service.comment(request_id, "report", said),
            "notify": lambda: service.notify(request_id, said, today),
            "take_papers": lambda: service.take_documents(
                TakeDocuments(request_id=request_id, items=papers, taken_from=self._name(), on=today)
            ),
            "forward": lambda: service.forward(request_id, said, said),
            "withdraw": lambda: service.withdraw(request_id, said),
            "grant_exception": lambda: self._grant(given),
        }
        self._desk.jobs.database(works[key], self._sent if key == "submit" else self._done)

    def _name(self) -> str:
        return self._page.person_name if self._page else ""

    def answer(self, comment_id: str, said: str) -> None:
        """Answer a reviewer's comment."""
        if self._page is not None:
            request_id, service = self._page.request.request_id, self._service
            self._desk.jobs.database(lambda: service.answer(request_id, comment_id, said), self._done)

    def attach(self, kind: str, name: str, content: bytes) -> None:
        """A piece of evidence: stored first, then named by an event; pages of one kind add up."""
        page = self._page
        if page is None:
            return
        service, attachments = self._service, self._desk.services.attachments
        wanted = EvidenceKind(kind)

        def work(progress: Progress) -> Outcome[str]:
            progress.report(0)
            kept = attachments.keep(content, wanted, name)
            outcome: Outcome[str] = service.add_evidence(page.request.request_id, kept)
            return outcome

        def done(result: Result[Outcome[str]]) -> None:
            if isinstance(result, Err):
                self._view.show_piece_refused(kind, result.message)
            else:
                self._done(result)

        self._desk.jobs.background(work, done, title=message("requests_ui.attaching"))

    def declare_none(self, kind: str, reason: str) -> None:
        """A piece that is not to be had, with the reason."""
        if self._page is not None:
            request_id, service = self._page.request.request_id, self._service
            item = EvidenceItem(kind=EvidenceKind(kind), none_reason=reason)
            self._desk.jobs.database(lambda: service.settle_evidence(request_id, item), self._done)

    def print_paper(self, which: str) -> None:
        """One of the request's papers, in a preview."""
        if self._page is None:
            return
        request_id, printing = self._page.request.request_id, self._desk.services.printing
        make = getattr(printing, which)

        def work(progress: Progress) -> bytes:
            progress.report(0)
            return bytes(make(request_id))

        def done(result: Result[bytes]) -> None:
            match result:
                case Ok(value=content):
                    self._desk.show_paper(content, f"{which}.pdf")
                case Err():
                    self._desk.notices.notice(result.message, Tone.ERROR)

        self._desk.jobs.background(work, done, title=message(f"requests_ui.paper.{which}"))

    def open_person(self) -> None:
        """Go to the person's page."""
        person_id = self._page.request.person_id if self._page else self._person.person_id if self._person else ""
        if person_id:
            self._desk.navigation.open("people", person_id)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if "request" in changes:
            self.refresh()
            page = self._page
            if page is not None and page.request.request_id in changes.of("request"):
                self.open(page.request.request_id)
