"""What the visiting officer does: begin, write, pause, sign, bring evidence, send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kmcase.application.changes import Outcome
from kmcase.application.forms import VISIT, Forms
from kmcase.application.judging import refuse_blocked
from kmcase.application.people import RegisterHousehold, judge_person, list_member, open_household, register_person
from kmcase.application.read.visits import VisitItem, VisitPage
from kmcase.application.visits.aid import Asking
from kmcase.application.visits.commands import BeginVisit, FoundFamily, SignAsInformant, SubmitVisit, WriteVisit
from kmcase.application.visits.judging import judge_visit, visit_page
from kmcase.application.visits.reviewing import Reviewing
from kmcase.application.work import Unit, Work
from kmcase.domain.answers import changes, whole
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import Attachment, EvidenceItem, EvidenceSettled
from kmcase.domain.findings import Finding
from kmcase.domain.form_answers import check
from kmcase.domain.visits import (
    NOUN,
    WRITABLE,
    Informant,
    InformantSigned,
    Partner,
    PartnerSigned,
    Position,
    Sitting,
    SittingBegun,
    SittingEnded,
    Visit,
    VisitAbandoned,
    VisitBegun,
    VisitState,
    VisitSubmitted,
    VisitWritten,
)
from kmcase.rules.visits import check_thumbprint

Seen = Mapping[str, tuple[str, ...]]


class VisitService(Reviewing, Asking):
    """Use cases of visits; `at_office`: this store gives numbers, so that aid asked for becomes a request at once."""

    def __init__(self, work: Work, forms: Forms, *, at_office: bool = True) -> None:
        self._work = work
        self._forms = forms
        self._at_office = at_office

    def begin(self, command: BeginVisit) -> Outcome[str]:
        """Begin a visit to a person; gives its id. A second one beside an open one is another visit.

        Raises `people.unknown`, `visits.starts_in_future`, and `visits.corrects_unreviewed`.
        """
        with self._work.begin("visits.begin") as unit:
            person = unit.people.person(command.person_id).values
            household_id = unit.people.household_of_family(person.family_id) if person.family_id else None
            visit_id = unit.ids.new()
            self._begin(unit, visit_id, command, household_id)
            return unit.commit(visit_id)

    def begin_with_family(self, command: FoundFamily) -> Outcome[str]:
        """Register a family found today and begin its visit, in one step; gives the visit's id.

        Raises what registering a person does, each beside its field.
        """
        with self._work.begin("visits.begin") as unit:
            findings = judge_person(unit, command.person)
            refuse_blocked(findings)
            visit_id = unit.ids.new()
            source = f"{NOUN}:{visit_id}"
            household_id = open_household(unit, RegisterHousehold(values=command.household, source=source))
            person_id = register_person(unit, command.person, source, household_id)
            for member in command.members:
                list_member(unit, replace(member, member_id="", household_id=household_id, family_id=None))
            begun = BeginVisit(
                person_id=person_id,
                appointment_id=command.appointment_id,
                started_at=command.started_at,
                position=command.position,
            )
            self._begin(unit, visit_id, begun, household_id)
            return unit.commit(visit_id, findings)

    def _begin(self, unit: Unit, visit_id: str, command: BeginVisit, household_id: str | None) -> None:
        corrected = None if command.corrects is None else unit.visits.visit(command.corrects)
        if corrected is not None:
            require_that(corrected.state is VisitState.REVIEWED, "visits.corrects_unreviewed")
            require_that(corrected.person_id == command.person_id, "visits.corrects_another_person")
        form = self._forms.newest(VISIT)
        unit.record(
            VisitBegun(
                visit_id=visit_id,
                person_id=command.person_id,
                household_id=household_id,
                form_id=form.form_id,
                form_version=form.version,
                appointment_id=command.appointment_id,
                officer=unit.actor.staff_id,
                sitting=_sitting(unit, command.started_at, command.position),
                corrects=command.corrects,
            )
        )
        if corrected is not None and corrected.facts:
            unit.record(
                VisitWritten(visit_id=visit_id, person_id=command.person_id, answers=dict(corrected.facts), seen={})
            )

    def write(self, command: WriteVisit) -> Outcome[Seen]:
        """Write the answers that differ from what stands; what somebody wrote meanwhile comes to stand beside it.

        Gives what the next write of this form has seen. Raises `visits.not_writable`, and `visits.answer_wrong`
        beside the question where an answer is of no kind that the question takes.
        """
        with self._work.begin("visits.write") as unit:
            visit = _writable(unit, command.visit_id)
            changed = changes(visit.facts, command.answers, command.seen)
            self._refuse_wrong(visit, changed)
            if not changed:
                return unit.commit(dict(command.seen))
            seen = {key: command.seen[key] for key in changed if key in command.seen}
            event_id = unit.record(
                VisitWritten(visit_id=visit.visit_id, person_id=visit.person_id, answers=changed, seen=seen)
            )
            return unit.commit({**command.seen, **dict.fromkeys(changed, (event_id,))})

    def _refuse_wrong(self, visit: Visit, changed: Mapping[str, Any]) -> None:
        """An answer that its question cannot hold; one that only breaks a condition of the form is kept and told."""
        for problem in check(self._form_of(visit), whole({**visit.facts, **changed})):
            key = "/".join(problem.path)
            if key in changed and not problem.texts:
                raise DomainError("visits.answer_wrong", key)

    def settle(self, visit_id: str, key: str, event_id: str, reason: str = "") -> Outcome[str]:
        """Decide between values of an answer that were written apart: that of the event stands from now on.

        Raises `visits.not_writable` and `visits.no_conflict`.
        """
        with self._work.begin("visits.write") as unit:
            visit = _writable(unit, visit_id)
            standing = unit.visits.standing(visit_id, key)
            require_that(key in visit.conflicts and event_id in standing, "visits.no_conflict", key)
            unit.record(
                VisitWritten(
                    visit_id=visit_id,
                    person_id=visit.person_id,
                    answers={key: standing[event_id]},
                    seen={key: tuple(standing)},
                    reason=reason,
                )
            )
            return unit.commit(visit_id)

    def pause(self, visit_id: str, reason: str) -> Outcome[str]:
        """Cut a visit short, with a reason, to go on another time; raises `visits.not_going_on`."""
        with self._work.begin("visits.write") as unit:
            visit = _writable(unit, visit_id)
            require_that(bool(reason.strip()), "visits.reason_missing", "reason")
            require_that(visit.open_sitting is not None, "visits.not_going_on")
            _end_sittings(unit, visit, reason.strip())
            return unit.commit(visit_id)

    def resume(
        self, visit_id: str, *, started_at: datetime | None = None, position: Position | None = None
    ) -> Outcome[str]:
        """Go on with a visit that was cut short or came back; gives the sitting's id."""
        with self._work.begin("visits.write") as unit:
            visit = _writable(unit, visit_id)
            require_that(visit.open_sitting is None, "visits.going_on")
            sitting = _sitting(unit, started_at, position)
            unit.record(SittingBegun(visit_id=visit_id, person_id=visit.person_id, sitting=sitting))
            return unit.commit(sitting.sitting_id)

    def sign(self, command: SignAsInformant) -> Outcome[str]:
        """The informant signs what is written now; gives the signature's id.

        Raises `visits.informant_missing`, `visits.signature_missing`, and what `check_thumbprint` finds.
        """
        with self._work.begin("visits.sign") as unit:
            visit = _writable(unit, command.visit_id)
            findings = _check_mark(unit, visit, command)
            signature_id = unit.ids.new()
            unit.record(
                InformantSigned(
                    visit_id=visit.visit_id,
                    person_id=visit.person_id,
                    informant=Informant(
                        signature_id=signature_id,
                        name=command.name.strip(),
                        relation=command.relation.strip(),
                        signature=command.signature,
                        thumbprint=command.thumbprint,
                        writes=visit.writes,
                    ),
                )
            )
            return unit.commit(signature_id, findings)

    def add_partner(self, visit_id: str, partner: Partner) -> Outcome[str]:
        """Name a partner who was there, with the own signature where it is given; an empty id asks for a new one."""
        with self._work.begin("visits.sign") as unit:
            visit = _writable(unit, visit_id)
            require_that(bool(partner.name.strip()), "visits.partner_without_name", "name")
            named = partner if partner.partner_id else replace(partner, partner_id=unit.ids.new())
            unit.record(PartnerSigned(visit_id=visit_id, person_id=visit.person_id, partner=named))
            return unit.commit(named.partner_id)

    def settle_evidence(self, visit_id: str, item: EvidenceItem) -> Outcome[str]:
        """A piece of evidence: attached (its bytes are stored before), or none with a reason; the newest stands."""
        with self._work.begin("visits.attach") as unit:
            visit = _writable(unit, visit_id)
            field = f"evidence.{item.kind.value}"
            require_that(item.settled, "visits.evidence_empty", field)
            require_that(all(page.kind is item.kind for page in item.attachments), "visits.evidence_mixed", field)
            _settle_piece(unit, visit, item)
            return unit.commit(visit_id)

    def add_evidence(self, visit_id: str, page: Attachment) -> Outcome[str]:
        """One more picture or page of a piece, after those that stand; one that is there stays once."""
        with self._work.begin("visits.attach") as unit:
            visit = _writable(unit, visit_id)
            there = next((item.attachments for item in visit.evidence if item.kind is page.kind), ())
            if all(page.stored_sha256 != other.stored_sha256 for other in there):
                _settle_piece(unit, visit, EvidenceItem(kind=page.kind, attachments=(*there, page)))
            return unit.commit(visit_id)

    def submit(self, command: SubmitVisit) -> Outcome[str]:
        """Send for review; gives the submission's id. What is missing only warns: it stops the review, not the road.

        Raises the first blocking finding, and `visits.not_writable`.
        """
        with self._work.begin("visits.submit") as unit:
            visit = _writable(unit, command.visit_id)
            sent = replace(visit, visited_on=command.visited_on or visit.visited_on)
            judged = judge_visit(unit, self._form_of(visit), sent)
            refuse_blocked(judged.findings)
            submission_id = unit.ids.new()
            _end_sittings(unit, visit, "")
            unit.record(
                VisitSubmitted(
                    visit_id=visit.visit_id,
                    person_id=visit.person_id,
                    submission_id=submission_id,
                    writes=visit.writes,
                    visited_on=sent.visited_on,
                    appointment_id=visit.appointment_id,
                    judgement=judged.judgement,
                )
            )
            return unit.commit(submission_id, judged.findings)

    def abandon(self, visit_id: str, reason: str) -> Outcome[str]:
        """Leave a visit unfinished that was never sent, with a reason; what was written stays."""
        with self._work.begin("visits.write") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(visit.state is VisitState.DRAFT, "visits.not_abandonable")
            require_that(bool(reason.strip()), "visits.reason_missing", "reason")
            _end_sittings(unit, visit, "")
            unit.record(VisitAbandoned(visit_id=visit_id, person_id=visit.person_id, reason=reason.strip()))
            return unit.commit(visit_id)

    def list(
        self,
        *,
        states: frozenset[VisitState] = frozenset(),
        officer: str = "",
        person_id: str = "",
        subdistrict_code: str = "",
        text: str = "",
    ) -> tuple[VisitItem, ...]:
        """Visits of these states (none: of all), the newest first; `text` is part of the person's name or house."""
        with self._work.read("visits.read") as reading:
            return reading.visits.list(
                states=states, officer=officer, person_id=person_id, subdistrict_code=subdistrict_code, text=text
            )

    def page(self, visit_id: str) -> VisitPage:
        """A visit on one page, with its differences and what the rules say now."""
        with self._work.read("visits.read") as reading:
            return visit_page(reading, self._forms, visit_id)


def _sitting(unit: Unit, started_at: datetime | None, position: Position | None) -> Sitting:
    started = started_at or unit.now
    require_that(started <= unit.now, "visits.starts_in_future", "started_at")
    return Sitting(sitting_id=unit.ids.new(), started_at=started, position=position)


def _writable(unit: Unit, visit_id: str) -> Visit:
    visit = unit.visits.visit(visit_id)
    require_that(visit.state in WRITABLE, "visits.not_writable")
    return visit


def _end_sittings(unit: Unit, visit: Visit, reason: str) -> None:
    for sitting in visit.sittings:
        if sitting.ended_at is None:
            unit.record(
                SittingEnded(
                    visit_id=visit.visit_id,
                    person_id=visit.person_id,
                    sitting_id=sitting.sitting_id,
                    ended_at=max(unit.now, sitting.started_at),
                    reason=reason,
                )
            )


def _settle_piece(unit: Unit, visit: Visit, item: EvidenceItem) -> None:
    unit.record(EvidenceSettled(noun=NOUN, record_id=visit.visit_id, item=item, person_id=visit.person_id))


def _check_mark(unit: Unit, visit: Visit, command: SignAsInformant) -> tuple[Finding, ...]:
    require_that(bool(command.name.strip()), "visits.informant_missing", "name")
    require_that((command.signature is None) != (command.thumbprint is None), "visits.signature_missing", "signature")
    if command.thumbprint is None:
        return ()
    visiting = {visit.officer, unit.actor.staff_id}
    visitors = {member.staff_id: member.name for member in unit.staff.members() if member.staff_id in visiting}
    findings = check_thumbprint(command.name, command.thumbprint, visitors, unit.staff.relatives())
    refuse_blocked(findings)
    return findings
