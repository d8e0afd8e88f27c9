"""The road that the money takes, without a window: what lies before the step that a test takes in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from kmcase.application.batches import RequestDisbursement
from kmcase.application.meetings import RecordDecision
from kmcase.application.payments import HandOver, PrepareRun
from kmcase.application.people import RegisterHousehold, RegisterPerson
from kmcase.application.requests import GiveDiagnosis, OpenRequest
from kmcase.application.visits import AskForAid, BeginVisit, SignAsInformant, SubmitVisit, WriteVisit
from kmcase.bootstrap import OpenOffice
from kmcase.domain.clock import FixedClock
from kmcase.domain.evidence import PHOTO_KINDS, EvidenceItem
from kmcase.domain.meetings import MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Method, SignatureMark, Witness
from kmcase.domain.people import PersonValues
from kmcase.thai.calendar import bangkok_date
from tests.money_builders import SIGNATURE
from tests.pictures import photograph
from tests.request_builders import content, widow_pieces
from tests.visit_builders import SIGNATURE as SIGNED
from tests.visit_builders import answers


class Place(Protocol):
    """A folder with machines, at one of which somebody sits down."""

    root: Path
    clock: FixedClock

    def inside(self, machine: str, login: str) -> AbstractContextManager[OpenOffice]: ...


@dataclass
class MoneyRoad:
    """The steps at the office, each by the person whose work it is, on the day that the clock shows."""

    place: Place
    pieces: int = 0
    meetings: int = 0

    def register(self, *people: PersonValues) -> tuple[str, ...]:
        """People in the register; gives their ids."""
        with self._as("officer2") as office:
            return tuple(office.services.people.register(RegisterPerson(values=one)).value for one in people)

    def two_families(self) -> tuple[str, str]:
        """Two families of one new household."""
        with self._as("officer2") as office:
            people = office.services.people
            home = people.register_household(RegisterHousehold()).value
            people.form_family(home, "ครอบครัวลูก")
            (one, *_), (other, *_) = people.household(home).families
            return one, other

    def visit(
        self, person: PersonValues, *, registered: PersonValues | None = None, taken: str | None = "", **changes: Any
    ) -> tuple[str, str]:
        """A visit that was sent, and the request made of it; gives their ids.

        `registered` is what the register says where the visit found something else; `taken` is when the photographs
        say that they were taken (local time as cameras write it), None for a visit without one.
        """
        (person_id,) = self.register(registered or person)
        with self._as("officer2") as office:
            visits = office.services.visits
            visit_id = visits.begin(BeginVisit(person_id=person_id)).value
            told = answers(**_of(person), **changes)
            visits.write(WriteVisit(visit_id=visit_id, answers=told, seen=visits.page(visit_id).visit.seen))
            for item in widow_pieces():
                if taken is None and item.kind in PHOTO_KINDS:
                    visits.settle_evidence(visit_id, EvidenceItem(kind=item.kind, none_reason="กล้องเสีย"))
                else:
                    visits.settle_evidence(visit_id, self._piece(office, item, taken or ""))
            visits.sign(SignAsInformant(visit_id=visit_id, name=person.full_name, signature=SIGNED))
            visits.submit(SubmitVisit(visit_id=visit_id))
            request_id = visits.ask_for_aid(AskForAid(visit_id=visit_id)).value
            assert request_id is not None
            office.services.requests.submit(request_id)
        self.diagnose(request_id)
        return visit_id, request_id

    def explain_differences(self, visit_id: str, reason: str) -> None:
        """The visitor writes why survey and visit differ, another officer confirms it."""
        with self._as("officer2") as office:
            visits = office.services.visits
            for found in visits.page(visit_id).differences:
                visits.explain(visit_id, found.contradiction.question, reason)
        with self._as("director") as office:
            office.services.visits.confirm_differences(visit_id)

    def find_ready(self, *requests: str) -> None:
        """Reviewed, and found to be complete."""
        with self._as("director") as office:
            for request_id in requests:
                office.services.requests.find_ready(request_id)

    def draft(self, *people: str, lifted: Mapping[str, Any] | None = None, **changes: Any) -> tuple[str, ...]:
        """A request for each that was not sent yet, with evidence of its own; gives their ids.

        `lifted` is an override with the second person's password, as a command takes them.
        """
        with self._as("officer2") as office:
            return tuple(self._draft(office, person_id, changes, lifted or {}) for person_id in people)

    def diagnose(self, *requests: str) -> None:
        """The social worker's opinion."""
        with self._as("social") as office:
            for request_id in requests:
                told = GiveDiagnosis(request_id=request_id, text="ครอบครัวเดือดร้อนจริง", proposed=Baht.of(3000))
                office.services.requests.diagnose(told)

    def bring_to_review(self, *people: str, lifted: Mapping[str, Any] | None = None, **changes: Any) -> tuple[str, ...]:
        """The same sent, with its opinion."""
        requests = self.draft(*people, lifted=lifted, **changes)
        with self._as("officer2") as office:
            for request_id in requests:
                office.services.requests.submit(request_id)
        self.diagnose(*requests)
        return requests

    def bring_to_ready(
        self, people: Sequence[str], *, lifted: Mapping[str, Any] | None = None, **changes: Any
    ) -> tuple[str, ...]:
        """The same with its review."""
        requests = self.bring_to_review(*people, lifted=lifted, **changes)
        self.find_ready(*requests)
        return requests

    def approve(self, requests: Sequence[str], baht: int = 3000, *, lifted: Mapping[str, Any] | None = None) -> None:
        """One meeting that gives each the same; `lifted` as at a request."""
        self.meetings += 1
        number = f"{self.meetings}/2567"
        with self._as("director") as office:
            meetings = office.services.meetings
            panel = (PanelMember(name="นายประเสริฐ ยุติธรรม", agency="พมจ. อุดรธานี"),)
            meeting_id = meetings.plan(MeetingValues(number=number, held_on=self.today, panel=panel)).value
            meetings.set_agenda(meeting_id, tuple(requests))
            for request_id in requests:
                meetings.decide(
                    RecordDecision(
                        meeting_id=meeting_id,
                        request_id=request_id,
                        resolution_number=number,
                        outcome=Outcome.APPROVED,
                        amount=Baht.of(baht),
                        **(lifted or {}),
                    )
                )

    def ask_for(self, requests: Sequence[str], number: str = "ขบ 1/2567") -> str:
        """A batch of these requests; gives its id."""
        with self._as("finance") as office:
            asked = RequestDisbursement(number=number, requested_on=self.today, request_ids=tuple(requests))
            return office.services.batches.request(asked).value

    def draw(self, batch_id: str, baht: int) -> None:
        """The money is there."""
        with self._as("finance") as office:
            office.services.batches.draw(batch_id, self.today, Baht.of(baht), "นส 1/2567")

    def prepare(self, batch_id: str, requests: Sequence[str], payer: str = "officer", **changes: Any) -> str:
        """A run of cash; gives its id."""
        with self._as("finance") as office:
            services = office.services
            staff = {member.login: member.staff_id for member in services.staff.list()}
            order = PrepareRun(
                batch_id=batch_id,
                method=Method.CASH,
                planned_on=self.today,
                place="ศาลาประชาคมบ้านเชียงพิณ",
                payer=staff[payer],
                committee=(staff["social"], staff["finance"]),
                witnesses=(Witness(name="นายใหญ่ บ้านนา"), Witness(name="นางแดง สวนสวย")),
                request_ids=tuple(requests),
            )
            return services.payments.prepare(replace(order, **changes)).value

    def to_a_run(self, *people: PersonValues, baht: int = 3000, **changes: Any) -> str:
        """People whose money is there, in one run; gives its id."""
        requests = self.bring_to_ready(self.register(*people))
        self.approve(requests, baht)
        batch_id = self.ask_for(requests)
        self.draw(batch_id, baht * len(people))
        return self.prepare(batch_id, requests, **changes)

    def pay(self, run_id: str, count: int, recorder: str = "officer") -> None:
        """The first of a run are paid, a quarter of an hour each."""
        for place in range(count):
            self.place.clock.advance(minutes=15)
            with self._as(recorder) as office:
                payments = office.services.payments
                page = payments.run(run_id)
                voucher, values = page.vouchers[place], page.values
                told = Handover(
                    paid_on=self.today,
                    counted=voucher.amount,
                    payer=values.payer,
                    committee=values.committee,
                    witnesses=values.witnesses,
                    place=values.place,
                    signature=SignatureMark(strokes=SIGNATURE),
                )
                payments.hand_over(HandOver(voucher_id=voucher.voucher_id, handover=told))

    def photograph(self, taken: str = "") -> Path:
        """A picture that is like no other, taken this morning or when it is said (local time as cameras write it)."""
        self.pieces += 1
        told = taken or f"{self.today:%Y:%m:%d} 08:00:00"
        path = self.place.root / f"{self.pieces}.jpg"
        return photograph(path, (400 + self.pieces, 300), seed=self.pieces, taken=told)

    @property
    def today(self) -> date:
        """The day at the office."""
        return bangkok_date(self.place.clock.now())

    def _as(self, login: str) -> AbstractContextManager[OpenOffice]:
        return self.place.inside("office", login)

    def _draft(self, office: OpenOffice, person_id: str, changes: Mapping[str, Any], lifted: Mapping[str, Any]) -> str:
        requests = office.services.requests
        staff = {member.login: member.staff_id for member in office.services.staff.list()}
        told = content(received_on=self.today, fact_found_on=self.today, fact_finder=staff["officer2"])
        request_id = requests.open(OpenRequest(person_id=person_id, content=replace(told, **changes), **lifted)).value
        for item in widow_pieces():
            requests.settle_evidence(request_id, self._piece(office, item))
        return request_id

    def _piece(self, office: OpenOffice, like: EvidenceItem, taken: str = "") -> EvidenceItem:
        """A piece of as many pages."""
        paper = self.photograph(taken)
        kept = office.services.attachments.keep(paper.read_bytes(), like.kind, paper.name)
        return EvidenceItem(kind=like.kind, attachments=(kept,) * len(like.attachments))


def _of(person: PersonValues) -> dict[str, Any]:
    """The answers of a visit that the register gives."""
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "national_id": person.national_id,
        "no_id_reason": None,
        "house_no": person.address.house_no,
    }
