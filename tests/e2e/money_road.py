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
from kmcase.application.people import RegisterPerson
from kmcase.application.requests import GiveDiagnosis, OpenRequest
from kmcase.bootstrap import OpenOffice
from kmcase.domain.clock import FixedClock
from kmcase.domain.evidence import EvidenceItem
from kmcase.domain.meetings import MeetingValues, Outcome, PanelMember
from kmcase.domain.money import Baht
from kmcase.domain.payments import Handover, Method, SignatureMark, Witness
from kmcase.domain.people import PersonValues
from kmcase.thai.calendar import bangkok_date
from tests.money_builders import SIGNATURE
from tests.pictures import photograph
from tests.request_builders import content, widow_pieces


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

    def bring_to_ready(
        self, people: Sequence[str], *, lifted: Mapping[str, Any] | None = None, **changes: Any
    ) -> tuple[str, ...]:
        """A request for each, with evidence of its own, an opinion and a review; gives their ids.

        `lifted` is an override with the second person's password, as a command takes them.
        """
        with self._as("officer2") as office:
            requests = tuple(self._request(office, person_id, changes, lifted or {}) for person_id in people)
        with self._as("social") as office:
            for request_id in requests:
                told = GiveDiagnosis(request_id=request_id, text="ครอบครัวเดือดร้อนจริง", proposed=Baht.of(3000))
                office.services.requests.diagnose(told)
        with self._as("director") as office:
            for request_id in requests:
                office.services.requests.find_ready(request_id)
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

    def prepare(self, batch_id: str, requests: Sequence[str], **changes: Any) -> str:
        """A run of cash that the officer pays; gives its id."""
        with self._as("finance") as office:
            services = office.services
            staff = {member.login: member.staff_id for member in services.staff.list()}
            order = PrepareRun(
                batch_id=batch_id,
                method=Method.CASH,
                planned_on=self.today,
                place="ศาลาประชาคมบ้านเชียงพิณ",
                payer=staff["officer"],
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

    def pay(self, run_id: str, count: int) -> None:
        """The first of a run are paid, a quarter of an hour each."""
        for place in range(count):
            self.place.clock.advance(minutes=15)
            with self._as("officer") as office:
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

    @property
    def today(self) -> date:
        """The day at the office."""
        return bangkok_date(self.place.clock.now())

    def _as(self, login: str) -> AbstractContextManager[OpenOffice]:
        return self.place.inside("office", login)

    def _request(
        self, office: OpenOffice, person_id: str, changes: Mapping[str, Any], lifted: Mapping[str, Any]
    ) -> str:
        requests = office.services.requests
        staff = {member.login: member.staff_id for member in office.services.staff.list()}
        told = content(received_on=self.today, fact_found_on=self.today, fact_finder=staff["officer2"])
        request_id = requests.open(OpenRequest(person_id=person_id, content=replace(told, **changes), **lifted)).value
        for item in widow_pieces():
            self.pieces += 1
            paper = photograph(self.place.root / f"{self.pieces}.jpg", (400 + self.pieces, 300), seed=self.pieces)
            kept = office.services.attachments.keep(paper.read_bytes(), item.kind, paper.name)
            pages = (kept,) * len(item.attachments)
            requests.settle_evidence(request_id, EvidenceItem(kind=item.kind, attachments=pages))
        requests.submit(request_id)
        return request_id
