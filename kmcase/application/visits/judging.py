"""What the rules are told of a visit, and the page with what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from kmcase.application.differences import Homes, ReadSource, differences_of, open_contradictions
from kmcase.application.forms import Forms
from kmcase.application.ports.reading import Reading
from kmcase.application.ports.repositories import StaffRepository
from kmcase.application.ports.visits import VisitRepository
from kmcase.application.read.requests import evidence_lines
from kmcase.application.read.visits import Difference, VisitPage
from kmcase.application.visits.content import request_content
from kmcase.domain.answers import whole
from kmcase.domain.events import Judgement, encode
from kmcase.domain.findings import Finding
from kmcase.domain.form_answers import check, missing
from kmcase.domain.forms import Form, QuestionKind
from kmcase.domain.offices import Office
from kmcase.domain.visits import WRITABLE, Position, Visit
from kmcase.rules.duties import same_member, same_person
from kmcase.rules.regulations import Regulations
from kmcase.rules.visits import VisitFacts, check_review, check_sending


class Stage(Enum):
    """The decision that comes next."""

    SENDING = "sending"
    REVIEW = "review"


_CHECKS = {Stage.SENDING: check_sending, Stage.REVIEW: check_review}


class VisitSource(Protocol):
    """Where facts of a visit come from: a unit, or a reading."""

    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def office(self) -> Office: ...
    @property
    def regulations(self) -> Regulations: ...
    @property
    def people(self) -> Homes: ...
    @property
    def staff(self) -> StaffRepository: ...
    @property
    def visits(self) -> VisitRepository: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of a stage and what a decision stores of them."""

    findings: tuple[Finding, ...]
    judgement: Judgement


def judge_visit(
    source: VisitSource, form: Form, visit: Visit, stage: Stage = Stage.SENDING, *, reviewer: str = ""
) -> Judged:
    """What the rules say of a visit at a stage; `reviewer` is a staff id."""
    facts = _facts(source, form, visit, reviewer)
    findings = _CHECKS[stage](facts, source.regulations)
    judgement = Judgement(findings=findings, rule_version=source.regulations.version, facts={"visit": encode(facts)})
    return Judged(findings, judgement)


def visit_page(reading: Reading, forms: Forms, visit_id: str) -> VisitPage:
    """A visit's page with its differences and what the rules say of the next step."""
    page = reading.visits.page(visit_id)
    visit = page.visit
    form = forms.form(visit.form_id, visit.form_version)
    source = ReadSource.of(reading)
    stage = Stage.SENDING if visit.state in WRITABLE else Stage.REVIEW
    content = request_content(form, visit, received_on=visit.visited_on)
    return replace(
        page,
        evidence=evidence_lines(content, visit.evidence),
        differences=tuple(_named(one, page.staff_names) for one in differences_of(source, form, visit)),
        findings=judge_visit(source, form, visit, stage).findings,
    )


def _named(difference: Difference, names: Mapping[str, str]) -> Difference:
    return replace(
        difference,
        explained_by=names.get(difference.explained_by, ""),
        confirmed_by=names.get(difference.confirmed_by, ""),
    )


def _facts(source: VisitSource, form: Form, visit: Visit, reviewer: str) -> VisitFacts:
    answers = whole(visit.facts)
    person = source.people.person(visit.person_id).values
    names = {member.staff_id: member.name for member in source.staff.members()}
    photographs = frozenset(page.sha256 for item in visit.evidence for page in item.attachments)
    return VisitFacts(
        now=source.now,
        visited_on=visit.visited_on,
        content=request_content(form, visit, received_on=visit.visited_on),
        sittings=visit.sittings,
        missing=tuple("/".join(path) for paths in missing(form, answers).values() for path in paths),
        doubtful=tuple(problem.path[0] for problem in check(form, answers)),
        conflicts=len(visit.conflicts),
        evidence=visit.evidence,
        informants=visit.informants,
        writes=visit.writes,
        place=_place(form, answers),
        province_code=source.office.province_code,
        photographed_before=source.visits.photographed_before(visit.visit_id, photographs),
        can_write=person.can_write,
        relative_of_visitor=any(
            relative.staff_id == visit.officer
            and same_person(person.full_name, person.national_id, relative.name, relative.national_id)
            for relative in source.staff.relatives()
        ),
        reviewed_by_visitor=bool(reviewer) and same_member(reviewer, (visit.officer, *visit.writers), names),
        open_comments=source.visits.open_comments(visit.visit_id),
        contradictions=open_contradictions(source, form, visit),
    )


def _place(form: Form, answers: Mapping[str, Any]) -> Position | None:
    """The first point that the form asks for and that was answered."""
    for _, repeat, question in form.questions():
        if repeat is None and question.kind is QuestionKind.GEOPOINT and question.name in answers:
            point = answers[question.name]
            return Position(
                latitude=str(point.get("latitude", "")),
                longitude=str(point.get("longitude", "")),
                accuracy=str(point.get("accuracy", "")),
            )
    return None
