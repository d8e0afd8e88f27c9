"""From a visit to a request: at once where numbers are given, as a wish on a laptop."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.changes import Changes, Outcome
from kmcase.application.forms import Forms
from kmcase.application.requests.commands import OpenRequest
from kmcase.application.requests.opening import open_draft
from kmcase.application.seconds import NOBODY, Second, ask_lifter
from kmcase.application.visits.commands import AskForAid, OpenedWishes
from kmcase.application.visits.content import request_content
from kmcase.application.work import Unit, Work
from kmcase.domain.errors import DomainError, require_that
from kmcase.domain.evidence import EvidenceKind, EvidenceSettled
from kmcase.domain.findings import Finding
from kmcase.domain.forms import Form
from kmcase.domain.visits import SENT, AidWished, RequestMadeFromVisit, Visit

_OF_THE_VISIT = frozenset({EvidenceKind.SIGNATURE, EvidenceKind.THUMBPRINT})


class Asking:
    """Use cases that ask for aid after a visit."""

    _work: Work
    _forms: Forms
    _at_office: bool

    def ask_for_aid(self, command: AskForAid) -> Outcome[str | None]:
        """Propose aid; gives the id of the request, None on a laptop, where the office will open it.

        Raises `visits.not_submitted_yet`, `visits.requested_already`, and what opening a request does.
        """
        lifter = ask_lifter(self._work, command.override, command.second_password)
        with self._work.begin("visits.wish") as unit:
            visit = unit.visits.visit(command.visit_id)
            require_that(visit.state in SENT, "visits.not_submitted_yet")
            require_that(unit.visits.request_of(visit.visit_id) is None, "visits.requested_already")
            unit.record(AidWished(visit_id=visit.visit_id, person_id=visit.person_id, wish=command.wish))
            if not self._at_office:
                return unit.commit(None)
            wished = replace(visit, wish=command.wish)
            request_id, findings = _open(unit, self._form_of(visit), wished, command, lifter)
            return unit.commit(request_id, findings)

    def open_wished_requests(self) -> Outcome[OpenedWishes]:
        """Requests of all proposals that wait, each in a transaction of its own; never twice for one visit.

        Called after a bundle was applied, and by whoever may open requests. What a rule stops is told by visit and
        stays a proposal.
        """
        with self._work.read("visits.read") as reading:
            waiting = reading.visits.wished()
        opened: dict[str, str] = {}
        refused: dict[str, DomainError] = {}
        changed = Changes()
        for visit_id in waiting:
            try:
                outcome = self._open_wished(visit_id)
            except DomainError as refusal:
                refused[visit_id] = refusal
            else:
                opened[visit_id] = outcome.value
                changed |= outcome.changes
        return Outcome(OpenedWishes(opened=opened, refused=refused), changed)

    def _open_wished(self, visit_id: str) -> Outcome[str]:
        with self._work.begin("requests.open") as unit:
            visit = unit.visits.visit(visit_id)
            require_that(unit.visits.request_of(visit_id) is None, "visits.requested_already")
            request_id, findings = _open(unit, self._form_of(visit), visit, AskForAid(visit_id=visit_id), NOBODY)
            return unit.commit(request_id, findings)

    def _form_of(self, visit: Visit) -> Form:
        return self._forms.form(visit.form_id, visit.form_version)


def _open(unit: Unit, form: Form, visit: Visit, command: AskForAid, lifter: Second) -> tuple[str, tuple[Finding, ...]]:
    """The request of a visit: its content from the answers, its evidence the visit's own, by the same hashes."""
    content = request_content(form, visit, received_on=unit.today)
    opening = OpenRequest(person_id=visit.person_id, content=content, override=command.override)
    request_id, findings = open_draft(unit, opening, lifter, officer=visit.officer)
    for item in visit.evidence:
        if item.kind not in _OF_THE_VISIT:
            unit.record(EvidenceSettled(noun="request", record_id=request_id, item=item))
    unit.record(RequestMadeFromVisit(visit_id=visit.visit_id, person_id=visit.person_id, request_id=request_id))
    return request_id, findings
