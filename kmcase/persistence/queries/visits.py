"""Visits: the list, and one visit on one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kmcase.application.read.requests import CommentLine, StepLine
from kmcase.application.read.visits import StandingAnswer, SubmittedVersion, VisitItem, VisitPage
from kmcase.domain.answers import question_of, whole
from kmcase.domain.errors import DomainError
from kmcase.domain.events import build
from kmcase.domain.evidence import Attachment
from kmcase.domain.versions import Resolved, event_order
from kmcase.domain.visits import NOUN, Visit, VisitState
from kmcase.persistence.fold.visits import resolved_visit
from kmcase.persistence.plain import from_json
from kmcase.persistence.repositories.requests import as_address
from kmcase.persistence.repositories.visits import SqlVisits
from kmcase.persistence.rows import visits as tables
from kmcase.persistence.rows.evidence import attachment
from kmcase.persistence.rows.office import staff
from kmcase.persistence.rows.people import person, person_search
from kmcase.persistence.rows.requests import aid_request
from kmcase.persistence.statements import Row, Rows
from kmcase.thai.folding import fold

Names = Mapping[str, str]
_visit, _sitting, _end = tables.visit, tables.visit_sitting, tables.visit_sitting_end
_comment, _answer = tables.visit_comment, tables.visit_answer_to_comment


class SqlVisitQueries(SqlVisits):
    """`VisitQueries` on plain selects."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(Rows(connection))
        self._connection = connection

    def page(self, visit_id: str) -> VisitPage:
        """A visit's page without differences and findings; raises `visits.unknown`."""
        visit = self.visit(visit_id)
        known = self._rows.one(person, person_id=visit.person_id)
        if known is None:
            raise DomainError("people.unknown")
        names = {member["staff_id"]: member["name"] for member in self._rows.all(staff)}
        request_id = self.request_of(visit_id)
        request = self._rows.one(aid_request, request_id=request_id) if request_id else None
        corrected = self._rows.one(_visit, corrects=visit_id)
        return VisitPage(
            visit=visit,
            person_name=f"{known['title']}{known['first_name']} {known['last_name']}".strip(),
            national_id=known["national_id"],
            restricted=bool(known["restricted"]),
            address=as_address(known),
            officer_name=names.get(visit.officer, ""),
            answers=whole(visit.facts),
            conflicts=_standing(resolved_visit(self._rows, visit_id), names),
            evidence=(),
            aside=self._aside(visit),
            comments=self._comments(visit_id, names),
            versions=self._versions(visit_id, names),
            steps=self._steps(visit_id, names),
            staff_names=names,
            request_id=request_id,
            request_number=request["number"] if request else "",
            corrected_by=corrected["visit_id"] if corrected else None,
        )

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
        query = _lines().order_by(_visit.c.visited_on.desc(), _visit.c.visit_id.desc())
        if states:
            query = query.where(_visit.c.state.in_(sorted(states)))
        for column, wanted in (
            (_visit.c.officer, officer),
            (_visit.c.person_id, person_id),
            (person.c.subdistrict_code, subdistrict_code),
        ):
            if wanted:
                query = query.where(column == wanted)
        if words := fold(text).split():
            query = query.join(person_search, person_search.c.person_id == _visit.c.person_id)
            query = query.where(*(person_search.c.folded.contains(word, autoescape=True) for word in words))
        return tuple(_item(row) for row in self._connection.execute(query))

    def _aside(self, visit: Visit) -> tuple[Attachment, ...]:
        """Attachments of the visit that no standing piece holds: nothing that was taken vanishes."""
        held = {page.stored_sha256 for item in visit.evidence for page in item.attachments}
        held |= {found.thumbprint.image.stored_sha256 for found in visit.informants if found.thumbprint}
        rows = self._rows.all(attachment, noun=NOUN, record_id=visit.visit_id)
        rows.sort(key=lambda row: (row["kind"], row["written_at"], row["stored_sha256"]))
        return tuple(_attachment(row) for row in rows if row["stored_sha256"] not in held)

    def _comments(self, visit_id: str, names: Names) -> tuple[CommentLine, ...]:
        answers = {row["comment_id"]: row for row in self._rows.all(_answer, visit_id=visit_id)}
        made = self._rows.all(_comment, visit_id=visit_id)
        made.sort(key=lambda row: event_order(row["made_at"], row["event_id"]))
        return tuple(_comment_line(row, answers.get(row["comment_id"]), names) for row in made)

    def _steps(self, visit_id: str, names: Names) -> tuple[StepLine, ...]:
        rows = self._rows.all(tables.visit_step, visit_id=visit_id)
        rows.sort(key=lambda row: event_order(row["at"], row["event_id"]))
        return tuple(
            StepLine(
                at=row["at"],
                made_by=names.get(row["actor"], ""),
                what=row["what"],
                params=from_json(row["params"]),
            )
            for row in rows
        )

    def _versions(self, visit_id: str, names: Names) -> tuple[SubmittedVersion, ...]:
        """What was sent, the newest first, each with the questions that differ from the version before."""
        verdicts: dict[str, Row] = {}
        for row in sorted(
            self._rows.all(tables.visit_verdict, visit_id=visit_id),
            key=lambda row: event_order(row["at"], row["event_id"]),
        ):
            verdicts[row["submission_id"]] = row
        found: list[SubmittedVersion] = []
        before: Mapping[str, Any] = {}
        sent = self._rows.all(tables.visit_submission, visit_id=visit_id)
        for row in sorted(sent, key=lambda row: event_order(row["at"], row["event_id"])):
            facts = resolved_visit(self._rows, visit_id, frozenset(from_json(row["writes"]))).values
            differing = {question_of(key) for key in {*before, *facts} if before.get(key) != facts.get(key)}
            verdict = verdicts.get(row["submission_id"], {})
            found.append(
                SubmittedVersion(
                    submission_id=row["submission_id"],
                    submitted_at=row["at"],
                    submitted_by=names.get(row["actor"], ""),
                    visited_on=date.fromisoformat(row["visited_on"]),
                    answers=whole(facts),
                    changed=tuple(sorted(differing)) if found else (),
                    verdict=verdict.get("verdict", ""),
                    reason=verdict.get("reason", ""),
                    judged_by=names.get(verdict.get("actor", ""), ""),
                    judged_at=verdict.get("at", ""),
                )
            )
            before = facts
        return tuple(reversed(found))


def _standing(resolved: Resolved, names: Names) -> dict[str, tuple[StandingAnswer, ...]]:
    return {
        name: tuple(
            StandingAnswer(
                event_id=version.event_id,
                written_by=names.get(version.actor, ""),
                written_at=version.at,
                value=version.value,
            )
            for version in resolved.versions[name]
        )
        for name in sorted(resolved.conflicts)
    }


def _comment_line(row: Row, answer: Row | None, names: Names) -> CommentLine:
    return CommentLine(
        comment_id=row["comment_id"],
        section=row["section"],
        text=row["remark"],
        made_at=row["made_at"],
        made_by=names.get(row["made_by"], ""),
        answer=answer["answer"] if answer else None,
        answered_at=answer["written_at"] if answer else None,
        answered_by=names.get(answer["answered_by"], "") if answer else "",
    )


def _attachment(row: Row) -> Attachment:
    plain = {name: row[name] for name in ("sha256", "stored_sha256", "kind", "media_type", "size", "name")}
    found: Attachment = build(Attachment, plain | ({"taken_at": row["taken_at"]} if row["taken_at"] else {}))
    return found


def _item(row: Any) -> VisitItem:
    return VisitItem(
        visit_id=row.visit_id,
        person_id=row.person_id,
        person_name=f"{row.title}{row.first_name} {row.last_name}".strip(),
        house_no=row.house_no,
        moo=row.moo,
        subdistrict_code=row.subdistrict_code,
        officer=row.officer,
        officer_name=row.officer_name or "",
        state=VisitState(row.state),
        paused=row.state == VisitState.DRAFT and not row.sittings,
        visited_on=date.fromisoformat(row.visited_on),
        changed_at=row.changed_at,
        in_conflict=len(from_json(row.conflicts)),
        open_comments=row.comments,
        wished=row.wished is not None,
        request_id=row.request_id,
        appointment_id=row.appointment_id,
        restricted=bool(row.restricted),
    )


def _lines() -> Select[Any]:
    """Visits joined with what a line shows."""
    going_on = (
        select(_sitting.c.visit_id, func.count().label("sittings"))
        .outerjoin(_end, _end.c.sitting_id == _sitting.c.sitting_id)
        .where(_end.c.sitting_id.is_(None))
        .group_by(_sitting.c.visit_id)
        .subquery()
    )
    waiting = (
        select(_comment.c.visit_id, func.count().label("comments"))
        .outerjoin(_answer, _answer.c.comment_id == _comment.c.comment_id)
        .where(_answer.c.comment_id.is_(None))
        .group_by(_comment.c.visit_id)
        .subquery()
    )
    return (
        select(
            _visit,
            person.c.title,
            person.c.first_name,
            person.c.last_name,
            person.c.house_no,
            person.c.moo,
            person.c.subdistrict_code,
            person.c.restricted,
            staff.c.name.label("officer_name"),
            func.coalesce(going_on.c.sittings, 0).label("sittings"),
            func.coalesce(waiting.c.comments, 0).label("comments"),
            tables.visit_wish.c.visit_id.label("wished"),
            tables.visit_request.c.request_id,
        )
        .join(person, person.c.person_id == _visit.c.person_id)
        .outerjoin(staff, staff.c.staff_id == _visit.c.officer)
        .outerjoin(going_on, going_on.c.visit_id == _visit.c.visit_id)
        .outerjoin(waiting, waiting.c.visit_id == _visit.c.visit_id)
        .outerjoin(tables.visit_wish, tables.visit_wish.c.visit_id == _visit.c.visit_id)
        .outerjoin(tables.visit_request, tables.visit_request.c.visit_id == _visit.c.visit_id)
    )
