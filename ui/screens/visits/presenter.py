"""Decides for visits: the list, beginning one, the page of one, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kmcase.application.changes import Changes, Outcome
from kmcase.application.read.people import PersonItem
from kmcase.application.read.visits import VisitItem, VisitPage
from kmcase.application.visits import AskForAid, BeginVisit, FoundFamily, SignAsInformant, SubmitVisit
from kmcase.domain.evidence import EvidenceKind
from kmcase.domain.forms import Form
from kmcase.domain.payments import Finger, Hand, SignatureMark, ThumbMark, Witness
from kmcase.domain.visits import Partner, VisitState
from kmcase.messages import Message, message
from ui.ports import Desk, Err, Ok, Result
from ui.screens.visits.actions import actions_of, is_writable
from ui.screens.visits.photos import Photos
from ui.screens.visits.port import PhotosPort, Shown, VisitsPort
from ui.screens.visits.registered import registered_answers
from ui.screens.visits.writing import Writing
from ui.tone import Tone

NEW, APPOINTMENT, FAMILY = "new:", "appointment:", "family:"
"""What a record may begin with: a visit to a person (`new:<person>`, after an appointment `appointment:<id>:<person>`),
or to a family found today (`family:`)."""
UNFINISHED = "unfinished"
STATES: Mapping[str, frozenset[VisitState]] = {
    UNFINISHED: frozenset({VisitState.DRAFT, VisitState.RETURNED}),
    **{state.value: frozenset({state}) for state in VisitState},
}
"""How the list may be narrowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How an informant marked what was told: strokes, or a thumbprint's scan with finger, hand and two witnesses."""

    name: str
    relation: str = ""
    strokes: str = ""
    thumbprint: bytes = b""
    finger: Finger | None = None
    hand: Hand | None = None
    witnesses: tuple[str, str] = ("", "")


class VisitsPresenter:
    """Answers the view with `show_*`."""

    def __init__(self, desk: Desk, view: VisitsPort, pictures: PhotosPort) -> None:
        self._desk = desk
        self._view = view
        self._narrowed = ""
        self._wanted = ""
        self._page: VisitPage | None = None
        self.writing = Writing(desk, view)
        self.photos = Photos(desk, pictures, self._done)

    @property
    def _service(self) -> Any:
        return self._desk.services.visits

    @property
    def page(self) -> VisitPage | None:
        """The visit in front."""
        return self._page

    # --- the list ---

    def start(self, record_id: str | None) -> None:
        """Read the list; open or begin what was asked for."""
        self.refresh()
        if not record_id:
            return
        if record_id.startswith(NEW):
            self.begin(record_id.removeprefix(NEW))
        elif record_id.startswith(APPOINTMENT):
            appointment_id, _, person_id = record_id.removeprefix(APPOINTMENT).partition(":")
            self.begin(person_id, appointment_id)
        else:
            self.open(record_id)

    def narrow(self, by: str) -> None:
        """Leave the visits of some states in the list; empty: all of them."""
        self._narrowed = by
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        service, states = self._service, STATES.get(self._narrowed, frozenset())

        def got(result: Result[tuple[VisitItem, ...]]) -> None:
            if isinstance(result, Err):
                self._view.show_failure(result)
            else:
                self._view.show_visits(result.value)

        self._desk.jobs.database(lambda: service.list(states=states), got)

    # --- beginning ---

    def search_people(self, text: str) -> None:
        """Whom a visit is to."""
        people = self._desk.services.people

        def got(result: Result[tuple[PersonItem, ...]]) -> None:
            if isinstance(result, Ok):
                self._view.show_people(result.value)

        self._desk.jobs.database(lambda: people.search(text, 20), got)

    def begin(self, person_id: str, appointment_id: str | None = None) -> None:
        """Begin a visit, or go on with the person's own unfinished one."""
        service, me = self._service, self._desk.actor.staff_id

        def work() -> Outcome[str]:
            unfinished = service.list(states=STATES[UNFINISHED], person_id=person_id, officer=me)
            if unfinished:
                return Outcome(unfinished[0].visit_id, Changes())
            begun: Outcome[str] = service.begin(BeginVisit(person_id=person_id, appointment_id=appointment_id or None))
            return begun

        self._desk.jobs.database(work, self._begun)

    def begin_with_family(self, family: FoundFamily) -> None:
        """Register a family found today and begin its visit."""
        service = self._service
        self._desk.jobs.database(lambda: service.begin_with_family(family), self._begun)

    def correct(self) -> None:
        """Begin a visit beside a reviewed one, with its answers."""
        if self._page is None:
            return
        service, visit = self._service, self._page.visit
        command = BeginVisit(person_id=visit.person_id, corrects=visit.visit_id)
        self._desk.jobs.database(lambda: service.begin(command), self._begun)

    def _begun(self, result: Result[Outcome[str]]) -> None:
        if isinstance(result, Err):
            self._view.show_refusal(result)
            return
        self._view.show_done()
        self._page = None
        self._desk.announce(result.value.changes)
        self.open(result.value.value)

    # --- one visit ---

    def open(self, visit_id: str) -> None:
        """Show a visit."""
        service, forms, people = self._service, self._desk.services.forms, self._desk.services.people
        may = self._desk.may
        self._wanted = visit_id

        def read() -> tuple[VisitPage, Form, Mapping[str, Any]]:
            page = service.page(visit_id)
            form = forms.form(page.visit.form_id, page.visit.form_version)
            asks = is_writable(page, may)
            known = registered_answers(form, people.page(page.visit.person_id).values) if asks else {}
            return page, form, known

        def got(result: Result[tuple[VisitPage, Form, Mapping[str, Any]]]) -> None:
            if self._wanted != visit_id:
                return
            if isinstance(result, Err):
                self._desk.notices.notice(result.message, Tone.ERROR)
            else:
                self._show(*result.value)

        self._desk.jobs.database(read, got)

    def _show(self, page: VisitPage, form: Form, registered: Mapping[str, Any]) -> None:
        same = self._page is not None and self._page.visit.visit_id == page.visit.visit_id
        if not same:
            self.writing.turn_to(page)
        self._page = page
        may, me = self._desk.may, self._desk.actor.staff_id
        writable = is_writable(page, may)
        sent = page.visit.state in (VisitState.SUBMITTED, VisitState.REVIEWED)
        unconfirmed = any(each.reason and not each.settled for each in page.differences)
        self._view.show_visit(
            Shown(
                page=page,
                form=form,
                registered=registered,
                actions=actions_of(page, may, me),
                writable=writable,
                may_explain=may("visits.explain") and page.visit.state is not VisitState.ABANDONED,
                may_confirm=may("visits.confirm") and sent and unconfirmed and page.visit.officer != me,
                may_answer=may("visits.answer"),
            )
        )
        self.photos.show(page)

    def follow(self, touched: Collection[str]) -> None:
        """What is being answered (`touched`) stays as its writer saw it."""
        if self._page is not None:
            self.writing.follow(self._page, touched)

    def leave(self) -> None:
        """Back to the list."""
        self._page = None
        self._wanted = ""
        self.photos.close_folder()
        self.refresh()

    # --- what is done with it ---

    def act(self, key: str, given: Mapping[str, Any] | None = None) -> None:
        """Do one of the actions, with what was said to it."""
        if self._page is None:
            return
        service, visit_id = self._service, self._page.visit.visit_id
        said = dict(given or {})
        words = str(said.get("words") or "")
        works: dict[str, Callable[[], Outcome[Any]]] = {
            "submit": lambda: service.submit(SubmitVisit(visit_id=visit_id, visited_on=said.get("visited_on"))),
            "pause": lambda: service.pause(visit_id, words),
            "resume": lambda: service.resume(visit_id),
            "abandon": lambda: service.abandon(visit_id, words),
            "find_in_order": lambda: service.find_in_order(visit_id),
            "send_back": lambda: service.send_back(visit_id, words),
            "comment": lambda: service.comment(visit_id, said["section"], words),
            "confirm": lambda: service.confirm_differences(visit_id),
        }
        self._desk.jobs.database(works[key], lambda result: self._done(result, message(f"visits_ui.done.{key}")))

    def ask_for_aid(self, command: AskForAid) -> None:
        """Propose aid; at the office the request is there at once and comes in front."""
        service = self._service

        def done(result: Result[Outcome[str | None]]) -> None:
            opened = result.value.value if isinstance(result, Ok) else None
            self._done(result, message("visits_ui.done.requested" if opened else "visits_ui.done.wished"))
            if opened:
                self._desk.navigation.open("requests", opened)

        self._desk.jobs.database(lambda: service.ask_for_aid(command), done)

    def answer(self, comment_id: str, said: str) -> None:
        """Answer a reviewer's comment."""
        if self._page is not None:
            service, visit_id = self._service, self._page.visit.visit_id
            self._desk.jobs.database(lambda: service.answer(visit_id, comment_id, said), self._done)

    def explain(self, question: str, reason: str) -> None:
        """Why survey and visit differ."""
        if self._page is not None:
            service, visit_id = self._service, self._page.visit.visit_id
            self._desk.jobs.database(lambda: service.explain(visit_id, question, reason), self._done)

    def settle(self, key: str, event_id: str) -> None:
        """Of values written apart, this one stands."""
        if self._page is not None:
            service, visit_id = self._service, self._page.visit.visit_id
            self._desk.jobs.database(lambda: service.settle(visit_id, key, event_id), self._done)

    def add_partner(self, partner: Partner) -> None:
        """Name who joined."""
        if self._page is not None:
            service, visit_id = self._service, self._page.visit.visit_id
            self._desk.jobs.database(lambda: service.add_partner(visit_id, partner), self._done)

    def sign(self, mark: Mark) -> None:
        """The informant signs what is written; a thumbprint's scan is kept before."""
        if self._page is None:
            return
        service, attachments, visit_id = self._service, self._desk.services.attachments, self._page.visit.visit_id

        def work() -> Outcome[str]:
            signed: Outcome[str] = service.sign(
                SignAsInformant(
                    visit_id=visit_id,
                    name=mark.name,
                    relation=mark.relation,
                    signature=SignatureMark(strokes=mark.strokes) if mark.strokes else None,
                    thumbprint=_thumb(mark, attachments) if mark.thumbprint else None,
                )
            )
            return signed

        self._desk.jobs.database(work, lambda result: self._done(result, message("visits_ui.done.signed")))

    def go_to_person(self) -> None:
        """The person's page."""
        if self._page is not None:
            self._desk.navigation.open("people", self._page.visit.person_id)

    def go_to_request(self) -> None:
        """The request that came of the visit."""
        if self._page is not None and self._page.request_id:
            self._desk.navigation.open("requests", self._page.request_id)

    def _done(self, result: Result[Outcome[Any]], said: Message | None = None) -> None:
        if isinstance(result, Err):
            self._view.show_refusal(result)
            return
        self._view.show_done()
        if said is not None:
            self._desk.notices.notice(said, Tone.OK)
        self._desk.announce(result.value.changes)

    def changed(self, changes: Changes) -> None:
        """Something was committed."""
        if "visit" not in changes and "person" not in changes:
            return
        page = self._page
        if page is None:
            self.refresh()
        elif page.visit.visit_id in changes.of("visit") or page.visit.person_id in changes.of("person"):
            self.open(page.visit.visit_id)


def _thumb(mark: Mark, attachments: Any) -> ThumbMark:
    assert mark.finger is not None and mark.hand is not None
    kept = attachments.keep(mark.thumbprint, EvidenceKind.THUMBPRINT, "thumbprint")
    one, two = (Witness(name=name) for name in mark.witnesses)
    return ThumbMark(image=kept, finger=mark.finger, hand=mark.hand, witnesses=(one, two))
