"""Use cases of the reviewer and the social worker."""

from __future__ import annotations

from dataclasses import replace

from kmcase.application.changes import Outcome
from kmcase.application.differences import contradictions_of_request
from kmcase.application.forms import Forms
from kmcase.application.meetings import leave_agendas
from kmcase.application.requests.commands import GiveDiagnosis
from kmcase.application.requests.judging import Stage, judge, refuse, refuse_for_review
from kmcase.application.work import Work
from kmcase.domain.errors import DomainError
from kmcase.domain.requests import (
    OPEN_TO_DIAGNOSIS,
    OPEN_TO_PAPERS,
    CommentSettled,
    Diagnosis,
    DiagnosisGiven,
    RequestCommented,
    RequestFoundReady,
    RequestReturned,
    RequestStatus,
)


class Reviewing:
    """Comments with their answers, the opinion, sent back or found ready."""

    _work: Work
    _forms: Forms

    def comment(self, request_id: str, section: str, text: str) -> Outcome[str]:
        """A comment beside a section; gives its id."""
        with self._work.begin("requests.comment") as unit:
            request = unit.requests.request(request_id)
            if request.status not in OPEN_TO_PAPERS:
                raise DomainError("requests.not_open_to_comments", number=request.number)
            if not text.strip():
                raise DomainError("requests.comment_empty", "text")
            comment_id = unit.ids.new()
            unit.record(
                RequestCommented(request_id=request_id, comment_id=comment_id, section=section, text=text.strip())
            )
            return unit.commit(comment_id)

    def answer(self, request_id: str, comment_id: str, answer: str) -> Outcome[str]:
        """The officer's answer to a comment."""
        with self._work.begin("requests.answer") as unit:
            if not unit.requests.comment_is_open(request_id, comment_id):
                raise DomainError("requests.comment_answered", "answer")
            if not answer.strip():
                raise DomainError("requests.answer_empty", "answer")
            unit.record(CommentSettled(request_id=request_id, comment_id=comment_id, answer=answer.strip()))
            return unit.commit(comment_id)

    def send_back(self, request_id: str, status: RequestStatus, reason: str) -> Outcome[str]:
        """Back to the officer, off the agenda: for correction or for more information, with a reason."""
        with self._work.begin("requests.review") as unit:
            request = unit.requests.request(request_id)
            if status not in (RequestStatus.NEEDS_CORRECTION, RequestStatus.NEEDS_INFORMATION):
                raise DomainError("requests.wrong_state", number=request.number)
            request.move(status)
            if not reason.strip():
                raise DomainError("requests.reason_missing", "reason")
            leave_agendas(unit, request)
            unit.record(RequestReturned(request_id=request_id, status=status, reason=reason.strip()))
            return unit.commit(request_id)

    def diagnose(self, command: GiveDiagnosis) -> Outcome[str]:
        """The signed-in social worker's opinion; an amount over the limit is refused here already."""
        with self._work.begin("requests.diagnose") as unit:
            request = unit.requests.request(command.request_id)
            if request.status not in OPEN_TO_DIAGNOSIS:
                raise DomainError("requests.not_open_to_diagnosis", number=request.number)
            if not command.text.strip():
                raise DomainError("requests.opinion_missing", "diagnosis")
            if command.proposed.satang <= 0:
                raise DomainError("requests.proposed_missing", "proposed")
            diagnosis = Diagnosis(
                text=command.text.strip(), proposed=command.proposed, by=unit.actor.staff_id, at=unit.now
            )
            person = unit.people.person(request.person_id).values
            judged = judge(unit, replace(request, diagnosis=diagnosis), person, Stage.DIAGNOSIS)
            refuse(unit, request, judged)
            unit.record(DiagnosisGiven(request_id=request.request_id, diagnosis=diagnosis, judgement=judged.judgement))
            return unit.commit(request.request_id, judged.findings)

    def find_ready(self, request_id: str) -> Outcome[str]:
        """Reviewed and complete: it can go before the panel; what is missing blocks."""
        with self._work.begin("requests.review") as unit:
            request = unit.requests.request(request_id)
            request.move(RequestStatus.READY)
            person = unit.people.person(request.person_id).values
            reviewer = unit.actor.staff_id
            judged = judge(
                unit,
                request,
                person,
                Stage.READY,
                reviewer=reviewer,
                contradictions=contradictions_of_request(unit, self._forms, request_id),
            )
            refuse_for_review(unit, request, judged)
            unit.record(RequestFoundReady(request_id=request_id, reviewer=reviewer, judgement=judged.judgement))
            return unit.commit(request_id, judged.findings)
